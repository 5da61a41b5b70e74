// What names, attributes and calls in a test are worth.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <span>

#include "names/arguments.h"
#include "names/evaluate.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

Value tell(Value value) {
  value.telling = true;
  return value;
}

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

Value truth(bool holds) { return Value::of_truth({holds, !holds}); }

// What a name that tells the version is worth; of a function, what calling it gives.
Value teller_value(Teller teller, Version v) {
  switch (teller) {
    case Teller::version_info:
      return version_info(v);
    case Teller::hexversion: {
      const double base = v.major() * 16777216.0 + v.minor() * 65536.0;
      return Value::of_number(base + 0xF0, base + 0xFFF0);  // final releases
    }
    case Teller::version_text:
    case Teller::version_call:
      return Value::of_text(std::string(v.str()) + '.', true);
    case Teller::version_tuple:
      return version_texts(v);
    case Teller::python2:
      return truth(v.major() == 2);
    case Teller::python3:
      return truth(v.major() == 3);
    case Teller::python34:
      return truth(v >= Version::of(3, 4));
    case Teller::never:
      return truth(false);
  }
  return {};
}

template <std::size_t N>
const TellerName* find(const std::array<TellerName, N>& names, std::string_view wanted) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](const TellerName& name) { return name.dotted == wanted; });
  return found == names.end() ? nullptr : found;
}

bool is_among(std::span<const std::string_view> names, std::string_view wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

bool is_call(Teller teller) {
  return teller == Teller::version_call || teller == Teller::version_tuple;
}

bool same(const Value& a, const Value& b) {
  if (a.type != b.type || a.telling != b.telling || a.open != b.open) return false;
  return order(a, b, true) == kEqual;
}

bool is_literal(Node node) {
  return node.is_any(Kind::true_, Kind::false_, Kind::none, Kind::integer, Kind::float_,
                     Kind::string, Kind::tuple);
}

Value as_number(const Value& value) {
  if (value.type == Value::Type::number) return value;
  if (value.type != Value::Type::text || value.open || value.text.empty()) return {};
  char* end = nullptr;
  const double number = std::strtod(value.text.c_str(), &end);
  if (*end != '\0') return {};
  Value result = Value::of_number(number);
  result.telling = value.telling;
  return result;
}

// `text.split(".")` of a text that may go on: the last part may go on too. ARGUMENT is what it is split by: nothing for
// blanks, of which the texts that are known have none.
Value split(const Value& text, Node argument) {
  const std::string_view by = argument ? literal_text(argument) : " ";
  if (by.empty()) return {};
  Value parts;
  parts.type = Value::Type::list;
  parts.telling = text.telling;
  parts.open = text.open;
  std::string_view left = text.text;
  for (std::size_t at = left.find(by); at != std::string_view::npos; at = left.find(by)) {
    parts.items.push_back(Value::of_text(std::string(left.substr(0, at))));
    left.remove_prefix(at + by.size());
  }
  parts.items.push_back(Value::of_text(std::string(left), text.open));
  return parts;
}

}  // namespace

Value Evaluator::name(Node node, Run run) const {
  if (node.is(Kind::attribute)) {
    const std::string_view word = node.child(Field::attribute).text();
    const std::size_t place = word == "major" ? 0 : word == "minor" ? 1 : word == "micro" ? 2 : 9;
    if (place < 9) {
      Value info = value(node.child(Field::object), run);
      if (info.type == Value::Type::tuple && place < info.items.size()) {
        Value item = info.items[place];
        item.telling = info.telling;
        return item;
      }
    }
  }
  auto& known = run.known->meanings;
  std::size_t at = 0;
  while (at < known.size() && known[at].first != node) ++at;
  if (at == known.size()) known.emplace_back(node, resolver_->meanings(node));
  Value result;
  bool first = true;
  const std::size_t count = known[at].second.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Meaning one = known[at].second[i];  // a copy: the list may grow below
    if (!one.on.contains(run.version)) continue;
    Value found = meaning(one, node, run);
    if (!first && !same(found, result)) return {};
    result = std::move(found);
    first = false;
  }
  if (first && node.is(Kind::attribute)) {
    if (const TellerName* flag = find(kFlagsByConvention, node.child(Field::attribute).text())) {
      return tell(teller_value(flag->teller, run.version));
    }
  }
  return result;
}

Value Evaluator::meaning(const Meaning& meaning, Node node, Run run) const {
  if (!meaning.dotted.empty()) {
    if (const TellerName* found = find(kTellers, meaning.dotted);
        found != nullptr && !is_call(found->teller)) {
      return tell(teller_value(found->teller, run.version));
    }
  }
  const std::string_view spelling =
      node.is(Kind::attribute) ? node.child(Field::attribute).text() : node.text();
  if (meaning.kind == Meaning::Kind::builtin && (spelling == "str" || spelling == "bytes")) {
    Value type = Value::of_text(spelling == "bytes" && !run.python2() ? "<bytes>" : "<str>");
    type.telling = spelling == "bytes";
    return type;
  }
  const Scopes& scopes = resolver_->scopes();
  if (meaning.binding != kNone && node.is(Kind::identifier)) {
    const Binding& binding = scopes.binding(meaning.binding);
    if (binding.kind == BindingKind::assign) {
      const Node assigned = resolver_->assigned(scopes.tree().node(binding.node));
      if (!assigned) return {};
      const TellerName* flag = find(kFlagsByConvention, spelling);
      const bool never = flag != nullptr && flag->teller == Teller::never;
      if (is_literal(assigned)) {
        const bool narrowed = resolver_->guards().alive(binding.node) != VersionSet::all() || never;
        Value constant = literal(assigned, run);
        constant.telling = narrowed;
        return constant;
      }
      return may_tell(assigned, kTelling | kProbe) ? value(assigned, run) : Value();
    }
  }
  const bool elsewhere = meaning.kind == Meaning::Kind::external ||
                         meaning.kind == Meaning::Kind::unknown ||
                         (meaning.kind == Meaning::Kind::builtin && resolver_->has_unknown_star());
  if (elsewhere) {
    std::string_view word = spelling;
    if (node.is(Kind::identifier) && meaning.binding != kNone) {
      const Binding& binding = scopes.binding(meaning.binding);
      if (binding.kind != BindingKind::import) return {};
      word = scopes.imports()[binding.import].name;
    }
    if (const TellerName* flag = find(kFlagsByConvention, word)) {
      return tell(teller_value(flag->teller, run.version));
    }
  }
  return {};
}

