// A comment that spares everything would spare the remark that it spares nothing: so that must be asked for by name.
// SPDX-License-Identifier: MIT
#include "base/suppression.h"

#include <algorithm>

#include "base/selection.h"

namespace pymolt {

bool Suppression::spares(const Finding& finding) const {
  if (!reaches(finding)) return false;
  if (finding.rule == kUnusedSuppression || finding.rule == kUnreadableSuppression) {
    return std::find(words.begin(), words.end(), finding.rule) != words.end();
  }
  return words.empty() || any_word_names(words, finding.rule, finding.symbol);
}

}  // namespace pymolt
