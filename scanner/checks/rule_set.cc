// Buckets by node kind: a rule costs nothing at nodes it did not ask for, a query nothing in files without its words.
// SPDX-License-Identifier: MIT
#include "checks/rule_set.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/suggest.h"
#include "checks/api_usage.h"
#include "checks/compile_findings.h"
#include "checks/query_predicates.h"
#include "checks/silenced_errors.h"

namespace pymolt::checks {

using rulebook::RuleKind;
using rulebook::RulePage;
using syntax::Field;
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

// Whether the attribute that HERE names is only given a value, or has been asked for: neither raises.
bool is_seen_to(const FileView& view, Node here) {
  if (here.field() != Field::attribute) return false;
  const Node attribute = here.parent();
  if (attribute.field() == Field::left && attribute.parent().is(Kind::assignment)) return true;
  if (attribute.parent().is_any(Kind::pattern_list, Kind::tuple_pattern)) return true;
  const names::InternedName word = view.names.scopes().interned_names().find(here.text());
  return view.names.guards().is_attribute_tested(attribute.index(), word) ||
         is_asked_about(attribute);
}

// The expressions of one node that queries want to resolve: looked up once for all of them.
class HeadOf {
 public:
  HeadOf(Node node, Meanings& resolutions) : node_(node), meanings_(resolutions) {}

  // Whether the expression in FIELD may resolve to a name that ends in one of WORDS.
  [[nodiscard]] bool may_be(Field field, std::span<const names::InternedName> words) {
    if (!expression_ || field != field_) {
      field_ = field;
      expression_ = field == Field::none ? node_ : node_.child(field);
    }
    return expression_ && meanings_.may_end_in(expression_, words);
  }

 private:
  Node node_;
  Node expression_;
  Field field_ = Field::none;
  Meanings& meanings_;
};

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
  if (page.kind == RuleKind::check) return add_check(page);
  if (page.kind == RuleKind::query) return add_query(page);
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
  return in_page(page, "there is no check `" + std::string(page.check) + "`",
                 suggestion(page.check, known));
}

Result<int> RuleSet::add_query(const RulePage& page) {
  Result<syntax::Query> query = syntax::Query::compile(page.query, page.is_built_in);
  const Result<bool> accepted =
      page.is_built_in || !query ? true : syntax::accepted_by_library(page.query);
  if (!query || !accepted) {
    Mistake mistake = query ? accepted.mistake() : query.mistake();
    mistake.file = std::string(page.file);
    mistake.line += page.query_line - 1;
    return mistake;
  }
  for (std::size_t i = 0; i < query->patterns(); ++i) {
    for (const Kind kind : query->outermost(i)) {
      NodeRule rule{&page, nullptr, patterns_.size(), std::nullopt, {}};
      if (const auto head = query->head(i, kind)) {
        rule.head = head->field;
        rule.head_words = places_of(head->words);
      }
      listen(kind, std::move(rule));
    }
    PatternRule pattern{queries_.size(), i, page.python2_only, {}};
    for (const std::vector<std::string>& words : query->words(i))
      pattern.words.push_back(places_of(words));
    if (!page.words.empty())
      pattern.words.push_back(places_of({page.words.begin(), page.words.end()}));
    patterns_.push_back(std::move(pattern));
  }
  queries_.push_back(query.take());
  return 1;
}

std::vector<std::size_t> RuleSet::places_of(const std::vector<std::string>& words) {
  std::vector<std::size_t> places;
  for (const std::string& word : words) {
    const auto [place, is_new] = place_of_word_.emplace(word, words_.size());
    if (is_new) words_.push_back(word);
    places.push_back(place->second);
  }
  return places;
}

void RuleSet::listen(Kind kind, NodeRule rule) {
  const auto place = static_cast<std::size_t>(kind);
  if (by_kind_.size() <= place) by_kind_.resize(place + 1);
  by_kind_[place].push_back(std::move(rule));
}

