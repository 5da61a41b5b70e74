// What functions of the file give, and what annotations say.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/searches.h"
#include "names/text_or_bytes.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLongest = 500;  // nodes of a function that is read
constexpr int kMostReturns = 8;
constexpr std::size_t kMostCalls = 100;  // of one name that are looked at
constexpr std::size_t kMostBases = 8;

// A function that a call of its name simply runs.
bool is_plain(Node definition) {
  if (definition.child(Kind::tok_async)) return false;
  const Node holder = definition.parent();
  if (!holder.is(Kind::decorated_definition)) return holder.is_any(Kind::module, Kind::block);
  for (const Node decorator : holder.children()) {
    const std::string_view word =
        decorator.is(Kind::decorator) ? decorator.first_named().text() : "staticmethod";
    if (word != "staticmethod" && word != "classmethod" && word != "property") return false;
  }
  return true;
}

// An `async def` that nothing decorates and that gives no rows.
bool is_coroutine(Node definition) {
  const Node body = definition.child(Field::body);
  if (definition.parent().is(Kind::decorated_definition) ||
      body.data().next - body.index() > kLongest)
    return false;
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    if (definition.tree().node(at).is(Kind::yield)) return false;
  }
  return true;
}

bool is_plain_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
  });
}

// Whether a function with BODY ends without a `return` where a test fails: `if found: return row` is all that stands last.
bool may_fall_through(Node body, FunctionRef<bool(Node)> goes_on) {
  Node last;
  for (const Node statement : body.children()) {
    if (statement.named() && !statement.is(Kind::comment)) last = statement;
  }
  if (last.is(Kind::for_statement))
    return !last.child(Field::alternative) && is_search(last) && !goes_on(last.child(Field::right));
  if (!last.is(Kind::if_statement) || last.child(Field::alternative)) return false;
  for (const Node statement : last.child(Field::consequence).children()) {
    if (statement.is(Kind::return_statement)) return true;
  }
  return false;
}

}  // namespace

Types::List Types::annotation_in_text(Node string) const {
  const std::string_view text = literal_text(string);
  if (!is_plain_name(text)) return {Inferred{}};
  return instances(classes(resolver_->meanings_of_text(text, string)));
}

Types::List Types::annotation(Node type) const {
  return answers_.ask(type.index(), [&] { return of_annotation(type); });
}

Types::List Types::of_annotation(Node type) const {
  const Node inner = type.is(Kind::type) ? type.first_named() : type;
  if (inner.is(Kind::string)) return annotation_in_text(inner);
  if (inner.is_any(Kind::generic_type, Kind::subscript)) {
    const bool generic = inner.is(Kind::generic_type);
    const Node name = generic ? inner.first_named() : inner.child(Field::value);
    const Node argument =
        generic ? inner.child(Kind::type_parameter).first_named() : inner.child(Field::subscript);
    const std::string dotted = resolver_->dotted(name);
    List out;
    if (dotted == "typing.Optional") {
      out = annotation(argument);
      out.push_back(Inferred{.type = "builtins.None"});
      return out;
    }
    if (add_facts(dotted + " annotated", VersionSet::all(), out)) return out;
    return instances(class_object(name));
  }
  if (inner.is_any(Kind::binary_operator, Kind::union_type)) {
    List out;
    for (const Node part : inner.children()) {
      if (!part.named()) continue;
      for (Inferred& one : annotation(part)) out.push_back(std::move(one));
    }
    return out;
  }
  if (inner.is(Kind::none)) return {Inferred{.type = "builtins.None"}};
  List out;
  const std::string dotted = resolver_->dotted(inner);
  if (!dotted.empty() && add_facts(dotted + " annotated", VersionSet::all(), out)) return out;
  return instances(class_object(inner));
}

// Whether `@contextmanager`, and nothing else, decorates the function.
bool Types::is_context(Node definition) const {
  const Node holder = definition.parent();
  const Node decorator =
      holder.is(Kind::decorated_definition) ? holder.child(Kind::decorator) : Node();
  return decorator && decorator.next_sibling() == definition &&
         resolver_->dotted(decorator.first_named()) == "contextlib.contextmanager";
}

// By its annotation, or by what stands behind its `return`s.
Types::List Types::returned(Node definition) const {
  if (definition.child(Kind::tok_async)) {
    Inferred one;
    one.type = is_coroutine(definition) ? "types.CoroutineType" : "";
    return {one};
  }
  if (is_context(definition))
    return {Inferred{.type = "contextlib._GeneratorContextManager", .origin = definition.index()}};
  if (const Node type = definition.child(Field::return_type)) return annotation(type);
  return answers_.ask(definition.index(), [&] { return of_returns(definition); });
}

