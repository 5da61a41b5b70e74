// What calls in a test are worth: `int(x)`, `x.split(".")`, `hasattr(x, "name")`, functions of the file that tell.
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

bool is_row(const Value& value) {
  return value.type == Value::Type::tuple || value.type == Value::Type::list;
}

// `text.split(".")` of a text that may go on: the last part may go on too. ARGUMENT is what it is split by: nothing for
// blanks, of which the texts that are known have none.
Value split(const Value& text, Node argument) {
  const std::string_view by = argument ? literal_text(argument) : " ";
  if (by.empty()) return {};
  Value parts;
  parts.type = Value::Type::list;
  parts.version_dependent = text.version_dependent;
  parts.open = text.open;
  std::string_view left = text.text;
  for (std::size_t at = left.find(by); at != std::string_view::npos; at = left.find(by)) {
    parts.items.push_back(Value::of_text(std::string(left.substr(0, at))));
    left.remove_prefix(at + by.size());
  }
  parts.items.push_back(Value::of_text(std::string(left), text.open));
  return parts;
}

// `text.partition(".")`
Value partition(const Value& text, Node argument) {
  const std::string_view by = literal_text(argument);
  const std::size_t at = by.empty() ? std::string::npos : text.text.find(by);
  if (at == std::string::npos) return {};
  Value parts;
  parts.type = Value::Type::tuple;
  parts.version_dependent = text.version_dependent;
  parts.items = {Value::of_text(text.text.substr(0, at)), Value::of_text(std::string(by)),
                 Value::of_text(text.text.substr(at + by.size()), text.open)};
  return parts;
}

Value starts_with(const Value& text, std::string_view wanted) {
  const bool starts = text.text.starts_with(wanted);
  const bool open = !starts && text.open && wanted.starts_with(text.text);
  Value result = Value::of_truth({starts || open, !starts});
  result.version_dependent = text.version_dependent;
  return result;
}

// `".".join(parts)`
Value join(const Value& by, const Value& parts) {
  if (!is_row(parts) || parts.open) return {};
  Value result = Value::of_text("");
  result.version_dependent = parts.version_dependent;
  for (std::size_t i = 0; i < parts.items.size(); ++i) {
    const Value& part = parts.items[i];
    if (part.type != Value::Type::text) return {};
    result.text += (i > 0 ? by.text : "") + part.text;
    result.open = part.open;
    if (part.open) break;
  }
  return result;
}

// `int` or `str` of every item.
Value convert(Value all, std::string_view by) {
  if (!is_row(all)) return {};
  for (Value& item : all.items) item = by == "int" ? number_of(item) : text_of(item);
  return all;
}

}  // namespace

Value Evaluator::call(Node node, Run run) const {
  const Node function = node.child(Field::function);
  if (function.is(Kind::attribute)) {
    const Value by_method = method(node, run);
    if (by_method.type != Value::Type::unknown) return by_method;
  }
  for (const Resolution& resolution : resolver_->resolutions(function)) {
    if (!run.is_in(resolution.on)) continue;
    const Value known = predicate_call(resolution.dotted, run);
    if (known.type != Value::Type::unknown) return known;
    const rulebook::Rulebook& book = resolver_->stdlib().book();
    if (resolution.is_known() && !book.does(resolution.dotted, "asks", "module").empty())
      return module_found(literal_text(argument(node, 0)), run);
    if (resolution.kind != Resolution::Kind::builtin) return result_of(resolution, node, run);
  }
  return builtin_call(function.text(), node, run);
}

// `importlib.util.find_spec("imp")`
Value Evaluator::module_found(std::string_view module, Run run) const {
  const StdlibIndex& stdlib = resolver_->stdlib();
  if (module.empty() || !stdlib.is_standard(module)) return {};
  if (run.is_in(stdlib.exists(module))) return version_dependent(Value::of_truth(true));
  Value none;
  none.type = Value::Type::none;
  return version_dependent(none);
}

Value Evaluator::method(Node node, Run run) const {
  const Node function = node.child(Field::function);
  const Node first = argument(node, 0);
  const std::string_view name = function.child(Field::attribute).text();
  const bool known = name == "startswith" || name == "split" || name == "partition" ||
                     name == "join" || name == "format" || name == "get";
  if (!known) return {};
  if (name == "startswith" && is_never(function.child(Field::object), first, run))
    return version_dependent(Value::of_truth(false));
  if (name == "get") {
    const Value has = has_key(function.child(Field::object), literal_text(first), run);
    return has.type == Value::Type::truth ? found_or(has, argument(node, 1), run) : Value();
  }
  const Value text = value(function.child(Field::object), run);
  if (text.type != Value::Type::text) return {};
  if (name == "split") return split(text, first);
  if (name == "partition") return partition(text, first);
  if (name == "join") return first ? join(text, value(first, run)) : Value();
  if (name == "format") return formatted(node, text, run);
  return first.is(Kind::string) ? starts_with(text, literal_text(first)) : Value();
}

