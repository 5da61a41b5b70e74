// `"%s: %d" % (name, n)`: old formatting, where it could be an f-string.
// SPDX-License-Identifier: MIT
//
// Only where the left side is a text literal with at least one conversion. Not reported: numbers (`7 % x`), bytes
// (f-strings make no bytes), templates in a variable or a call (`_("%s") % x`: a translated text must stay a literal),
// and a `%` operator whose left side is no string.
#include <string_view>

#include "checks/rows.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool is_bytes(Node string) {
  for (const char c : string.child(Kind::string_start).text()) {
    if (c == 'b' || c == 'B') return true;
  }
  return false;
}

// A `%` that starts a conversion, `%%` aside.
bool has_conversion(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] != '%') return true;
    ++at;
  }
  return false;
}

Node without_parentheses(Node node) {
  while (node.is(Kind::parenthesized_expression) && node.first_named()) node = node.first_named();
  return node;
}

bool is_text_template(Node node) {
  node = without_parentheses(node);
  if (node.is(Kind::string)) return !is_bytes(node) && has_conversion(node.text());
  if (!node.is(Kind::concatenated_string)) return false;
  bool conversion = false;
  for (const Node part : node.children()) {
    if (part.is(Kind::string) && is_bytes(part)) return false;
    conversion = conversion || has_conversion(part.text());
  }
  return conversion;
}

}  // namespace

void check_percent_format(const FileView&, Node node, const rulebook::RulePage& page, Findings& findings) {
  if (!node.child(Field::operator_).is(Kind::tok_PERCENT)) return;
  if (is_text_template(node.child(Field::left))) findings.add(draft_of(page, node.span()));
}

}  // namespace pymolt::checks