Value Evaluator::call(Node node, Run run) const {
  const Node function = node.child(Field::function);
  const Node first = argument(node, 0);
  if (function.is(Kind::attribute)) {
    const std::string_view method = function.child(Field::attribute).text();
    if (method == "startswith" || method == "split") {
      const Value text = value(function.child(Field::object), run);
      if (text.type == Value::Type::text && method == "split") return split(text, first);
      if (text.type == Value::Type::text && first.is(Kind::string)) {
        const std::string_view wanted = literal_text(first);
        const bool starts = text.text.starts_with(wanted);
        const bool open = !starts && text.open && wanted.starts_with(text.text);
        Value result = Value::of_truth({starts || open, !starts});
        result.telling = text.telling;
        return result;
      }
    }
  }
  for (const Meaning& meaning : resolver_->meanings(function)) {
    if (!meaning.on.contains(run.version)) continue;
    const TellerName* teller = find(kTellers, meaning.dotted);
    if (teller != nullptr && is_call(teller->teller))
      return tell(teller_value(teller->teller, run.version));
    if (meaning.kind != Meaning::Kind::builtin) return {};
  }
  const std::string_view name = function.text();
  if (name == "getattr" && first) return get_attribute(node, run);
  if (name == "isinstance" && argument(node, 1).text() == "type") return is_class(first, run);
  if (name == "hasattr" && first) return has_attribute(first, literal_text(argument(node, 1)), run);
  if (name == "int" || name == "float") return as_number(value(first, run));
  if (name == "bool" && first) {
    const Value inner = value(first, run);
    Value result = Value::of_truth(inner.as_truth());
    result.telling = inner.telling;
    return result;
  }
  if (name == "map" && first.text() == "int") {
    Value all = value(argument(node, 1), run);
    for (Value& item : all.items) item = as_number(item);
    return all;
  }
  if (name == "tuple" || name == "list") {
    Value all = value(first, run);
    if (all.type != Value::Type::tuple && all.type != Value::Type::list) return {};
    all.type = name == "tuple" ? Value::Type::tuple : Value::Type::list;
    return all;
  }
  return {};
}

// What of the standard library OBJECT is on this version; nothing when that is not known.
std::string Evaluator::owner(Node object, Run run) const {
  if (object.is(Kind::string)) return "builtins.str";
  if (object.is(Kind::dictionary)) return "builtins.dict";
  if (object.is(Kind::list)) return "builtins.list";
  if (is_among(kLazyBuiltins, object.text())) return "builtins";
  std::string owner;
  for (const Meaning& meaning : resolver_->meanings(object)) {
    if (!meaning.on.contains(run.version)) continue;
    if (!meaning.is_known() || (!owner.empty() && owner != meaning.dotted)) return {};
    owner = meaning.dotted;
  }
  return owner == "__builtin__" ? "builtins" : owner;
}

// Whether OBJECT has the attribute NAME: known for what has a lifetime, open for everything else.
Value Evaluator::has_attribute(Node object, std::string_view name, Run run) const {
  if (name.empty() || !object) return {};
  const std::string of = owner(object, run);
  if (of.empty()) return {};
  const std::string dotted = of + '.' + std::string(name);
  const Standard& standard = resolver_->standard();
  const rulebook::Rulebook& book = standard.book();
  if (book.lifetime(dotted) == nullptr && book.parameters(dotted).empty() &&
      book.below(dotted).empty())
    return {};
  return tell(truth(standard.exists(dotted).contains(run.version)));
}

// `getattr(object, "name", default)`
Value Evaluator::get_attribute(Node call, Run run) const {
  const Value has = has_attribute(argument(call, 0), literal_text(argument(call, 1)), run);
  if (has.type != Value::Type::truth) return {};
  if (has.truth.can_hold) {
    Value found;
    found.type = Value::Type::thing;
    return tell(found);
  }
  const Node otherwise = argument(call, 2);
  return otherwise ? tell(value(otherwise, run)) : Value();
}

// `isinstance(etree.Element, type)`: on 3.x a class is nothing else.
Value Evaluator::is_class(Node object, Run run) const {
  if (run.python2() || !object.is_any(Kind::identifier, Kind::attribute)) return {};
  const std::string of = owner(object, run);
  if (of.empty() || !resolver_->standard().is_class(of)) return {};
  return tell(truth(true));
}

}  // namespace pymolt::names
