// `"\d"`: a backslash before a letter that means nothing. Found by the lexer; here it gets its versions.
// SPDX-License-Identifier: MIT
#include "checks/check_functions.h"

namespace pymolt::checks {

void check_invalid_escape(const FileView& view, const rulebook::RulePage& page,
                          Findings& findings) {
  for (const ByteSpan where : view.invalid_escapes) {
    Draft draft = draft_of(page, where);
    draft.symbol = std::string(view.text.slice(where));
    findings.add(draft);
  }
}

}  // namespace pymolt::checks
