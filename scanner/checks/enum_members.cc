// Members of enums: their text changed in 3.11, and from 3.8 to 3.11 a class could not be asked for a value.
// SPDX-License-Identifier: MIT
//
//   class Color(str, Enum)      f"{Color.RED}"       "red" before 3.11, "Color.RED" since
//   class Level(IntEnum)        str(Level.HIGH)      "Level.HIGH" before 3.11, "3" since
//   http.HTTPStatus             "%s" % HTTPStatus.OK the same
//   class Color(Enum)           "red" in Color       TypeError from 3.8 to 3.11
//
// Which object is a member is told by its type (names/types.h). A class that brings its own `__str__` or `__format__`, or
// whose bases do, shows itself as it wants.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Whether `format` and `str` of a member changed.
struct Changed {
  bool by_format = false;  // mixed with str, int or float by hand
  bool by_str = false;     // an IntEnum or IntFlag
};

bool may_have_enums(const FileView& view) {
  const names::InternedNames& words = view.names.scopes().interned_names();
  for (const std::string_view word : {"Enum", "IntEnum", "IntFlag", "Flag", "enum", "HTTPStatus",
                                      "signal", "socket", "http", "ssl"}) {
    if (words.find(word) != names::kNoName) return true;
  }
  const std::vector<names::Import>& imports = view.names.scopes().imports();
  return std::any_of(imports.begin(), imports.end(),
                     [](const names::Import& one) { return one.name.ends_with("Enum"); });
}

class Members {
 public:
  explicit Members(const FileView& view) : view_(view), types_(view.names.types()) {}

  // What changed for the text of EXPRESSION, if it is a member of an enum, and how sure that is.
  [[nodiscard]] Changed changed(Node expression, Confidence& confidence) const {
    Changed all;
    for (const Inferred& one : types_.of(expression)) {
      if (!one.on.intersects(VersionSet::from(Version::of(3, 11)))) continue;
      const Changed here = one.is_class ? Changed{} : of_class(one);
      confidence =
          std::min(confidence, here.by_format || here.by_str ? one.confidence : Confidence::likely);
      all.by_format = all.by_format || here.by_format;
      all.by_str = all.by_str || here.by_str;
    }
    return all;
  }

  [[nodiscard]] bool is_enum_class(Node expression) const {
    const std::vector<Inferred> types = types_.of(expression);
    return !types.empty() && std::all_of(types.begin(), types.end(), [&](const Inferred& one) {
      return one.is_class && types_.derives(one, "enum.Enum");
    });
  }

 private:
  [[nodiscard]] Changed of_class(const Inferred& member) const {
    if (member.foreign || !types_.derives(member, "enum.Enum")) return looks_like_enum(member);
    const bool own =
        types_.own_method(member, "__str__") || types_.own_method(member, "__format__");
    if (own) return {};
    const bool numeric =
        types_.derives(member, "enum.IntEnum") || types_.derives(member, "enum.IntFlag");
    const bool text = types_.derives(member, "enum.StrEnum");
    return {.by_format = !numeric && !text && is_mixed(member), .by_str = numeric};
  }

  // `class Color(str, NamedEnum)` where NamedEnum comes from another file: most likely an enum.
  [[nodiscard]] Changed looks_like_enum(const Inferred& member) const {
    if (member.local == names::kNone || !is_mixed(member)) return {};
    if (types_.own_method(member, "__str__") || types_.own_method(member, "__format__") ||
        types_.own_method(member, "__new__"))
      return {};
    const Node definition = view_.tree.node(view_.names.scopes().scope(member.local).node);
    for (const Node base : definition.child(Field::superclasses).children()) {
      const bool foreign = view_.names.resolver().dotted(base).empty() &&
                           view_.names.resolver().may_be_foreign(base);
      if (foreign && base.text().ends_with("Enum")) return {.by_format = true, .by_str = false};
    }
    return {};
  }

  [[nodiscard]] bool is_mixed(const Inferred& member) const {
    return types_.derives(member, "builtins.str") || types_.derives(member, "builtins.int") ||
           types_.derives(member, "builtins.float");
  }

  const FileView& view_;
  const names::Types& types_;
};

// The letter of the conversion at PLACE of a format: `s` of "%d %-5s" at 1.
char conversion_at(std::string_view format, int place) {
  for (std::size_t at = format.find('%'); at != std::string_view::npos; at = format.find('%', at)) {
    const std::size_t letter = format.find_first_not_of("-+ #0123456789.*", at + 1);
    if (letter == std::string_view::npos) break;
    at = letter + 1;
    if (format[letter] == '(') return 's';  // by name: any of them
    if (format[letter] != '%' && place-- == 0) return format[letter];
  }
  return '?';
}

