// Words that name rules and symbols, as in `--select`, `--ignore`, the settings and comments of suppression.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_SELECTION_H_
#define PYMOLT_MODEL_SELECTION_H_

#include <string>
#include <string_view>
#include <vector>

namespace pymolt {

/// Whether WORD is the rule (`removed-module`) or the symbol (`imp`; `cmp` for `builtins.cmp`), or fits it by a `*`
/// (`distutils.*`).
[[nodiscard]] bool word_names(std::string_view word, std::string_view rule,
                              std::string_view symbol);

/// Whether one of WORDS does.
[[nodiscard]] bool any_word_names(const std::vector<std::string>& words, std::string_view rule,
                                  std::string_view symbol);

/// Whether COMMAND, as typed in a shell, has OPTION, `--from`.
[[nodiscard]] bool has_option(std::string_view command, std::string_view option);

/// Whether COMMAND, the scan that made a report, asked for some rules only.
[[nodiscard]] bool asks_some_rules(std::string_view command);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_SELECTION_H_
