// Types of names, by what binds them.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/last_value.h"
#include "names/text_or_bytes.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr Answers::Question kOfBinding =
    Answers::Question{1} << 32;  // what is asked about a binding, not about what is read

Node ancestor(Node node, Kind kind) {
  while (node && !node.is(kind)) node = node.parent();
  return node;
}

// At which place NAME stands among the targets of an assignment or a loop; -1 where it is the whole target, and nothing
// where that cannot be said.
std::optional<int> place_among(Node name, Node target) {
  if (name == target) return -1;
  if (name.parent() != target) return {};
  int place = 0;
  for (const Node child : target.children()) {
    if (child == name) return place;
    if (child.is(Kind::list_splat_pattern)) return {};
    if (child.named() && !child.is(Kind::comment)) ++place;
  }
  return {};
}

// Whether TYPES are known, and on no version more than one.
bool are_one_type(const std::vector<Inferred>& types) {
  VersionSet seen;
  for (const Inferred& one : types) {
    if (!one.known() || one.on.intersects(seen)) return false;
    seen |= one.on;
  }
  return !types.empty();
}

// The name that the function of DEFINITION is called by: its own, or the one that a lambda is assigned to; no node
// where it has none.
Node called_by(Node definition) {
  if (definition.is(Kind::function_definition)) return definition.child(Field::name);
  const Node statement = definition.parent();
  const Node name = statement.is(Kind::assignment) ? statement.child(Field::left) : Node();
  return name.is(Kind::identifier) ? name : Node();
}

// Behind a test a name is what was asked for: those of ALL that are, whose origin is known, and where none is just that.
std::vector<Inferred> those_tested(const std::vector<Inferred>& all, std::vector<Inferred> tested) {
  std::vector<Inferred> out;
  VersionSet covered;
  for (const Inferred& one : all) {
    VersionSet on;
    for (const Inferred& wanted : tested) {
      if (one.known() && wanted.same_type(one)) on |= one.on & wanted.on;
    }
    if (on.empty()) continue;
    covered |= on;
    out.push_back(one);
    out.back().on = on;
  }
  for (Inferred& wanted : tested) {
    wanted.on -= covered;
    if (!wanted.on.empty()) out.push_back(std::move(wanted));
  }
  return out;
}

// Whether the function around NAME, or the module, asks by isinstance what it is.
bool is_asked_around(const Types& types, Node name) {
  constexpr std::size_t kMostAsked = 200;  // tests of a file that are looked at
  const Scopes& scopes = types.resolver().scopes();
  const auto calls = types.growth().calls("isinstance");
  if (calls.size() > kMostAsked) return true;
  return std::ranges::any_of(calls, [&](Node call) {
    return argument(call, 0).text() == name.text() &&
           scopes.scope_at(call.index()) == scopes.scope_at(name.index());
  });
}

}  // namespace

Types::List Types::name(Node node) const {
  const InternedNames& words = resolver_->scopes().interned_names();
  const InternedName word = words.find(node.text());
  const bool is_asked = word == kNoName || words.is_asked(word);
  List out;
  List tested = is_asked ? narrowed(node) : List();
  for (const Resolution& resolution : resolver_->resolutions(node)) {
    Inferred unknown;
    unknown.on = resolution.on;
    if (resolution.is_known()) {
      add_named(resolution.dotted, resolution.on, node.index(), out);
    } else if (resolution.binding == kNone) {
      out.push_back(unknown);
    } else if (resolver_->is_foreign(resolution)) {
      unknown.foreign = resolver_->foreign(resolution);
      unknown.is_class = true;
      out.push_back(unknown);
    } else {
      add_on(binding(resolver_->scopes().binding(resolution.binding)), resolution.on, out);
    }
  }
  if (!tested.empty()) return those_tested(out, std::move(tested));
  drop_denied(node, is_asked, out);
  const bool all_unknown =
      std::none_of(out.begin(), out.end(), [](const Inferred& one) { return one.known(); });
  List asked = is_asked && all_unknown && !out.empty() ? narrowed_before(node) : List();
  if (!asked.empty()) {
    drop_denied(node, true, asked);
    return asked;
  }
  // The function asks what it is, and nobody can say which of its answers hold here.
  if (is_asked && are_unlike(out) && is_asked_around(*this, node)) {
    for (Inferred& one : out) one = Inferred{.on = one.on};
  }
  return out;
}

Types::List Types::binding(const Binding& binding) const {
  return answers_.ask(binding.node | kOfBinding, [&] { return of_binding(binding); });
}

