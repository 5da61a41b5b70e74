// The state of one pass over a text, and its moves. Only lexer.cc and its neighbours lexing_*.cc know it.
// SPDX-License-Identifier: MIT
//
// Every move takes where it stands and gives where the next one begins. The main loop (lexer.cc) looks at one byte
// and makes the move that it asks for; an f-string is left for its fields and entered again at their closing brace.
#ifndef PYMOLT_LEXER_LEXING_H_
#define PYMOLT_LEXER_LEXING_H_

#include <vector>

#include "lexer/brackets.h"
#include "lexer/character_classes.h"
#include "lexer/indentation.h"
#include "lexer/lexer_state.h"
#include "lexer/nesting.h"

namespace pymolt::verdict {

class Lexing {
 public:
  Lexing(const syntax::Decoded& source, Lexed& out);
  void run();

 private:
  // lexing_lines.cc: line ends, indentation, comments, backslashes.
  const char* begin_line(const char* at);
  const char* continued_line(const char* begin, const char* backslash);
  const char* line_end(const char* at);
  const char* comment(const char* at);
  const char* backslash(const char* at);
  void backslash_at_end(const char* at);
  void close_outermost(const char* at);
  const char* end_of_line_from(const char* at) const;
  [[nodiscard]] const char* after_line_end(const char* at) const {
    return at + (at[0] == '\r' && at[1] == '\n' ? 2 : 1);
  }
  void end_statement(const char* at);
  void indent(const char* begin, const char* token, bool has_tab);
  void check_continuation(const char* begin, const char* token);
  void check_tab_sizes(const char* before);
  void fork_layouts();
  void finish();

  // lexing_identifiers.cc: names, numbers, strings without fields.
  const char* word(const char* at);
  const char* high_word(const char* begin, const char* at);
  void field_word(TokenKind kind);
  void future_name(const char* begin, const char* end);
  [[nodiscard]] bool passes_for_future() const;
  const char* number(const char* at);
  const char* string(const char* begin, const char* quote);
  void join(unsigned char kinds, const char* begin, const char* end);
  void check_mixture();
  [[nodiscard]] unsigned char kinds_before() const;
  const char* wrong(const char* at, std::size_t length, Construct construct);

  // lexing_operators.cc: operators, brackets.
  const char* op(const char* at);
  const char* dot(const char* at);
  const char* open(const char* at);
  const char* close(const char* at);
  void check_nesting(bool empty);
  const char* token(TokenKind kind, const char* at, std::size_t length);

  // lexing_fields.cc: f-strings.
  void open_formatted(const StringStart& start);
  const char* literal(const char* at);
  const char* close_formatted(const char* at, bool whole);
  const char* open_field(const char* at);
  const char* close_field(const char* at);
  void line_in_format(const char* at);
  const char* escape_in_literal(const char* at, bool in_format);
  void end_field(const char* at);
  const char* format_open(const char* at);
  const char* conversion(const char* at);
  const char* field_equal(const char* at);
  void end_expression(Bracket& field, const char* at);
  [[nodiscard]] bool in_field() const { return !brackets_.empty() && brackets_.back().field; }

  // Bytes that are no UTF-8, met before END in a comment, or in a string (of 2.7 too, if UNICODE).
  void next_undecodable();
  [[nodiscard]] VersionSet as_utf8() const;
  void undecodable_in_comment(const char* end);
  void undecodable_in_string(const char* end, const Prefix& prefix);

  [[nodiscard]] TokenKind last_kind() const {
    return scan_.out.tokens.empty() ? TokenKind::newline : scan_.out.tokens.back().kind;
  }

  Scan scan_;
  const syntax::Decoded& source_;
  bool has_cr_;                    // somewhere in the text
  bool has_notes_;                 // pymolt is named somewhere
  std::vector<Layout> layouts_;    // the first is that of the newest version
  bool forked_ = false;            // there is one for each way to read a backslash
  bool tab_sizes_asked_ = false;   // whether comments set tab sizes is known
  bool checks_tab_sizes_ = false;  // some do

  bool block_ = false;         // the last logical line ended with a colon
  bool decorated_ = false;     // and it began with `@`
  std::size_t statement_ = 0;  // the first token of the logical line

  std::vector<Bracket> brackets_;
  std::vector<Formatted> formatted_;
  Nesting nesting_;
  bool joins_ = false;  // the outermost bracket has a line left of its block

  unsigned char run_kinds_ = 0;  // of the strings that stand side by side
  std::size_t run_tokens_ = 0;   // how many tokens there were after the last of them

  bool future_ = false;  // in `from __future__ import …`
  bool unicode_literals_ = false;

  std::size_t undecodable_ = 0;   // the next of the source's
  const char* next_undecodable_;  // where it is; beyond the end where there is none
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_LEXING_H_
