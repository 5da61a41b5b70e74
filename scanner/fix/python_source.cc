// Answers by a walk over the row of tokens, which counts brackets as it goes.
// SPDX-License-Identifier: MIT
#include "fix/python_source.h"

#include <algorithm>

#include "lexer/grammar_mask.h"
#include "syntax/decode.h"

namespace pymolt::fix {

namespace {

// How deep the walk is: in brackets, in backticks, in the parameters of a lambda, whose colon stands as deep as it does.
class Depth {
 public:
  void pass(TokenKind kind) {
    if (opens(kind)) ++brackets_;
    if (closes(kind)) --brackets_;
    while (!lambdas_.empty() && lambdas_.back() > brackets_) lambdas_.pop_back();
    if (kind == TokenKind::backtick) in_backticks_ = !in_backticks_;
    if (kind == TokenKind::lambda_) lambdas_.push_back(brackets_);
    if (kind == TokenKind::colon && !lambdas_.empty() && lambdas_.back() == brackets_)
      lambdas_.pop_back();
  }
  [[nodiscard]] bool none() const { return brackets_ == 0 && lambdas_.empty() && !in_backticks_; }
  [[nodiscard]] bool in_brackets() const { return brackets_ > 0; }

 private:
  int brackets_ = 0;
  std::vector<int> lambdas_;
  bool in_backticks_ = false;
};

syntax::Decoded decoded_from(std::string text) {
  syntax::Decoded decoded;
  decoded.ascii = std::all_of(text.begin(), text.end(),
                              [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  decoded.declared = true;
  decoded.text = std::move(text);
  return decoded;
}

std::string_view newline_of(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos || text[end] == '\n') return "\n";
  return text.substr(end, 2) == "\r\n" ? "\r\n" : "\r";
}

}  // namespace

Source::Source(std::string text, const scan::ScanContext& context, scan::ScanScratch& bench)
    : Source(decoded_from(std::move(text)), context, bench) {}

Source::Source(syntax::Decoded decoded, const scan::ScanContext& context, scan::ScanScratch& bench)
    : lexed_(verdict::lex(decoded)),
      text_(std::move(decoded.text)),
      tree_(verdict::parse(bench.parser, text_.bytes(), lexed_)),
      names_(std::make_unique<names::FileNames>(tree_, *context.stdlib)),
      newline_(newline_of(text_.bytes())) {
  gather_bound();
  gather_futures();
}

std::size_t Source::token_at(std::uint32_t offset) const {
  const auto at = std::partition_point(tokens().begin(), tokens().end(),
                                       [&](const Token& t) { return t.begin < offset; });
  std::size_t index = static_cast<std::size_t>(at - tokens().begin());
  while (index + 1 < tokens().size() &&
         (tokens()[index].kind == TokenKind::indent || tokens()[index].kind == TokenKind::dedent))
    ++index;
  return std::min(index, tokens().size() - 1);
}

std::size_t Source::end_of_statement(std::size_t index) const {
  Depth depth;
  for (; index + 1 < tokens().size(); ++index) {
    const TokenKind kind = tokens()[index].kind;
    if (kind == TokenKind::newline || (kind == TokenKind::semicolon && !depth.in_brackets())) break;
    depth.pass(kind);
  }
  return index;
}

std::size_t Source::find(std::size_t index, std::size_t end, TokenKind kind) const {
  Depth depth;
  for (; index < end; ++index) {
    if (tokens()[index].kind == kind && depth.none()) return index;
    depth.pass(tokens()[index].kind);
  }
  return end;
}

std::vector<std::pair<std::size_t, std::size_t>> Source::split(std::size_t index,
                                                               std::size_t end) const {
  std::vector<std::pair<std::size_t, std::size_t>> pieces;
  if (index >= end) return pieces;
  while (true) {
    const std::size_t comma = find(index, end, TokenKind::comma);
    pieces.emplace_back(index, comma);
    if (comma == end) return pieces;
    index = comma + 1;
  }
}

std::string_view Source::piece(std::size_t first, std::size_t end) const {
  if (first >= end) return {};
  return slice(token(first).begin, token(end - 1).end);
}

std::size_t Source::closing(std::size_t index) const {
  int depth = 0;
  for (; index + 1 < tokens().size(); ++index) {
    if (opens(tokens()[index].kind)) ++depth;
    if (closes(tokens()[index].kind) && --depth == 0) break;
  }
  return index;
}

void Source::gather_bound() {
  const names::Scopes& scopes = names_->scopes();
  for (const names::Binding& binding : scopes.bindings()) {
    // What a class binds is seen in the class alone.
    if (scopes.scope(binding.scope).kind == names::ScopeKind::class_) continue;
    if (binding.import == names::kNone) {
      bound_.insert(tree_.node(binding.node).text());
    } else {
      const names::Import& import = scopes.imports()[binding.import];
      const bool is_module =
          import.name.empty() && (import.module == import.bound_as || import.binds_first);
      if (!is_module) bound_.insert(import.bound_as);
    }
  }
}

bool Source::imports(std::string_view module) const {
  const std::vector<names::Import>& imports = names_->scopes().imports();
  return std::any_of(imports.begin(), imports.end(), [&](const names::Import& import) {
    const bool is_it = import.module == module && import.name.empty() && import.level == 0;
    return is_it && import.scope == 0 && import.bound_as == module.substr(0, module.find('.'));
  });
}

// The start of the line after the statement that ends with the token at END.
std::uint32_t Source::after(std::size_t end) const {
  const std::size_t line = bytes().find_first_of("\r\n", token(end).begin);
  if (line == std::string_view::npos) return static_cast<std::uint32_t>(bytes().size());
  return static_cast<std::uint32_t>(line + (bytes().substr(line).starts_with("\r\n") ? 2 : 1));
}

std::uint32_t Source::place_for_future() const {
  if (token(0).kind == TokenKind::string) {
    const std::size_t end = end_of_statement(0);
    if (token(end).kind == TokenKind::newline) return after(end);
  }
  return text_.line_start(text_.line_at(token(0).begin));
}

std::uint32_t Source::place_for_import() const {
  std::uint32_t place = place_for_future();
  for (std::size_t i = token_at(place);
       token(i).kind == TokenKind::from_ && word(i + 1) == "__future__";) {
    const std::size_t end = end_of_statement(i);
    if (token(end).kind != TokenKind::newline) break;
    place = after(end);
    i = end + 1;
  }
  return place;
}

void Source::gather_futures() {
  for (std::size_t i = 0; i + 3 < tokens().size(); ++i) {
    if (token(i).kind != TokenKind::from_ || word(i + 1) != "__future__") continue;
    for (std::size_t at = i + 3, end = end_of_statement(i); at < end; ++at)
      futures_.insert(word(at));
  }
}

std::string_view Source::indentation(std::uint32_t offset) const {
  const std::string_view line = text_.line(text_.line_at(offset));
  return line.substr(0, std::min(line.find_first_not_of(" \t\f"), line.size()));
}

}  // namespace pymolt::fix
