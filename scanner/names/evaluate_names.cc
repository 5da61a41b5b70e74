// What names and attributes in a test are worth; calls are evaluate_calls.cc.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/evaluate.h"
#include "syntax/enclosing.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

Value version_info(Version v) {
  Value info;
  info.type = Value::Type::tuple;
  info.items = {Value::of_number(v.major()), Value::of_number(v.minor()), Value::of_number(0, 255),
                Value::of_text("final"), Value::of_number(0)};
  return info;
}

Value version_texts(Version v) {
  Value texts;
  texts.type = Value::Type::tuple;
  texts.items = {Value::of_text(std::to_string(v.major())),
                 Value::of_text(std::to_string(v.minor())), Value::of_text("", true)};
  return texts;
}

// What a name that tells the version is worth; of a function, what calling it gives.
Value predicate_value(const rulebook::NameFact& predicate, Version v) {
  const std::string_view what = predicate.value;
  if (what == "version-info") return version_info(v);
  if (what == "version-tuple") return version_texts(v);
  if (what == "version-text" || what == "version-call")
    return Value::of_text(std::string(v.str()) + '.', true);
  if (what == "hexversion") {
    const double base = v.major() * 16777216.0 + v.minor() * 65536.0;
    return Value::of_number(base + 0xF0, base + 0xFFF0);  // final releases
  }
  return Value::of_truth(what == "true" && predicate.on.contains(v));
}

bool is_call(const rulebook::NameFact& predicate) {
  return predicate.value == "version-call" || predicate.value == "version-tuple";
}

bool same(const Value& a, const Value& b) {
  if (a.type != b.type || a.version_dependent != b.version_dependent || a.open != b.open)
    return false;
  return order(a, b, true) == kEqual;
}

bool is_literal(Node node) {
  if (node.is(Kind::string) && node.child(Kind::interpolation)) return false;
  return node.is_any(Kind::true_, Kind::false_, Kind::none, Kind::integer, Kind::float_,
                     Kind::string, Kind::tuple, Kind::list);
}

}  // namespace

Node only_result(Node definition) {
  Node result;
  for (const Node statement : definition.child(Field::body).children()) {
    if (!statement.named() || statement.is(Kind::comment)) continue;
    if (statement.is(Kind::expression_statement) && statement.first_named().is(Kind::string))
      continue;
    if (result || !statement.is(Kind::return_statement)) return {};
    result = statement.first_named();
  }
  return result;
}

// `__name__ == "__main__"`, in any spelling: true in the main program, false in an import. Nothing else.
Value Evaluator::main_program(Node left, std::string_view op, Node right, Run run) const {
  if (!left.is(Kind::identifier)) std::swap(left, right);
  if (!left.is(Kind::identifier) || left.text() != "__name__") return {};
  const std::vector<Resolution> resolutions = resolver_->resolutions(left);
  if (resolutions.size() != 1 || resolutions[0].kind != Resolution::Kind::builtin) return {};
  const auto is_main = [](Node text) {
    return literal_text(text) == "__main__" || literal_text(text) == "__mp_main__";
  };
  bool asked = is_main(right);
  if (op.ends_with("in") && right.is_any(Kind::tuple, Kind::list, Kind::set)) {
    for (const Node item : right.children()) {
      if (item.named() && !is_main(item)) return {};
      asked = asked || item.named();
    }
  }
  if (!asked) return {};
  run.known->asked_main = true;
  const bool differs = op == "!=" || op == "<>" || op.starts_with("not") || op == "is not";
  return version_dependent(Value::of_truth(run.known->main != differs));
}

