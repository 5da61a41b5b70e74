// What stands around a place that runs at import time: the attempts that catch failures, the conditions that are open.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_SURROUNDINGS_H_
#define PYMOLT_CHECKS_SURROUNDINGS_H_

#include <unordered_map>
#include <vector>

#include "base/steps.h"
#include "names/evaluate.h"
#include "names/file_names.h"

namespace pymolt::checks {

/// Borrows the names. Attempts are numbered as they are asked for.
class Surroundings {
 public:
  explicit Surroundings(const names::FileNames& names)
      : names_(names), evaluator_(names.resolver()) {}

  /// The attempt, and the part of it, in which NODE stands.
  [[nodiscard]] Place place(syntax::Node node);
  /// The versions on which a condition that cannot be told decides whether NODE is reached.
  [[nodiscard]] VersionSet unsure(syntax::Node node);
  /// The versions on which NODE, in a handler, is reached only if something fails that is not known to.
  [[nodiscard]] VersionSet if_raised(syntax::Node node) const;
  /// Whether such a condition asks for something that another module of the project, or one from elsewhere, says.
  [[nodiscard]] bool asks_others(syntax::Node node);

  /// The versions on which one of the attempts around PLACE catches it.
  [[nodiscard]] VersionSet caught(Place place, Raised raised) const;

  [[nodiscard]] std::vector<AttemptFact> take_attempts() { return std::move(attempts_); }

 private:
  struct Around {
    syntax::Node statement;  // a try, or a with that suppresses; none
    std::uint32_t part = 0;
  };
  [[nodiscard]] Around attempt_around(syntax::Node node);
  [[nodiscard]] std::uint32_t part_of(syntax::Node attempt, syntax::Node clause);
  [[nodiscard]] bool suppresses(syntax::Node with);
  [[nodiscard]] bool holds_suppress(syntax::Node with) const;
  [[nodiscard]] std::vector<AttemptFact::Handler> handlers_of(syntax::Node statement) const;
  void read_types(syntax::Node types, AttemptFact::Handler& handler, int depth) const;
  [[nodiscard]] bool is_of_others(syntax::Node condition) const;
  [[nodiscard]] VersionSet open(syntax::Node condition);
  [[nodiscard]] VersionSet open_before(syntax::Node parent, syntax::Node child);
  [[nodiscard]] VersionSet open_before_branch(syntax::Node statement, syntax::Node child);
  [[nodiscard]] std::uint32_t first_asking(syntax::Node parent);

  const names::FileNames& names_;
  names::Evaluator evaluator_;
  std::vector<AttemptFact> attempts_;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;  // by statement
  // What was asked before, each by a node's index.
  std::unordered_map<std::uint32_t, VersionSet> open_;           // conditions
  std::unordered_map<std::uint32_t, VersionSet> open_branches_;  // children of an `if`
  std::unordered_map<std::uint32_t, std::uint32_t> parts_;       // children of a `try`
  std::unordered_map<std::uint32_t, bool> suppresses_;           // `with`
  std::unordered_map<std::uint32_t, std::uint32_t> first_asking_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_SURROUNDINGS_H_
