// The code around a place in one normal form, which reformatting does not change: what a fingerprint is made of.
// SPDX-License-Identifier: MIT
//
//   total = len(
//       string.letters, 'a b',   # and more     →     total=len string.letters"ab"
//   )
//
// Line breaks, blanks, comments, commas, parentheses, kinds of quotes and letter case of numbers are left out, because
// formatters change them; what is left is the statement's words in their order.
#ifndef PYMOLT_FINDINGS_STATEMENT_FORM_H_
#define PYMOLT_FINDINGS_STATEMENT_FORM_H_

#include <cstdint>
#include <string>

#include "syntax/tree.h"

namespace pymolt::checks {

/// The statement that NODE stands in, or the head of one that has a body, or, where that is long, the largest
/// expression around NODE that is not. Of an import, only the name that NODE is in, so that its neighbours may change.
[[nodiscard]] std::string normal_form(syntax::Node node);

}  // namespace pymolt::checks

#endif  // PYMOLT_FINDINGS_STATEMENT_FORM_H_
