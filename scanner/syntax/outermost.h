// What is read off a query's text before it is compiled: where it can start, and what belongs to what.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_OUTERMOST_H_
#define PYMOLT_SYNTAX_OUTERMOST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/kinds.h"

namespace pymolt::syntax {

/// The kinds of the outermost nodes of QUERY, which must have compiled: `call` for `(call …)`, both for
/// `[(call …) (attribute …)]`. Nothing when a pattern could start anywhere (`_`), which would cost every file dearly.
[[nodiscard]] std::optional<std::vector<Kind>> outermost_kinds(std::string_view query);

/// QUERY with `(pattern) (#predicate)` written as tree-sitter wants it, `((pattern) (#predicate))`: left outside, a
/// predicate would silently mean nothing.
[[nodiscard]] std::string group_predicates(std::string_view query);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_OUTERMOST_H_
