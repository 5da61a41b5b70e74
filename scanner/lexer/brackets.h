// The brackets that are open, replacement fields of f-strings among them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_BRACKETS_H_
#define PYMOLT_LEXER_BRACKETS_H_

#include <cstddef>

#include "lexer/lexer_state.h"
#include "lexer/strings.h"

namespace pymolt::verdict {

struct Bracket {
  const char* at;
  char open;
  bool field = false;  // a replacement field
  // Of a field:
  bool in_format = false;                // its format specification is being read
  bool lambda = false;                   // a lambda stands in it without parentheses
  bool generator = false;                // a `for` stands in it without parentheses
  const char* expression_end = nullptr;  // where its expression ended
  std::size_t first_token = 0;           // the number of tokens when it began
};

/// An f-string or t-string that is being read.
struct Formatted {
  StringStart start;
  std::size_t brackets;   // that were open before it
  const char* plain_end;  // where it would end were it read as up to 3.11; null: nowhere
  bool broken_format;     // a line end stands in a format specification
  unsigned char kinds;    // of the strings it is joined to
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_BRACKETS_H_
