// Types of expressions by their shape. Names are types_names.cc, classes types_classes.cc.
// SPDX-License-Identifier: MIT
#include "names/types.h"

#include "names/arguments.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepest = 12;

Inferred instance(std::string type, VersionSet on = VersionSet::all()) {
  Inferred inferred;
  inferred.type = std::move(type);
  inferred.on = on;
  return inferred;
}

bool is_text(const std::vector<Inferred>& types) {
  for (const Inferred& one : types) {
    if (one.type != "builtins.str" && one.type != "builtins.unicode") return false;
  }
  return !types.empty();
}

// "(b)" where a call like that of `open` asks for bytes, "(t)" where for text, "()" where that cannot be told.
std::string open_mode(Node call) {
  Node mode = argument(call, 1);
  for (const Node child : call.child(Field::arguments).children()) {
    if (child.is(Kind::keyword_argument) && child.child(Field::name).text() == "mode") mode = child.child(Field::value);
    if (child.is_any(Kind::list_splat, Kind::dictionary_splat)) return "()";
  }
  if (!mode) return "(t)";
  const std::string_view letters = literal_text(mode);
  if (letters.empty()) return "()";
  return letters.find('b') == std::string_view::npos ? "(t)" : "(b)";
}

}  // namespace

Types::List Types::infer(Node node, int depth) const {
  if (++depth > kDeepest) return {Inferred{}};
  switch (node.kind()) {
    case Kind::parenthesized_expression:
      return infer(node.first_named(), depth);
    case Kind::string:
      return literal(node);
    case Kind::concatenated_string:
      return literal(node.first_named());
    case Kind::dictionary:
    case Kind::dictionary_comprehension:
      return {instance("builtins.dict")};
    case Kind::list:
    case Kind::list_comprehension:
      return {instance("builtins.list")};
    case Kind::set:
    case Kind::set_comprehension:
      return {instance("builtins.set")};
    case Kind::tuple:
    case Kind::expression_list:
      return {instance("builtins.tuple")};
    case Kind::generator_expression:
      return {instance("types.GeneratorType")};
    case Kind::integer:
      return {instance("builtins.int")};
    case Kind::float_:
      return {instance("builtins.float")};
    case Kind::none:
      return {instance("builtins.None")};
    case Kind::call:
      return call(node, depth);
    case Kind::attribute:
      return attribute(node, depth);
    case Kind::subscript:
      return subscript(node, depth);
    case Kind::identifier:
      return name(node, depth);
    case Kind::binary_operator:
      return binary(node, depth);
    case Kind::named_expression:
      return infer(node.child(Field::value), depth);
    case Kind::boolean_operator: {
      // `given or {}`: what the author puts there if there is nothing tells what it is.
      List right = infer(node.child(Field::right), depth);
      for (Inferred& one : right) one.confidence = std::min(one.confidence, Confidence::likely);
      return right;
    }
    case Kind::conditional_expression: {
      const Node first = node.first_named();
      const Node last = first.next_sibling().next_sibling().next_sibling().next_sibling();
      List both = infer(first, depth);
      for (Inferred& one : infer(last, depth)) both.push_back(std::move(one));
      return both;
    }
    default:
      return {Inferred{}};
  }
}

Types::List Types::literal(Node string) const {
  const std::string_view prefix = string.child(Kind::string_start).text();
  if (prefix.starts_with('`')) return {instance("builtins.str", VersionSet::python2())};
  if (prefix.find_first_of("bB") != std::string_view::npos) {
    return {instance("builtins.str", VersionSet::python2()), instance("builtins.bytes", VersionSet::python3())};
  }
  if (prefix.find_first_of("uU") != std::string_view::npos || resolver_->has_unicode_literals()) {
    return {instance("builtins.unicode", VersionSet::python2()), instance("builtins.str", VersionSet::python3())};
  }
  if (prefix.find_first_of("tT") != std::string_view::npos) return {Inferred{}};
  return {instance("builtins.str")};
}

void Types::add_on(List types, VersionSet on, List& out) {
  for (Inferred& one : types) {
    one.on &= on;
    if (!one.on.empty()) out.push_back(std::move(one));
  }
}

bool Types::add_facts(const std::string& subject, VersionSet on, List& out) const {
  const auto facts = resolver_->standard().book().types(subject);
  for (const rulebook::TypeFact& fact : facts) {
    if (fact.on.intersects(on)) out.push_back(instance(fact.type == "?" ? "" : std::string(fact.type), fact.on & on));
  }
  return !facts.empty();
}

bool Types::add_call_facts(const std::string& function, Node call, VersionSet on, List& out) const {
  const bool opens = !resolver_->standard().book().types(function + "(t)").empty();
  return add_facts(function + (opens ? open_mode(call) : "()"), on, out);
}

