// What managers of contexts suppress: `contextlib.suppress`, and functions and classes of the file that do the same.
// SPDX-License-Identifier: MIT
//
//   @contextmanager
//   def quiet():
//       try:
//           yield
//       except ImportError:           takes what the `with` around it lets out
//           pass
#include "names/evaluate.h"
#include "names/try_regions.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepestManager = 4;
constexpr std::uint32_t kLargestManager = 400;  // nodes of a function that is looked into

// The `try` around the one `yield` of DEFINITION.
Node try_around_yield(Node definition) {
  const Node body = definition.child(Field::body);
  if (!body || body.data().next - body.index() > kLargestManager) return {};
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    if (!body.tree().node(at).is(Kind::yield)) continue;
    for (Node up = body.tree().node(at); up != definition; up = up.parent()) {
      if (up.parent().is(Kind::try_statement) && up.field() == Field::body) return up.parent();
    }
    return {};
  }
  return {};
}

}  // namespace

std::optional<Handler> HandlerReader::of_context(Node value) const { return of_context(value, 0); }

std::optional<Handler> HandlerReader::of_context(Node value, int depth) const {
  if (value.is_any(Kind::as_pattern, Kind::parenthesized_expression))
    return of_context(value.first_named(), depth);
  if (value.is(Kind::call)) return of_call(value, depth);
  if (!value.is(Kind::identifier) || depth >= kDeepestManager) return std::nullopt;
  for (const Resolution& resolution : resolver_->resolutions(value)) {
    if (resolution.binding == kNone) continue;
    const Binding& binding = resolver_->scopes().binding(resolution.binding);
    if (binding.kind != BindingKind::assign) continue;
    const Node assigned = resolver_->assigned(resolver_->scopes().tree().node(binding.node));
    if (!assigned.is(Kind::call)) continue;
    if (auto handler = of_call(assigned, depth + 1)) return handler;
  }
  return std::nullopt;
}

std::optional<Handler> HandlerReader::of_call(Node call, int depth) const {
  const Node function = call.child(Field::function);
  const rulebook::Rulebook& book = resolver_->stdlib().book();
  const auto catches = [&](std::string_view dotted) {
    return !book.does(dotted, "catches", "arguments").empty();
  };
  if (function.is(Kind::attribute) && function.child(Field::object).text() == "self") {
    const std::string method =
        "unittest.TestCase." + std::string(function.child(Field::attribute).text());
    if (catches(method)) return of_types(call.child(Field::arguments));
    return std::nullopt;
  }
  if (!function.is_any(Kind::identifier, Kind::attribute) || depth >= kDeepestManager)
    return std::nullopt;
  for (const Resolution& resolution : resolver_->resolutions(function)) {
    if (!resolution.dotted.empty() && catches(resolution.dotted))
      return of_types(call.child(Field::arguments));
    if (resolution.binding == kNone || !function.is(Kind::identifier)) continue;
    const Binding& binding = resolver_->scopes().binding(resolution.binding);
    const Node definition = resolver_->scopes().tree().node(binding.node).parent();
    if (binding.kind == BindingKind::class_) return of_class(definition);
    if (binding.kind == BindingKind::function) return of_function(definition, depth + 1);
  }
  return std::nullopt;
}

std::optional<Handler> HandlerReader::of_function(Node definition, int depth) const {
  if (const Node try_region = try_around_yield(definition)) {
    Handler all;
    for (Handler& handler : of_try(try_region)) {
      for (std::size_t i = 0; i < kRaisedKinds; ++i) all.catches[i] |= handler.catches[i];
      all.broad = all.broad || handler.broad;
      all.open = all.open || handler.open;
      all.types.insert(all.types.end(), handler.types.begin(), handler.types.end());
    }
    return all;
  }
  const Node result = only_result(definition);
  return result ? of_context(result, depth) : std::nullopt;
}

// A class whose `__exit__` gives something that may be true.
std::optional<Handler> HandlerReader::of_class(Node definition) const {
  const Node body = definition.child(Field::body);
  for (const Node member : body ? body.children() : definition.children()) {
    if (!member.is(Kind::function_definition) || member.child(Field::name).text() != "__exit__")
      continue;
    for (std::uint32_t at = member.index(); at < member.data().next; ++at) {
      const Node statement = member.tree().node(at);
      if (!statement.is(Kind::return_statement)) continue;
      const Node result = statement.first_named();
      if (!result || result.is_any(Kind::none, Kind::false_)) continue;
      Handler handler = of_types({});
      handler.open = !result.is(Kind::true_);
      return handler;
    }
  }
  return std::nullopt;
}

}  // namespace pymolt::names
