// What containers hold that are written out in the file, and what is put into them afterwards.
// SPDX-License-Identifier: MIT
//
//   self.workers = []
//   self.workers.append(Worker())
//   for worker in self.workers:        a Worker, likely: other code may put in other things
//   for name, size in table.items():   what the keys are, and what the values
#include <algorithm>
#include <array>

#include "names/arguments.h"
#include "names/text_or_bytes.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kMostItems = 64;  // of one display that are looked at
constexpr int kMostPut = 16;    // places that put something into one container

bool is_sequence(Node node) {
  return node.is_any(Kind::list, Kind::tuple, Kind::expression_list, Kind::set);
}
bool is_comprehension(Node node) {
  return node.is_any(Kind::list_comprehension, Kind::set_comprehension, Kind::generator_expression);
}

Node node_of(const Types& types, std::uint32_t origin) {
  return origin == kNone ? Node() : types.resolver().scopes().tree().node(origin);
}

// The number that INDEX is: `0`, `-1`; nothing for all else.
std::optional<int> literal_index(Node index) {
  const std::string_view text = index.text();
  const bool minus = text.starts_with('-');
  const std::string_view digits = minus ? text.substr(1) : text;
  if (digits.empty() || digits.size() > 4 ||
      digits.find_first_not_of("0123456789") != std::string_view::npos)
    return {};
  const int number = std::stoi(std::string(digits));
  return minus ? -number : number;
}

std::string place_of(int place) { return '[' + std::to_string(place) + ']'; }

void lessen(std::vector<Inferred>& types) {
  for (Inferred& one : types) one.confidence = std::min(one.confidence, Confidence::likely);
}

}  // namespace

Types::List Types::element(Node iterable, int place) const {
  while (iterable.is(Kind::parenthesized_expression)) iterable = iterable.first_named();
  if (!iterable) return {Inferred{}};
  const auto question =
      static_cast<Answers::Question>(place + 3) << 32 | iterable.index();  // 0 and 1 are others'
  return answers_.ask(question, [&] { return elements_of(iterable, place); });
}

Types::List Types::elements_of(Node iterable, int place) const {
  List out;
  for (const Inferred& container : infer(iterable)) {
    if (!container.is_none()) add_on(element_of(container, place), container.on, out);
  }
  return out;
}

// The items at PLACE of ALL; ALL itself without a place.
Types::List Types::items(List all, int place) const {
  if (place < 0) return all;
  List out;
  for (const Inferred& one : all) add_on(item_of(one, place), one.on, out);
  if (all.size() > 1 && are_unlike(out)) return {Inferred{}};  // another item tells which it is
  return out;
}

Types::List Types::element_of(const Inferred& container, int place) const {
  List out;
  if (container.is_class) {
    Inferred member = container;
    member.is_class = false;
    return is_enum(container) ? List{member} : List{Inferred{}};
  }
  const Node origin = node_of(*this, container.origin);
  if (is_sequence(origin) || is_comprehension(origin) || origin.is(Kind::dictionary)) {
    out = element_of_display(origin, place);
  } else if (origin.is(Kind::call)) {
    if (place >= 0) {
      out = pair_of_call(origin, place);
      if (!out.empty() || add_facts_of_call(origin, '*' + place_of(place), container.on, out))
        return out;
    }
    if (add_facts_of_call(origin, "*", container.on, out, place)) return out;
    out = values_of_call(origin, place);
    if (out.empty()) add_put_in(origin, out);
  } else if (origin.is(Kind::function_definition)) {
    return yielded(origin, place);
  } else if (origin.is(Kind::subscript) && origin.child(Field::subscript).is(Kind::slice)) {
    return element(origin.child(Field::value), place);
  } else if (origin.is_any(Kind::attribute, Kind::identifier)) {  // `sys.argv*`
    const std::string dotted = resolver_->dotted(origin);
    if (!dotted.empty() && add_facts(dotted + '*', container.on, out))
      return items(std::move(out), place);
  } else if (origin.is(Kind::binary_operator) &&
             origin.child(Field::operator_).is(Kind::tok_PLUS)) {
    out = element(origin.child(Field::left), place);
    for (Inferred& one : element(origin.child(Field::right), place)) out.push_back(std::move(one));
  }
  if (!out.empty()) return out;
  if (container.type.empty() || !add_member_facts(container.type, "*", container.on, out))
    return {Inferred{}};
  return items(std::move(out), place);
}

// `table.items()`: the keys, or the values, of a dictionary that is written out.
Types::List Types::pair_of_call(Node call, int place) const {
  const Node function = call.child(Field::function);
  const std::string_view word = function.child(Field::attribute).text();
  if (!function.is(Kind::attribute) || place > 1 || (word != "items" && word != "iteritems"))
    return {};
  List out;
  for (const Inferred& table : infer(function.child(Field::object))) {
    const Node display = node_of(*this, table.origin);
    if (!display.is(Kind::dictionary)) return {};
    for (const Node pair : display.children()) {
      if (pair.is(Kind::pair))
        add_on(infer(pair.child(place == 0 ? Field::key : Field::value)), table.on, out);
    }
    if (place == 1) add_put_in(display, out);
  }
  lessen(out);
  return out;
}

