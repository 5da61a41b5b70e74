// Buckets by node kind: a rule costs nothing at nodes it did not ask for, a query nothing in files without its words.
// SPDX-License-Identifier: MIT
#include "checks/rule_set.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "base/word_match.h"
#include "checks/constructs.h"
#include "checks/lives.h"
#include "names/types.h"

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

bool matches_one(const std::vector<std::string>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return word_matches(pattern, text); });
}

// Whether on 3.x the expression is known to be an instance of one of those types, and of nothing else.
bool is_typed(const FileView& view, Node expression, const std::vector<std::string>& patterns) {
  const names::Types types(view.names.resolver());
  bool any = false;
  for (const names::Inferred& one : types.of(expression)) {
    if (!one.on.intersects(VersionSet::python3())) continue;
    if (one.type.empty() || one.is_class || one.confidence != Confidence::sure || !matches_one(patterns, one.type))
      return false;
    any = true;
  }
  return any;
}

// What an expression is called: through imports, or as the attribute of an object whose type is plain and the only one.
std::string dotted_name(const FileView& view, Node expression) {
  std::string dotted = view.names.resolver().dotted(expression);
  if (!dotted.empty() || !expression.is(Kind::attribute)) return dotted;
  const names::Types types(view.names.resolver());
  const std::vector<names::Inferred> found = types.of(expression.child(syntax::Field::object));
  if (found.size() != 1 || found.front().type.empty() || found.front().is_class) return {};
  return found.front().type + "." + std::string(expression.child(syntax::Field::attribute).text());
}

// Whether a name that ends in LAST can match one of PATTERNS.
// Whether NODE stands in a class with such a base.
bool is_within(const FileView& view, Node node, const std::vector<std::string>& patterns) {
  for (Node up = node.parent(); up; up = up.parent()) {
    if (!up.is(Kind::class_definition)) continue;
    for (const Node base : up.child(syntax::Field::superclasses).children()) {
      const bool named = base.is_any(Kind::identifier, Kind::attribute);
      if (named && matches_one(patterns, dotted_name(view, base))) return true;
    }
  }
  return false;
}

bool may_end_in(std::string_view last, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    const std::string_view part = pattern.substr(pattern.rfind('.') + 1);
    return part == last || part.find_first_of("*?[") != std::string_view::npos;
  });
}

// Whether it is worth while to find out what an expression is called: an attribute and a name that the file does not bind
// are called what they say.
bool may_resolve(const FileView& view, Node expression, const std::vector<std::string>& patterns) {
  const bool attribute = expression.is(Kind::attribute);
  const Node last = attribute ? expression.child(syntax::Field::attribute) : expression;
  if (!last.is(Kind::identifier)) return true;
  const names::Words& words = view.names.scopes().words();
  const names::Word word = attribute ? names::kNoWord : words.find(last.text());
  if (word != names::kNoWord && words.is_bound(word)) return true;
  return may_end_in(last.text(), patterns);
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
      if (row.other_kind != Kind::end_of_file) listen(row.other_kind, {&page, row.node});
    }
    return 1;
  }
  return in_page(page, "there is no check `" + std::string(page.check) + "`", suggestion(page.check, known));
}

Result<int> RuleSet::add_query(const RulePage& page) {
  Result<syntax::Query> query = syntax::Query::compile(page.query);
  const Result<bool> accepted = page.is_built_in || !query ? true : syntax::accepted_by_library(page.query);
  if (!query || !accepted) {
    Mistake mistake = query ? accepted.mistake() : query.mistake();
    mistake.file = std::string(page.file);
    mistake.line += page.query_line - 1;
    return mistake;
  }
  for (const Kind kind : query->outermost()) listen(kind, {&page, nullptr, queries_.size()});
  queries_.push_back(query.take());
  query_pages_.push_back(&page);
  return 1;
}

void RuleSet::listen(Kind kind, NodeRule rule) {
  const auto place = static_cast<std::size_t>(kind);
  if (by_kind_.size() <= place) by_kind_.resize(place + 1);
  by_kind_[place].push_back(rule);
}

// Which queries can match in this file at all: it has the kinds of nodes they need and one of their words.
std::vector<bool> RuleSet::queries_for(const FileView& view) const {
  const names::Words& words = view.names.scopes().words();
  std::array<bool, 512> kinds = {};
  for (const syntax::NodeData& node : view.tree.nodes())
    kinds[static_cast<std::size_t>(node.kind) % kinds.size()] = true;
  const auto has_kind = [&](Kind kind) { return kinds[static_cast<std::size_t>(kind) % kinds.size()]; };
  const bool loads = names::imports_by_text(words);
  const auto has_word = [&](const std::string& word) { return loads || words.find(word) != names::kNoWord; };
  const bool ran_on_2 = view.verdict.compiles && view.verdict.compiles->contains(Version::of(2, 7));
  std::vector<bool> active;
  for (std::size_t i = 0; i < queries_.size(); ++i) {
    const syntax::Query& query = queries_[i];
    const std::vector<std::string>& needed = query.words();
    active.push_back((ran_on_2 || !query_pages_[i]->python2_only) &&
                     std::all_of(query.kinds().begin(), query.kinds().end(), has_kind) &&
                     (needed.empty() || std::any_of(needed.begin(), needed.end(), has_word)));
  }
  return active;
}

// By kind, the rules that can find something in this file: so a call is shown to five of them and not to a hundred.
std::vector<std::vector<RuleSet::NodeRule>> RuleSet::rules_for(const FileView& view) const {
  const std::vector<bool> active = queries_for(view);
  std::vector<std::vector<NodeRule>> by_kind(by_kind_.size());
  for (std::size_t kind = 0; kind < by_kind_.size(); ++kind) {
    for (const NodeRule& rule : by_kind_[kind]) {
      if (rule.check != nullptr || active[rule.query]) by_kind[kind].push_back(rule);
    }
  }
  return by_kind;
}

void RuleSet::run(const FileView& view, Findings& findings) const {
  add_constructs(view, findings);
  add_lives(view, findings);
  for (const FileRule& rule : file_rules_) rule.check(view, *rule.page, findings);
  const std::vector<std::vector<NodeRule>> by_kind = rules_for(view);
  std::vector<syntax::Captured> room;
  const std::vector<syntax::NodeData>& nodes = view.tree.nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const auto kind = static_cast<std::size_t>(nodes[i].kind);
    if (kind >= by_kind.size()) continue;
    for (const NodeRule& rule : by_kind[kind]) {
      if (rule.check != nullptr) {
        rule.check(view, view.tree.node(i), *rule.page, findings);
      } else {
        run_query(view, view.tree.node(i), rule, room, findings);
      }
    }
  }
}

void RuleSet::run_query(const FileView& view, Node node, const NodeRule& rule, std::vector<syntax::Captured>& room,
                        Findings& findings) const {
  const auto means = [&](Node expression, const syntax::Predicate& asked) {
    if (asked.kind == syntax::Predicate::Kind::typed) return is_typed(view, expression, asked.words);
    if (asked.kind == syntax::Predicate::Kind::within) {
      return is_within(view, expression, asked.words) != asked.negated;
    }
    if (!may_resolve(view, expression, asked.words)) return false;
    const std::string dotted = dotted_name(view, expression);
    return !dotted.empty() && matches_one(asked.words, dotted);
  };
  queries_[rule.query].matches(node, means, room, [&](const syntax::Match& match) {
    const Node here = match.node("here");
    findings.add(draft_of(*rule.page, here.span(), view.names.guards().alive(here.index())));
  });
}

}  // namespace pymolt::checks
