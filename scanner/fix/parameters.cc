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

// The names in the brackets from FIRST to LAST, flat ones only for a lambda.
std::vector<std::string> names_in(const Source& source, std::size_t first, std::size_t last) {
  std::vector<std::string> names;
  for (std::size_t i = first; i < last; ++i) {
    if (is_word(source.token(i).kind)) names.emplace_back(source.word(i));
  }
  return names;
}

bool has_word(const Source& source, const std::string& name) {
  for (std::size_t i = 0; i < source.tokens().size(); ++i) {
    if (source.word(i) == name) return true;
  }
  return false;
}

std::string name_for(const Source& source, const std::vector<std::string>& names) {
  std::string name;
  for (const std::string& part : names) name += (name.empty() ? "" : "_") + part;
  for (int tries = 0; has_word(source, name) && tries < 20; ++tries) name += "_";
  return name;
}

Answer in_lambda(const Site& site, std::size_t open, std::size_t close, const std::vector<std::string>& names, const std::string& name, Fix& fix) {
  const Source& source = site.source;
  const Node lambda = site.around(Kind::lambda_);
  if (static_cast<std::size_t>(close - open) != 2 * names.size() && close - open != 2 * names.size() + 1) return by_hand("its tuples are nested");
  const std::size_t end = source.token_at(lambda.end());
  std::size_t body = close;
  while (body < end && source.token(body).kind != TokenKind::colon) ++body;
  fix.edits.push_back({{source.token(open).begin, source.token(close).end}, name});
  for (std::size_t i = body + 1; i < end; ++i) {
    const TokenKind kind = source.token(i).kind;
    if (kind == TokenKind::lambda_ || kind == TokenKind::for_) return by_hand("another scope in it may bind the names anew");
    const auto at = std::find(names.begin(), names.end(), source.word(i));
    if (at == names.end() || source.token(i - 1).kind == TokenKind::dot) continue;
    if (source.token(i + 1).kind == TokenKind::equal) continue;
    fix.edits.push_back({source.token(i).span(), name + "[" + std::to_string(at - names.begin()) + "]"});
  }
  return {};
}

// Where the body of the function begins, after its docstring; past the colon on one line.
Answer in_function(const Site& site, std::size_t open, std::size_t close, const std::string& name, Fix& fix) {
  const Source& source = site.source;
  const Node definition = site.around(Kind::function_definition);
  const Node body = definition.child(Field::body);
  if (!body) return by_hand("no body was found");
  const std::string unpack = std::string(source.slice(source.token(open).begin, source.token(close).end)) + " = " + name;
  fix.edits.push_back({{source.token(open).begin, source.token(close).end}, name});
  std::size_t first = source.token_at(body.begin());
  const bool own_line = source.text().line_at(source.token(first).begin) != source.text().line_at(source.token(first - 1).begin);
  if (!own_line && source.token(first - 1).kind == TokenKind::colon) {
    fix.edits.push_back({{source.token(first).begin, source.token(first).begin}, unpack + "; "});
    return {};
  }
  if (source.token(first).kind == TokenKind::string) {
    const std::size_t end = source.end_of_statement(first);
    if (source.token(end).kind != TokenKind::newline) return by_hand("the docstring shares its line");
    const std::size_t next = source.token_at(source.token(end).end);
    if (source.token(next).begin >= definition.end()) return by_hand("the body is nothing but a docstring");
    first = next;
  }
  const std::uint32_t line = source.text().line_start(source.text().line_at(source.token(first).begin));
  fix.edits.push_back({{line, line}, std::string(source.indentation(source.token(first).begin)) + unpack + std::string(source.newline())});
  return {};
}

}  // namespace

Answer unpacked_parameter(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const std::size_t open = site.token;
  if (source.token(open).kind != TokenKind::left_paren) return by_hand("no bracket begins here");
  const std::size_t close = source.closing(open);
  const std::vector<std::string> names = names_in(source, open, close);
  if (names.empty()) return by_hand("it binds nothing");
  const std::string name = name_for(source, names);
  const Node lambda = site.around(Kind::lambda_);
  const Node definition = site.around(Kind::function_definition);
  if (lambda && (!definition || lambda.begin() > definition.begin())) return in_lambda(site, open, close, names, name, fix);
  return definition ? in_function(site, open, close, name, fix) : by_hand("no function was found around it");
}

}  // namespace pymolt::fix
