// The forms in which `pymolt deps` shows dependencies: a table of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_DEPENDENCY_RENDERERS_H_
#define PYMOLT_RENDER_DEPENDENCY_RENDERERS_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "model/report.h"
#include "model/upgrade_plan.h"

namespace pymolt::render {

/// What there is to show: the report, and a plan where one is asked for.
struct DependencyAnswer {
  const Report& report;
  const UpgradePlan* plan = nullptr;
};

struct DependencyFormat {
  std::string_view name;
  void (*render)(const DependencyAnswer&, std::ostream&);
};

[[nodiscard]] std::span<const DependencyFormat> dependency_formats();

void dependencies_text(const DependencyAnswer& answer, std::ostream& out);
void dependencies_markdown(const DependencyAnswer& answer, std::ostream& out);
void dependencies_json(const DependencyAnswer& answer, std::ostream& out);
void dependencies_csv(const DependencyAnswer& answer, std::ostream& out);
void dependencies_html(const DependencyAnswer& answer, std::ostream& out);
void dependencies_cyclonedx(const DependencyAnswer& answer, std::ostream& out);

/// `ok 3.8-3.12; no 3.13+`, `ok`: what ROW comes to on TARGET, versions said where they differ; `not there` where it applies on none.
[[nodiscard]] std::string verdict_words(const DependencyRow& row, VersionSet target);
/// `==1.26.4`, `any version`, or where it comes from.
[[nodiscard]] std::string wanted_words(const DependencyRow& row);
/// The evidence for what is not ok on TARGET, each once.
[[nodiscard]] std::vector<std::string> evidence_words(const DependencyRow& row, VersionSet target);
/// `88 of 92 work, 3 unknown, 1 does not`.
[[nodiscard]] std::string sum_words(const Count& count);
/// The rows that apply on some version of the target.
[[nodiscard]] std::vector<const DependencyRow*> shown_rows(const Report& report);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_DEPENDENCY_RENDERERS_H_
