// One pass notes what names are given; expressions are then followed through names to the strings that are written.
// SPDX-License-Identifier: MIT
#include "inventory/setup_values.h"

#include <algorithm>

#include "inventory/declare.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr int kDeepest = 20;
constexpr std::size_t kMostItems = 10'000;

std::string negated(const std::string& marker) {
  constexpr std::pair<std::string_view, std::string_view> kOpposites[] = {
      {" < ", " >= "}, {" >= ", " < "},  {" <= ", " > "},
      {" > ", " <= "}, {" == ", " != "}, {" != ", " == "}};
  for (const auto& [op, opposite] : kOpposites) {
    if (const std::size_t at = marker.find(op); at != std::string::npos) {
      return marker.substr(0, at) + std::string(opposite) + marker.substr(at + op.size());
    }
  }
  return {};
}

// `(3, 4)`, `(3,)` and `3` as a version; empty for anything else.
std::string version_text(std::string_view text) {
  std::string version;
  for (const char c : text) {
    if (packaging::is_digit(c)) {
      version += c;
    } else if (c == ',' && !version.empty()) {
      version += '.';
    } else if (c != ' ' && c != '(' && c != ')') {
      return {};
    }
  }
  while (version.ends_with('.')) version.pop_back();
  return version;
}

// What `if CONDITION:` says of Python or the platform, as a marker; empty where that cannot be told.
std::string marker_of(std::string_view condition) {
  while (condition.starts_with('(') && condition.ends_with(')'))
    condition = packaging::stripped(condition.substr(1, condition.size() - 2));
  const std::size_t begin = condition.find_first_of("<>=!");
  if (begin == std::string_view::npos) {
    if (condition.find("sys.platform.startswith") == std::string_view::npos) return {};
    return condition.find("win32") != std::string_view::npos ||
                   condition.find("'win'") != std::string_view::npos
               ? "sys_platform == \"win32\""
               : "";
  }
  const std::size_t end = condition.find_first_not_of("<>=!", begin);
  if (end == std::string_view::npos) return {};
  const std::string_view left = packaging::stripped(condition.substr(0, begin));
  const std::string op(condition.substr(begin, end - begin));
  const std::string_view right = packaging::stripped(condition.substr(end));
  if (left.ends_with("sys.platform") || left.ends_with("os.name")) {
    const bool quoted = right.size() > 2 && (right.front() == '"' || right.front() == '\'');
    if (!quoted || (op != "==" && op != "!=")) return {};
    return std::string(left.ends_with("name") ? "os_name " : "sys_platform ") + op + " \"" +
           std::string(right.substr(1, right.size() - 2)) + "\"";
  }
  if (left.find("version_info") == std::string_view::npos ||
      left.find("and") != std::string_view::npos)
    return {};
  const std::string version = version_text(right);
  if (version.empty()) return {};
  const bool one_number = version.find('.') == std::string::npos;
  if (one_number && op == "==")
    return "python_version >= \"" + version + "\" and python_version < \"" +
           std::to_string(std::stoi(version.substr(0, 2)) + 1) + "\"";
  return "python_version " + op + " \"" + version + "\"";
}

// The markers of the conditions around NODE.
std::string marker_around(Node node) {
  std::string marker;
  Node below = node;
  int steps = 0;
  for (Node up = node.parent(); up && up != below && ++steps < 100; below = up, up = up.parent()) {
    std::string one;
    if (up.is(Kind::if_statement) && below.field() == Field::consequence)
      one = marker_of(up.child(Field::condition).text());
    if (up.is(Kind::elif_clause) && below.field() == Field::consequence)
      one = marker_of(up.child(Field::condition).text());
    if (up.is(Kind::else_clause) && up.parent().is(Kind::if_statement))
      one = negated(marker_of(up.parent().child(Field::condition).text()));
    marker = both_markers(marker, one);
    if (up == up.parent()) break;
  }
  return marker;
}

}  // namespace

std::optional<std::string> string_of(Node node) {
  if (node.is(Kind::concatenated_string)) {
    std::string joined;
    for (const Node part : node.children()) {
      if (!part.named() || part.is(Kind::comment)) continue;
      const auto text = string_of(part);
      if (!text) return std::nullopt;
      joined += *text;
    }
    return joined;
  }
  if (!node.is(Kind::string)) return std::nullopt;
  std::string text;
  for (const Node part : node.children()) {
    if (part.is(Kind::interpolation)) return std::nullopt;
    if (part.is(Kind::string_content)) text += part.text();
  }
  return text;
}