Value Evaluator::name(Node node, Run run) const {
  if (node.is(Kind::attribute)) {
    const std::string_view word = node.child(Field::attribute).text();
    const std::size_t place = word == "major" ? 0 : word == "minor" ? 1 : word == "micro" ? 2 : 9;
    if (place < 9) {
      Value info = value(node.child(Field::object), run);
      if (info.type == Value::Type::tuple && place < info.items.size()) {
        Value item = info.items[place];
        item.version_dependent = info.version_dependent;
        return item;
      }
    }
  }
  auto& known = run.known->resolutions;
  std::size_t at = 0;
  while (at < known.size() && known[at].first != node) ++at;
  if (at == known.size()) known.emplace_back(node, resolver_->resolutions(node));
  Value result;
  bool first = true;
  const std::size_t count = known[at].second.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Resolution one = known[at].second[i];  // a copy: the list may grow below
    if (!run.is_in(one.on)) continue;
    Value found = resolution(one, node, run);
    if (!first && !same(found, result)) return {};
    result = std::move(found);
    first = false;
  }
  if (node.is(Kind::attribute) && (first || result.type == Value::Type::unknown)) {
    const Value own = of_self(node, run);
    if (own.type != Value::Type::unknown) return own;
  }
  if (!first && result.type == Value::Type::unknown && node.is(Kind::attribute))
    return of_class(node, run);
  if (first && node.is(Kind::attribute)) {
    if (const auto* flag = resolver_->stdlib().predicate(node.child(Field::attribute).text()))
      return version_dependent(predicate_value(*flag, run.version()));
  }
  return result;
}

Value Evaluator::resolution(const Resolution& resolution, Node node, Run run) const {
  if (!resolution.dotted.empty()) {
    const auto* found = resolver_->stdlib().predicate(resolution.dotted);
    if (found != nullptr && !is_call(*found))
      return version_dependent(predicate_value(*found, run.version()));
  }
  const std::string_view spelling =
      node.is(Kind::attribute) ? node.child(Field::attribute).text() : node.text();
  if (resolution.kind == Resolution::Kind::builtin && (spelling == "str" || spelling == "bytes")) {
    Value type = Value::of_text(spelling == "bytes" && !run.python2() ? "<bytes>" : "<str>");
    type.version_dependent = spelling == "bytes";
    return type;
  }
  const Scopes& scopes = resolver_->scopes();
  if (resolution.binding != kNone && node.is(Kind::identifier)) {
    const Binding& binding = scopes.binding(resolution.binding);
    const bool imported =
        binding.kind == BindingKind::import && resolution.kind == Resolution::Kind::stdlib;
    if (imported) {
      Value thing = version_dependent({});
      thing.type = Value::Type::thing;
      thing.open = !resolver_->stdlib().book().is_module(
          resolution.dotted);  // it may be false, but is not None
      return thing;
    }
    if (binding.kind == BindingKind::parameter) return parameter(binding.node, run);
    if (binding.kind == BindingKind::assign || binding.kind == BindingKind::walrus) {
      const Node assigned = resolver_->assigned(scopes.tree().node(binding.node));
      if (!assigned) return unpacked(scopes.tree().node(binding.node), run);
      const auto* flag = resolver_->stdlib().predicate(spelling);
      const bool never = flag != nullptr && flag->value == "false";
      if (is_literal(assigned)) {
        const bool narrowed = resolver_->guards().alive(binding.node) != VersionSet::all() || never;
        Value constant = literal(assigned, run);
        constant.version_dependent = narrowed;
        return constant;
      }
      return may_tell_version(assigned, kVersionDependent | kAttributeTest) ? value(assigned, run)
                                                                            : Value();
    }
  }
  const bool elsewhere =
      resolution.kind == Resolution::Kind::external ||
      resolution.kind == Resolution::Kind::unknown ||
      (resolution.kind == Resolution::Kind::builtin && resolver_->has_unknown_star());
  if (elsewhere) {
    std::string_view word = spelling;
    if (node.is(Kind::identifier) && resolution.binding != kNone) {
      const Binding& binding = scopes.binding(resolution.binding);
      if (binding.kind != BindingKind::import) return {};
      word = scopes.imports()[binding.import].name;
    }
    if (const auto* flag = resolver_->stdlib().predicate(word))
      return version_dependent(predicate_value(*flag, run.version()));
  }
  return {};
}

// What the parameter at NODE is in the call that is worked out; else what its default says.
Value Evaluator::parameter(std::uint32_t node, Run run) const {
  if (run.bound != nullptr) {
    for (const auto& [named, given] : *run.bound) {
      if (named == node) return given;
    }
  }
  return by_default(resolver_->scopes().tree().node(node), run);
}

