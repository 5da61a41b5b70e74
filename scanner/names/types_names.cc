// Types of names, by what binds them.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepest = 12;

Inferred unknown(VersionSet on) {
  Inferred one;
  one.on = on;
  return one;
}

Node ancestor(Node node, Kind kind) {
  while (node && !node.is(kind)) node = node.parent();
  return node;
}

// `None` says only that something else will come.
void drop_none(std::vector<Inferred>& types) {
  std::vector<Inferred> rest = types;
  std::erase_if(rest, [](const Inferred& one) { return one.type == "builtins.None"; });
  if (!rest.empty()) types = std::move(rest);
}

}  // namespace

Types::List Types::name(Node node, int depth) const {
  const Words& words = resolver_->scopes().words();
  const Word word = words.find(node.text());
  const bool is_asked = word == kNoWord || words.is_asked(word);
  List out = is_asked ? narrowed(node) : List();
  if (!out.empty()) return out;
  for (const Meaning& meaning : resolver_->meanings(node)) {
    if (meaning.is_known()) {
      if (add_facts(meaning.dotted, meaning.on, out)) continue;
      Inferred one = unknown(meaning.on);
      if (resolver_->standard().is_class(meaning.dotted)) {
        one.type = meaning.dotted;
        one.is_class = true;
      }
      out.push_back(one);
    } else if (meaning.binding == kNone) {
      out.push_back(unknown(meaning.on));
    } else {
      for (Inferred& one : binding(resolver_->scopes().binding(meaning.binding), depth)) {
        one.on &= meaning.on;
        if (!one.on.empty()) out.push_back(std::move(one));
      }
    }
  }
  drop_none(out);
  drop_denied(node, out);
  if (out.empty()) out.push_back(unknown(VersionSet::all()));
  const bool all_unknown =
      std::none_of(out.begin(), out.end(), [](const Inferred& one) { return one.known(); });
  List asked = is_asked && all_unknown ? narrowed_before(node) : List();
  return asked.empty() ? out : asked;
}

