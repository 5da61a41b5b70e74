// A query's text as shapes: what a node must be, and what its children must be, in order.
// SPDX-License-Identifier: MIT
//
//   (call function: (attribute attribute: (identifier) @here) arguments: (argument_list . (string)))
//
// The language is tree-sitter's: kinds, fields, `!field`, `_`, "tokens", [alternatives], `?` `*` `+`, anchors, captures
// and predicates. Not taken: groups of siblings, families of nodes (`(expression)`), `(MISSING)`.
#ifndef PYMOLT_SYNTAX_QUERY_SHAPE_H_
#define PYMOLT_SYNTAX_QUERY_SHAPE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "syntax/kinds.h"
#include "syntax/predicate.h"

namespace pymolt::syntax {

/// One node as a query wants it. Shapes lie in one row and name each other by place.
struct Shape {
  enum class What : std::uint8_t { kind, any_named, any, choice };
  enum class Times : std::uint8_t { once, maybe, some, many };  // ` `, `?`, `*`, `+`

  /// A child: its shape, the field it must have, how often, and whether a named node may stand before it.
  struct Child {
    std::uint32_t shape = 0;
    Field field = Field::none;
    Times times = Times::once;
    bool anchored = false;
  };

  What what = What::kind;
  Kind kind = Kind::end_of_file;
  std::vector<std::uint32_t> choices;
  std::vector<Child> children;
  bool anchored_end = false;            // no named node behind the last child
  std::vector<Field> absent;            // fields it must not have
  std::vector<std::uint32_t> captures;  // by number
  std::vector<std::string>
      words;  // its text must be one of these, as some predicate says; empty: any
};

/// One pattern of a query: its outermost shape and its conditions.
struct Pattern {
  std::uint32_t shape = 0;
  std::vector<Predicate> predicates;
};

struct QueryShapes {
  std::vector<Shape> shapes;
  std::vector<Pattern> patterns;
  std::vector<std::string> captures;  // names by number, without `@`
};

/// The shapes of QUERY. A mistake has the line and column within it.
[[nodiscard]] Result<QueryShapes> read_query(std::string_view query, bool known);

/// The same question asked of tree-sitter's own library, which knows what the grammar never builds: whether it takes
/// QUERY. It is slow (milliseconds), so only users' queries and the tests ask it.
[[nodiscard]] Result<bool> accepted_by_library(std::string_view query);

/// A mistake at OFFSET of QUERY, with its line.
[[nodiscard]] Mistake query_mistake(std::string_view query, std::size_t offset, std::string message,
                                    std::string hint = {});

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_QUERY_SHAPE_H_