// `def f(x, _PY3=PY3)`: a truth that is a default is the only one that is ever given.
Value Evaluator::by_default(Node parameter, Run run) const {
  const Node given = parameter.parent().child(Field::value);
  if (!given || !may_tell_version(given)) return {};
  Value result = value(given, run);
  return result.type == Value::Type::truth && result.version_dependent ? result : Value();
}

// `Flags.PY2`, of a class of this file that sets it once.
Value Evaluator::of_class(Node attribute, Run run) const {
  const Scopes& scopes = resolver_->scopes();
  const Node object = attribute.child(Field::object);
  const InternedName word = scopes.interned_names().find(attribute.child(Field::attribute).text());
  if (!object.is(Kind::identifier) || word == kNoName) return {};
  const std::vector<Resolution> resolutions = resolver_->resolutions(object);
  if (resolutions.size() != 1 || resolutions[0].binding == kNone) return {};
  const Binding& made = scopes.binding(resolutions[0].binding);
  if (made.kind != BindingKind::class_) return {};
  const ScopeId scope = scopes.scope_of(scopes.tree().node(made.node).parent().index());
  const BindingId last = scope == kNone ? kNone : scopes.last_binding(scope, word);
  if (last == kNone || scopes.binding(last).previous != kNone ||
      scopes.binding(last).kind != BindingKind::assign)
    return {};
  const Node assigned = resolver_->assigned(scopes.tree().node(scopes.binding(last).node));
  return assigned && !is_literal(assigned) && may_tell_version(assigned) ? value(assigned, run)
                                                                         : Value();
}

// `self.NEW`, `cls.NEW`: what the class around sets, or one of its bases in the file.
Value Evaluator::of_self(Node attribute, Run run) const {
  const Scopes& scopes = resolver_->scopes();
  const std::string_view object = attribute.child(Field::object).text();
  const InternedName word = scopes.interned_names().find(attribute.child(Field::attribute).text());
  if ((object != "self" && object != "cls") || word == kNoName ||
      (scopes.interned_names().traits(word) & kVersionDependent) == 0)
    return {};
  Node around = syntax::enclosing_class(attribute);
  constexpr int kDeepestClass = 4;
  for (int depth = 0; around && depth < kDeepestClass; ++depth) {
    Value found = flag_of(around, word, run);
    if (found.type != Value::Type::unknown) return found;
    Node above;
    for (const Node base : around.child(Field::superclasses).children()) {
      if (!base.is(Kind::identifier) || above) continue;
      for (const Resolution& one : resolver_->resolutions(base)) {
        const bool here =
            one.binding != kNone && scopes.binding(one.binding).kind == BindingKind::class_;
        if (here) above = scopes.tree().node(scopes.binding(one.binding).node).parent();
      }
    }
    around = above;
  }
  return {};
}

// What a class, or `self` in its methods, is given as WORD; unknown where that may be several things.
Value Evaluator::flag_of(Node class_definition, InternedName word, Run run) const {
  constexpr int kMostStores = 8;
  constexpr int kMostPatches = 300;
  const Scopes& scopes = resolver_->scopes();
  std::vector<Node> places;
  const ScopeId scope = scopes.scope_of(class_definition.index());
  for (BindingId one = scope == kNone ? kNone : scopes.last_binding(scope, word); one != kNone;
       one = scopes.binding(one).previous) {
    if (scopes.binding(one).kind != BindingKind::assign || places.size() > kMostStores) return {};
    places.push_back(scopes.tree().node(scopes.binding(one).node));
  }
  const std::string_view name = scopes.interned_names().spelling(word);
  const auto first = std::lower_bound(scopes.monkeypatches().begin(), scopes.monkeypatches().end(),
                                      class_definition.index());
  int looked_at = 0;
  for (auto patch = first;
       patch != scopes.monkeypatches().end() && *patch < class_definition.data().next; ++patch) {
    const Node stored = scopes.tree().node(*patch);
    if (++looked_at > kMostPatches) return {};
    if (stored.child(Field::attribute).text() != name) continue;
    if (!stored.parent().is(Kind::assignment) || places.size() > kMostStores) return {};
    places.push_back(stored);
  }
  Value result;
  bool any = false;
  for (const Node place : places) {
    const VersionSet alive = resolver_->guards().alive(place.index());
    if (!run.is_in(alive)) continue;
    const Node given = place.parent().child(Field::right);
    Value found;
    if (given && place.field() == Field::left && is_literal(given)) {
      found = literal(given, run);
      found.version_dependent = alive != VersionSet::all();
    } else if (given && place.field() == Field::left && may_tell_version(given)) {
      found = value(given, run);
    }
    if (any && !same(found, result)) return {};
    result = std::move(found);
    any = true;
  }
  return result.version_dependent ? result : Value();
}