// What turns MEMBER into text: `format` does for f-strings and `str.format`, `str` for print and `%s`.
Changed made_text_by(const FileView& view, Node member) {
  Node outer = member.parent();
  if (outer.is(Kind::interpolation))
    return {.by_format = !outer.child(Kind::type_conversion), .by_str = false};
  const int place = outer.is(Kind::tuple) ? names::place_of(member) : 0;
  if (outer.is(Kind::tuple)) outer = outer.parent();
  if (outer.is(Kind::binary_operator)) {
    const bool shown = outer.child(Field::operator_).is(Kind::tok_PERCENT) &&
                       outer.child(Field::left) != member &&
                       outer.child(Field::left).is_any(Kind::string, Kind::concatenated_string);
    return {.by_format = false,
            .by_str = shown && conversion_at(outer.child(Field::left).text(), place) == 's'};
  }
  if (outer.is(Kind::keyword_argument)) outer = outer.parent();
  if (!outer.is(Kind::argument_list) || !outer.parent().is(Kind::call)) return {};
  const Node function = outer.parent().child(Field::function);
  if (function.is(Kind::attribute)) {
    const bool format = function.child(Field::attribute).text() == "format";
    const bool of_text =
        function.child(Field::object).is_any(Kind::string, Kind::concatenated_string);
    return {.by_format = format && of_text, .by_str = false};
  }
  const std::string_view word = function.text();
  if (word != "str" && word != "print" && word != "format") return {};
  const std::string dotted = view.names.resolver().dotted(function);
  return {.by_format = dotted == "builtins.format",
          .by_str = dotted == "builtins.str" || dotted == "builtins.print"};
}

// `x.split(".")`, `x.rsplit(".", 1)`
bool is_split_at_point(Node call) {
  const Node method = call.child(Field::function);
  const std::string_view name = method.child(Field::attribute).text();
  const std::string_view point = names::argument(call, 0).text();
  return method.is(Kind::attribute) && (name == "split" || name == "rsplit") &&
         (point == "\".\"" || point == "'.'");
}

bool is_membership(Node comparison) {
  const Node sign = comparison.child(Field::operators);
  return sign.text() == "in" || sign.text() == "not in";
}

// Whether NODE is a text or an int, and so no member: written out, or by its type.
bool is_plain(const FileView& view, Node node) {
  if (node.is_any(Kind::string, Kind::integer)) return true;
  if (!node.is_any(Kind::identifier, Kind::attribute, Kind::call)) return false;
  const std::vector<names::Inferred> types = view.names.types().of(node);
  return !types.empty() && std::all_of(types.begin(), types.end(), [](const names::Inferred& one) {
    return !one.is_class && one.confidence == Confidence::sure &&
           (one.type == "builtins.str" || one.type == "builtins.int");
  });
}

}  // namespace

void check_enum_format(const FileView& view, const rulebook::RulePage& page, Findings& findings) {
  if (!may_have_enums(view)) return;
  const Members members(view);
  for (std::uint32_t i = 0; i < view.tree.nodes().size(); ++i) {
    const Node member = view.tree.node(i);
    if (!member.is_any(Kind::attribute, Kind::identifier, Kind::call, Kind::subscript)) continue;
    const Changed made = made_text_by(view, member);
    if (!made.by_format && !made.by_str) continue;
    Confidence confidence = Confidence::sure;
    const Changed changed = members.changed(member, confidence);
    if ((!changed.by_format || !made.by_format) && (!changed.by_str || !made.by_str)) continue;
    Draft draft = draft_of(page, member.span(), view.names.guards().alive(i));
    draft.confidence = confidence;
    findings.add(draft);
  }
}

// `str(kind).split(".")[1]`
void check_enum_text_split(const FileView& view, Node item, const rulebook::RulePage& page,
                           Findings& findings) {
  const std::string_view place = item.child(Field::subscript).text();
  const Node split = item.child(Field::value);
  const Node text = split.child(Field::function).child(Field::object);
  if ((place != "1" && place != "2") || !text.is(Kind::call) || !is_split_at_point(split) ||
      !may_have_enums(view))
    return;
  const Node member = names::argument(text, 0);
  Confidence confidence = Confidence::likely;
  if (!member || !made_text_by(view, member).by_str ||
      !Members(view).changed(member, confidence).by_str)
    return;
  Draft draft = draft_of(page, item.span(), view.names.guards().alive(item.index()));
  draft.confidence = confidence;
  findings.add(draft);
}

void check_enum_contains(const FileView& view, const rulebook::RulePage& page, Findings& findings) {
  if (!may_have_enums(view)) return;
  const Members members(view);
  for (std::uint32_t i = 0; i < view.tree.nodes().size(); ++i) {
    if (view.tree.nodes()[i].kind != Kind::comparison_operator) continue;
    const Node comparison = view.tree.node(i);
    if (!is_membership(comparison)) continue;
    for (const Node part : comparison.children()) {
      if (part.is_any(Kind::identifier, Kind::attribute) && members.is_enum_class(part) &&
          is_plain(view, comparison.first_named()))
        findings.add(draft_of(page, comparison.span(), view.names.guards().alive(i)));
    }
  }
}

}  // namespace pymolt::checks
