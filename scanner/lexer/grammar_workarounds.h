// One walk over the tokens that rewrites what tree-sitter's grammar does not take. Only grammar_mask.cc uses it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_GRAMMAR_WORKAROUNDS_H_
#define PYMOLT_LEXER_GRAMMAR_WORKAROUNDS_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lexer/lexer.h"

namespace pymolt::verdict {

/// Whether the backtick at OFFSET stands where an operand is due; nothing right behind another one, which tells.
[[nodiscard]] std::optional<bool> opens_backtick(const Lexed& lexed, std::uint32_t offset);

class Masking {
 public:
  Masking(std::string& text, std::span<const Token> tokens) : text_(text), tokens_(tokens) {}
  void run();

 private:
  // What an open bracket is.
  enum class Inside {
    nothing,
    group,
    call,
    list,
    subscript,
    braces,
    parameters,
    type_parameters,
    bases,
    field
  };
  struct Open {
    Inside inside;
    std::size_t index;  // of the token that opens
    bool plain_for;     // a `for` in it is no comprehension to the grammar: a field's, a class's
  };

  [[nodiscard]] TokenKind kind(std::size_t index) const {
    return index < tokens_.size() ? tokens_[index].kind : TokenKind::end;
  }
  [[nodiscard]] TokenKind before(std::size_t index) const {
    return index == 0 ? TokenKind::newline : tokens_[index - 1].kind;
  }
  [[nodiscard]] bool begins_statement(std::size_t index) const;
  [[nodiscard]] Inside inside(std::size_t index) const;
  [[nodiscard]] bool unpacks_comprehension(std::size_t brace) const;
  void blank(const Token& token) { write(token, ""); }
  void write(const Token& token, std::string_view what);
  void rename(const Token& token) { text_[token.begin] = 'x'; }

  void open(std::size_t index);
  void step(std::size_t index);
  void statement(std::size_t index);
  void operator_at(std::size_t index);
  void word(std::size_t index);
  [[nodiscard]] bool begins_annotation(std::size_t index) const;
  void annotation(std::size_t index);
  void dots(std::size_t index);
  void letters(const Token& token);

  std::string& text_;
  std::span<const Token> tokens_;
  std::vector<Open> open_;
  TokenKind statement_ = TokenKind::end;  // what the statement begins with
  bool lambda_ = false;                   // a lambda is in it
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_GRAMMAR_WORKAROUNDS_H_