// `major, minor = sys.version_info[:2]`: what IDENTIFIER gets of it.
Value Evaluator::unpacked(Node identifier, Run run) const {
  const Node pattern = identifier.parent();
  const Node statement = pattern.parent();
  if (!pattern.is_any(Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern) ||
      !statement.is(Kind::assignment) || !may_tell_version(statement.child(Field::right)))
    return {};
  std::size_t place = 0;
  for (const Node item : pattern.children()) {
    if (item == identifier) break;
    if (item.is(Kind::list_splat_pattern)) return {};
    if (item.named() && !item.is(Kind::comment)) ++place;
  }
  const Value whole = value(statement.child(Field::right), run);
  if (place >= whole.items.size()) return {};
  Value item = whole.items[place];
  item.version_dependent = whole.version_dependent;
  return item;
}

// What `def is_py2(): return sys.version_info[0] == 2` gives when it is called, and `at_least(3, 8)` of a function with parameters.
Value Evaluator::result_of(const Resolution& function, Node call, Run run) const {
  const Scopes& scopes = resolver_->scopes();
  if (function.binding == kNone || scopes.binding(function.binding).kind != BindingKind::function)
    return {};
  const Node definition = scopes.tree().node(scopes.binding(function.binding).node).parent();
  std::vector<Value> arguments;
  for (const Node passed : call.child(Field::arguments).children()) {
    if (!passed.named() || passed.is(Kind::comment)) continue;
    if (passed.is_any(Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat)) return {};
    arguments.push_back(value(passed, run));
  }
  return result_with(definition, std::move(arguments), run);
}

Value Evaluator::result_with(Node definition, std::vector<Value> arguments, Run run) const {
  const Node returned = only_result(definition);
  if (definition.parent().is(Kind::decorated_definition) || !returned ||
      !may_tell_version(returned))
    return {};
  Bound bound;
  std::size_t next = 0;
  for (const Node parameter : definition.child(Field::parameters).children()) {
    if (!parameter.named() || parameter.is(Kind::comment)) continue;
    if (parameter.is(Kind::list_splat_pattern)) {
      Value rest;
      rest.type = Value::Type::tuple;
      for (; next < arguments.size(); ++next) rest.items.push_back(std::move(arguments[next]));
      bound.emplace_back(parameter.first_named().index(), std::move(rest));
      continue;
    }
    const Node name = parameter.is(Kind::identifier) ? parameter : parameter.child(Field::name);
    if (!name) return {};
    if (next < arguments.size()) {
      bound.emplace_back(name.index(), std::move(arguments[next++]));
    } else if (parameter.child(Field::value)) {
      bound.emplace_back(name.index(), value(parameter.child(Field::value), run));
    } else {
      return {};
    }
  }
  if (next < arguments.size()) return {};
  run.bound = &bound;
  return value(returned, run);
}

Value Evaluator::result(Node definition, const std::vector<Value>& arguments,
                        Version version) const {
  Known known;
  return result_with(definition, arguments, {version, &known});
}

// What a call of DOTTED gives, if that tells the version.
Value Evaluator::predicate_call(std::string_view dotted, Run run) const {
  const auto* predicate = resolver_->stdlib().predicate(dotted);
  return predicate != nullptr && is_call(*predicate)
             ? version_dependent(predicate_value(*predicate, run.version()))
             : Value();
}

}  // namespace pymolt::names
