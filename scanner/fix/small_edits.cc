// Fixes of one place that no template says: an argument, a name, an item, a number too many.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "fix/import_edits.h"
#include "fix/import_uses.h"
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// The keyword argument that the finding names, in its list.
Node keyword_argument(const Site& site) {
  Node node = site.source.tree().innermost(site.span.begin);
  for (int steps = 0; node && !node.is(Kind::keyword_argument) && steps < 20; ++steps)
    node = node.parent();
  return node && node.begin() == site.span.begin ? node : Node();
}

// Takes ITEM out of the list with the comma beside it.
void take_out_item(const std::vector<Node>& items, const Node& item, Fix& fix) {
  const auto at = std::find(items.begin(), items.end(), item);
  if (at == items.end()) return;
  if (at != items.begin()) {
    fix.edits.push_back({{(at - 1)->end(), at->end()}, ""});
  } else if (at + 1 != items.end()) {
    fix.edits.push_back({{at->begin(), (at + 1)->begin()}, ""});
  } else {
    fix.edits.push_back({at->span(), ""});
  }
}

bool has_effect(Node value) {
  return !value.is_any(Kind::identifier, Kind::attribute, Kind::string, Kind::integer, Kind::none,
                       Kind::true_, Kind::false_);
}

// Whether the innermost function around NODE is a coroutine.
bool in_coroutine(Node node) {
  for (int steps = 0; node && !node.is_any(Kind::function_definition, Kind::lambda_); ++steps) {
    if (node == node.parent() || steps > 200) return false;
    node = node.parent();
  }
  return node.is(Kind::function_definition) && node.text().starts_with("async");
}

// The argument that the finding names, passed by its position, where it is the last one.
Node last_argument(const Site& site) {
  const Node argument = site.exact();
  const Node list = argument.parent();
  if (!argument || !list.is(Kind::argument_list)) return {};
  const std::vector<Node> items = items_of(list);
  const bool is_plain = std::none_of(items.begin(), items.end(), [](Node item) {
    return item.is_any(Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument);
  });
  return is_plain && items.back() == argument ? argument : Node();
}

// Whether what stands before ARGUMENT is surely an object, and not None.
bool stands_behind_object(const Site& site, Node argument) {
  const std::vector<Node> items = items_of(argument.parent());
  const auto at = std::find(items.begin(), items.end(), argument);
  if (at == items.begin() || at == items.end()) return false;
  const std::vector<names::Inferred> found = site.source.names().types().all_of(*(at - 1));
  return !found.empty() && std::all_of(found.begin(), found.end(), [](const names::Inferred& one) {
    return one.known() && !one.is_none() && one.confidence == Confidence::sure;
  });
}

// Whether it does nothing to pass VALUE, by what the fence says of the parameter: `(loop): in a coroutine`, where there is
// no other loop, `(encoding): utf-8 None`, the values that are the default, or `(class): behind an object`.
bool is_idle(const Site& site, std::string_view parameter, Node value) {
  const std::string_view said = site.said_of(parameter);
  if (said == "in a coroutine") return in_coroutine(value);
  if (said == "behind an object") return stands_behind_object(site, value);
  std::string text(value.text());
  if (value.is(Kind::string))
    text = text.substr(1, text.size() - std::min<std::size_t>(text.size(), 2));
  const std::string words = " " + std::string(said) + " ";
  return !said.empty() && words.find(" " + text + " ") != std::string::npos;
}

}  // namespace

// sleep(1, loop=loop)      sleep(1)              int(x="1")      int("1")
Answer without_argument(const Site& site, Fix& fix) {
  const std::string& symbol = site.finding.symbol;
  const std::size_t open = std::min(symbol.find('('), symbol.size());
  const bool listed = !site.said_of(symbol).empty();
  if (!listed && !site.is_unlikely(symbol))
    return by_hand("what it did has to be done in another way");
  const rulebook::Lifetime* life = site.book.lifetime(symbol);
  const Node named = keyword_argument(site);
  const Node argument = named ? named : last_argument(site);
  if (!argument) return by_hand("it is neither passed by name nor the last one here");
  const std::vector<Node> items = items_of(argument.parent());
  const Node value = named ? argument.child(Field::value) : argument;
  fix.safe = fix.safe && (listed || is_idle(site, std::string_view(symbol).substr(open), value));
  if (life != nullptr && life->advice.starts_with("pass it by position")) {
    if (!named || items[0] != argument) return by_hand("other arguments stand before it");
    fix.edits.push_back({{argument.begin(), value.begin()}, ""});
    return {};
  }
  if (site.wish.both && !works_on(life, site.versions()))
    return by_hand("on the versions of --from it may be needed");
  if (has_effect(value)) fix.safe = false;
  take_out_item(items, argument, fix);
  return {};
}

