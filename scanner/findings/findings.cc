// Fills in what a draft leaves to its page, and what only the text and the tree can say.
// SPDX-License-Identifier: MIT
#include "findings/findings.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "findings/fingerprint.h"
#include "findings/statement_form.h"

namespace pymolt::checks {

namespace {

using syntax::Kind;
using syntax::Node;

// Whether NODE stands in a function or a class. Nothing that anybody writes is nested as deeply as is looked; what is counts
// as within one.
bool scope_around(Node node) {
  constexpr int kMostClimbed = 1000;
  for (int i = 0; i < kMostClimbed && node; ++i, node = node.parent()) {
    if (node.is_any(Kind::function_definition, Kind::class_definition)) return true;
  }
  return static_cast<bool>(node);
}

// "Class.method": the functions and classes around a node, outermost first.
std::string scope_of(Node node) {
  std::string scope;
  for (; node; node = node.parent()) {
    if (!node.is_any(Kind::function_definition, Kind::class_definition)) continue;
    if (!scope.empty()) scope.insert(0, 1, '.');
    scope.insert(0, node.child(syntax::Field::name).text());
  }
  return scope;
}

// Where a page and a lifetime speak of the same place, the page says more: it stays, as sure as the surer of them.
// FINDINGS are all of one place.
void merge_accounts(std::span<Finding> findings) {
  for (Finding& page : findings) {
    if (has_lifetime(page.subject)) continue;
    for (Finding& life : findings) {
      if (!has_lifetime(life.subject) || life.breaks_on.empty() ||
          !(life.breaks_on - page.breaks_on).empty())
        continue;
      page.confidence = std::max(page.confidence, life.confidence);
      page.python2_only = page.python2_only && life.confidence == Confidence::possible;
      life.rule.clear();
    }
  }
}

// Findings are large: their places are sorted, and each is moved once.
template <typename Before>
void sort_in_order(std::vector<Finding>& findings, Before before) {
  std::vector<std::uint32_t> places(findings.size());
  std::iota(places.begin(), places.end(), 0U);
  std::stable_sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
    return before(findings[a], findings[b]);
  });
  std::vector<Finding> sorted;
  sorted.reserve(findings.size());
  for (const std::uint32_t place : places) sorted.push_back(std::move(findings[place]));
  findings = std::move(sorted);
}

}  // namespace

Draft draft_of(const rulebook::RulePage& page, ByteSpan where, VersionSet alive) {
  Draft draft;
  draft.page = &page;
  draft.where = where;
  draft.alive = alive;
  draft.raises = page.raises;
  draft.confidence = page.confidence;
  draft.needs = page.needs;
  (page.breaks.empty() ? draft.warns_as : draft.breaks_as) = page.severity;
  (page.breaks.empty() ? draft.warns_on : draft.breaks_on) =
      page.breaks.empty() ? VersionSet::all() : page.breaks;
  return draft;
}

Finding finding_of(const Draft& draft) {
  const rulebook::RulePage& page = *draft.page;
  Finding finding;
  finding.rule = page.name;
  finding.symbol = draft.symbol.empty() ? std::string(page.name) : draft.symbol;
  finding.subject = draft.subject;
  finding.raises = draft.raises;
  finding.confidence = draft.confidence;
  finding.alive = draft.alive;
  finding.breaks_on = draft.breaks_on & draft.alive;
  finding.breaks_as = draft.breaks_as;
  finding.warns_on = draft.warns_on & draft.alive;
  finding.warns_as = draft.warns_as;
  finding.python2_only = page.python2_only || draft.python2_only;
  finding.needs = draft.needs;
  finding.member = draft.member;
  finding.message = draft.message.empty() ? page.message : draft.message;
  finding.instead = draft.instead.empty() ? page.instead : draft.instead;
  finding.docs = draft.docs.empty() ? std::string(page.docs) : draft.docs;
  return finding;
}

void Findings::put(ByteSpan where, Finding& finding) {
  finding.span = text_.span(where);
  finding.excerpt = excerpts_.of(finding.span.line);
  const Node node = tree_.innermost(where.begin);
  finding.code = normal_form(node);
  finding.scope = scope_of(node);
}

// A page about a package's releases: which is in force only the project tells.
void Findings::add_of_package(const Draft& draft) {
  PackageUse use;
  use.fact = draft.page->name;
  use.place = finding_of(draft);
  use.place.breaks_on = VersionSet::none();
  use.place.warns_on = VersionSet::none();
  add_package_use(std::move(use), draft.where);
}

bool Findings::keeps(const Draft& draft) {
  const std::string_view rule = draft.page->name;
  const std::string_view symbol = draft.symbol.empty() ? rule : draft.symbol;
  const bool is_within = scope_around(tree_.innermost(draft.where.begin));
  const std::string kind = kind_of(rule, symbol, draft) + (is_within ? "f" : "");
  if (kept_.keeps(kind, draft.where.begin)) return true;
  kept_.add({std::string(rule), std::string(symbol), 1, text_.line_at(draft.where.begin)});
  return false;
}

void Findings::add(const Draft& draft) {
  if (!draft.page->package.empty()) return add_of_package(draft);
  if (((draft.breaks_on | draft.warns_on) & draft.alive).empty()) return;
  if (!keeps(draft)) return;
  Finding finding = finding_of(draft);
  put(draft.where, finding);
  findings_.push_back(std::move(finding));
}

void Findings::note_not_analysed(const std::string& question) {
  if (std::find(not_analysed_.begin(), not_analysed_.end(), question) == not_analysed_.end()) {
    not_analysed_.push_back(question);
  }
}

void Findings::add_foreign(CrossFileUse use, ByteSpan where) {
  constexpr std::size_t kMostForeignUses = 50'000;
  if (foreign_.size() == kMostForeignUses)
    return note_not_analysed("uses of other modules beyond the first 50,000");
  put(where, use.place);
  foreign_.push_back(std::move(use));
}

void Findings::add_package_use(PackageUse use, ByteSpan where) {
  constexpr std::size_t kMostPackageUses = 20'000;
  if (packages_.size() == kMostPackageUses)
    return note_not_analysed("uses of packages beyond the first 20,000");
  put(where, use.place);
  packages_.push_back(std::move(use));
}

std::vector<Finding> Findings::take() {
  const auto key = [](const Finding& f) { return std::tie(f.span, f.rule, f.symbol); };
  sort_in_order(findings_, [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
  // A query may match in several ways at one place; that is one finding.
  const auto same = [&](const Finding& a, const Finding& b) {
    return key(a) == key(b) && a.breaks_on == b.breaks_on;
  };
  findings_.erase(std::unique(findings_.begin(), findings_.end(), same), findings_.end());
  for (auto first = findings_.begin(); first != findings_.end();) {
    const auto last = std::find_if(first, findings_.end(),
                                   [&](const Finding& f) { return f.span != first->span; });
    if (last - first > 1) merge_accounts({first, last});
    first = last;
  }
  std::erase_if(findings_, [](const Finding& finding) { return finding.rule.empty(); });
  assign_fingerprints(findings_);
  return std::move(findings_);
}

}  // namespace pymolt::checks
