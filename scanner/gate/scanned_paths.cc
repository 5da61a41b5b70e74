// Every end of every path is kept; one that several paths have stands for none.
// SPDX-License-Identifier: MIT
#include "gate/scanned_paths.h"

#include <algorithm>
#include <set>

namespace pymolt::gate {

namespace {

// `b/c.py` of `a/b/c.py`; empty after the last name.
std::string_view shorter(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

}  // namespace

ScannedPaths::ScannedPaths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    whole_.insert(path);
    for (std::string_view end = shorter(path); !end.empty(); end = shorter(end)) {
      const auto [row, is_new] = ends_.emplace(end, path);
      if (!is_new) row->second = {};
    }
  }
}

bool ScannedPaths::knows(const CoverageResults::File& file) const {
  return std::ranges::any_of(file.names, [this](std::string_view end) {
    while (end.starts_with("./")) end.remove_prefix(2);
    if (ends_.contains(end)) return true;
    while (!end.empty() && !whole_.contains(end)) end = shorter(end);
    return !end.empty();
  });
}

std::string_view ScannedPaths::path_of(const CoverageResults::File& file) const {
  std::set<std::string_view> whole;  // the longest path that a name ends with
  std::set<std::string_view> ends;   // the only path that ends with a name
  for (const std::string& name : file.names) {
    std::string_view end = name;
    while (end.starts_with("./")) end.remove_prefix(2);
    if (const auto found = ends_.find(end); found != ends_.end()) ends.insert(found->second);
    while (!end.empty() && !whole_.contains(end)) end = shorter(end);
    if (!end.empty()) whole.insert(end);
  }
  const std::set<std::string_view>& found = whole.empty() ? ends : whole;
  return found.size() == 1 ? *found.begin() : std::string_view();
}

}  // namespace pymolt::gate
