// A rule page's tree-sitter query, tried at one node at a time.
// SPDX-License-Identifier: MIT
//
//   ((call function: (attribute attribute: (identifier) @here)) (#eq? @here "has_key"))
//
// A pattern of it is tried only at nodes of its outermost kinds (`call` above), and only in files that hold the words that it
// needs (`has_key`). It is matched on the flat tree by our own walk: compiling a query with tree-sitter's library costs more
// than scanning a hundred files, and running it there two thirds of a parse; tests hold the two against each other.
// Comments are never in the way of an anchor. A `Query` is read-only and may be used from many threads.
#ifndef PYMOLT_SYNTAX_QUERY_H_
#define PYMOLT_SYNTAX_QUERY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.h"
#include "base/result.h"
#include "base/version.h"
#include "model/finding.h"
#include "syntax/query_shape.h"
#include "syntax/tree.h"

namespace pymolt::syntax {

/// A node that a query captured, with the capture's number.
struct Captured {
  std::uint32_t capture;
  Node node;
};

/// What is used from node to node, so that trying costs no memory, and no more work than a file is worth.
struct QueryRoom {
  std::vector<Captured> captured;
  ReadingLeft reading;
};

/// On which versions a match holds, and how sure that is: the conditions that ask for meanings may know it in part only.
struct Certainty {
  VersionSet on = VersionSet::all();
  Confidence confidence = Confidence::sure;
  std::string_view member;  // of something unknown: a class elsewhere in the project may have it
};

/// Says whether the expression NODE is what ASKED wants: `(#resolves? @c "os.*")`, `(#typed? @c "builtins.str")`. What is
/// known of it in part only narrows the Certainty.
using PredicateTest = FunctionRef<bool(Node node, const Predicate& asked, Certainty& certainty)>;

/// Where a query matched. Valid during the call it is passed to.
class Match {
 public:
  Match(const std::vector<std::string>& names, const std::vector<Captured>& captured)
      : names_(names), captured_(captured) {}
  /// The first node captured as NAME; no node when there is none.
  [[nodiscard]] Node node(std::string_view name) const;
  /// The first node of the capture with that number.
  [[nodiscard]] Node node(std::uint32_t capture) const;
  [[nodiscard]] const Certainty& certainty() const { return certainty_; }

 private:
  friend class Query;
  Certainty certainty_;
  const std::vector<std::string>& names_;
  const std::vector<Captured>& captured_;
};

class Query {
 public:
  /// An expression whose name says whether a pattern can match: what the outermost node calls (Field::function), or that
  /// node itself (Field::none). Its last part is one of `words`, or it is a name that the file binds.
  struct Head {
    Field field = Field::none;
    std::vector<std::string> words;
  };

  /// The query that TEXT is. A mistake has the line and column within TEXT. KNOWN: of a built-in rule; its regular
  /// expressions, which a test compiles, are compiled when they are first asked for.
  [[nodiscard]] static Result<Query> compile(std::string_view text, bool known = false);

  [[nodiscard]] std::size_t patterns() const { return shapes_.patterns.size(); }
  /// The kinds at which PATTERN can match.
  [[nodiscard]] const std::vector<Kind>& outermost(std::size_t pattern) const {
    return outermost_[pattern];
  }
  /// Lists of identifiers: a file must hold one of each list for PATTERN to match, by the `#eq?` and `#any-of?` of captured
  /// identifiers and the last parts of what `#resolves?` and `#made-by?` name. Where a file imports by text, what
  /// resolves need not be among its identifiers.
  [[nodiscard]] const std::vector<std::vector<std::string>>& words(std::size_t pattern) const {
    return words_[pattern];
  }
  /// Kinds of which a file must hold all for PATTERN to match.
  [[nodiscard]] const std::vector<Kind>& kinds(std::size_t pattern) const {
    return kinds_[pattern];
  }
  /// Of PATTERN at nodes of KIND; nothing where it has none, or one that may end in anything.
  [[nodiscard]] std::optional<Head> head(std::size_t pattern, Kind kind) const;
  /// Calls FOUND for every match of PATTERN whose outermost node is NODE and whose predicates hold. ROOM is the same
  /// from node to node. ASKED: the versions that the certainty of a
  /// match begins with. False where there were too many ways to try them all.
  bool matches(std::size_t pattern, Node node, VersionSet asked, PredicateTest means,
               QueryRoom& room, FunctionRef<void(const Match&)> found) const;
  /// The same of all patterns.
  bool matches(Node node, VersionSet asked, PredicateTest means, QueryRoom& room,
               FunctionRef<void(const Match&)> found) const;

 private:
  QueryShapes shapes_;
  // Of each pattern:
  std::vector<std::vector<Kind>> outermost_;
  std::vector<std::vector<std::vector<std::string>>> words_;
  std::vector<std::vector<Kind>> kinds_;
};

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_QUERY_H_