// `table.values()`, `table.keys()`
Types::List Types::values_of_call(Node call, int place) const {
  const Node function = call.child(Field::function);
  const std::string_view word = function.child(Field::attribute).text();
  const bool values = word == "values" || word == "itervalues";
  if (!function.is(Kind::attribute) || (!values && word != "keys" && word != "iterkeys")) return {};
  List out;
  for (const Inferred& table : infer(function.child(Field::object))) {
    if (!node_of(*this, table.origin).is(Kind::dictionary)) return {};
    add_on(values ? value_for(table, {}) : element_of(table, -1), table.on, out);
  }
  return items(std::move(out), place);
}

Types::List Types::element_of_display(Node display, int place) const {
  List out;
  if (is_comprehension(display)) return items(infer(display.child(Field::body)), place);
  int count = 0;
  for (const Node child : display.children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    if (++count > kMostItems || child.is(Kind::dictionary_splat)) return {Inferred{}};
    const Node item = child.is(Kind::pair) ? child.child(Field::key) : child;
    List types = child.is(Kind::list_splat) ? element(child.first_named()) : infer(item);
    for (Inferred& one : items(std::move(types), place)) out.push_back(std::move(one));
  }
  const std::size_t before = out.size();
  if (!display.is_any(Kind::tuple, Kind::expression_list, Kind::dictionary)) {
    List put;
    add_put_in(display, put);
    for (Inferred& one : items(std::move(put), place)) out.push_back(std::move(one));
  }
  if (out.size() > before) lessen(out);
  return out;
}

// What is appended to the list that DISPLAY is assigned as, or stored in the dictionary.
void Types::add_put_in(Node display, List& out) const {
  const Node statement = display.parent();
  const Node name = statement.child(Field::left);
  if (!statement.is(Kind::assignment) || !name.is_any(Kind::identifier, Kind::attribute)) return;
  const Scopes& scopes = resolver_->scopes();
  const bool is_name = name.is(Kind::identifier);
  const ScopeId home = is_name ? scopes.scope_at(name.index()) : class_around(name);
  const auto is_it = [&](Node target) {
    if (target.text() != name.text()) return false;
    const ScopeId here = is_name ? scopes.scope_at(target.index()) : class_around(target);
    return here == home || (is_name && home == 0);
  };
  int count = 0;
  for (const std::string_view word : {"append", "add", "appendleft", "put", "insert", "extend"}) {
    for (const Node call : growth().calls(word)) {
      const Node method = call.child(Field::function);
      if (!method.is(Kind::attribute) || !is_it(method.child(Field::object))) continue;
      const Node added = argument(call, word == "insert" ? 1 : 0);
      if (!added || ++count > kMostPut) return out.push_back(Inferred{});
      for (Inferred& one : word == "extend" ? element(added) : infer(added))
        out.push_back(std::move(one));
    }
  }
  const Node last = is_name ? name : name.child(Field::attribute);
  List stored;
  for (const Node store : growth().stores(last.text())) {
    if (!is_it(store.child(Field::value)) || store.child(Field::subscript).is(Kind::slice))
      continue;
    if (++count > kMostPut) return out.push_back(Inferred{});
    for (Inferred& one : infer(store.parent().child(Field::right)))
      stored.push_back(std::move(one));
  }
  if (are_unlike(stored)) return out.push_back(Inferred{});  // the keys tell which it is
  out.insert(out.end(), stored.begin(), stored.end());
  lessen(out);
}

Types::List Types::item_of(const Inferred& container, int place) const {
  const Node origin = node_of(*this, container.origin);
  List out;
  if (is_sequence(origin) && !origin.is(Kind::set)) {
    const Node item = nth_item(origin, place);
    if (item) return infer(item);
  } else if (origin.is(Kind::call)) {
    if (container.type == "builtins.tuple") out = unpacked(origin, place);
    if (!out.empty() || add_facts_of_call(origin, place_of(place), container.on, out)) return out;
    if (add_facts_of_call(origin, "[]", container.on, out)) return out;
  }
  if (!container.type.empty() && add_member_facts(container.type, "[]", container.on, out))
    return out;
  const bool any_item = is_sequence(origin) || is_comprehension(origin) || origin.is(Kind::call);
  return any_item ? element_of(container, -1) : List{Inferred{}};
}

