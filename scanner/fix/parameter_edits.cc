// Tuple parameters: one parameter takes their place, and is taken apart in the body.
// SPDX-License-Identifier: MIT
//
//   def f(a, (b, c)):            def f(a, b_c):
//       return b                     b, c = b_c
//                                    return b
//   lambda (a, b): a + b         lambda a_b: a_b[0] + a_b[1]
#include <algorithm>
#include <vector>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// A name in a tuple, and the way to it: `[1][0]` for c in `(a, (c, d))`.
struct Part {
  std::string name;
  std::string way;
};

// Leaves out brackets around a bracket: `((a, b))`.
void strip(const Source& source, std::size_t& open, std::size_t& close) {
  while (source.token(open + 1).kind == TokenKind::left_paren &&
         source.closing(open + 1) == close - 1) {
    ++open;
    --close;
  }
}

// Adds the names in the brackets; false where something else stands there.
bool read_parts(const Source& source, std::size_t open, std::size_t close, const std::string& way,
                int depth, std::vector<Part>& parts) {
  strip(source, open, close);
  const auto pieces = source.split(open + 1, close);
  std::size_t number = 0;
  for (const auto& [first, end] : pieces) {
    if (first == end) break;  // a comma at the end
    const std::string here = pieces.size() == 1 ? way : way + "[" + std::to_string(number) + "]";
    ++number;
    if (end == first + 1 && is_word(source.token(first).kind)) {
      parts.push_back({std::string(source.word(first)), here});
    } else if (depth > 20 || source.token(first).kind != TokenKind::left_paren ||
               source.closing(first) + 1 != end ||
               !read_parts(source, first, end - 1, here, depth + 1, parts)) {
      return false;
    }
  }
  return true;
}

bool has_word(const Source& source, const std::string& name) {
  for (std::size_t i = 0; i < source.tokens().size(); ++i) {
    if (source.word(i) == name) return true;
  }
  return false;
}

std::string name_for(const Source& source, const std::vector<Part>& parts) {
  std::string name;
  for (const Part& part : parts) name += (name.empty() ? "" : "_") + part.name;
  return fresh_name(source, std::move(name));
}

Answer in_lambda(const Site& site, std::size_t close, const std::vector<Part>& parts,
                 const std::string& name, Fix& fix) {
  const Source& source = site.source;
  const std::size_t end = source.token_at(site.around(Kind::lambda_).end());
  std::size_t body = close;
  while (body < end && source.token(body).kind != TokenKind::colon) ++body;
  for (std::size_t i = body + 1; i < end; ++i) {
    const TokenKind kind = source.token(i).kind;
    if (kind == TokenKind::lambda_ || kind == TokenKind::for_)
      return by_hand("another scope in it may bind the names anew");
    const auto at = std::find_if(parts.begin(), parts.end(),
                                 [&](const Part& part) { return part.name == source.word(i); });
    if (at == parts.end() || source.token(i - 1).kind == TokenKind::dot) continue;
    if (source.token(i + 1).kind == TokenKind::equal) continue;
    fix.edits.push_back({source.token(i).span(), name + at->way});
  }
  return {};
}

Answer in_function(const Site& site, const std::string& statement, Fix& fix) {
  const Source& source = site.source;
  const Node definition = site.around(Kind::function_definition);
  const Node body = definition.child(Field::body);
  if (!body) return by_hand("no body was found");
  std::size_t first = source.token_at(body.begin());
  if (source.token(first - 1).kind != TokenKind::colon &&
      source.token(first).kind == TokenKind::string) {
    const std::size_t end = source.end_of_statement(first);
    if (source.token(end).kind != TokenKind::newline)
      return by_hand("the docstring shares its line");
    first = source.token_at(source.token(end).end);
    if (source.token(first).begin >= definition.end())
      return by_hand("the body is nothing but a docstring");
  }
  put_before(source, first, statement, fix);
  return {};
}

}  // namespace

void put_before(const Source& source, std::size_t first, const std::string& statement, Fix& fix) {
  const std::uint32_t begin = source.token(first).begin;
  if (source.text().line_at(begin) == source.text().line_at(source.token(first - 1).begin) &&
      source.token(first - 1).kind == TokenKind::colon) {
    fix.edits.push_back({{begin, begin}, statement + "; "});
    return;
  }
  const std::uint32_t line = source.text().line_start(source.text().line_at(begin));
  fix.edits.push_back(
      {{line, line},
       std::string(source.indentation(begin)) + statement + std::string(source.newline())});
}

std::string fresh_name(const Source& source, std::string name) {
  for (int tries = 0; has_word(source, name) && tries < 20; ++tries) name += "_";
  return name;
}

Answer unpacked_parameter(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::size_t open = site.token;
  if (source.token(open).kind != TokenKind::left_paren) return by_hand("no bracket begins here");
  std::size_t close = source.closing(open);
  const ByteSpan whole = {source.token(open).begin, source.token(close).end};
  const std::string blank = open > 0 && source.token(open - 1).kind == TokenKind::lambda_ &&
                                    source.token(open - 1).end == whole.begin
                                ? " "
                                : "";
  strip(source, open, close);
  if (close == open + 2 && is_word(source.token(open + 1).kind)) {  // `(a)` is a in brackets
    fix.edits.push_back({whole, blank + std::string(source.word(open + 1))});
    return {};
  }
  std::vector<Part> parts;
  if (!read_parts(source, open, close, "", 0, parts) || parts.empty())
    return by_hand("something else than names stands in it");
  const std::string name = name_for(source, parts);
  fix.edits.push_back({whole, blank + name});
  const Node lambda = site.around(Kind::lambda_);
  const Node definition = site.around(Kind::function_definition);
  if (lambda && (!definition || lambda.begin() > definition.begin()))
    return in_lambda(site, close, parts, name, fix);
  if (!definition) return by_hand("no function was found around it");
  return in_function(
      site,
      std::string(source.slice(source.token(open).begin, source.token(close).end)) + " = " + name,
      fix);
}

}  // namespace pymolt::fix