Types::List Types::call(Node node, int depth) const {
  const Node function = node.child(Field::function);
  List out;
  if (function.is_any(Kind::identifier, Kind::attribute)) {
    bool known = false;
    for (const Meaning& meaning : resolver_->meanings(function)) {
      if (meaning.dotted == "builtins.super" && meaning.kind == Meaning::Kind::builtin) return super_of(node);
      const bool told = resolver_->is_told(meaning);
      if (told && add_call_facts(meaning.dotted, node, meaning.on, out)) {
        known = true;
      } else if (told && resolver_->standard().is_class(meaning.dotted)) {
        out.push_back(instance(meaning.dotted, meaning.on));
        if (resolver_->is_foreign(meaning)) out.back().foreign = resolver_->foreign(meaning);
        known = true;
      } else if (meaning.kind == Meaning::Kind::local && function.is(Kind::identifier)) {
        const Binding& made = resolver_->scopes().binding(meaning.binding);
        const Node definition = resolver_->scopes().tree().node(made.node).parent();
        Inferred one;
        one.on = meaning.on;
        if (made.kind == BindingKind::class_)
          one.local = resolver_->scopes().scope_of(definition.index());
        if (made.kind == BindingKind::function) {
          add_on(returned(definition, depth), meaning.on, out);
        } else {
          out.push_back(one);
        }
        known = true;
      } else {
        Inferred one;
        one.on = meaning.on;
        if (resolver_->is_foreign(meaning)) one.foreign = resolver_->foreign(meaning);
        known = known || one.foreign;
        out.push_back(one);
      }
    }
    if (known) return out;
  }
  out.clear();
  if (function.is(Kind::attribute)) {
    const std::string_view word = function.child(Field::attribute).text();
    const std::string method = '.' + std::string(word) + "()";
    for (const Inferred& object : infer(function.child(Field::object), depth)) {
      if (const Node own = own_method(object, word)) {
        add_on(returned(own, depth), object.on, out);
      } else if (object.type.empty() || !add_member_facts(object.type, method, object.on, out)) {
        Inferred one;
        one.on = object.on;
        out.push_back(one);
      }
    }
  }
  if (out.empty()) out.push_back(Inferred{});
  return out;
}

Types::List Types::attribute(Node node, int depth) const {
  List out;
  const std::vector<Meaning> meanings = resolver_->meanings(node);
  bool known = false;
  for (const Meaning& meaning : meanings) {
    if (!meaning.is_known()) continue;
    known = true;
    if (add_facts(meaning.dotted, meaning.on, out)) continue;
    Inferred one;
    one.on = meaning.on;
    if (resolver_->standard().is_class(meaning.dotted)) {
      one.type = meaning.dotted;
      one.is_class = true;
    }
    out.push_back(one);
  }
  if (known) return out;
  const std::string_view word = node.child(Field::attribute).text();
  for (const Inferred& object : infer(node.child(Field::object), depth)) {
    for (Inferred& one : attribute_of(object, word, depth)) out.push_back(std::move(one));
  }
  if (out.empty()) out.push_back(Inferred{});
  return out;
}

Types::List Types::subscript(Node node, int depth) const {
  const Node whole = node.child(Field::value);
  const bool slice = node.child(Field::subscript).is(Kind::slice);
  List out;
  if (whole.is(Kind::attribute) && !slice) {
    const std::string dotted = resolver_->dotted(whole);
    if (!dotted.empty() && add_facts(dotted + "[]", VersionSet::all(), out)) return out;
  }
  for (const Inferred& object : infer(whole, depth)) {
    Inferred one;
    one.on = object.on;
    const bool sequence = object.type == "builtins.str" || object.type == "builtins.list" ||
                          object.type == "builtins.tuple" || object.type == "builtins.unicode" ||
                          object.type == "builtins.bytes";
    if (slice && sequence && !object.is_class) {
      out.push_back(object);
    } else if (object.type.empty() || object.is_class || !add_member_facts(object.type, "[]", object.on, out)) {
      out.push_back(one);
    }
  }
  return out;
}

Types::List Types::binary(Node node, int depth) const {
  const List left = infer(node.child(Field::left), depth);
  const std::string_view op = node.child(Field::operator_).text();
  if (op == "%" && is_text(left)) return left;
  const bool path = op == "/" && !left.empty() && left[0].type.starts_with("pathlib.");
  if (path) return left;
  if (op == "+" || op == "*") {
    const List right = infer(node.child(Field::right), depth);
    if (is_text(left) && (op == "*" || is_text(right))) return left;
    if (!left.empty() && left[0].type == "builtins.list" && left.size() == 1) return left;
  }
  return {Inferred{}};
}

}  // namespace pymolt::names