Value Evaluator::builtin_call(std::string_view name, Node node, Run run) const {
  const Node generator = node.child(Field::arguments);
  if (generator.is(Kind::generator_expression)) {
    return name == "tuple" || name == "list" ? as_row(each(generator, run), name) : Value();
  }
  const Node first = argument(node, 0);
  if (!first) return {};
  if (name == "getattr") return get_attribute(node, run);
  if (name == "isinstance") {
    const std::string_view wanted = argument(node, 1).text();
    if (wanted == "bytes" && first.text().size() == 2 &&
        first.is(Kind::string))  // `isinstance("", bytes)`
      return version_dependent(Value::of_truth(run.python2()));
    return wanted == "type" ? is_class(first, run) : Value();
  }
  if (name == "hasattr") return has_attribute(first, literal_text(argument(node, 1)), run);
  if (name == "int" || name == "float") return number_of(value(first, run));
  if (name == "str") return text_of(value(first, run));
  if (name == "any" || name == "all") return any_or_all(first, name == "any", run);
  if (name == "map") return convert(value(argument(node, 1), run), first.text());
  if (name == "tuple" || name == "list") return as_row(value(first, run), name);
  if (name != "bool") return {};
  const Value inner = value(first, run);
  Value result = Value::of_truth(truth_in(first, inner));
  result.version_dependent = inner.version_dependent;
  return result;
}

Value Evaluator::as_row(Value all, std::string_view name) {
  if (!is_row(all)) return {};
  all.type = name == "tuple" ? Value::Type::tuple : Value::Type::list;
  return all;
}

// `int(part) for part in parts`
Value Evaluator::each(Node generator, Run run) const {
  const Node body = generator.child(Field::body);
  const Node clause = generator.child(Kind::for_in_clause);
  if (generator.child(Kind::if_clause) || !body.is(Kind::call) || !clause) return {};
  const std::string_view by = body.child(Field::function).text();
  const bool converts =
      (by == "int" || by == "str") && argument(body, 0).text() == clause.child(Field::left).text();
  return converts ? convert(value(clause.child(Field::right), run), by) : Value();
}

Value Evaluator::any_or_all(Node items, bool any, Run run) const {
  if (!items.is_any(Kind::list, Kind::tuple, Kind::set)) return {};
  Value result = Value::of_truth(!any);
  for (const Node item : items.children()) {
    if (!item.named() || item.is(Kind::comment)) continue;
    if (item.is(Kind::list_splat)) return {};
    const Value one = value(item, run);
    Value tested = Value::of_truth(truth_in(item, one));
    tested.version_dependent = one.version_dependent;
    result = combine(result, any ? "|" : "&", tested, run.python2());
  }
  return result;
}

// `"{}.{}".format(…)`, with nothing but places between the braces.
Value Evaluator::formatted(Node call, const Value& pattern, Run run) const {
  std::vector<Value> items;
  for (const Node item : call.child(Field::arguments).children()) {
    if (!item.named() || item.is(Kind::comment)) continue;
    if (item.is_any(Kind::keyword_argument, Kind::dictionary_splat)) return {};
    const Value one = value(item.is(Kind::list_splat) ? item.first_named() : item, run);
    if (item.is(Kind::list_splat)) {
      if (!is_row(one)) return {};
      for (Value each : one.items) items.push_back(each);
    } else {
      items.push_back(one);
    }
  }
  Value result = version_dependent(Value::of_text(""));
  std::size_t next = 0;
  for (std::size_t at = 0; at < pattern.text.size() && !result.open; ++at) {
    if (pattern.text[at] != '{') {
      result.text += pattern.text[at];
      continue;
    }
    const std::size_t end = pattern.text.find('}', at);
    if (end == std::string::npos || end > at + 2) return {};
    const std::size_t place =
        end == at + 1 ? next++ : static_cast<std::size_t>(pattern.text[at + 1] - '0');
    if (place >= items.size()) return {};
    const Value text = text_of(items[place]);
    if (text.type != Value::Type::text) return {};
    result.text += text.text;
    result.open = text.open;
    at = end;
  }
  return result;
}

// `f"{sys.version_info.major}.{sys.version_info.minor}"`
Value Evaluator::filled_in(Node string, Run run) const {
  Value result = Value::of_text("");
  for (const Node part : string.children()) {
    if (part.is(Kind::string_content)) result.text += part.text();
    if (!part.is(Kind::interpolation)) continue;
    if (part.child(Kind::format_specifier) || part.child(Kind::type_conversion)) return {};
    const Value text = text_of(value(part.first_named(), run));
    if (text.type != Value::Type::text) return {};
    result.text += text.text;
    result.version_dependent = result.version_dependent || text.version_dependent;
    result.open = text.open;
    if (text.open) break;
  }
  return result;
}

