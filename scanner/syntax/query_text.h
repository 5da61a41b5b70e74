// What is read off a query's text before it is compiled: where it can start, which words it needs, what belongs to what.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_QUERY_TEXT_H_
#define PYMOLT_SYNTAX_QUERY_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/kinds.h"

namespace pymolt::syntax {

/// Without these, a query cannot match.
struct QueryNeeds {
  /// The kinds of its outermost nodes: `call` for `(call …)`, both for `[(call …) (attribute …)]`.
  std::vector<Kind> kinds;
  /// One of these identifiers, by the `#eq?` and `#any-of?` of its captured identifiers; empty: cannot be said.
  std::vector<std::string> words;
};

/// What QUERY needs; nothing when its brackets do not close or a pattern could start anywhere (`_`), which would cost
/// every file dearly.
[[nodiscard]] std::optional<QueryNeeds> query_needs(std::string_view query);

/// QUERY with `(pattern) (#predicate)` written as tree-sitter wants it, `((pattern) (#predicate))`: left outside, a
/// predicate would silently mean nothing.
[[nodiscard]] std::string group_predicates(std::string_view query);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_QUERY_TEXT_H_
