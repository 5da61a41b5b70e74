// The wording. What is said here is said the same way in a terminal, a pull request and an audit.
// SPDX-License-Identifier: MIT
#include "render/wording.h"

#include <algorithm>

#include "model/untold_places.h"

namespace pymolt::render {

std::string number(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
  const std::string plural = many.empty() ? std::string(one) + "s" : std::string(many);
  if (n == 0) return "no " + plural;
  return number(n) + " " + (n == 1 ? std::string(one) : plural);
}

std::string listed(const std::vector<std::string>& items, std::size_t limit) {
  const bool cut = items.size() > limit;
  const std::size_t shown = cut ? limit : items.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == shown && !cut ? " and " : ", ";
    text += items[i];
  }
  if (cut) text += (shown > 0 ? " and " : "") + number(items.size() - shown) + " more";
  return text;
}

std::string_view name(Decision decision) {
  switch (decision) {
    case Decision::go:
      return "go";
    case Decision::no_go:
      return "no-go";
    case Decision::unknown:
      break;
  }
  return "unknown";
}

Decision decision(const Report& report, Version version) {
  const auto found = report.summary.verdict.find(version);
  return found == report.summary.verdict.end() ? Decision::unknown : found->second;
}

VersionSet decided(const Report& report, Decision asked) {
  VersionSet versions;
  for (const Version version : report.target.versions()) {
    if (decision(report, version) == asked) versions |= version;
  }
  return versions;
}

std::string python(VersionSet versions) {
  return "Python " + (versions == VersionSet::all() ? std::string(versions.oldest().str()) + "+"
                                                    : versions.str());
}

std::string_view spoken(std::string_view symbol) {
  constexpr std::string_view kSyntax = "syntax.";
  return symbol.starts_with(kSyntax) ? symbol.substr(kSyntax.size()) : symbol;
}

std::string when(const Finding& finding) {
  const VersionSet warns = finding.warns_on - finding.breaks_on;
  const auto applies = [](VersionSet on) {
    return "applies to " + (on == VersionSet::all() ? "all versions" : on.str());
  };
  if (finding.breaks_on.empty()) return warns.empty() ? "" : applies(warns);
  const bool raises = finding.breaks_as >= Severity::high;
  std::string text = raises ? "breaks on " + finding.breaks_on.str() : applies(finding.breaks_on);
  if (!warns.empty()) text += ", deprecated on " + warns.str();
  return text;
}

void add_to(Finding& sum, const Finding& other) {
  const bool is_later = !other.breaks_on.empty() && !sum.breaks_on.empty() &&
                        sum.breaks_on.oldest() < other.breaks_on.oldest();
  if (is_later && !other.instead.empty()) sum.instead = other.instead;
  sum.breaks_on |= other.breaks_on;
  sum.warns_on |= other.warns_on;
}

std::string why_unknown(const Report& report, Version version) {
  std::vector<std::string> reasons;
  const Summary& summary = report.summary;
  if (summary.failed > 0) reasons.push_back(counted(summary.failed, "file") + " could not be read");
  if (const auto files = summary.compile.find(version);
      files != summary.compile.end() && files->second.unknown > 0) {
    reasons.push_back(counted(files->second.unknown, "file") + " could not be analysed");
  }
  if (const auto modules = summary.import.find(version);
      modules != summary.import.end() && modules->second.unknown > 0) {
    reasons.push_back("the import of " + counted(modules->second.unknown, "module") +
                      " could not be decided");
  }
  if (report.looks_at_nothing(version)) reasons.emplace_back("nothing was analysed");
  if (const std::size_t unasked = files_with_open_questions(report); unasked > 0)
    reasons.push_back("in " + counted(unasked, "file") + " a question would have cost too much");
  if (has_untold_places(report))
    reasons.emplace_back("comments may speak of places that are counted only");
  return listed(reasons);
}

std::string fix_words(const std::array<std::uint32_t, 4>& fixes) {
  const auto of = [&](Fixable how) { return fixes[static_cast<std::size_t>(how)]; };
  std::vector<std::string> words;
  if (of(Fixable::safe) > 0) words.push_back(number(of(Fixable::safe)) + " safe");
  if (of(Fixable::unsafe) > 0) words.push_back(number(of(Fixable::unsafe)) + " with --unsafe");
  if (of(Fixable::by_hand) > 0) words.push_back(number(of(Fixable::by_hand)) + " by hand");
  return words.empty() ? std::string() : "pymolt fix: " + listed(words);
}

}  // namespace pymolt::render