// sys.platform == "linux2"      sys.platform.startswith("linux")
Answer starts_with(const Site& site, Fix& fix) {
  const Node comparison = site.exact();
  const std::vector<Node> sides = items_of(comparison);
  if (!comparison.is(Kind::comparison_operator) || sides.size() < 2)
    return by_hand("no comparison was found here");
  const Node text = sides.back();
  const std::string_view between = site.source.slice(sides.front().end(), text.begin());
  std::string literal(text.text());
  const std::size_t digit = literal.find_first_of("23");
  if (digit == std::string::npos || (between.find("==") == std::string_view::npos &&
                                     between.find("!=") == std::string_view::npos))
    return by_hand("it is compared in another way");
  literal.erase(digit, 1);
  if (between.find("!=") != std::string_view::npos)
    fix.edits.push_back({{comparison.begin(), comparison.begin()}, "not "});
  fix.edits.push_back({{sides.front().end(), text.end()}, ".startswith(" + literal + ")"});
  return {};
}

// "\400"      "\u0100"              b"\777"      b"\xff"
Answer character_escape(const Site& site, Fix& fix) {
  const std::string_view was = site.source.slice(site.span.begin, site.span.end);
  const Node string = site.around(Kind::string);
  if (was.size() != 4 || !string) return by_hand("no octal escape stands here");
  const std::string_view prefix = string.text().substr(0, string.text().find_first_of("\"'"));
  const bool is_bytes = prefix.find_first_of("bB") != std::string_view::npos;
  const bool is_unicode = prefix.find_first_of("uU") != std::string_view::npos;
  if (!is_bytes && !is_unicode && site.wish.from.contains(Version::of(2, 7)))
    return by_hand("2.7 reads one byte here, and Python 3 a character above 255");
  const int number = std::stoi(std::string(was.substr(1)), nullptr, 8) & (is_bytes ? 0xFF : 0x1FF);
  constexpr char kDigits[] = "0123456789abcdef";
  const std::string low = {kDigits[number >> 4 & 15], kDigits[number & 15]};
  fix.edits.push_back({site.span, is_bytes ? "\\x" + low : "\\u01" + low});
  return {};
}

// isinstance(x, (int, int))      isinstance(x, int)
Answer without_twins(const Site& site, Fix& fix) {
  const Node twin = site.exact();
  const Node tuple = twin.parent();
  const std::vector<Node> items = items_of(tuple);
  if (!tuple.is(Kind::tuple)) return by_hand("no tuple stands around it");
  if (items.size() == 2 && !tuple.text().ends_with(",)")) {
    fix.edits.push_back({tuple.span(), std::string(items[0].text())});
  } else {
    take_out_item(items, twin, fix);
  }
  return {};
}

// from __future__ import division, generators      from __future__ import division
Answer without_future(const Site& site, Fix& fix) {
  const Node statement = site.around(Kind::future_import_statement);
  const Node name = site.exact();
  if (!statement || !name) return by_hand("no future import stands here");
  const bool is_free = !site.said_of(name.text()).empty();
  if (!is_free && site.wish.from.contains(Version::of(2, 7)))
    return by_hand("it says what the file means on 2.7, where it comes from");
  put_in_import(site.source, statement, name, "", fix);
  return {};
}

// rows = list(found)      rows = sorted(found, key=str)
// rows.sort(key=str)
Answer sorted_call(const Site& site, Fix& fix) {
  const Node second = site.exact().statement();
  Node first;
  for (const Node child : second.parent().children()) {
    if (child == second) break;
    if (child.named() && !child.is(Kind::comment)) first = child;
  }
  const Node made = first.first_child().child(Field::right);
  const Node sort = second.first_child().child(Field::arguments);
  const std::vector<Node> from = items_of(made.child(Field::arguments));
  if (!made.is(Kind::call) || from.size() != 1 || !sort) return by_hand("no list is made above it");
  if (site.source.binds("sorted")) return by_hand("`sorted` is a name of the file's own");
  fix.edits.push_back({made.child(Field::function).span(), "sorted"});
  const std::string_view how = sort.text();
  if (!items_of(sort).empty()) {
    fix.edits.push_back(
        {{from[0].end(), from[0].end()}, ", " + std::string(how.substr(1, how.size() - 2))});
  }
  take_out(site.source, second, fix);
  return {};
}

}  // namespace pymolt::fix
