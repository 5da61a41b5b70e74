// What Unicode says about characters, version by version of Python: identifiers, NFKC, and names.
// SPDX-License-Identifier: MIT
//
// The tables lie in rules/text/, written by tools/unicode_tables.py; those that are text are read once, when first
// asked for. Everything here may be called from several threads.
#ifndef PYMOLT_LEXER_UNICODE_H_
#define PYMOLT_LEXER_UNICODE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "base/version.h"

namespace pymolt::verdict {

/// The character whose UTF-8 starts at AT, and how many bytes it takes.
struct Character {
  char32_t code;
  std::size_t length;
};
[[nodiscard]] Character character_at(std::string_view utf8, std::size_t at);

/// The versions on which a character above U+007F may be the first of an identifier, or a later one.
[[nodiscard]] VersionSet starts_identifier(char32_t code);
[[nodiscard]] VersionSet continues_identifier(char32_t code);

/// The identifier as Python 3 compares it (NFKC): `ﬁ` becomes `fi`. Of ASCII it is a copy.
[[nodiscard]] std::string normalised(std::string_view identifier);

/// The versions whose `\N{...}` knows NAME, whatever its case.
[[nodiscard]] VersionSet knows_character_name(std::string_view name);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_UNICODE_H_
