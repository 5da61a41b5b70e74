// The main loop: one byte decides what comes next.
// SPDX-License-Identifier: MIT
#include "lexer/lexer.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "lexer/lexing.h"

namespace pymolt::verdict {

Lexing::Lexing(const syntax::Decoded& source, Lexed& out)
    : scan_{source.text.data(), source.text.data() + source.text.size(), out, {}, {}},
      source_(source),
      has_cr_(std::memchr(scan_.begin, '\r', source.text.size()) != nullptr),
      has_notes_(source.text.find("pymolt") != std::string::npos),
      layouts_(1),
      next_undecodable_(scan_.end + 1) {
  out.tokens.reserve(source.text.size() / 4 + 8);
  if (!source.undecodable.empty()) next_undecodable_ = scan_.begin + source.undecodable.front();
}

void Lexing::run() {
  const char* at = begin_line(scan_.begin);
  while (scan_.out.tokens.size() <= kMostTokens) {
    while (*at == ' ') ++at;
    switch (begins(*at)) {
      case Begins::blank:
        ++at;
        break;
      case Begins::word:
        at = word(at);
        break;
      case Begins::op:
        at = op(at);
        break;
      case Begins::dot:
        at = dot(at);
        break;
      case Begins::open:
        at = open(at);
        break;
      case Begins::close:
        at = close(at);
        break;
      case Begins::line_end:
        at = line_end(at);
        break;
      case Begins::quote:
        at = string(at, at);
        break;
      case Begins::digit:
        at = number(at);
        break;
      case Begins::hash:
        at = comment(at);
        break;
      case Begins::high:
        at = high_word(at, at);
        break;
      case Begins::backslash:
        at = backslash(at);
        break;
      case Begins::nothing:
        if (at == scan_.end) {
          finish();
          return;
        }
        at = wrong(at, 1, Construct::invalid_character);
        break;
    }
  }
  scan_.out = Lexed();
  scan_.out.is_too_long = true;
  scan_.add(TokenKind::end, scan_.end, scan_.end);
}

namespace {

void take_marks(const syntax::Decoded& source, std::vector<Diagnostic>& diagnostics) {
  for (const Mark& mark : source.marks) {
    const auto found = std::find(kConstructIds.begin(), kConstructIds.end(), mark.construct);
    if (found == kConstructIds.end()) continue;
    diagnostics.push_back(
        {static_cast<Construct>(found - kConstructIds.begin()), mark.span, mark.within});
  }
}

// Lone carriage returns, which tree-sitter does not take for line ends.
bool has_lone_cr(std::string_view text) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') return true;
  }
  return false;
}

}  // namespace

Lexed lex(const syntax::Decoded& source) {
  Lexed lexed;
  take_marks(source, lexed.diagnostics);
  lexed.mask.lone_cr = has_lone_cr(source.text);
  Lexing(source, lexed).run();
  std::stable_sort(
      lexed.diagnostics.begin(), lexed.diagnostics.end(),
      [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  return lexed;
}

}  // namespace pymolt::verdict
