// Decorators of the file that hand on what the function gives: `logged`, `retry(3)`.
// SPDX-License-Identifier: MIT
//
//   def logged(function):
//       @functools.wraps(function)
//       def run(*given):
//           log(function.__name__)
//           return function(*given)        what `function` gives, `run` gives
//       return run
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLongest = 400;  // nodes of a decorator that is read

// The first function that is defined in the body of DEFINITION; no node where there is none.
Node inner_function(Node definition) {
  for (const Node statement : definition.child(Field::body).children()) {
    if (statement.is(Kind::function_definition)) return statement;
    const Node decorated =
        statement.is(Kind::decorated_definition) ? statement.child(Field::definition) : Node();
    if (decorated.is(Kind::function_definition)) return decorated;
  }
  return {};
}

// Whether RUN returns what FUNCTION gives, at once or through a name.
bool returns_call_of(Node run, std::string_view function) {
  std::string_view kept;
  const Node body = run.child(Field::body);
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    const Node call = body.tree().node(at);
    if (!call.is(Kind::call) || call.child(Field::function).text() != function) continue;
    const Node holder = call.parent();
    if (holder.is(Kind::return_statement)) return true;
    if (holder.is(Kind::assignment)) kept = holder.child(Field::left).text();
  }
  for (std::uint32_t at = body.index(); at < body.data().next && !kept.empty(); ++at) {
    const Node node = body.tree().node(at);
    if (node.is(Kind::return_statement) && node.first_named().text() == kept) return true;
  }
  return false;
}

// Whether the function DECORATOR, called with a function, gives one that hands on what that gives.
bool hands_on(Node decorator) {
  const Node first = decorator.child(Field::parameters).first_named();
  const Node run = inner_function(decorator);
  return run && first.is(Kind::identifier) &&
         decorator.data().next - decorator.index() < kLongest && returns_call_of(run, first.text());
}

}  // namespace

// Whether each decorator of DEFINITION is a function of this file that hands on what the function gives.
bool Types::is_handed_on(Node definition) const {
  const Scopes& scopes = resolver_->scopes();
  bool any = false;
  for (const Node decorator : definition.parent().children()) {
    if (!decorator.is(Kind::decorator)) continue;
    Node by = decorator.first_named();
    const bool is_made = by.is(Kind::call);
    if (is_made) by = by.child(Field::function);
    if (!by.is(Kind::identifier)) return false;
    for (const Resolution& one : resolver_->resolutions(by)) {
      const bool here =
          one.binding != kNone && scopes.binding(one.binding).kind == BindingKind::function;
      const Node made =
          here ? scopes.tree().node(scopes.binding(one.binding).node).parent() : Node();
      if (!made || !hands_on(is_made ? inner_function(made) : made)) return false;
      any = true;
    }
  }
  return any;
}

}  // namespace pymolt::names
