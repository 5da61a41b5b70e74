// Which texts an expression may be, put together from the literals in the file.
// SPDX-License-Identifier: MIT
//
//   WORD = "[a-z]+"
//   PARTS = ["(?i)" + WORD, r"\d+"]
//   re.compile("^(" + "|".join(PARTS) + ")$")        ^((?i)[a-z]+|\d+)$
//
// Followed are names, attributes, containers and loops as types.h follows them, `+`, literals side by side, `%`, `format`,
// f-strings and `join`. What is filled in from elsewhere stands as kUnknownPart. Asked of one file on one thread.
#ifndef PYMOLT_NAMES_CONSTANTS_H_
#define PYMOLT_NAMES_CONSTANTS_H_

#include <string>
#include <vector>

#include "names/types.h"

namespace pymolt::names {

/// Stands in a text for any text, also for none.
inline constexpr std::string_view kUnknownPart = "\uFFFC";

/// One text, or bytes, that an expression may be; as Python holds it, escapes read.
struct ConstantText {
  std::string text;
  VersionSet on = VersionSet::all();
  Confidence confidence = Confidence::sure;
};

class Constants {
 public:
  explicit Constants(const Types& types) : types_(types) {}

  /// The texts that EXPRESSION may be; one that is kUnknownPart alone for what is not known.
  [[nodiscard]] std::vector<ConstantText> of(syntax::Node expression) const;

 private:
  using List = std::vector<ConstantText>;

  [[nodiscard]] List fold(syntax::Node expression, int depth) const;
  [[nodiscard]] List made_by(syntax::Node origin, int depth) const;
  [[nodiscard]] List literal(syntax::Node string, int depth) const;
  [[nodiscard]] List call(syntax::Node node, int depth) const;
  [[nodiscard]] List joined(const List& separators, syntax::Node parts, int depth) const;
  [[nodiscard]] List item(syntax::Node values, int place, int depth) const;
  [[nodiscard]] List filled(const List& patterns, syntax::Node values, int depth) const;
  [[nodiscard]] List formatted(const List& patterns, syntax::Node call, int depth) const;

  const Types& types_;
  mutable int work_ = 0;  // of one question
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_CONSTANTS_H_