Types::List Types::of_binding(const Binding& binding) const {
  const Node name = resolver_->scopes().tree().node(binding.node);
  switch (binding.kind) {
    case BindingKind::assign:
      return assigned(name);
    case BindingKind::augment:
      return operation(name.parent());
    case BindingKind::walrus:
      return infer(name.parent().child(Field::value));
    case BindingKind::parameter:
      return parameter(name, binding);
    case BindingKind::with: {
      const Node as = ancestor(name, Kind::as_pattern);
      if (name.parent().parent() != as) return {Inferred{}};
      List out;
      for (Inferred& one : infer(as.first_named())) {
        const Node made =
            one.origin == kNone ? Node() : resolver_->scopes().tree().node(one.origin);
        if (made.is(Kind::function_definition)) {  // `@contextmanager`: what it yields
          add_on(yielded(made, -1), one.on, out);
          continue;
        }
        if (one.type.empty() || !add_facts(one.type + " with", one.on, out))
          out.push_back(std::move(one));
      }
      return out;
    }
    case BindingKind::loop:
    case BindingKind::comprehension:
      return target_of_loop(name);
    case BindingKind::except:
      return exception(name);
    case BindingKind::class_: {
      Inferred one;
      one.local = resolver_->scopes().scope_of(name.parent().index());
      one.is_class = true;
      return {one};
    }
    default:
      return {Inferred{}};
  }
}

// `x: T = value`, `x = value`, `a, x = values`
Types::List Types::assigned(Node name) const {
  const Node statement = name.parent();
  if (statement.is(Kind::assignment) && statement.child(Field::type))
    return annotation(statement.child(Field::type));
  if (const Node value = resolver_->assigned(name)) return infer(value);
  const Node target = name.parent();
  if (!target.is_any(Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern) ||
      !target.parent().is(Kind::assignment))
    return {Inferred{}};
  const Node value = last_value(target.parent());
  const std::optional<int> place = place_among(name, target);
  return place && value ? items(infer(value), *place) : List{Inferred{}};
}

// Whether the parameter NAME is the first of a method; of a class method it is the class.
bool Types::is_self(Node name, const Binding& binding, bool* is_class) const {
  const Scopes& scopes = resolver_->scopes();
  const Scope& function = scopes.scope(binding.scope);
  if (function.kind != ScopeKind::function || function.parent == kNone) return false;
  if (scopes.scope(function.parent).kind != ScopeKind::class_) return false;
  if (!name.parent().is(Kind::parameters) || name.parent().first_named() != name) return false;
  const Node decorated = scopes.tree().node(function.node).parent();
  if (!decorated.is(Kind::decorated_definition)) return true;
  for (const Node decorator : decorated.children()) {
    if (!decorator.is(Kind::decorator)) continue;
    const std::string_view word = decorator.first_named().text();
    if (word == "staticmethod") return false;
    if (word == "classmethod") *is_class = true;
  }
  return true;
}

Types::List Types::parameter(Node name, const Binding& binding) const {
  Node holder = name.parent();
  Inferred one;
  if (is_self(name, binding, &one.is_class)) {
    one.local = resolver_->scopes().scope(binding.scope).parent;
    return {one};
  }
  if (holder.is(Kind::dictionary_splat_pattern)) one.type = "builtins.dict";
  if (holder.is(Kind::list_splat_pattern)) one.type = "builtins.tuple";
  if (one.known()) return {one};
  if (holder.is_any(Kind::typed_parameter, Kind::typed_default_parameter))
    return annotation(holder.child(Field::type));
  if (holder.is(Kind::default_parameter)) {
    if (passing(name) == Passing::always) return passed_to(name, binding);
    List by_default = infer(holder.child(Field::value));
    const bool only_none = std::all_of(by_default.begin(), by_default.end(),
                                       [](const Inferred& type) { return type.is_none(); });
    for (Inferred& type : by_default)
      type.confidence = std::min(type.confidence, Confidence::likely);
    if (!only_none) return by_default;
    const List passed = passed_to(name, binding);
    by_default.insert(by_default.end(), passed.begin(), passed.end());
    return by_default;
  }
  return given(name, binding);
}

// What the calls in this file pass for a parameter with a default: other files may pass anything, and most of all another file object.
Types::List Types::passed_to(Node name, const Binding& binding) const {
  List passed = given(name, binding);
  const bool open =
      std::ranges::any_of(passed, [&](const Inferred& type) { return derives(type, "io.IOBase"); });
  return passed.empty() || open ? List{Inferred{}} : passed;
}

// Whether OBJECT is an instance of the class LOCAL and of nothing else.
bool Types::is_instance(Node object, ScopeId local) const {
  const List types = without_origins(infer(object));
  return types.size() == 1 && types[0].local == local && !types[0].is_class;
}

