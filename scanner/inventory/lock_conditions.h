// Under which markers the packages of a lock file are wanted at all, where the file says it of who wants them only.
// SPDX-License-Identifier: MIT
//
//   root wants pytest              pytest: always
//   pytest wants colorama          colorama: sys_platform == "win32"
//     ; sys_platform == "win32"
#ifndef PYMOLT_INVENTORY_LOCK_CONDITIONS_H_
#define PYMOLT_INVENTORY_LOCK_CONDITIONS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace pymolt::inventory {

/// That package FROM wants package TO where MARKER holds; empty: always. Places among the packages.
struct LockEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string marker;
};

/// For each of COUNT packages the marker under which one of ROOTS wants it, over however many others; empty where that is
/// always, where nothing is known of who wants it, or where it would take too long to say.
[[nodiscard]] std::vector<std::string> conditions(std::size_t count,
                                                  const std::vector<std::size_t>& roots,
                                                  const std::vector<LockEdge>& edges);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_LOCK_CONDITIONS_H_