Node value_of_keyword(Node call, std::string_view keyword) {
  const Node arguments = call.child(Field::arguments);
  if (!arguments) return {};
  for (const Node argument : arguments.children()) {
    if (argument.is(Kind::keyword_argument) && argument.child(Field::name).text() == keyword)
      return argument.child(Field::value);
  }
  return {};
}

SetupValues::SetupValues(const Text& text, const syntax::Tree& tree) : text_(text) {
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) note(tree.node(i));
}

void SetupValues::note(Node node) {
  if (node.is(Kind::assignment) || node.is(Kind::augmented_assignment)) {
    const Node left = node.child(Field::left);
    const Node right = node.child(Field::right);
    if (left.is(Kind::identifier) && right)
      given_[left.text()].push_back(
          {right, node.is(Kind::augmented_assignment), marker_around(node)});
    return;
  }
  if (!node.is(Kind::call)) return;
  const Node function = node.child(Field::function);
  if (!function.is(Kind::attribute) || !function.child(Field::object).is(Kind::identifier)) return;
  const std::string_view method = function.child(Field::attribute).text();
  if (method != "append" && method != "extend" && method != "insert") return;
  Node last;
  for (const Node argument : node.child(Field::arguments).children()) {
    if (argument.named() && !argument.is(Kind::comment)) last = argument;
  }
  if (last)
    given_[function.child(Field::object).text()].push_back({last, true, marker_around(node)});
}

WrittenList SetupValues::list(Node expression) const {
  WrittenList list;
  add(expression, {}, 0, list);
  return list;
}

void SetupValues::add(Node node, const std::string& marker, int depth, WrittenList& list) const {
  if (depth > kDeepest || list.items.size() > kMostItems) {
    list.computed = true;
    return;
  }
  if (const auto text = string_of(node)) {
    list.items.push_back({*text, text_.line_at(node.begin()), marker});
  } else if (node.is_any(Kind::list, Kind::tuple, Kind::set, Kind::parenthesized_expression)) {
    for (const Node item : node.children()) {
      if (item.named() && !item.is(Kind::comment)) add(item, marker, depth + 1, list);
    }
  } else if (node.is(Kind::binary_operator) && node.child(Field::operator_).text() == "+" &&
             !string_of(node.child(Field::left))) {
    add(node.child(Field::left), marker, depth + 1, list);
    add(node.child(Field::right), marker, depth + 1, list);
  } else if (node.is(Kind::identifier)) {
    add_name(node.text(), marker, depth, list);
  } else if (node.is(Kind::list_splat)) {
    add(node.first_named(), marker, depth + 1, list);
  } else {
    add_computed(node, marker, list);
  }
}

void SetupValues::add_name(std::string_view name, const std::string& marker, int depth,
                           WrittenList& list) const {
  const auto found = given_.find(name);
  if (found == given_.end()) {
    list.computed = true;
    return;
  }
  for (const Given& given : found->second)
    add(given.value, both_markers(marker, given.marker), depth + 1, list);
}

// `open("requirements.txt").read().splitlines()` and its like: the file says it.
void SetupValues::add_computed(Node node, const std::string& marker, WrittenList& list) const {
  const syntax::Tree& tree = node.tree();
  bool file = false;
  for (std::uint32_t i = node.index(); i < node.data().next; ++i) {
    const auto text = string_of(tree.node(i));
    if (!text || !(text->ends_with(".txt") || text->ends_with(".in") || text->ends_with(".pip")))
      continue;
    list.files.push_back({*text, text_.line_at(tree.node(i).begin()), marker});
    file = true;
  }
  list.computed = list.computed || !file;
}

std::vector<std::pair<std::string, Node>> SetupValues::entries(Node node) const {
  std::vector<std::pair<std::string, Node>> entries;
  if (node.is(Kind::identifier)) {
    const auto found = given_.find(node.text());
    if (found == given_.end()) return entries;
    for (const Given& given : found->second) {
      if (!given.value.is(Kind::identifier)) {
        for (auto& entry : this->entries(given.value)) entries.push_back(std::move(entry));
      }
    }
    return entries;
  }
  if (node.is(Kind::dictionary)) {
    for (const Node pair : node.children()) {
      if (!pair.is(Kind::pair)) continue;
      if (auto key = string_of(pair.child(Field::key)))
        entries.emplace_back(std::move(*key), pair.child(Field::value));
    }
  } else if (node.is(Kind::call) && node.child(Field::function).text() == "dict") {
    for (const Node argument : node.child(Field::arguments).children()) {
      if (argument.is(Kind::keyword_argument))
        entries.emplace_back(argument.child(Field::name).text(), argument.child(Field::value));
    }
  }
  return entries;
}

}  // namespace pymolt::inventory
