// The page of a rule says whether it is one of style; the settings may have made more of it.
// SPDX-License-Identifier: MIT
#include "render/shown_findings.h"

#include <algorithm>

#include "model/suppression.h"
#include "render/wording.h"

namespace pymolt::render {

bool is_style(const ReportedFinding& reported, const rulebook::Rulebook* book) {
  if (book == nullptr || reported.severity != Severity::low) return false;
  if (reported.finding.subject != Subject::rule || !reported.finding.breaks_on.empty())
    return false;
  if (is_about_suppression(reported.finding))
    return false;  // somebody wrote that comment to be respected
  const rulebook::RulePage* page = book->page(reported.finding.rule);
  return page != nullptr && page->breaks.empty() && page->scheduled.empty();
}

std::size_t Selection::style_count() const {
  std::size_t sum = 0;
  for (const auto& [rule, count] : style) sum += count;
  return sum;
}

std::string Selection::left_out_words() const {
  constexpr std::size_t kRulesNamed = 3;
  std::vector<std::string> parts;
  for (const auto& [severity, count] : below)
    parts.push_back(number(count) + " " + std::string(name(severity)));
  if (!style.empty()) {
    std::vector<std::pair<std::string_view, std::size_t>> rules(style.begin(), style.end());
    std::ranges::stable_sort(rules,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> named;
    for (std::size_t i = 0; i < std::min(rules.size(), kRulesNamed); ++i)
      named.push_back(std::string(rules[i].first) + " " + number(rules[i].second));
    if (rules.size() > kRulesNamed)
      named.push_back(counted(rules.size() - kRulesNamed, "more rule"));
    parts.push_back(number(style_count()) + " of style (" + listed(named) + ")");
  }
  return listed(parts);
}

Selection select(const Report& report, const View& view, const rulebook::Rulebook* book) {
  Selection selection;
  for (const ReportedFinding& reported : report.findings) {
    if (!view.style && is_style(reported, book)) {
      ++selection.style[reported.finding.rule];
    } else if (reported.severity < view.at_least) {
      ++selection.below[reported.severity];
    } else {
      selection.shown.push_back(&reported);
    }
  }
  return selection;
}

}  // namespace pymolt::render
