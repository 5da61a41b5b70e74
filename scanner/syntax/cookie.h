// Finds the encoding a source file declares on its first or second line (PEP 263), by the letter of CPython's rule.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_COOKIE_H_
#define PYMOLT_SYNTAX_COOKIE_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace pymolt::syntax {

struct Cookie {
  ByteSpan name;      // the name, as written
  bool late = false;  // on line 2 after a line 1 with code on it: only 3.0 to 3.2 look there
};

/// The cookie of TEXT (any bytes, without a BOM), if there is one.
[[nodiscard]] std::optional<Cookie> find_cookie(std::string_view text);

/// The name as CPython's tokenizer compares it: `utf-8` for `UTF_8` and `utf-8-unix`, `iso-8859-1` for `latin-1`;
/// other names as they are, without case and with `-` for `_`.
[[nodiscard]] std::string tokenizer_name(std::string_view name);

/// The name as the module `encodings` looks it up: lower case, `_` between what is no letter, digit or dot.
[[nodiscard]] std::string module_name(std::string_view name);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_COOKIE_H_