// Which patterns can match in this file at all: it has the kinds of nodes they need, and of the words, those that are KNOWN there.
std::vector<bool> RuleSet::patterns_for(const FileView& view,
                                        std::span<const names::InternedName> known) const {
  std::array<bool, 512> kinds = {};
  for (const syntax::NodeData& node : view.tree.nodes())
    kinds[static_cast<std::size_t>(node.kind) % kinds.size()] = true;
  const auto has_kind = [&](Kind kind) {
    return kinds[static_cast<std::size_t>(kind) % kinds.size()];
  };
  const bool any_word = names::imports_by_text(view.names.scopes().interned_names());
  const auto has_one = [&](const std::vector<std::size_t>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::size_t word) { return known[word] != names::kNoName; });
  };
  const bool ran_on_2 = written_for(view).contains(Version::of(2, 7));
  std::vector<bool> active;
  for (const PatternRule& rule : patterns_) {
    const std::vector<Kind>& needed = queries_[rule.query].kinds(rule.pattern);
    active.push_back((ran_on_2 || !rule.python2_only) &&
                     (any_word || std::all_of(rule.words.begin(), rule.words.end(), has_one)) &&
                     std::all_of(needed.begin(), needed.end(), has_kind));
  }
  return active;
}

// By kind, the rules that can find something in this file: so a call is shown to five of them and not to hundreds.
RuleSet::Listeners RuleSet::rules_for(const FileView& view) const {
  const names::InternedNames& words = view.names.scopes().interned_names();
  std::vector<names::InternedName> known;
  for (const std::string& word : words_) known.push_back(words.find(word));
  const std::vector<bool> active = patterns_for(view, known);
  Listeners listeners;
  listeners.by_kind.resize(by_kind_.size());
  for (std::size_t kind = 0; kind < by_kind_.size(); ++kind) {
    for (const NodeRule& rule : by_kind_[kind]) {
      if (rule.check == nullptr && !active[rule.pattern]) continue;
      Listener listener{&rule, listeners.words.size(), 0};
      for (const std::size_t word : rule.head_words) {
        if (known[word] != names::kNoName) listeners.words.push_back(known[word]);
      }
      listener.last_word = listeners.words.size();
      listeners.by_kind[kind].push_back(listener);
    }
  }
  return listeners;
}

void RuleSet::run(const FileView& view, Findings& findings) const {
  add_constructs(view, findings);
  add_lives(view, findings);
  for (const FileRule& rule : file_rules_) rule.check(view, *rule.page, findings);
  const Listeners listeners = rules_for(view);
  const std::span<const names::InternedName> words = listeners.words;
  syntax::QueryRoom room;
  Meanings resolutions(view, room.reading);
  const std::vector<syntax::NodeData>& nodes = view.tree.nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const auto kind = static_cast<std::size_t>(nodes[i].kind);
    if (kind >= listeners.by_kind.size() || listeners.by_kind[kind].empty()) continue;
    const Node node = view.tree.node(i);
    HeadOf head(node, resolutions);
    for (const Listener& listener : listeners.by_kind[kind]) {
      const NodeRule& rule = *listener.rule;
      if (rule.check != nullptr) {
        rule.check(view, node, *rule.page, findings);
        continue;
      }
      const auto its_words =
          words.subspan(listener.first_word, listener.last_word - listener.first_word);
      if (rule.head && !head.may_be(*rule.head, its_words)) continue;
      const auto holds = [&](Node expression, const syntax::Predicate& asked,
                             syntax::Certainty& certainty) {
        return resolutions.holds(expression, asked, certainty);
      };
      const VersionSet asked = rule.page->breaks.empty() ? VersionSet::all() : rule.page->breaks;
      const PatternRule& pattern = patterns_[rule.pattern];
      const bool tried_all = queries_[pattern.query].matches(
          pattern.pattern, node, asked, holds, room, [&](const syntax::Match& match) {
            const Node here = match.node("here");
            if (is_seen_to(view, here)) return;
            const VersionSet alive = view.names.guards().alive(here.index());
            Draft draft = draft_of(*rule.page, here.span(), alive);
            const VersionSet on =
                match.certainty().on | ~asked;  // what was not asked about is as the page says
            draft.breaks_on &= on;
            draft.warns_on &= on;
            draft.member = match.certainty().member;
            draft.confidence = std::min(draft.confidence, match.certainty().confidence);
            settle_caught(view, here, draft);
            findings.add(draft);
          });
      if (!tried_all) {
        findings.note_not_analysed("all ways in which the rule " + std::string(rule.page->name) +
                                   " might hold at line " +
                                   std::to_string(view.text.line_at(node.begin())));
      }
    }
  }
  if (room.reading.spent())
    findings.note_not_analysed("what the regular expressions of rules find in its texts");
  if (view.names.types().answers().gave_up())
    findings.note_not_analysed("what every expression of the file may be");
  if (view.names.resolver().gave_up())
    findings.note_not_analysed("on which versions every test of the version holds");
}

}  // namespace pymolt::checks
