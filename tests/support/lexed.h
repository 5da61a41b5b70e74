// What the lexer says about a text, as one string, for tables.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_SUPPORT_LEXED_H_
#define PYMOLT_TESTS_SUPPORT_LEXED_H_

#include <string>
#include <string_view>

#include "lexer/lexer.h"
#include "rulebook/rulebook.h"

namespace pymolt::verdict {

inline Lexed lexed(std::string_view text) { return lex(syntax::decode(std::string(text))); }

/// A text, and the versions on which the lexer finds nothing wrong with it.
struct Row {
  std::string source;
  const char* fine_on;
};

/// `construct "text"`, in order, joined by `, `; the text only where it is not empty.
inline std::string seen_in(std::string_view text) {
  const syntax::Decoded decoded = syntax::decode(std::string(text));
  std::string all;
  for (const Diagnostic& seen : lex(decoded).diagnostics) {
    if (!all.empty()) all += ", ";
    all += id(seen.construct);
    const std::string what = decoded.text.substr(seen.span.begin, seen.span.end - seen.span.begin);
    if (!what.empty()) all += " `" + what + "`";
  }
  return all;
}

/// The versions that find nothing wrong with the text below its grammar.
inline std::string fine_on(std::string_view text) {
  static const Constructs constructs(*rulebook::Rulebook::built_in());
  VersionSet fine = VersionSet::all();
  for (const Diagnostic& seen : lexed(text).diagnostics) fine -= constructs.fails_on(seen);
  return fine.str();
}

}  // namespace pymolt::verdict

#endif  // PYMOLT_TESTS_SUPPORT_LEXED_H_
