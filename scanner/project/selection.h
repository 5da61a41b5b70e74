// Words that name rules and symbols, as in `--select`, `--ignore`, the settings and comments of suppression.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_SELECTION_H_
#define PYMOLT_PROJECT_SELECTION_H_

#include <string>
#include <string_view>
#include <vector>

namespace pymolt::project {

/// Whether WORD is the rule (`removed-module`) or the symbol (`imp`; `cmp` for `builtins.cmp`), or fits it by a `*`
/// (`distutils.*`).
[[nodiscard]] bool names(std::string_view word, std::string_view rule, std::string_view symbol);

/// Whether one of WORDS does.
[[nodiscard]] bool any_names(const std::vector<std::string>& words, std::string_view rule,
                             std::string_view symbol);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_SELECTION_H_
