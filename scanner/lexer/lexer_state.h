// What the parts of the lexer share: the text, and what was seen in it.
// SPDX-License-Identifier: MIT
//
// The text is followed by a NUL (it is a std::string), so that a part may look one byte beyond any byte of it.
#ifndef PYMOLT_LEXER_LEXER_STATE_H_
#define PYMOLT_LEXER_LEXER_STATE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexer/lexer.h"

namespace pymolt::verdict {

struct Scan {
  const char* begin;
  const char* end;
  Lexed& out;
  /// What 2.7 rejects if the file imports unicode_literals, wherever that stands.
  std::vector<Diagnostic> if_unicode_literals;
  /// Escapes of halves of surrogate pairs.
  std::vector<ByteSpan> surrogates;

  [[nodiscard]] std::uint32_t offset(const char* at) const {
    return static_cast<std::uint32_t>(at - begin);
  }
  [[nodiscard]] ByteSpan span(const char* from, const char* to) const {
    return {offset(from), offset(to)};
  }
  void see(Construct construct, const char* from, const char* to,
           VersionSet within = VersionSet::all()) {
    out.diagnostics.push_back({construct, span(from, to), within});
  }
  void add(TokenKind kind, const char* from, const char* to) {
    out.tokens.push_back({offset(from), offset(to), kind});
  }
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_LEXER_STATE_H_
