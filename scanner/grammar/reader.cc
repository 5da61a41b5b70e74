// The cursor: where it is, what happens to it when nothing can be read, and how it gets going again.
// SPDX-License-Identifier: MIT
#include "grammar/reader.h"

#include "lexer/unicode.h"

namespace pymolt::verdict {

namespace {

// Where the cursor stands after a failure: nothing can be read here, however far one looks.
constexpr Token kStop[2] = {};

}  // namespace

Reader::Reader(std::string_view text, std::span<const Token> tokens, const Constructs& constructs,
               std::vector<Diagnostic>& seen)
    : scopes(tokens.size()),
      text_(text),
      tokens_(tokens),
      constructs_(constructs),
      seen_(seen),
      at_(tokens.data()) {
  mark_comprehensions();
}

// A `for` directly in a bracket makes it a comprehension, which must be known before its element is read.
void Reader::mark_comprehensions() {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
    switch (tokens_[i].kind) {
      case TokenKind::left_paren:
      case TokenKind::left_bracket:
      case TokenKind::left_brace:
      case TokenKind::field_open:
        open.push_back(i);
        break;
      case TokenKind::right_paren:
      case TokenKind::right_bracket:
      case TokenKind::right_brace:
      case TokenKind::field_close:
        if (!open.empty()) open.pop_back();
        break;
      case TokenKind::for_:
        if (!open.empty()) scopes.set_role(open.back(), Role::comprehension_bracket);
        break;
      case TokenKind::newline:
        open.clear();
        break;
      default:
        break;
    }
  }
}

ByteSpan Reader::since(std::uint32_t first) const {
  const std::uint32_t here = index();
  const std::uint32_t begin = tokens_[first].begin;
  return {begin, here > first ? tokens_[here - 1].end : tokens_[first].end};
}

std::string_view Reader::name(std::uint32_t token) {
  const std::string_view plain = text(tokens_[token]);
  for (const char c : plain) {
    if (static_cast<unsigned char>(c) < 0x80) continue;
    return keep(normalised(plain));
  }
  return plain;
}

void Reader::retract(Construct construct, std::uint32_t begin) {
  for (std::size_t i = seen_.size(); i > 0 && seen_[i - 1].span.begin >= begin; --i) {
    const Diagnostic& diagnostic = seen_[i - 1];
    if (diagnostic.construct != construct || diagnostic.span.begin != begin) continue;
    seen_.erase(seen_.begin() + static_cast<std::ptrdiff_t>(i - 1));
    return;
  }
}

void Reader::fail(Construct construct) {
  if (failed_) return;
  if (!at(TokenKind::wrong)) see_here(construct);
  failed_ = true;
  failed_at_ = at_;
  at_ = kStop;
}

void Reader::give_up() {
  gave_up_ = true;
  if (failed_) return;
  failed_ = true;
  failed_at_ = &tokens_.back();
  at_ = kStop;
}

void Reader::recover() {
  if (!failed_) return;
  failed_ = false;
  at_ = failed_at_;
  while (!at(TokenKind::newline) && !at(TokenKind::dedent) && !at(TokenKind::end)) ++at_;
  accept(TokenKind::newline);
}

}  // namespace pymolt::verdict
