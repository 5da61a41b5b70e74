// A blanket ignore does not suppress `unused-suppression`: that rule must be named.
// SPDX-License-Identifier: MIT
#include "model/suppression.h"

#include <algorithm>

#include "model/selection.h"

namespace pymolt {

bool is_about_suppression(const Finding& finding) {
  return finding.rule == kUnusedSuppression || finding.rule == kUnreadableSuppression;
}

bool Suppression::suppresses(const Finding& finding) const {
  if (!reaches(finding)) return false;
  if (is_about_suppression(finding)) {
    return std::find(words.begin(), words.end(), finding.rule) != words.end();
  }
  return words.empty() || any_word_names(words, finding.rule, finding.symbol);
}

bool Suppression::uses(const Finding& unused, const Finding& finding) const {
  if (line != unused.span.line || !reaches(finding) || is_about_suppression(finding)) return false;
  return words.empty() || word_names(unused.symbol, finding.rule, finding.symbol);
}

}  // namespace pymolt