// Whether the table TABLE, `dis.opmap`, has the key KEY; nothing where that is not known.
Value Evaluator::has_key(Node table, std::string_view key, Run run) const {
  if (key.empty() || !table.is_any(Kind::identifier, Kind::attribute)) return {};
  const rulebook::Rulebook& book = resolver_->stdlib().book();
  std::string of = owner(table, run);
  for (const rulebook::NameFact& fact : book.names(of)) {
    if (fact.word == "is" && run.is_in(fact.on)) of = fact.value;
  }
  const auto facts = book.names(of);
  const bool is_table = std::any_of(facts.begin(), facts.end(),
                                    [](const auto& fact) { return fact.word == "holds"; });
  return is_table ? version_dependent(Value::of_truth(run.is_in(book.does(of, "holds", key))))
                  : Value();
}

// `"imp" in sys.stdlib_module_names`, or in `getattr(sys, "stdlib_module_names", …)`
Value Evaluator::in_module_names(std::string_view word, Node names, Run run) const {
  const bool by_text = names.is(Kind::call) && names.child(Field::function).text() == "getattr";
  if (!by_text && !names.is(Kind::attribute)) return {};
  const Node module = by_text ? argument(names, 0) : names.child(Field::object);
  const std::string_view table =
      by_text ? literal_text(argument(names, 1)) : names.child(Field::attribute).text();
  const StdlibIndex& stdlib = resolver_->stdlib();
  const std::string dotted = module ? owner(module, run) + '.' + std::string(table) : std::string();
  if (stdlib.book().does(dotted, "is", "module-names").empty() || !run.is_in(stdlib.exists(dotted)))
    return {};
  return version_dependent(
      Value::of_truth(stdlib.is_standard(word) && run.is_in(stdlib.exists(word))));
}

// `"name" in dir(object)`, `in vars(object)`, `in object.__dict__`
Value Evaluator::in_namespace(Node item, Node names, Run run) const {
  const std::string_view word = literal_text(item);
  if (const Value listed = in_module_names(word, names, run); listed.type == Value::Type::truth)
    return listed;
  if (names.is(Kind::call)) {
    const std::string_view by = names.child(Field::function).text();
    return by == "dir" || by == "vars" ? has_attribute(argument(names, 0), word, run) : Value();
  }
  const bool dictionary =
      names.is(Kind::attribute) && names.child(Field::attribute).text() == "__dict__";
  if (dictionary) return has_attribute(names.child(Field::object), word, run);
  return has_key(names, word, run);
}

// What of the standard library OBJECT is on this version; nothing when that is not known.
std::string Evaluator::owner(Node object, Run run) const {
  if (object.is(Kind::string)) return "builtins.str";
  if (object.is(Kind::dictionary)) return "builtins.dict";
  if (object.is(Kind::list)) return "builtins.list";
  if (!resolver_->stdlib().book().does(object.text(), "is", "builtins").empty()) return "builtins";
  std::string owner;
  for (const Resolution& resolution : resolver_->resolutions(object)) {
    if (!run.is_in(resolution.on)) continue;
    if (!resolution.is_known() || (!owner.empty() && owner != resolution.dotted)) return {};
    owner = resolution.dotted;
  }
  return resolver_->stdlib().book().does(owner, "is", "builtins").empty() ? owner : "builtins";
}

// Whether OBJECT has the attribute NAME: known for what has a lifetime, open for everything else.
Value Evaluator::has_attribute(Node object, std::string_view name, Run run) const {
  if (name.empty() || !object) return {};
  const std::string of = owner(object, run);
  if (of.empty()) return {};
  const std::string dotted = of + '.' + std::string(name);
  const StdlibIndex& stdlib = resolver_->stdlib();
  if (!stdlib.is_listed(dotted)) return {};
  return version_dependent(Value::of_truth(run.is_in(stdlib.exists(dotted))));
}

// `getattr(object, "name", default)`
Value Evaluator::get_attribute(Node call, Run run) const {
  const Value has = has_attribute(argument(call, 0), literal_text(argument(call, 1)), run);
  return has.type == Value::Type::truth && (has.truth.can_hold || argument(call, 2))
             ? found_or(has, argument(call, 2), run)
             : Value();
}

// Something where HAS holds, and OTHERWISE, or None, where it does not.
Value Evaluator::found_or(const Value& has, Node otherwise, Run run) const {
  Value found;
  found.type = has.truth.can_hold ? Value::Type::thing : Value::Type::none;
  return version_dependent(!has.truth.can_hold && otherwise ? value(otherwise, run) : found);
}

// `isinstance(etree.Element, type)`: on 3.x a class is nothing else.
Value Evaluator::is_class(Node object, Run run) const {
  if (run.python2() || !object.is_any(Kind::identifier, Kind::attribute)) return {};
  const std::string of = owner(object, run);
  if (of.empty() || !resolver_->stdlib().is_class(of)) return {};
  return version_dependent(Value::of_truth(true));
}

}  // namespace pymolt::names
