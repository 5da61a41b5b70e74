// Which names come to tell the version: those that are given a test of it, by assignment, walrus or function.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/flow.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLargestPredicate = 60;  // nodes of what is still looked at

}  // namespace

// A call that only makes something else of what it is given.
bool Flow::is_plain_call(Node call) const {
  return !resolver_->stdlib()
              .book()
              .does(call.child(Field::function).text(), "plain", "conversion")
              .empty();
}

void Flow::tells(Node name) {
  const InternedName word =
      name.is(Kind::identifier) ? scopes_->interned_names().find(name.text()) : kNoName;
  if (word != kNoName) scopes_->interned_names().add_traits(word, kVersionDependent);
}

// An alias of what is imported or built in is as good as that.
void Flow::alias(Node left, Node right) {
  Node base = right;
  const auto climb = [&] {
    while (base.is(Kind::attribute)) base = base.child(Field::object);
  };
  climb();
  if (base.is(Kind::call) && resolver_->may_load(base)) base = base.child(Field::function);
  climb();
  if (!base.is(Kind::identifier)) return;
  const InternedName from = scopes_->interned_names().find(base.text());
  const InternedName to = scopes_->interned_names().find(left.text());
  if (from == kNoName || to == kNoName) return;
  if ((scopes_->interned_names().traits(from) & (kImported | kBuiltin)) != 0)
    scopes_->interned_names().add_traits(to, kImported);
}

// `getattr(module, "name", default)`
bool Flow::gets_from_module(Node call) const {
  if (!call.is(Kind::call) || call.child(Field::function).text() != "getattr") return false;
  Node base = argument(call, 0);
  if (!resolver_->stdlib().book().does(base.text(), "is", "builtins").empty()) return true;
  while (base.is(Kind::attribute)) base = base.child(Field::object);
  if (!base.is(Kind::identifier)) return false;
  const InternedName word = scopes_->interned_names().find(base.text());
  return word != kNoName && (scopes_->interned_names().traits(word) & kImported) != 0;
}

// A name assigned from a test of the version, or differently on different versions, tells the version itself.
void Flow::visit_assignment(Node node) {
  const Node left = node.child(Field::left);
  const Node right = node.child(Field::right);
  if (right && left.is_any(Kind::pattern_list, Kind::tuple_pattern)) {
    for (const Node name : left.children()) {
      const Node value = name.is(Kind::identifier) ? resolver_->assigned(name) : Node();
      if (value) alias(name, value);
    }
    return note_version_predicates(node);
  }
  if (!right) return;
  if (left.is(Kind::attribute) && left.child(Field::object).text() == "self" && may_tell(right))
    return tells(left.child(Field::attribute));
  if (!left.is(Kind::identifier)) return;
  alias(left, right);
  if (!now_.in_function && right.is_any(Kind::call, Kind::list)) skip_file(left, right);
  if (may_tell(right)) tells(left);
}

// Whether a name that is given VALUE here comes to tell the version.
bool Flow::may_tell(Node value) const {
  if (value.is_any(Kind::true_, Kind::false_, Kind::none, Kind::integer, Kind::tuple))
    return now_.alive != VersionSet::all();
  if (value.data().next - value.index() >= kLargestPredicate ||
      !value.is_any(Kind::comparison_operator, Kind::boolean_operator, Kind::not_operator,
                    Kind::identifier, Kind::attribute, Kind::subscript,
                    Kind::conditional_expression, Kind::parenthesized_expression,
                    Kind::binary_operator, Kind::list, Kind::call, Kind::string))
    return false;
  const bool made = value.is(Kind::call) && !is_plain_call(value);
  return evaluator_.may_tell_version(made ? value.child(Field::function) : value) ||
         gets_from_module(value);
}

// `pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="…")`
void Flow::skip_file(Node name, Node marks) {
  if (resolver_->stdlib().book().does(name.text(), "skips", "file").empty()) return;
  if (marks.is(Kind::call)) file_alive_ &= runs_under(marks, 0);
  for (const Node mark : marks.is(Kind::list) ? marks.children() : Node().children()) {
    if (mark.is(Kind::call)) file_alive_ &= runs_under(mark, 0);
  }
}

// `major, minor = sys.version_info[:2]`
void Flow::note_version_predicates(Node node) {
  const Node right = node.child(Field::right);
  if (right.data().next - right.index() > kLargestPredicate || !evaluator_.may_tell_version(right))
    return;
  for (const Node name : node.child(Field::left).children()) {
    tells(name);
  }
}

// `(new := sys.version_info >= (3, 12))` in a condition
void Flow::note_walrus(Node condition) {
  if (condition.text().find(":=") == std::string_view::npos) return;
  for (std::uint32_t at = condition.index(); at < condition.data().next; ++at) {
    const Node node = scopes_->tree().node(at);
    if (!node.is(Kind::named_expression) || !evaluator_.may_tell_version(node.child(Field::value)))
      continue;
    tells(node.child(Field::name));
  }
}

// `def f(x, _PY3=PY3)`
void Flow::note_defaults(Node definition) {
  for (const Node parameter : definition.child(Field::parameters).children()) {
    if (!parameter.is(Kind::default_parameter)) continue;
    const Node given = parameter.child(Field::value);
    if (given.is_any(Kind::identifier, Kind::attribute, Kind::comparison_operator) &&
        evaluator_.may_tell_version(given))
      tells(parameter.child(Field::name));
  }
}

// `def is_py2(): return sys.version_info[0] == 2`
void Flow::note_function(Node definition) {
  const Node result = only_result(definition);
  if (result && result.data().next - result.index() < kLargestPredicate &&
      evaluator_.may_tell_version(result))
    tells(definition.child(Field::name));
}

}  // namespace pymolt::names
