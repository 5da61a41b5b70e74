// The paths of a scan, by their ends: coverage reports say from other folders which file they speak of.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_SCANNED_PATHS_H_
#define PYMOLT_GATE_SCANNED_PATHS_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "gate/evidence.h"

namespace pymolt::gate {

class ScannedPaths {
 public:
  /// Borrows PATHS.
  explicit ScannedPaths(const std::vector<std::string>& paths);

  /// Whether FILE may be one of these.
  [[nodiscard]] bool knows(const CoverageResults::File& file) const;
  /// The one path that FILE speaks of; empty where it may be several, or none.
  [[nodiscard]] std::string_view path_of(const CoverageResults::File& file) const;

 private:
  std::unordered_set<std::string_view> whole_;
  std::unordered_map<std::string_view, std::string_view> ends_;  // empty: of several
};

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_SCANNED_PATHS_H_
