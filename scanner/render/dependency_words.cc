// What the forms of `pymolt deps` have in common: a row's answer in few words.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "render/dependency_renderers.h"
#include "render/wording.h"

namespace pymolt::render {

std::span<const DependencyFormat> dependency_formats() {
  static constexpr std::array kFormats = {
      DependencyFormat{"text", dependencies_text},
      DependencyFormat{"markdown", dependencies_markdown},
      DependencyFormat{"json", dependencies_json},
      DependencyFormat{"csv", dependencies_csv},
      DependencyFormat{"html", dependencies_html},
      DependencyFormat{"cyclonedx", dependencies_cyclonedx},
  };
  return kFormats;
}

std::string verdict_words(const DependencyRow& row, VersionSet target) {
  std::array<VersionSet, 4> by_support;
  VersionSet there;
  for (const auto& [python, judged] : row.on) {
    if (!target.contains(python)) continue;
    there |= python;
    by_support[static_cast<std::size_t>(judged.support)] |= python;
  }
  if (there.empty()) return "not there";
  std::string words;
  for (std::size_t i = by_support.size(); i-- > 0;) {
    if (by_support[i].empty()) continue;
    if (!words.empty()) words += "; ";
    words += name(static_cast<Support>(i));
    if (by_support[i] != there || target.size() > there.size()) words += " " + by_support[i].str();
  }
  return words;
}

std::string wanted_words(const DependencyRow& row) {
  const DependencyDeclaration& declared = row.declaration;
  if (!declared.url.empty()) return "@ " + declared.url;
  return declared.specifier.empty() ? "any version" : declared.specifier;
}

std::vector<std::string> evidence_words(const DependencyRow& row, VersionSet target) {
  std::vector<std::string> words;
  for (const auto& [python, judged] : row.on) {
    if (!target.contains(python) || judged.support == Support::ok ||
        judged.evidence.starts_with("nothing is known"))
      continue;
    if (std::ranges::find(words, judged.evidence) == words.end()) words.push_back(judged.evidence);
  }
  return words;
}

std::string sum_words(const Count& count) {
  if (count.of == 0) return "there are no dependencies";
  const std::uint32_t fails = count.of - count.ok - count.unknown;
  std::string words = std::to_string(count.ok) + " of " +
                      counted(count.of, "dependency", "dependencies") +
                      (count.ok == 1 || count.of == 1 ? " works" : " work");
  if (count.unknown > 0) words += ", " + std::to_string(count.unknown) + " unknown";
  if (fails > 0) words += ", " + std::to_string(fails) + (fails == 1 ? " does not" : " do not");
  return words;
}

std::vector<const DependencyRow*> shown_rows(const Report& report) {
  std::vector<const DependencyRow*> rows;
  for (const DependencyRow& row : report.dependencies.rows) {
    const bool there = std::ranges::any_of(
        row.on, [&](const auto& judged) { return report.target.contains(judged.first); });
    if (there) rows.push_back(&row);
  }
  return rows;
}

}  // namespace pymolt::render
