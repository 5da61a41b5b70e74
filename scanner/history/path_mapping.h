// Paths as a report has them, as a baseline has them, and as the disk does.
// SPDX-License-Identifier: MIT
//
//   pymolt scan src --baseline ci/known.json      in /work:
//   `app/feed.py` in the report is `../src/app/feed.py` in the baseline and /work/src/app/feed.py on the disk
#ifndef PYMOLT_HISTORY_PATH_MAPPING_H_
#define PYMOLT_HISTORY_PATH_MAPPING_H_

#include <string>
#include <vector>

#include "scan/disk.h"

namespace pymolt::history {

class PathMapping {
 public:
  /// REPORT_BASE is the absolute folder that a report's paths are relative to, ROOTS what was scanned, and BASELINE_BASE
  /// the baseline's folder, both relative to HERE or absolute. DISK is borrowed.
  PathMapping(const std::string& here, std::string report_base,
              const std::vector<std::string>& roots, const std::string& baseline_base,
              const scan::Disk& disk);

  /// The baseline's path of the report's PATH; bytes that are no UTF-8 are spelled out.
  [[nodiscard]] std::string in_baseline(const std::string& path) const;
  /// Whether the baseline's PATH was there to be found by this scan.
  [[nodiscard]] bool is_covered(const std::string& path) const;
  /// Whether there is such a file.
  [[nodiscard]] bool exists(const std::string& path) const;

 private:
  std::string report_base_;
  std::vector<std::string> roots_;  // absolute
  std::string baseline_base_;
  const scan::Disk& disk_;
};

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_PATH_MAPPING_H_
