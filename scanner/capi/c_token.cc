// A loop over bytes; every step moves forward.
// SPDX-License-Identifier: MIT
#include "capi/c_token.h"

#include <algorithm>
#include <array>
#include <string>

#include "packaging/characters.h"

namespace pymolt::capi {

namespace {

bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         (c & 0x80) != 0;
}
using packaging::is_digit;

constexpr std::array<std::string_view, 24> kLongMarks = {
    "<<=", ">>=", "...", "<<", ">>", "->", "==", "!=", "<=", ">=", "&&", "||",
    "++",  "--",  "+=",  "-=", "*=", "/=", "|=", "&=", "^=", "%=", "::", "##"};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  std::vector<Token> run() {
    while (at_ < source_.size()) step();
    end_line();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char here(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool starts(std::string_view word) const {
    return source_.substr(at_, word.size()) == word;
  }

  void add(TokenKind kind, std::size_t begin) {
    tokens_.push_back(
        {kind, in_directive_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
  }

  void end_line() {
    if (in_directive_) add(TokenKind::line_end, at_);
    in_directive_ = false;
    line_is_empty_ = true;
  }

  void step() {
    const char c = here();
    if (c == '\n' || c == '\r') {
      end_line();
      ++at_;
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\v') {
      ++at_;
    } else if (c == '\\' && (here(1) == '\n' || here(1) == '\r')) {
      at_ += here(1) == '\r' && here(2) == '\n' ? 3 : 2;
    } else if (starts("//")) {
      skip_line_comment();
    } else if (starts("/*")) {
      const std::size_t close = source_.find("*/", at_ + 2);
      at_ = close == std::string_view::npos ? source_.size() : close + 2;
    } else {
      read_token(c);
    }
  }

  void skip_line_comment() {
    while (at_ < source_.size() && here() != '\n' && here() != '\r') {
      const bool splice = here() == '\\' && (here(1) == '\n' || here(1) == '\r');
      at_ += splice ? (here(1) == '\r' && here(2) == '\n' ? 3 : 2) : 1;
    }
    at_ = std::min(at_, source_.size());
  }

  void read_token(char c) {
    const std::size_t begin = at_;
    if (c == '#' && line_is_empty_) {
      in_directive_ = true;
      ++at_;
      add(TokenKind::mark, begin);
    } else if (starts_word(c)) {
      while (starts_word(here()) || is_digit(here())) ++at_;
      is_raw(begin) ? read_raw(begin) : add(TokenKind::word, begin);
    } else if (is_digit(c) || (c == '.' && is_digit(here(1)))) {
      read_number(begin);
    } else if (c == '"' || c == '\'') {
      read_text(begin, c);
    } else {
      const auto is_here = [this](std::string_view mark) { return starts(mark); };
      const auto mark = std::find_if(kLongMarks.begin(), kLongMarks.end(), is_here);
      at_ += mark == kLongMarks.end() ? 1 : mark->size();
      add(TokenKind::mark, begin);
    }
    line_is_empty_ = false;
  }

  void read_number(std::size_t begin) {
    while (starts_word(here()) || is_digit(here()) || here() == '.' ||
           (here() == '\'' && is_digit(here(1)))) {
      const bool exponent = here() == 'e' || here() == 'E' || here() == 'p' || here() == 'P';
      ++at_;
      if (exponent && !source_.substr(begin).starts_with("0x") && (here() == '+' || here() == '-'))
        ++at_;
    }
    add(TokenKind::number, begin);
  }

  // A text ends at its line's end at the latest, unless that is spliced.
  void read_text(std::size_t begin, char quote) {
    for (++at_; at_ < source_.size() && here() != quote && here() != '\n' && here() != '\r';) {
      at_ += here() == '\\' ? (here(1) == '\r' && here(2) == '\n' ? 3 : 2) : 1;
    }
    at_ = std::min(at_, source_.size());
    if (here() == quote) ++at_;
    add(TokenKind::text, begin);
  }

  [[nodiscard]] bool is_raw(std::size_t begin) const {
    const std::string_view word = source_.substr(begin, at_ - begin);
    return here() == '"' &&
           (word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR");
  }

  void read_raw(std::size_t begin) {
    const std::size_t open = source_.find('(', at_);
    if (open == std::string_view::npos || open - at_ > 17) return read_text(begin, '"');
    std::string close = ")";
    close += source_.substr(at_ + 1, open - at_ - 1);
    close += '"';
    const std::size_t end = source_.find(close, open);
    at_ = end == std::string_view::npos ? source_.size() : end + close.size();
    add(TokenKind::text, begin);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool in_directive_ = false;
  bool line_is_empty_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view source) { return Lexer(source).run(); }

std::vector<std::uint32_t> partners_of(std::string_view source, const std::vector<Token>& tokens) {
  std::vector<std::uint32_t> partners(tokens.size());
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    partners[i] = i;
    if (tokens[i].kind == TokenKind::line_end) {  // a directive's brackets are its own
      while (!open.empty() && tokens[open.back()].in_directive) open.pop_back();
    }
    if (tokens[i].kind != TokenKind::mark || tokens[i].end != tokens[i].begin + 1) continue;
    const char c = source[tokens[i].begin];
    if (c == '(' || c == '[' || c == '{') {
      open.push_back(i);
    } else if ((c == ')' || c == ']' || c == '}') && !open.empty() &&
               tokens[open.back()].in_directive == tokens[i].in_directive) {
      const char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
      if (source[tokens[open.back()].begin] != wanted) continue;
      partners[open.back()] = i;
      partners[i] = open.back();
      open.pop_back();
    }
  }
  return partners;
}

}  // namespace pymolt::capi
