// The functions of the check table, one file each.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_CHECK_FUNCTIONS_H_
#define PYMOLT_CHECKS_CHECK_FUNCTIONS_H_

#include "checks/check.h"

namespace pymolt::checks {

void check_enum_contains(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_enum_format(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_enum_text_split(const FileView& view, syntax::Node item, const rulebook::RulePage& page,
                           Findings& findings);
void check_integer_division(const FileView& view, const rulebook::RulePage& page,
                            Findings& findings);
void check_invalid_escape(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_generic_operation(const FileView& view, syntax::Node node,
                             const rulebook::RulePage& page, Findings& findings);
/// The versions on which `DOTTED[int]` works.
[[nodiscard]] VersionSet generic_on(std::string_view dotted);
void check_union_operation(const FileView& view, syntax::Node node, const rulebook::RulePage& page,
                           Findings& findings);
/// Answers at once for all pages about lists that 3.0 took away: `dict-keys-list`, `map-as-list`, `map-truth` …
void check_lost_lists(const FileView& view, const rulebook::RulePage& page, Findings& findings);
/// Answers for the pages `except-name-after`, `comprehension-leak` and `exception-indexing` at once.
void check_outlived_names(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_object_arguments(const FileView& view, syntax::Node call, const rulebook::RulePage& page,
                            Findings& findings);
void check_type_texts(const FileView& view, syntax::Node node, const rulebook::RulePage& page,
                      Findings& findings);
void check_old_iterators(const FileView& view, syntax::Node loop, const rulebook::RulePage& page,
                         Findings& findings);
void check_unbound_methods(const FileView& view, syntax::Node attribute,
                           const rulebook::RulePage& page, Findings& findings);
void check_percent_format(const FileView& view, syntax::Node node, const rulebook::RulePage& page,
                          Findings& findings);
/// Answers for the pages `print-tuple` and `print-operand` at once.
void check_print_tuple(const FileView& view, syntax::Node statement, const rulebook::RulePage& page,
                       Findings& findings);
void check_raise_after_handler(const FileView& view, syntax::Node node,
                               const rulebook::RulePage& page, Findings& findings);
void check_return_in_finally(const FileView& view, syntax::Node clause,
                             const rulebook::RulePage& page, Findings& findings);
void check_stop_iteration(const FileView& view, syntax::Node statement,
                          const rulebook::RulePage& page, Findings& findings);
void check_str_format(const FileView& view, syntax::Node call, const rulebook::RulePage& page,
                      Findings& findings);
/// Answers for the pages `text-for-bytes` and `bytes-for-text` at once.
void check_wanted_types(const FileView& view, syntax::Node call, const rulebook::RulePage& page,
                        Findings& findings);
void check_class_comprehensions(const FileView& view, const rulebook::RulePage& page,
                                Findings& findings);
void check_flag_iteration(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_ast_slices(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_locals_after_exec(const FileView& view, const rulebook::RulePage& page,
                             Findings& findings);
void check_kept_locals(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_inherited_annotations(const FileView& view, const rulebook::RulePage& page,
                                 Findings& findings);
void check_early_annotations(const FileView& view, const rulebook::RulePage& page,
                             Findings& findings);
void check_executed_names(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_unguarded_fallbacks(const FileView& view, const rulebook::RulePage& page,
                               Findings& findings);
void check_unhashable_keys(const FileView& view, const rulebook::RulePage& page,
                           Findings& findings);
void check_hashed_defaults(const FileView& view, syntax::Node definition,
                           const rulebook::RulePage& page, Findings& findings);
/// Answers for the pages `unlike-order` and `none-ordering` at once.
void check_unlike_order(const FileView& view, const rulebook::RulePage& page, Findings& findings);
void check_version_edge(const FileView& view, syntax::Node node, const rulebook::RulePage& page,
                        Findings& findings);

/// Whether SIGN, of a comparison, is one of `< <= > >=`.
[[nodiscard]] inline bool is_order(syntax::Node sign) {
  using syntax::Kind;
  return sign.is_any(Kind::tok_LT, Kind::tok_LT_EQ, Kind::tok_GT, Kind::tok_GT_EQ);
}

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_CHECK_FUNCTIONS_H_
