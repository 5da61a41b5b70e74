// Buckets by node kind: a rule costs nothing at nodes it did not ask for, a query nothing in files without its words.
// SPDX-License-Identifier: MIT
#include "checks/rule_set.h"

#include <algorithm>

#include "base/suggest.h"
#include "checks/constructs.h"
#include "checks/lives.h"

namespace pymolt::checks {

using rulebook::Means;
using rulebook::RulePage;
using syntax::Kind;
using syntax::Node;

namespace {

Mistake in_page(const RulePage& page, std::string message, std::string hint) {
  Mistake mistake;
  mistake.message = std::move(message);
  mistake.file = std::string(page.file);
  mistake.hint = std::move(hint);
  return mistake;
}

}  // namespace

Result<RuleSet> RuleSet::make(const rulebook::Rulebook& book) {
  RuleSet rules;
  for (const RulePage& page : book.pages()) {
    Result<int> added = rules.add(page);
    if (!added) return added.mistake();
  }
  return rules;
}

Result<int> RuleSet::add(const RulePage& page) {
  if (page.means == Means::check) return add_check(page);
  if (page.means == Means::query) return add_query(page);
  return 0;  // constructs come from the verdict, advice pages find nothing by themselves
}

Result<int> RuleSet::add_check(const RulePage& page) {
  std::vector<std::string_view> known;
  for (const CheckRow& row : check_table()) {
    known.push_back(row.name);
    if (row.name != page.check) continue;
    if (row.file != nullptr) {
      file_rules_.push_back({&page, row.file});
    } else if (row.node != nullptr) {
      listen(row.kind, {&page, row.node});
    }
    return 1;
  }
  return in_page(page, "there is no check `" + std::string(page.check) + "`", suggestion(page.check, known));
}

Result<int> RuleSet::add_query(const RulePage& page) {
  Result<syntax::Query> query = syntax::Query::compile(page.query);
  if (!query) {
    Mistake mistake = query.mistake();
    mistake.file = std::string(page.file);
    mistake.line += page.query_line - 1;
    return mistake;
  }
  for (const Kind kind : query->outermost()) listen(kind, {&page, nullptr, queries_.size()});
  queries_.push_back(query.take());
  return 1;
}

void RuleSet::listen(Kind kind, NodeRule rule) {
  const auto place = static_cast<std::size_t>(kind);
  if (by_kind_.size() <= place) by_kind_.resize(place + 1);
  by_kind_[place].push_back(rule);
}

void RuleSet::run(const FileView& view, syntax::QueryCursor& cursor, Findings& findings) const {
  add_constructs(view, findings);
  add_lives(view, findings);
  for (const FileRule& rule : file_rules_) rule.check(view, *rule.page, findings);
  const std::vector<syntax::NodeData>& nodes = view.tree.nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const auto kind = static_cast<std::size_t>(nodes[i].kind);
    if (kind >= by_kind_.size()) continue;
    for (const NodeRule& rule : by_kind_[kind]) {
      const Node node = view.tree.node(i);
      if (rule.check != nullptr) {
        rule.check(view, node, *rule.page, findings);
      } else {
        run_query(view, node, rule, cursor, findings);
      }
    }
  }
}

void RuleSet::run_query(const FileView& view, Node node, const NodeRule& rule,
                        syntax::QueryCursor& cursor, Findings& findings) const {
  const syntax::Resolves resolves = [](Node, const std::vector<std::string>&) { return false; };
  queries_[rule.query].matches(node, cursor, resolves, [&](const syntax::Match& match) {
    findings.add(draft_of(*rule.page, match.node("here").span()));
  });
  (void)view;
}

}  // namespace pymolt::checks
