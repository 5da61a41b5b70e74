// `print (a), b` and its like: on Python 3 the call of a function, and around it what Python 2 printed too.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "checks/check_functions.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kMostSteps = 200;

// The word `print` that STATEMENT begins with; no node if it begins otherwise.
Node leading_print(const FileView& view, Node statement) {
  Node node = statement;
  for (int steps = 0; node && !node.is(Kind::identifier) && steps < kMostSteps; ++steps)
    node = node.first_named();
  const bool begins = node && node.begin() == statement.begin() && node.text() == "print";
  return begins && view.names.resolver().dotted(node) == "builtins.print" ? node : Node();
}

// Whether a statement of the file prints what only Python 2 understands, so that no print of it is a call.
bool has_statements(const FileView& view) {
  return std::any_of(
      view.verdict.reasons.begin(), view.verdict.reasons.end(),
      [](const verdict::Reason& reason) { return reason.construct == "print-statement"; });
}

// How sure it is that what CALL prints is a tuple on 2.7; possible where both Pythons print it alike. Of several arguments,
// or none, the other prints of the file tell, or the blank of a statement: `print ("size:", size)`.
Confidence prints_tuple(const FileView& view, Node call) {
  const Node list = call.child(Field::arguments);
  if (list.is(Kind::generator_expression)) return Confidence::possible;
  int arguments = 0;
  int commas = 0;
  for (const Node child : list.children()) {
    if (child.is_any(Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat))
      return Confidence::possible;
    arguments += child.named() && !child.is(Kind::comment) ? 1 : 0;
    commas += child.text() == "," ? 1 : 0;
  }
  if (arguments == 1) return commas == 0 ? Confidence::possible : Confidence::sure;
  if (has_statements(view)) return Confidence::sure;
  const bool has_blank = call.child(Field::function).end() < list.begin();
  return has_blank && arguments > 1 ? Confidence::likely : Confidence::possible;
}

// Whether the value of VALUE, which is None, makes another of what stands around it, and no error.
bool goes_on(Node value) {
  const Node around = value.parent();
  if (around.is_any(Kind::boolean_operator, Kind::conditional_expression)) return true;
  const std::string_view sign = value.next_sibling() ? value.next_sibling().text() : "";
  return around.is(Kind::comparison_operator) &&
         (sign == "<>" || sign.find_first_of("<>") == std::string_view::npos);
}

}  // namespace

void check_print_tuple(const FileView& view, Node statement, const rulebook::RulePage&,
                       Findings& findings) {
  const Node word = leading_print(view, statement);
  const Node whole = statement.first_named();
  if (!word || word == whole || view.names.scopes().has_future("print_function")) return;
  const Node made = word.parent();
  const bool is_call = made.is(Kind::call);
  if (is_call && made.child(Field::arguments).text().starts_with('`')) return;  // print `a`, b
  // The commas are the statement's own where the first child ends before it does.
  const bool has_commas = whole.data().next < statement.data().next;
  Confidence confidence = Confidence::sure;
  if (is_call && made == whole && !has_commas) confidence = prints_tuple(view, made);
  if (confidence == Confidence::possible) return;
  const std::string_view sign = word.next_sibling() ? word.next_sibling().text() : "";
  if (made.is(Kind::binary_operator) ? sign != "+" && sign != "-"
                                     : !is_call && !made.is(Kind::subscript))
    return;
  const bool is_wrong = !is_call || (made != whole && !goes_on(made));
  const rulebook::RulePage* page = view.book.page(is_wrong ? "print-operand" : "print-tuple");
  if (page == nullptr) return;
  const ByteSpan span = is_wrong ? whole.span() : statement.span();
  Draft draft = draft_of(*page, span, view.names.guards().alive(statement.index()));
  draft.confidence = confidence;
  findings.add(draft);
}

}  // namespace pymolt::checks
