// The rules as they run: every page of a rulebook with its check, construct or compiled query.
// SPDX-License-Identifier: MIT
//
// Made once from a rulebook and then only read, from any number of threads; the rulebook must outlive it. Running it
// over a file is the one walk: nodes are visited in order and each is shown to the rules that asked for its kind.
#ifndef PYMOLT_CHECKS_RULE_SET_H_
#define PYMOLT_CHECKS_RULE_SET_H_

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "checks/check.h"
#include "syntax/query.h"

namespace pymolt::checks {

class RuleSet {
 public:
  RuleSet(RuleSet&&) = default;
  RuleSet& operator=(RuleSet&&) = default;

  /// A mistake when a page names a check that does not exist or its query is none. Users' queries are shown to
  /// tree-sitter's library as well, which knows more mistakes; for the built-in pack the tests do that.
  [[nodiscard]] static Result<RuleSet> make(const rulebook::Rulebook& book);

  /// Asks every rule about one file.
  void run(const FileView& view, Findings& findings) const;

 private:
  RuleSet() = default;

  static constexpr std::size_t kNone = 0xFFFFFFFF;

  struct FileRule {
    const rulebook::RulePage* page;
    FileCheck check;
  };
  struct NodeRule {
    const rulebook::RulePage* page;
    NodeCheck check;                           // or, where it is null,
    std::size_t pattern = kNone;               // the place in `patterns_`
    std::optional<syntax::Field> head = {};    // of the pattern, at nodes of this kind,
    std::vector<std::size_t> head_words = {};  // and what it may end in: places in `words_`
  };
  // One pattern of a query, and what a file must hold for it to match.
  struct PatternRule {
    std::size_t query = 0;  // the place in `queries_`
    std::size_t pattern = 0;
    bool python2_only = false;
    std::vector<std::vector<std::size_t>> words;  // one of each list: places in `words_`
  };
  // The rules that can find something in one file.
  struct Listener {
    const NodeRule* rule;
    // Where in `Listeners::words` those are that its head may end in.
    std::size_t first_word = 0;
    std::size_t last_word = 0;
  };
  struct Listeners {
    std::vector<std::vector<Listener>> by_kind;
    std::vector<names::InternedName> words;
  };

  Result<int> add(const rulebook::RulePage& page);
  Result<int> add_check(const rulebook::RulePage& page);
  Result<int> add_query(const rulebook::RulePage& page);
  void listen(syntax::Kind kind, NodeRule rule);
  [[nodiscard]] std::vector<std::size_t> places_of(const std::vector<std::string>& words);
  [[nodiscard]] std::vector<bool> patterns_for(const FileView& view,
                                               std::span<const names::InternedName> known) const;
  [[nodiscard]] Listeners rules_for(const FileView& view) const;

  std::vector<FileRule> file_rules_;
  std::vector<syntax::Query> queries_;
  std::vector<PatternRule> patterns_;
  std::vector<std::string> words_;  // that patterns ask for, each once
  std::unordered_map<std::string, std::size_t> place_of_word_;
  std::vector<std::vector<NodeRule>> by_kind_;  // indexed by kind
};

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_RULE_SET_H_
