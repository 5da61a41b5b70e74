// Paths of different tools, which say from different folders where the same file is.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_PATH_ENDS_H_
#define PYMOLT_GATE_PATH_ENDS_H_

#include <string_view>
#include <utility>

namespace pymolt::gate {

/// Whether one path is the end of the other, whole names only.
[[nodiscard]] inline bool is_same_file(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  while (b.starts_with("./")) b.remove_prefix(2);
  if (b.empty() || !a.ends_with(b)) return false;
  return a.size() == b.size() || a[a.size() - b.size() - 1] == '/';
}

[[nodiscard]] inline std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_PATH_ENDS_H_
