// Members of enums: their text changed in 3.11, and from 3.8 to 3.11 a class could not be asked for a value.
// SPDX-License-Identifier: MIT
//
//   class Color(str, Enum)      f"{Color.RED}"       "red" before 3.11, "Color.RED" since
//   class Level(IntEnum)        str(Level.HIGH)      "Level.HIGH" before 3.11, "3" since
//   class Color(Enum)           "red" in Color       TypeError from 3.8 to 3.11
//
// Spoken of are classes of this file, for only there it is in sight that they bring no `__str__` or `__format__`.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "checks/rows.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

struct EnumClass {
  Node node;
  bool mixed = false;    // with str, int or float
  bool numeric = false;  // an IntEnum or IntFlag
};

class Enums {
 public:
  explicit Enums(const FileView& view) : view_(view) {
    const names::Words& words = view.names.scopes().words();
    const auto is_there = [&](std::string_view word) { return words.find(word) != names::kNoWord; };
    if (!is_there("Enum") && !is_there("IntEnum") && !is_there("IntFlag") && !is_there("Flag"))
      return;
    for (std::uint32_t i = 0; i < view.tree.nodes().size(); ++i) {
      if (view.tree.nodes()[i].kind == Kind::class_definition) add(view.tree.node(i));
    }
  }

  [[nodiscard]] bool empty() const { return classes_.empty(); }

  /// The enum of this file that NAME is; null when it is none.
  [[nodiscard]] const EnumClass* find(Node name) const {
    if (!name.is(Kind::identifier) || !may_be(name.text())) return nullptr;
    const std::vector<names::Meaning> meanings = view_.names.resolver().meanings(name);
    if (meanings.size() != 1 || meanings.front().kind != names::Meaning::Kind::local)
      return nullptr;
    const names::Binding& binding = view_.names.scopes().binding(meanings.front().binding);
    const Node definition = view_.tree.node(binding.node).parent();
    const auto is_it = [&](const EnumClass& one) { return one.node == definition; };
    const auto found = std::find_if(classes_.begin(), classes_.end(), is_it);
    return found == classes_.end() ? nullptr : &*found;
  }

 private:
  void add(Node definition) {
    EnumClass one{definition};
    bool is_enum = false;
    bool has_value = false;
    for (const Node base : definition.child(Field::superclasses).children()) {
      const std::string dotted = view_.names.resolver().dotted(base);
      one.numeric = one.numeric || dotted == "enum.IntEnum" || dotted == "enum.IntFlag";
      is_enum = is_enum || one.numeric || dotted == "enum.Enum" || dotted == "enum.Flag";
      has_value = has_value || dotted == "builtins.str" || dotted == "builtins.int" ||
                  dotted == "builtins.float";
    }
    one.mixed = is_enum && has_value && !one.numeric;
    if (is_enum) classes_.push_back(one);
  }

  [[nodiscard]] bool may_be(std::string_view name) const {
    return std::any_of(classes_.begin(), classes_.end(), [&](const EnumClass& one) {
      return one.node.child(Field::name).text() == name;
    });
  }

  const FileView& view_;
  std::vector<EnumClass> classes_;
};

bool brings_its_text(const EnumClass& one) {
  const std::string_view body = one.node.child(Field::body).text();
  return body.find("__str__") != std::string_view::npos ||
         body.find("__format__") != std::string_view::npos;
}

// What turns MEMBER into text: `format` does for f-strings and `str.format`, `str` for print and `%s`.
struct Made {
  bool by_format = false;
  bool by_str = false;
};

Made made_text_by(const FileView& view, Node member) {
  const Node outer = member.parent();
  if (outer.is(Kind::interpolation))
    return {.by_format = !outer.child(Kind::type_conversion), .by_str = false};
  if (!outer.is(Kind::argument_list) || !outer.parent().is(Kind::call)) return {};
  const Node function = outer.parent().child(Field::function);
  if (function.is(Kind::attribute)) {
    const bool format = function.child(Field::attribute).text() == "format";
    return {.by_format =
                format &&
                function.child(Field::object).is_any(Kind::string, Kind::concatenated_string)};
  }
  const std::string dotted = view.names.resolver().dotted(function);
  return {.by_format = dotted == "builtins.format",
          .by_str = dotted == "builtins.str" || dotted == "builtins.print"};
}

bool is_membership(Node comparison) {
  const Node sign = comparison.child(Field::operators);
  return sign.text() == "in" || sign.text() == "not in";
}

}  // namespace

void check_enum_format(const FileView& view, const rulebook::RulePage& page, Findings& findings) {
  const Enums enums(view);
  if (enums.empty()) return;
  for (std::uint32_t i = 0; i < view.tree.nodes().size(); ++i) {
    if (view.tree.nodes()[i].kind != Kind::attribute) continue;
    const Node member = view.tree.node(i);
    const Made made = made_text_by(view, member);
    if (!made.by_format && !made.by_str) continue;
    const EnumClass* one = enums.find(member.child(Field::object));
    const bool changed =
        one != nullptr && ((one->mixed && made.by_format) || (one->numeric && made.by_str));
    if (changed && !brings_its_text(*one))
      findings.add(draft_of(page, member.span(), view.names.guards().alive(i)));
  }
}

void check_enum_contains(const FileView& view, const rulebook::RulePage& page, Findings& findings) {
  const Enums enums(view);
  if (enums.empty()) return;
  for (std::uint32_t i = 0; i < view.tree.nodes().size(); ++i) {
    if (view.tree.nodes()[i].kind != Kind::comparison_operator) continue;
    const Node comparison = view.tree.node(i);
    if (!is_membership(comparison) || !comparison.first_named().is_any(Kind::string, Kind::integer))
      continue;
    const auto is_enum = [&](Node part) { return enums.find(part) != nullptr; };
    for (const Node part : comparison.children()) {
      if (is_enum(part))
        findings.add(draft_of(page, comparison.span(), view.names.guards().alive(i)));
    }
  }
}

}  // namespace pymolt::checks
