// The forms in which stated versions are shown: a table of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_CONFIGURATION_RENDERERS_H_
#define PYMOLT_RENDER_CONFIGURATION_RENDERERS_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "model/report.h"

namespace pymolt::render {

struct ConfigurationFormat {
  std::string_view name;
  void (*render)(const Report&, std::ostream&);
};

[[nodiscard]] std::span<const ConfigurationFormat> configuration_formats();

void configuration_text(const Report& report, std::ostream& out);
void configuration_json(const Report& report, std::ostream& out);
void configuration_markdown(const Report& report, std::ostream& out);
void configuration_csv(const Report& report, std::ostream& out);

/// `agrees`, `excludes 3.13`, `names no version`.
[[nodiscard]] std::string stand_of(const ConfigurationRow& row, VersionSet target);
/// `3.8 (2024-10-07)`: the versions past their end of life; empty where none is.
[[nodiscard]] std::string ended_words(const ConfigurationRow& row);
/// "Python 3.13: 34 of 37 statements in 17 files allow it; 2 name no version", a line a version of the target.
[[nodiscard]] std::vector<std::string> configuration_sums(const Report& report);
/// The table of statements in Markdown; only those that exclude something of the target where ALL is false.
void configuration_table(const Report& report, bool all, std::ostream& out,
                         std::string_view prefix = {});

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_CONFIGURATION_RENDERERS_H_
