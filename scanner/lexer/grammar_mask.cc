// Layout is masked from the lexer's hints; statements and words from the row of tokens.
// SPDX-License-Identifier: MIT
#include "lexer/grammar_mask.h"

#include <algorithm>
#include <vector>

#include "lexer/grammar_workarounds.h"
#include "syntax/unread.h"

namespace pymolt::verdict {

namespace {

void blank(std::string& text, std::size_t begin, std::size_t end) {
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
            text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
}

// Lines in brackets become one: what is between two tokens is made blank, comments included.
void join_lines(std::string& text, const Lexed& lexed, ByteSpan lines) {
  const auto before = [](const Token& token, std::uint32_t offset) { return token.begin < offset; };
  auto token = std::lower_bound(lexed.tokens.begin(), lexed.tokens.end(), lines.begin, before);
  for (; token + 1 < lexed.tokens.end() && token->end < lines.end; ++token) {
    const TokenKind kind = token->kind;
    const TokenKind next = token[1].kind;
    const bool literal = kind == TokenKind::string_open || kind == TokenKind::field_close ||
                         kind == TokenKind::format_open || next == TokenKind::string_close;
    if (!literal) blank(text, token->end, token[1].begin);
  }
}

// The first token of a line that begins with a backslash gets a line of its own, as far indented as it counts.
void straighten(std::string& text, const MaskHints::Continued& line) {
  const bool possible = line.token - line.begin > line.column;
  blank(text, line.begin, line.token);
  if (possible) text[line.token - line.column - 1] = '\n';
}

void mask_layout(std::string& text, const Lexed& lexed) {
  const MaskHints& hints = lexed.mask;
  for (std::size_t at = hints.lone_cr ? text.find('\r') : std::string::npos;
       at != std::string::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
  }
  for (const ByteSpan lines : hints.joins) join_lines(text, lexed, lines);
  for (const ByteSpan span : hints.blanks) blank(text, span.begin, span.end);
  for (const MaskHints::Continued& line : hints.continued) straighten(text, line);
  for (const std::uint32_t at : hints.spec_equals) text[at] = '>';
  std::size_t open = 0;
  bool opens = true;
  for (const std::uint32_t at : hints.backticks) {
    // A backtick behind an operand closes, any other opens; one right behind another does what that one did.
    opens = opens_backtick(lexed, at).value_or(opens);
    const bool closes = open > 0 && !opens;
    text[at] = closes ? ')' : '(';
    open = closes ? open - 1 : open + 1;
  }
}

constexpr std::size_t kPiece = 1 << 17;
constexpr std::size_t kSmallPiece = 1 << 12;  // where repairing a piece takes too long

// Where a large text may be cut: before statements of the module, PIECE bytes apart or more. What goes on with the
// statement before, an `else` or a decorated definition, is none.
std::vector<std::uint32_t> cuts_of(std::string_view text, const Lexed& lexed, std::size_t piece) {
  std::vector<std::uint32_t> cuts;
  if (text.size() < 2 * piece) return cuts;
  const auto goes_on = [](TokenKind kind) {
    return kind == TokenKind::elif_ || kind == TokenKind::else_ || kind == TokenKind::except_ ||
           kind == TokenKind::finally_ || kind == TokenKind::wrong || kind == TokenKind::end;
  };
  std::size_t depth = 0;
  std::uint32_t last = 0;
  bool begins_line = true;
  bool decorates = false;
  for (const Token& token : lexed.tokens) {
    if (token.kind == TokenKind::indent) ++depth;
    if (token.kind == TokenKind::dedent && depth > 0) --depth;
    if (token.kind == TokenKind::indent || token.kind == TokenKind::dedent) continue;
    const bool at_margin = token.begin == 0 || text[token.begin - 1] == '\n';
    if (begins_line && depth == 0 && at_margin && !decorates && !goes_on(token.kind) &&
        token.begin - last >= piece) {
      cuts.push_back(token.begin);
      last = token.begin;
    }
    if (begins_line) decorates = token.kind == TokenKind::at;
    begins_line = token.kind == TokenKind::newline;
  }
  return cuts;
}

}  // namespace

std::optional<std::string> mask(std::string_view text, const Lexed& lexed) {
  if (!lexed.mask.any()) return std::nullopt;
  std::string masked(text);
  mask_layout(masked, lexed);
  return masked;
}

std::optional<std::string> mask_more(std::string_view text, const Lexed& lexed) {
  std::string masked(text);
  mask_layout(masked, lexed);
  Masking(masked, lexed.tokens).run();
  if (masked == mask(text, lexed).value_or(std::string(text))) return std::nullopt;
  return masked;
}

std::optional<ByteSpan> overlong_name(const Lexed& lexed) {
  ByteSpan name = {};
  bool goes_on = false;  // behind a dot
  for (const Token& token : lexed.tokens) {
    if (token.kind == TokenKind::dot) {
      goes_on = true;
      continue;
    }
    if (is_word(token.kind)) {
      if (!goes_on) name.begin = token.begin;
      name.end = token.end;
      if (name.end - name.begin > kLongestName) return name;
    } else {
      name = {token.end, token.end};
    }
    goes_on = false;
  }
  return {};
}

syntax::Tree parse(syntax::Parser& parser, std::string_view text, const Lexed& lexed) {
  if (overlong_name(lexed)) return syntax::Parser::leave(text);
  std::vector<std::uint32_t> cuts = cuts_of(text, lexed, kPiece);
  std::optional<std::string> shown = mask(text, lexed);
  syntax::Tree tree = parser.parse(text, shown ? std::string_view(*shown) : text, cuts);
  if (tree.root().data().broken == 0) return tree;
  if (std::optional<std::string> more = mask_more(text, lexed)) {
    shown = std::move(more);
    tree = parser.parse(text, *shown, cuts);
  }
  if (syntax::unread_in(tree).empty()) return tree;
  cuts = cuts_of(text, lexed, kSmallPiece);
  return cuts.empty() ? std::move(tree)
                      : parser.parse(text, shown ? std::string_view(*shown) : text, cuts);
}

}  // namespace pymolt::verdict