// What the calls of the function in this file pass for the parameter, if they all pass the same type.
Types::List Types::given(Node name, const Binding& binding) const {
  constexpr std::size_t kMostCalls = 12;
  const Scopes& scopes = resolver_->scopes();
  const Node function = scopes.tree().node(scopes.scope(binding.scope).node);
  const bool is_lambda = function.is_any(Kind::lambda_, Kind::lambda_within_for_in_clause);
  const Node known_as = called_by(function);
  if (is_lambda && !known_as) return given_by_rows(name, function);
  const Node slot = name.parent().is(Kind::default_parameter) ? name.parent() : name;
  const std::optional<int> place = place_among(slot, slot.parent());
  const InternedName word = scopes.interned_names().find(name.text());
  if (!known_as || (!is_lambda && !function.parent().is_any(Kind::module, Kind::block)))
    return {Inferred{}};
  if (!place || !slot.parent().is_any(Kind::parameters, Kind::lambda_parameters) ||
      (word != kNoName && scopes.interned_names().is_asked(word)))
    return {Inferred{}};
  const ScopeId around = scopes.scope(binding.scope).parent;
  const bool is_method = !is_lambda && scopes.scope(around).kind == ScopeKind::class_;
  // What a class is made with: `Row(7)`, where nothing calls an `__init__` by name.
  const bool makes =
      is_method && known_as.text() == "__init__" && growth().calls("__init__").empty();
  const Node home = scopes.tree().node(scopes.scope(around).node);
  const auto calls = growth().calls(makes ? home.child(Field::name).text() : known_as.text());
  List out;
  if (calls.size() > kMostCalls) return {Inferred{}};
  for (const Node call : calls) {
    const Node called = call.child(Field::function);
    const bool by_self = called.is(Kind::attribute) && called.child(Field::object).text() == "self";
    const bool by_object = is_method && !makes;
    if (by_object ? !called.is(Kind::attribute) : !called.is(Kind::identifier)) return {Inferred{}};
    const bool mine = !by_object || (by_self && class_around(call) == around) ||
                      is_instance(called.child(Field::object), around);
    if (!mine) return {Inferred{}};
    Node passed = argument(call, is_method ? *place - 1 : *place);
    if (!passed) passed = keyword(call, name.text());
    const Node all = call.child(Field::arguments);
    const bool spread = all.child(Kind::list_splat) || all.child(Kind::dictionary_splat);
    if (!passed && slot != name && !spread) continue;  // the default
    if (!passed) return {Inferred{}};
    for (Inferred& one : infer(passed)) out.push_back(std::move(one));
  }
  const bool agree = are_one_type(without_origins(out));
  for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
  return agree || (out.empty() && !calls.empty()) ? out : List{Inferred{}};
}

// `map(lambda n: n / 2, rows)`, `sorted(rows, key=lambda n: n.size)`: an item of the rows.
Types::List Types::given_by_rows(Node name, Node lambda) const {
  const Node outer = lambda.parent();
  const bool by_key = outer.is(Kind::keyword_argument) && outer.child(Field::name).text() == "key";
  const Node call = by_key ? outer.parent().parent() : outer.parent();
  if (!call.is(Kind::call) || name.parent().first_named() != name) return {Inferred{}};
  const Node function = call.child(Field::function);
  const std::string dotted = resolver_->dotted(function);
  Node rows;
  if (by_key &&
      (dotted == "builtins.sorted" || dotted == "builtins.max" || dotted == "builtins.min"))
    rows = argument(call, 0);
  if (by_key && function.is(Kind::attribute) && function.child(Field::attribute).text() == "sort")
    rows = function.child(Field::object);
  if (!by_key && (dotted == "builtins.map" || dotted == "builtins.filter") &&
      argument(call, 0) == lambda && !argument(call, 2))
    rows = argument(call, 1);
  return rows ? element(rows) : List{Inferred{}};
}

Types::List Types::target_of_loop(Node name) const {
  Node loop = name.parent();
  Node target = name;
  while (loop && !loop.is_any(Kind::for_statement, Kind::for_in_clause)) {
    target = loop;
    loop = loop.parent();
  }
  const Node over = loop.child(Field::right);
  const std::optional<int> place = place_among(name, target);
  return place && over ? element(over, *place) : List{Inferred{}};
}

// `except (A, B) as e`: an A or a B; or what is known to be narrower of what the calls in the body raise.
Types::List Types::exception(Node name) const {
  const Node clause = ancestor(name, Kind::except_clause);
  Node types = clause.child(Field::value);
  if (types.is(Kind::as_pattern)) types = types.first_named();
  List out;
  const auto add = [&](Node type) {
    for (Inferred& one : class_object(type)) {
      one.is_class = false;
      out.push_back(std::move(one));
    }
  };
  if (types.is(Kind::tuple)) {
    for (const Node type : types.children()) {
      if (type.named() && !type.is(Kind::comment)) add(type);
    }
  } else {
    add(types);
  }
  const bool detailed = out.size() == 1 && !out[0].type.empty() &&
                        !resolver_->stdlib().book().types(out[0].type + " raised").empty();
  if (!detailed) return out;
  constexpr std::uint32_t kLongest = 300;  // nodes of the body
  const Node body = clause.parent().child(Field::body);
  List raised;
  const std::uint32_t end = std::min(body.data().next, body.index() + kLongest);
  for (std::uint32_t at = body.index(); at < end; ++at) {
    const Node call = body.tree().node(at);
    if (call.is(Kind::call)) add_facts_of_call(call, " raises", VersionSet::all(), raised);
  }
  std::erase_if(raised, [&](const Inferred& one) { return !derives(one, out[0].type); });
  return raised.empty() ? out : raised;
}

}  // namespace pymolt::names
