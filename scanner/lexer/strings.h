// Strings: what their prefixes and escapes mean on which version, and where they end.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_STRINGS_H_
#define PYMOLT_LEXER_STRINGS_H_

#include "lexer/lexer_state.h"

namespace pymolt::verdict {

/// The letters before a quote.
struct Prefix {
  bool raw = false;
  bool bytes = false;      // `b`
  bool unicode = false;    // `u`
  bool formatted = false;  // `f`
  bool templated = false;  // `t`
  bool known = true;       // some version reads these letters so

  [[nodiscard]] bool has_fields() const { return formatted || templated; }
};

/// One string, from its prefix to its closing quote.
struct StringStart {
  const char* begin;  // the prefix
  const char* body;   // after the opening quote
  Prefix prefix;
  char quote;
  bool triple;
};

/// Whether the letters from BEGIN to the quote at AT can be a prefix; no other word could be meant.
[[nodiscard]] bool can_be_prefix(const char* begin, const char* at);

/// Takes prefix and opening quote (at AT) and says what the prefix asks for.
[[nodiscard]] StringStart open_string(Scan& scan, const char* begin, const char* at);

/// Reads a string without fields; gives what is after its closing quote, or where it breaks off, having said so.
[[nodiscard]] const char* read_string(Scan& scan, const StringStart& start);

/// Reads the escape whose backslash is at AT, says what is wrong with it, and gives what is after it.
[[nodiscard]] const char* read_escape(Scan& scan, const Prefix& prefix, const char* at);

/// Whether the bytes of the string TOKEN, prefix and quotes included, are beyond ASCII, as written or by its escapes.
[[nodiscard]] bool has_high_bytes(std::string_view token);

/// Whether the closing quote of the string stands at AT.
[[nodiscard]] inline bool closes(const StringStart& start, const char* at) {
  return *at == start.quote && (!start.triple || (at[1] == start.quote && at[2] == start.quote));
}

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_STRINGS_H_