Types::List Types::binding(const Binding& binding, int depth) const {
  const Node name = resolver_->scopes().tree().node(binding.node);
  switch (binding.kind) {
    case BindingKind::assign: {
      const Node statement = name.parent();
      if (statement.is(Kind::assignment) && statement.child(Field::type)) {
        return annotation(statement.child(Field::type), depth);
      }
      const Node value = resolver_->assigned(name);
      return value ? infer(value, depth) : List{Inferred{}};
    }
    case BindingKind::walrus:
      return infer(name.parent().child(Field::value), depth);
    case BindingKind::parameter:
      return parameter(name, binding, depth);
    case BindingKind::with: {
      const Node as = ancestor(name, Kind::as_pattern);
      if (name.parent().parent() != as) return {Inferred{}};
      List out;
      for (Inferred& one : infer(as.first_named(), depth)) {
        if (one.type.empty() || !add_facts(one.type + " with", one.on, out))
          out.push_back(std::move(one));
      }
      return out;
    }
    case BindingKind::loop:
    case BindingKind::comprehension:
      return target_of_loop(name, depth);
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

bool Types::is_self(Node name, const Binding& binding) const {
  const Scopes& scopes = resolver_->scopes();
  const Scope& function = scopes.scope(binding.scope);
  if (function.kind != ScopeKind::function || function.parent == kNone) return false;
  if (scopes.scope(function.parent).kind != ScopeKind::class_) return false;
  if (!name.parent().is(Kind::parameters) || name.parent().first_named() != name) return false;
  const Node decorated = scopes.tree().node(function.node).parent();
  if (!decorated.is(Kind::decorated_definition)) return true;
  for (const Node decorator : decorated.children()) {
    if (decorator.is(Kind::decorator) && decorator.first_named().text() == "staticmethod")
      return false;
  }
  return true;
}

Types::List Types::parameter(Node name, const Binding& binding, int depth) const {
  Node holder = name.parent();
  Inferred one;
  if (is_self(name, binding)) {
    one.local = resolver_->scopes().scope(binding.scope).parent;
    return {one};
  }
  if (holder.is(Kind::dictionary_splat_pattern)) one.type = "builtins.dict";
  if (holder.is(Kind::list_splat_pattern)) one.type = "builtins.tuple";
  if (one.known()) return {one};
  if (holder.is_any(Kind::typed_parameter, Kind::typed_default_parameter)) {
    return annotation(holder.child(Field::type), depth);
  }
  if (holder.is(Kind::default_parameter)) {
    List by_default = infer(holder.child(Field::value), depth);
    for (Inferred& type : by_default) {
      type.confidence = Confidence::likely;
      if (type.type == "builtins.None") type.type.clear();
    }
    return by_default;
  }
  return {one};
}

Types::List Types::target_of_loop(Node name, int depth) const {
  Node loop = name.parent();
  Node target = name;
  while (loop && !loop.is_any(Kind::for_statement, Kind::for_in_clause)) {
    target = loop;
    loop = loop.parent();
  }
  const Node over = loop.child(Field::right);
  if (target == name) return element(over, depth);
  // `for i, x in enumerate(xs)`
  const bool second =
      target == name.parent() && target.first_named().next_sibling().next_sibling() == name;
  if (second && over.is(Kind::call) && over.child(Field::function).text() == "enumerate") {
    return element(argument(over, 0), depth);
  }
  return {Inferred{}};
}

// What a loop over ITERABLE gives.
Types::List Types::element(Node iterable, int depth) const {
  while (iterable.is(Kind::parenthesized_expression)) iterable = iterable.first_named();
  List out;
  if (++depth > kDeepest) return {Inferred{}};
  if (iterable.is(Kind::identifier)) out = element_of_name(iterable, depth);
  if (!out.empty()) return out;
  if (iterable.is_any(Kind::list_comprehension, Kind::set_comprehension,
                      Kind::generator_expression)) {
    return infer(iterable.child(Field::body), depth);
  }
  if (iterable.is_any(Kind::list, Kind::tuple, Kind::expression_list, Kind::set)) {
    int count = 0;
    for (const Node item : iterable.children()) {
      if (!item.named() || item.is(Kind::comment)) continue;
      if (++count > 8 || item.is(Kind::list_splat)) return {Inferred{}};
      for (Inferred& one : infer(item, depth)) {
        const bool seen = std::any_of(out.begin(), out.end(), [&](const Inferred& other) {
          return other.type == one.type && other.local == one.local && other.on == one.on;
        });
        if (!seen) out.push_back(std::move(one));
      }
    }
    return out.empty() ? List{Inferred{}} : out;
  }
  if (iterable.is(Kind::call)) {
    const Node function = iterable.child(Field::function);
    const std::string dotted = resolver_->dotted(function);
    if (!dotted.empty() && add_facts(dotted + "()*", VersionSet::all(), out)) return out;
    if (function.is(Kind::attribute)) {
      const std::string method = '.' + std::string(function.child(Field::attribute).text()) + "()*";
      for (const Inferred& object : infer(function.child(Field::object), depth)) {
        if (!object.type.empty()) add_member_facts(object.type, method, object.on, out);
      }
      if (!out.empty()) return out;
    }
  }
  if (iterable.is(Kind::attribute)) {
    const std::string dotted = resolver_->dotted(iterable);
    if (!dotted.empty() && add_facts(dotted + "*", VersionSet::all(), out)) return out;
  }
  for (const Inferred& object : infer(iterable, depth)) {
    if (object.type.empty() || object.is_class ||
        !add_member_facts(object.type, "*", object.on, out)) {
      out.push_back(unknown(object.on));
    }
  }
  return out;
}

// `except (A, B) as e`: an A or a B.
Types::List Types::exception(Node name) const {
  const Node clause = ancestor(name, Kind::except_clause);
  Node types = clause.child(Field::value);
  if (types.is(Kind::as_pattern)) types = types.first_named();
  List out;
  const auto add = [&](Node type) {
    for (Inferred& one : instances(class_object(type))) out.push_back(std::move(one));
  };
  if (types.is(Kind::tuple)) {
    for (const Node type : types.children()) {
      if (type.named() && !type.is(Kind::comment)) add(type);
    }
  } else {
    add(types);
  }
  return out;
}

Types::List Types::annotation(Node type, int depth) const {
  Node inner = type.is(Kind::type) ? type.first_named() : type;
  if (++depth > kDeepest) return {Inferred{}};
  if (inner.is(Kind::string)) return annotation_in_text(inner);
  if (inner.is(Kind::generic_type)) {
    const Node generic = inner.first_named();
    const std::string dotted = resolver_->dotted(generic);
    const Node argument = inner.child(Kind::type_parameter).first_named();
    if (dotted == "typing.Optional") return annotation(argument, depth);
    if (dotted == "typing.Dict") return {Inferred{"builtins.dict"}};
    if (dotted == "typing.List") return {Inferred{"builtins.list"}};
    if (dotted == "typing.Set") return {Inferred{"builtins.set"}};
    return instances(class_object(generic));
  }
  if (inner.is_any(Kind::binary_operator, Kind::union_type)) {
    List out;
    for (const Node part : inner.children()) {
      if (!part.named()) continue;
      for (Inferred& one : annotation(part, depth)) out.push_back(std::move(one));
    }
    drop_none(out);
    return out;
  }
  if (inner.is(Kind::none)) return {Inferred{"builtins.None"}};
  return instances(class_object(inner));
}

}  // namespace pymolt::names
