// `pymolt diff OLD NEW`: compares two JSON reports.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>

#include "cli/inputs.h"
#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "history/diff.h"
#include "render/diff_renderers.h"

namespace pymolt::cli {

namespace {

Result<history::SavedReport> read(const std::string& file) {
  const Result<std::string> text = read_whole(file);
  if (text) return history::read_report(file, *text);
  Mistake mistake;
  mistake.file = file;
  std::error_code error;
  const bool is_there = std::filesystem::exists(file, error);
  mistake.message =
      is_there ? "the report cannot be read: " + text.mistake().message : "there is no such report";
  mistake.hint = "`pymolt scan --format json=FILE` makes one";
  return mistake;
}

// 1 when the code has something new at or above --fail-on; what other rules or other questions found is not the code's.
int exit_status(const ReportDiff& diff, const std::optional<Severity>& fail_on) {
  if (!fail_on) return 0;
  const auto severe = [&](const DiffItem& item) { return item.now->known.severity >= *fail_on; };
  const auto added = diff.items.find(Change::added);
  return added != diff.items.end() &&
                 std::any_of(added->second.begin(), added->second.end(), severe)
             ? 1
             : 0;
}

}  // namespace

int run_diff(const Invocation& invocation, Streams& streams) {
  if (const auto mistake = check_outputs(invocation.scan.formats, invocation.scan.output))
    return refuse(streams, *mistake);
  const Result<history::SavedReport> before = read(invocation.diff.before);
  if (!before) return refuse(streams, before.mistake());
  const Result<history::SavedReport> now = read(invocation.diff.now);
  if (!now) return refuse(streams, now.mistake());
  const ReportDiff diff = history::diff(*before, *now);
  if (!write_forms(diff, invocation.scan.formats, invocation.scan.output, render::diff_formats(),
                   streams))
    return 2;
  return exit_status(diff, invocation.scan.fail_on);
}

}  // namespace pymolt::cli