// The text that tells what CALL unpacks: of `struct.unpack("<2sH", data)`, of `header.unpack(data)` where `header` is
// `struct.Struct("<2sH")`; no node where it unpacks nothing.
Node Types::formatted_by(Node call) const {
  const auto text_of = [&](Node made) {
    const List all = infer(argument(made, 0));
    return all.size() == 1 || argument(made, 0).is(Kind::string)
               ? node_of(*this, all.empty() ? kNone : all[0].origin)
               : Node();
  };
  const rulebook::Rulebook& book = resolver_->stdlib().book();
  const Node function = call.child(Field::function);
  if (!book.does(resolver_->dotted(function), "unpacks", "format").empty()) return text_of(call);
  if (!function.is(Kind::attribute)) return {};
  const std::string method = '.' + std::string(function.child(Field::attribute).text());
  for (const Inferred& object : infer(function.child(Field::object))) {
    const Node made = node_of(*this, object.origin);
    if (made.is(Kind::call) && !book.does(object.type + method, "unpacks", "own format").empty())
      return text_of(made);
  }
  return {};
}

// What `struct.unpack("<2sH", data)` gives at PLACE.
Types::List Types::unpacked(Node call, int place) const {
  const Node formatted = place < 0 ? Node() : formatted_by(call);
  if (!formatted) return {};
  const std::string_view format = literal_text(formatted);
  int count = -1;
  for (const char letter : format) {
    if (letter >= '0' && letter <= '9') {
      count = std::max(count, 0) * 10 + (letter - '0');
      if (count > kMostItems) return {};
      continue;
    }
    const bool is_text = letter == 's' || letter == 'p';
    const bool is_item = (letter >= 'a' && letter <= 'z' && letter != 'x') || letter == '?' ||
                         (letter >= 'A' && letter <= 'Z');
    if (is_item) place -= is_text || count < 0 ? 1 : count;
    count = -1;
    if (place >= 0) continue;
    if (is_text || letter == 'c')
      return {Inferred{.type = "builtins.str", .on = VersionSet::python2()},
              Inferred{.type = "builtins.bytes", .on = VersionSet::python3()}};
    if (letter == '?') return {Inferred{.type = "builtins.bool"}};
    const bool is_float = letter == 'e' || letter == 'f' || letter == 'd';
    return {Inferred{.type = is_float ? "builtins.float" : "builtins.int"}};
  }
  return {};
}

// What DICTIONARY holds for KEY; for any key where that is empty.
Types::List Types::value_for(const Inferred& dictionary, std::string_view key) const {
  const Node origin = node_of(*this, dictionary.origin);
  List out;
  if (origin.is(Kind::dictionary_comprehension))
    return infer(origin.child(Field::body).child(Field::value));
  if (!origin.is_any(Kind::dictionary, Kind::call)) return {Inferred{}};
  int count = 0;
  for (const Node pair : origin.is(Kind::dictionary) ? origin.children() : Node().children()) {
    if (pair.is(Kind::dictionary_splat) || ++count > 2 * kMostItems) return {Inferred{}};
    if (!pair.is(Kind::pair)) continue;
    const std::string_view here = literal_text(pair.child(Field::key));
    if (!key.empty() && !here.empty() && here != key) continue;
    for (Inferred& one : infer(pair.child(Field::value))) out.push_back(std::move(one));
  }
  if (key.empty() || out.empty()) add_put_in(origin, out);
  if (key.empty()) lessen(out);
  return out.empty() ? List{Inferred{}} : out;
}

Types::List Types::values_in(Node expression) const {
  List out;
  for (const Inferred& one : infer(expression)) {
    if (one.is_none()) continue;
    add_on(one.type == "builtins.dict" ? value_for(one, {}) : element_of(one, -1), one.on, out);
  }
  return out;
}

Types::List Types::subscript(Node node) const {
  const Node whole = node.child(Field::value);
  const Node index = node.child(Field::subscript);
  const bool slice = index.is(Kind::slice);
  List out;
  if (whole.is(Kind::attribute) && !slice) {
    const std::string dotted = resolver_->dotted(whole);
    if (!dotted.empty() && add_facts(dotted + "[]", VersionSet::all(), out)) return out;
  }
  const std::optional<int> place = literal_index(index);
  for (const Inferred& object : infer(whole)) {
    constexpr std::array<std::string_view, 5> kSequences = {
        "builtins.str", "builtins.list", "builtins.tuple", "builtins.unicode", "builtins.bytes"};
    if (object.is_none()) continue;
    List some;
    if (object.is_class) {
      if (is_enum(object)) some = element_of(object, -1);
    } else if (slice) {
      const bool same =
          std::find(kSequences.begin(), kSequences.end(), object.type) != kSequences.end();
      some = same ? List{object} : List();
      for (Inferred& one : some) one.origin = node.index();
    } else if (object.type == "builtins.dict") {
      some = value_for(object, literal_text(index));
    } else if (place) {
      some = item_of(object, *place);
    } else if (!object.type.empty() && !add_member_facts(object.type, "[]", object.on, some)) {
      some = element_of(object, -1);
    }
    if (some.empty()) some.push_back(Inferred{});
    for (Inferred& one : some) one.confidence = std::min(one.confidence, object.confidence);
    add_on(std::move(some), object.on, out);
  }
  return out;
}

}  // namespace pymolt::names
