// What `%` formatting and `str.format` have in common: templates, and whether an f-string can say the same.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_OLD_FORMATTING_H_
#define PYMOLT_CHECKS_OLD_FORMATTING_H_

#include <string_view>
#include <vector>

#include "checks/check.h"

namespace pymolt::checks {

/// The text of one literal of a template, between its quotes as written.
struct TemplatePiece {
  std::string_view text;
  bool raw = false;
};

/// The literals that NODE joins: `("a" "b")`. None where it is anything else, bytes, or an f-string.
[[nodiscard]] std::vector<TemplatePiece> template_pieces(syntax::Node node);

/// NODE without the parentheses around it.
[[nodiscard]] syntax::Node without_parentheses(syntax::Node node);
/// The expression around NODE, parentheses aside.
[[nodiscard]] syntax::Node expression_around(syntax::Node node);

/// Whether EXPRESSION is one that a reader should not turn into an f-string on the spot: its value is not used, or it
/// goes to a logger, which formats by itself, or to a translation, which wants the template.
[[nodiscard]] bool is_kept_old(const FileView& view, syntax::Node expression);

/// Adds the finding for EXPRESSION, whose template is filled with VALUES. Before 3.12 an f-string could hold no
/// backslash, no `#` and not both kinds of quotes between its braces: then it speaks only to newer versions.
void add_old_formatting(const FileView& view, const rulebook::RulePage& page,
                        syntax::Node expression, const std::vector<syntax::Node>& values,
                        Findings& findings);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_OLD_FORMATTING_H_
