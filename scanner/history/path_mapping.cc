// Paths are taken by their text: no link is followed, so that a baseline says the same on every machine.
// SPDX-License-Identifier: MIT
#include "history/path_mapping.h"

#include <algorithm>
#include <filesystem>

#include "render/text_width.h"

namespace pymolt::history {

namespace {

namespace fs = std::filesystem;

// A whole path without `.`, `..` and a slash at its end.
std::string absolute(const fs::path& base, const std::string& path) {
  std::string text = (base / path).lexically_normal().generic_string();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

bool is_in(const std::string& path, const std::string& root) {
  return path == root || root == "/" || (path.starts_with(root) && path[root.size()] == '/');
}

}  // namespace

PathMapping::PathMapping(const std::string& here, std::string report_base,
                         const std::vector<std::string>& roots, const std::string& baseline_base,
                         const scan::Disk& disk)
    : report_base_(std::move(report_base)),
      baseline_base_(absolute(here, baseline_base)),
      disk_(disk) {
  for (const std::string& root : roots) roots_.push_back(absolute(here, root));
}

std::string PathMapping::in_baseline(const std::string& path) const {
  const fs::path place = absolute(report_base_, path);
  return render::well_formed(place.lexically_relative(baseline_base_).generic_string());
}

bool PathMapping::is_covered(const std::string& path) const {
  const std::string place = absolute(baseline_base_, path);
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const std::string& root) { return is_in(place, root); });
}

bool PathMapping::exists(const std::string& path) const {
  return disk_.look(absolute(baseline_base_, path)).kind == scan::EntryKind::file;
}

}  // namespace pymolt::history
