// The options that say what people are shown of a report: --style, --min-severity, --group-by, --concise and their like.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_VIEW_OPTIONS_H_
#define PYMOLT_CLI_VIEW_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "base/result.h"
#include "render/view.h"

namespace pymolt::cli {

/// The words of these options, before they mean anything.
struct ViewWords {
  std::string min_severity;
  std::string group_by;
  bool style = false;
  bool quiet = false;
  bool verbose = false;
  bool concise = false;
  bool statistics = false;
  bool show_all = false;
  std::size_t max_findings = 0;
};

void declare_view(CLI::App& app, ViewWords& words);
/// Puts what WORDS mean into VIEW, or tells what is wrong with them.
[[nodiscard]] std::optional<Mistake> read_view(const ViewWords& words, render::View& view);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_VIEW_OPTIONS_H_
