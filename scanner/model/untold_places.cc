// A file that has places counted, and a finding suppressed, could hide one behind the other.
// SPDX-License-Identifier: MIT
#include "model/untold_places.h"

#include <algorithm>

namespace pymolt {

namespace {

template <typename Is>
bool any_file(const Report& report, Is is) {
  return std::ranges::any_of(report.files, is) || std::ranges::any_of(report.inventory, is);
}

}  // namespace

bool has_untold_places(const Report& report) {
  return any_file(report, [&](const FileFacts& file) {
    return !file.more.empty() &&
           std::ranges::find(report.suppressed, file.path, &ReportedFinding::path) !=
               report.suppressed.end();
  });
}

std::size_t files_with_open_questions(const Report& report) {
  const auto is_open = [](const FileFacts& file) { return !file.not_analysed.empty(); };
  return static_cast<std::size_t>(std::ranges::count_if(report.files, is_open) +
                                  std::ranges::count_if(report.inventory, is_open));
}

bool has_more_places(const Report& report) {
  return any_file(report, [](const FileFacts& file) { return !file.more.empty(); });
}

}  // namespace pymolt
