// Style is shown where it is asked for by its name, or by the severity it has.
// SPDX-License-Identifier: MIT
#include "cli/view_options.h"

#include <array>

#include "base/suggest.h"

namespace pymolt::cli {

void declare_view(CLI::App& app, ViewWords& words) {
  app.add_flag("--style", words.style,
               "Show findings that are only a matter of style, such as old `%` formatting");
  app.add_option("--min-severity", words.min_severity,
                 "Show findings that are at least: critical, high, medium, low (with style)")
      ->type_name("SEVERITY");
  CLI::Option* group =
      app.add_option("--group-by", words.group_by, "Show findings by: file (default), rule, cause")
          ->type_name("GROUP");
  CLI::Option* most =
      app.add_option("--max-findings", words.max_findings,
                     "Show the N most severe in full, and count the others (default: 50)")
          ->type_name("N")
          ->check(CLI::Validator(CLI::Range(1, 1'000'000)).description(""));
  CLI::Option* all =
      app.add_flag("--show-all", words.show_all, "Show every finding, and every list whole");
  app.add_flag("--statistics", words.statistics, "Count findings by rule instead of showing them");
  CLI::Option* concise = app.add_flag(
      "--concise", words.concise, "A line a finding: path:line:column: severity [rule] message");
  CLI::Option* quiet = app.add_flag("-q,--quiet", words.quiet, "Print only the verdict");
  CLI::Option* verbose = app.add_flag("-v,--verbose", words.verbose,
                                      "Say all that is known of each finding, with documentation");
  quiet->excludes(verbose)->excludes(concise);
  verbose->excludes(concise);
  // What would not be obeyed is not taken.
  concise->excludes(group);
  quiet->excludes(group);
  most->excludes(all);
}

std::optional<Mistake> read_view(const ViewWords& words, render::View& view) {
  constexpr std::array<std::string_view, 4> kSeverities = {"critical", "high", "medium", "low"};
  constexpr std::array<std::string_view, 3> kGroups = {"file", "rule", "cause"};
  const auto unknown = [](const char* option, const std::string& word, auto known) {
    Mistake mistake{std::string(option) + ": unknown word `" + word + "`"};
    mistake.hint = suggestion(word, known);
    return mistake;
  };
  if (!words.min_severity.empty()) {
    const auto severity = parse_severity(words.min_severity);
    if (!severity) return unknown("--min-severity", words.min_severity, kSeverities);
    view.at_least = *severity;
  }
  if (!words.group_by.empty()) {
    const auto* const group = std::find(kGroups.begin(), kGroups.end(), words.group_by);
    if (group == kGroups.end()) return unknown("--group-by", words.group_by, kGroups);
    view.group_by = static_cast<render::Grouping>(group - kGroups.begin());
  }
  view.style = words.style || words.min_severity == "low";
  view.detail = words.quiet     ? render::Detail::quiet
                : words.concise ? render::Detail::concise
                : words.verbose ? render::Detail::verbose
                                : render::Detail::normal;
  view.statistics = words.statistics;
  view.show_all = words.show_all;
  view.max_findings = words.max_findings;
  return std::nullopt;
}

}  // namespace pymolt::cli
