// On which versions what is decorated runs: tests that decorators skip, those of the file's own making included.
// SPDX-License-Identifier: MIT
//
//   def skip3(test):
//       if sys.version_info[0] > 2:
//           return unittest.skip("…")(test)
//       return test
//
//   @skip3
//   def test_old(self): …              2.7
#include <algorithm>

#include "names/arguments.h"
#include "names/flow.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepestDecorator = 5;              // decorators made of decorators
constexpr std::uint32_t kLargestDecorator = 400;  // nodes of a function that is looked into

}  // namespace

void Flow::visit_decorated(Node node) {
  skip_alive_ = VersionSet::all();
  for (const Node decorator : node.children()) {
    if (decorator.is(Kind::decorator)) skip_alive_ &= runs_under(decorator.first_named(), 0);
  }
  skip_node_ = node.child(Field::definition).index();
}

// The versions on which a function runs to which DECORATOR is applied.
VersionSet Flow::runs_under(Node decorator, int depth) {
  if (depth > kDeepestDecorator) return VersionSet::all();
  guards_->known_until_ = std::max(guards_->known_until_, decorator.index());
  switch (decorator.kind()) {
    case Kind::parenthesized_expression:
      return runs_under(decorator.first_named(), depth + 1);
    case Kind::call:
      return runs_under_call(decorator, depth);
    case Kind::identifier:
    case Kind::attribute:
      return runs_under_name(decorator, depth);
    case Kind::conditional_expression: {
      const Node first = decorator.first_named();
      const Node condition = first.next_sibling().next_sibling();
      const Node last = condition.next_sibling().next_sibling();
      const Test tested = test(condition);
      return (tested.holds & runs_under(first, depth + 1)) |
             (tested.fails & runs_under(last, depth + 1));
    }
    default:
      return VersionSet::all();
  }
}

// `unittest.skipIf(test, …)`, `skip_old("why")` of a function of the file, and `unittest.skip("why")(function)`.
VersionSet Flow::runs_under_call(Node call, int depth) {
  const Node function = call.child(Field::function);
  if (function.is(Kind::call)) return runs_under(function, depth + 1);
  if (!function.is_any(Kind::identifier, Kind::attribute)) return VersionSet::all();
  const std::string_view what = skipping(function);
  if (what.empty()) return runs_under_name(function, depth);
  if (what == "always") return VersionSet::none();
  const Test tested = test(argument(call, 0));
  return what == "if" ? tested.fails : tested.holds;
}

// How the decorator NAME skips: by what it means, or by what it is called.
std::string_view Flow::skipping(Node name) const {
  const rulebook::Rulebook& book = resolver_->stdlib().book();
  const Node last = last_name(name);
  for (const std::string& spelling :
       {resolver_->dotted(name), std::string(name.text()), std::string(last.text())}) {
    for (const rulebook::NameFact& fact : book.names(spelling)) {
      if (fact.word == "skips") return fact.value;
    }
  }
  return {};
}

VersionSet Flow::runs_under_name(Node name, int depth) {
  if (const std::string_view what = skipping(name); what == "always") return VersionSet::none();
  if (!name.is(Kind::identifier)) return VersionSet::all();
  VersionSet runs;
  for (const Resolution& resolution : resolver_->resolutions(name)) {
    VersionSet on = resolution.on;
    if (resolution.binding != kNone) {
      const Binding& binding = scopes_->binding(resolution.binding);
      const Node node = scopes_->tree().node(binding.node);
      const Node value = binding.kind == BindingKind::assign ? resolver_->assigned(node) : Node();
      if (value) on &= runs_under(value, depth + 1);
      if (binding.kind == BindingKind::function) on &= runs_after(node.parent(), depth + 1);
    }
    runs |= on;
  }
  return runs;
}

// The versions on which what the function of DEFINITION gives, a decorator or what is decorated, runs.
VersionSet Flow::runs_after(Node definition, int depth) {
  const Node body = definition.child(Field::body);
  if (!body || body.data().next - body.index() > kLargestDecorator || depth > kDeepestDecorator)
    return VersionSet::all();
  VersionSet runs;
  VersionSet skipped;
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    const Node node = scopes_->tree().node(at);
    if (node.is_any(Kind::function_definition, Kind::lambda_)) {
      at = node.data().next - 1;  // its own returns
      continue;
    }
    if (!node.is(Kind::return_statement)) continue;
    const Node result = node.first_named();
    const VersionSet on = result ? runs_under(result, depth + 1) : VersionSet::all();
    runs |= guards_->alive(at) & on;
    skipped |= guards_->alive(at) - on;
  }
  return ~(skipped - runs);
}

// Whether DEFINITION runs before the tests of a class or of a module: by what it is called.
bool Flow::prepares(Node definition, std::string_view what) const {
  const Node name = definition.child(Field::name);
  return name && !resolver_->stdlib().book().does(name.text(), "prepares", what).empty();
}

// `self.skipTest("…")`, `raise unittest.SkipTest`
bool Flow::is_skip(Node statement) {
  if (statement.is(Kind::raise_statement)) {
    Node what = statement.first_named();
    if (what.is(Kind::call)) what = what.child(Field::function);
    return what &&
           !resolver_->stdlib().book().does(resolver_->dotted(what), "ends", "test").empty();
  }
  const Node call = statement.is(Kind::expression_statement) ? statement.first_named() : Node();
  return call.is(Kind::call) && ending(call) == "test";
}

// The versions on which the function of DEFINITION surely skips.
VersionSet Flow::skipped_by(Node definition) {
  VersionSet skipped;
  for (const Node statement : definition.child(Field::body).children()) {
    if (is_skip(statement)) return VersionSet::all();
    if (!statement.is(Kind::if_statement)) continue;
    for (const Node inner : statement.child(Field::consequence).children()) {
      if (!is_skip(inner)) continue;
      const Test tested = test(statement.child(Field::condition));
      if (tested.version_dependent) skipped |= tested.holds - tested.fails;
    }
  }
  return skipped;
}

// The versions on which what runs before the tests of a class skips them all: of its own, and of its bases in the file.
VersionSet Flow::skipped_in(Node class_definition) {
  std::vector<Preparation> all;
  std::vector<std::string_view> replaced;
  for (Node made : class_definition.child(Field::body).children()) {
    if (made.is(Kind::decorated_definition)) made = made.child(Field::definition);
    if (!made.is(Kind::function_definition) || !prepares(made, "class")) continue;
    const std::string_view name = made.child(Field::name).text();
    all.emplace_back(name, skipped_by(made));
    if (made.text().find('.' + std::string(name) + '(') == std::string_view::npos)
      replaced.push_back(name);
  }
  for (const Node base : class_definition.child(Field::superclasses).children()) {
    if (!base.is(Kind::identifier) || preparations_.empty()) continue;
    for (const Resolution& one : resolver_->resolutions(base)) {
      if (one.binding == kNone || scopes_->binding(one.binding).kind != BindingKind::class_)
        continue;
      const Node above = scopes_->tree().node(scopes_->binding(one.binding).node).parent();
      const auto found = preparations_.find(above.index());
      if (found == preparations_.end()) continue;
      for (const Preparation& inherited : found->second) {
        if (std::find(replaced.begin(), replaced.end(), inherited.first) == replaced.end())
          all.push_back(inherited);
      }
    }
  }
  VersionSet skipped;
  for (const Preparation& one : all) skipped |= one.second;
  if (!skipped.empty()) preparations_.emplace(class_definition.index(), std::move(all));
  return skipped;
}

}  // namespace pymolt::names
