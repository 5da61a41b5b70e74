// Loggers and translations are known by their names: their types are hardly ever in sight.
// SPDX-License-Identifier: MIT
#include "checks/old_formatting.h"

#include <algorithm>

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool has(std::string_view text, char letter) { return text.find(letter) != std::string_view::npos; }

bool has_letter(std::string_view prefix, std::string_view letters) {
  return prefix.find_first_of(letters) != std::string_view::npos;
}

// Whether TEXT holds WORD, which is in small letters, in small or capital ones.
bool holds_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

bool add_piece(Node string, std::vector<TemplatePiece>& pieces) {
  const Node start = string.child(Kind::string_start);
  const Node end = string.child(Kind::string_end);
  if (!start || !end || has_letter(start.text(), "bBfFtT")) return false;
  const std::string_view whole = string.text();
  const std::size_t from = start.end() - string.begin();
  pieces.push_back({whole.substr(from, end.begin() - start.end()), has_letter(start.text(), "rR")});
  return true;
}

// The last word of a name: `self.log` gives `log`.
std::string_view last_word(Node node) {
  return node.is(Kind::attribute) ? node.child(Field::attribute).text() : node.text();
}

bool is_translation(Node function) {
  const std::string_view word = last_word(function);
  return word == "_" || word == "N_" || holds_word(word, "gettext");
}

bool is_logging(const FileView& view, Node function) {
  if (function.is(Kind::attribute) && holds_word(last_word(function.child(Field::object)), "log"))
    return true;
  return view.names.resolver().dotted(function).starts_with("logging.");
}

// Versions on which an f-string may hold anything between its braces.
VersionSet anything_goes() { return VersionSet::from(Version::of(3, 12)); }

bool needs_freedom(Node value) {
  const std::string_view text = value.text();
  return has(text, '\\') || has(text, '#') || (has(text, '"') && has(text, '\''));
}

}  // namespace

Node without_parentheses(Node node) {
  while (node.is(Kind::parenthesized_expression) && node.first_named()) node = node.first_named();
  return node;
}

Node expression_around(Node node) {
  Node outer = node.parent();
  while (outer.is(Kind::parenthesized_expression)) outer = outer.parent();
  return outer;
}

std::vector<TemplatePiece> template_pieces(Node node) {
  std::vector<TemplatePiece> pieces;
  node = without_parentheses(node);
  if (node.is(Kind::string)) {
    if (!add_piece(node, pieces)) pieces.clear();
    return pieces;
  }
  if (!node.is(Kind::concatenated_string)) return pieces;
  for (const Node part : node.children()) {
    if (part.is(Kind::string) && !add_piece(part, pieces)) return {};
  }
  return pieces;
}

bool is_kept_old(const FileView& view, Node expression) {
  const Node outer = expression_around(expression);
  if (outer.is(Kind::expression_statement)) return true;
  if (!outer.is(Kind::argument_list) || !outer.parent().is(Kind::call)) return false;
  const Node function = outer.parent().child(Field::function);
  return is_translation(function) || is_logging(view, function);
}

void add_old_formatting(const FileView& view, const rulebook::RulePage& page, Node expression,
                        const std::vector<Node>& values, Findings& findings) {
  Draft draft = draft_of(page, expression.span(), view.names.guards().alive(expression.index()));
  if (std::any_of(values.begin(), values.end(), needs_freedom)) draft.needs &= anything_goes();
  findings.add(draft);
}

}  // namespace pymolt::checks
