// The arguments of a call, by place and by name.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_ARGUMENTS_H_
#define PYMOLT_NAMES_ARGUMENTS_H_

#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace pymolt::names {

/// The N-th positional argument of CALL; no node behind a `*`.
[[nodiscard]] inline syntax::Node argument(syntax::Node call, int n) {
  using syntax::Kind;
  const syntax::Node arguments = call.child(syntax::Field::arguments);
  if (arguments.is(Kind::generator_expression))
    return n == 0 ? arguments : syntax::Node();  // `f(x for x in y)`
  for (const syntax::Node child : arguments.children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    if (child.is_any(Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument)) return {};
    if (n-- == 0) return child;
  }
  return {};
}

/// The name that EXPRESSION ends in: `append` of `calls.append`; else EXPRESSION itself.
[[nodiscard]] inline syntax::Node last_name(syntax::Node expression) {
  return expression.is(syntax::Kind::attribute) ? expression.child(syntax::Field::attribute)
                                                : expression;
}

/// What CALL passes for the keyword NAME; no node where it does not.
[[nodiscard]] inline syntax::Node keyword(syntax::Node call, std::string_view name) {
  using syntax::Field;
  for (const syntax::Node child : call.child(Field::arguments).children()) {
    if (child.is(syntax::Kind::keyword_argument) && child.child(Field::name).text() == name)
      return child.child(Field::value);
  }
  return {};
}

/// The N-th item of what is written out, a tuple or a list; no node behind a `*`. From the end where N is negative.
[[nodiscard]] inline syntax::Node nth_item(syntax::Node sequence, int n) {
  using syntax::Kind;
  int count = 0;
  for (const syntax::Node child : sequence.children())
    count += child.named() && !child.is(Kind::comment) ? 1 : 0;
  if (n < 0) n += count;
  for (const syntax::Node child : sequence.children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    if (child.is(Kind::list_splat)) return {};
    if (n-- == 0) return child;
  }
  return {};
}

/// At which place of its row ITEM stands, a tuple, a list or what is passed.
[[nodiscard]] inline int place_of(syntax::Node item) {
  int place = 0;
  for (const syntax::Node child : item.parent().children()) {
    if (child == item) return place;
    place += child.named() && !child.is(syntax::Kind::comment) ? 1 : 0;
  }
  return place;
}

/// The texts that KEY may be: a literal, or the name of a loop over literals that are written out.
[[nodiscard]] std::vector<std::string_view> texts_of_key(syntax::Node key);

/// The module whose names KEY is, one after the other: `for key in collections.abc.__all__`, or `dir(collections.abc)`.
[[nodiscard]] syntax::Node module_of_names(syntax::Node key);

/// What a plain literal holds between its quotes; nothing where something is filled in.
[[nodiscard]] inline std::string_view literal_text(syntax::Node node) {
  using syntax::Kind;
  if (!node.is(Kind::string) || node.child(Kind::interpolation)) return {};
  return node.child(Kind::string_content).text();
}

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_ARGUMENTS_H_
