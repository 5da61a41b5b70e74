// A rule page's tree-sitter query, compiled once and tried at one node at a time.
// SPDX-License-Identifier: MIT
//
//   ((call function: (attribute attribute: (identifier) @here)) (#eq? @here "has_key"))
//
// tree-sitter's C library matches the shape and leaves the predicates (`#eq?`, `#match?` …) to us: RE2 evaluates
// regular expressions. A query is tried only at nodes of its outermost kinds (`call` above), and only in files that
// hold one of its words (`has_key`). What a query needs is read off its text; it is compiled when it is first tried, since
// compiling costs more than scanning a small file. A `Query` may be used from many threads; a `QueryCursor` from one.
#ifndef PYMOLT_SYNTAX_QUERY_H_
#define PYMOLT_SYNTAX_QUERY_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "syntax/query_text.h"
#include "syntax/tree.h"

struct TSQueryCursor;

namespace pymolt::syntax {

/// Where a query matched: its captures by name, in the order of the text.
struct Match {
  struct Capture {
    std::string_view name;
    Node node;
  };
  std::vector<Capture> captures;

  /// The first node captured as NAME; no node when there is none.
  [[nodiscard]] Node node(std::string_view name) const;
};

/// Says whether the expression NODE resolves to a dotted name that one of PATTERNS matches: `(#resolves? @c "os.*")`.
using Resolves = std::function<bool(Node node, const std::vector<std::string>& patterns)>;

class QueryCursor {
 public:
  QueryCursor();
  ~QueryCursor();

 private:
  friend class Query;
  struct Delete {
    void operator()(TSQueryCursor* cursor) const;
  };
  std::unique_ptr<TSQueryCursor, Delete> handle_;
};

class Query {
 public:
  /// A query that is compiled at its first use. TEXT is borrowed for good and must be one that `compile` accepts.
  [[nodiscard]] static Result<Query> when_needed(std::string_view text);
  /// A query compiled at once. A mistake has the line and column within TEXT.
  [[nodiscard]] static Result<Query> compile(std::string_view text);
  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;
  ~Query();

  /// The kinds at which it can match.
  [[nodiscard]] const std::vector<Kind>& outermost() const { return needs_.kinds; }
  /// Identifiers of which a file must hold at least one for the query to match; empty when that cannot be said.
  [[nodiscard]] const std::vector<std::string>& words() const { return needs_.words; }
  /// Calls FOUND for every match whose outermost node is NODE and whose predicates hold.
  void matches(Node node, QueryCursor& cursor, const Resolves& resolves,
               const std::function<void(const Match&)>& found) const;

 private:
  struct Compiled;
  struct Lazy;
  Query() = default;

  QueryNeeds needs_;
  std::unique_ptr<Lazy> lazy_;
};

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_QUERY_H_