Types::List Types::of_returns(Node definition) const {
  const List unknown = {Inferred{}};
  const Node body = definition.child(Field::body);
  const bool is_read = is_plain(definition) || is_handed_on(definition);
  if (!is_read || body.data().next - body.index() > kLongest) return unknown;
  const syntax::Tree& tree = definition.tree();
  List out;
  int count = 0;
  for (std::uint32_t at = body.index(); at < body.data().next;) {
    const Node node = tree.node(at);
    if (node.is(Kind::yield))
      return {Inferred{.type = "types.GeneratorType", .origin = definition.index()}};
    const bool inner =
        node.is_any(Kind::function_definition, Kind::class_definition, Kind::lambda_);
    if (node.is(Kind::return_statement) && node.first_named()) {
      if (++count > kMostReturns) return unknown;
      add_on(infer(node.first_named()), resolver_->guards().alive(node.index()), out);
    }
    at = inner ? node.data().next : at + 1;
  }
  const auto goes_on = [&](Node iterable) {  // `itertools.count()`
    const std::string made = resolver_->dotted(iterable.child(Field::function));
    return iterable.is(Kind::call) && !resolver_->stdlib().book().does(made, "goes", "on").empty();
  };
  if (may_fall_through(body, goes_on)) out.push_back(Inferred{.type = "builtins.None"});
  for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
  drop_empty_text(out);
  const bool by_argument = are_text_and_bytes(out);  // what it is given, or a state, tells which
  return count == 0 || by_argument ? unknown : out;
}

// What a loop over the generator that DEFINITION makes gives.
Types::List Types::yielded(Node definition, int place) const {
  const Node body = definition.child(Field::body);
  List out;
  int count = 0;
  for (std::uint32_t at = body.index(); at < body.data().next;) {
    const Node node = definition.tree().node(at);
    const bool inner =
        node.is_any(Kind::function_definition, Kind::class_definition, Kind::lambda_);
    at = inner ? node.data().next : at + 1;
    if (!node.is(Kind::yield)) continue;
    if (++count > kMostReturns) return {Inferred{}};
    const Node value = node.first_named();
    List some = !value                       ? none()
                : node.child(Kind::tok_from) ? element(value, place)
                                             : items(infer(value), place);
    add_on(std::move(some), resolver_->guards().alive(node.index()), out);
  }
  for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
  return out;
}

Node Types::own_method(const Inferred& object, std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  const InternedName word = object.local == kNone ? kNoName : scopes.interned_names().find(name);
  if (word == kNoName) return {};
  std::vector<std::pair<ScopeId, bool>> todo = {{object.local, object.above}};
  for (std::size_t i = 0; i < todo.size() && i < kMostBases; ++i) {
    const auto [local, above] = todo[i];
    const BindingId last = above ? kNone : scopes.last_binding(local, word);
    if (last != kNone && scopes.binding(last).kind != BindingKind::function) return {};
    if (last != kNone) return scopes.tree().node(scopes.binding(last).node).parent();
    for (const Node base : bases_of(local)) {
      for (const Inferred& one : class_object(base)) {
        if (one.local != kNone) todo.emplace_back(one.local, false);
      }
    }
  }
  return {};
}

// Whether the function called NAME is a value somewhere in the file: then nobody knows how it is called.
bool Types::is_passed_on(std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  if (!values_) {
    values_.emplace();
    for (const Reference& one : scopes.references()) {
      if (scopes.tree().node(one.node).field() != Field::function) values_->insert(one.word);
    }
  }
  return values_->contains(scopes.interned_names().find(name));
}

Passing Types::passing(Node name) const {
  Node function = name;
  while (function && !function.is_any(Kind::function_definition, Kind::lambda_))
    function = function.parent();
  const Node called = function.child(Field::name);
  if (!called) return Passing::unknown;
  if (is_passed_on(called.text())) return Passing::sometimes;
  int place = 0;
  for (const Node one : function.child(Field::parameters).children()) {
    if (one.index() <= name.index() && name.index() < one.data().next) break;
    if (one.named() && !one.is(Kind::comment)) ++place;
  }
  Node around = function.parent();
  if (around.is(Kind::decorated_definition)) around = around.parent();
  around = around.parent();
  const bool is_method = around.is(Kind::class_definition);
  const bool makes = is_method && called.text() == "__init__";
  Passing found = Passing::unknown;
  const auto calls = growth().calls(makes ? around.child(Field::name).text() : called.text());
  if (calls.size() > kMostCalls) return found;
  for (const Node call : calls) {
    const Node arguments = call.child(Field::arguments);
    if (arguments.child(Kind::list_splat) || arguments.child(Kind::dictionary_splat))
      return Passing::unknown;
    const bool passes = argument(call, is_method ? place - 1 : place) || keyword(call, name.text());
    const Passing here = passes ? Passing::always : Passing::never;
    found = found == Passing::unknown || found == here ? here : Passing::sometimes;
  }
  return found;
}

}  // namespace pymolt::names
