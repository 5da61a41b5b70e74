// A path is put below the patterns' folder first; what is not below it is matched by nothing.
// SPDX-License-Identifier: MIT
#include "scan/path_patterns.h"

#include <filesystem>

namespace pymolt::scan {

PathPatterns::PathPatterns(const std::vector<std::string>& patterns, std::string folder,
                           std::string here, std::string origin)
    : folder_(std::move(folder)), here_(std::move(here)), origin_(std::move(origin)) {
  for (const std::string& written : patterns) {
    for (IgnorePattern& pattern : parse_gitignore(written))
      patterns_.emplace_back(written, std::move(pattern));
  }
}

std::string_view PathPatterns::match(std::string_view path, bool is_folder) const {
  if (empty()) return {};
  const std::string below = below_folder(path);
  return below.empty() ? std::string_view() : match_below(below, is_folder);
}

bool PathPatterns::covers(std::string_view path) const {
  if (empty()) return false;
  const std::string below = below_folder(path);
  for (std::size_t slash = below.find('/'); slash != std::string::npos;
       slash = below.find('/', slash + 1)) {
    if (!match_below(std::string_view(below).substr(0, slash), true).empty()) return true;
  }
  return !below.empty() && !match_below(below, false).empty();
}

// Empty when PATH is the folder itself or not in it.
std::string PathPatterns::below_folder(std::string_view path) const {
  namespace fs = std::filesystem;
  const std::string whole = (fs::path(here_) / fs::path(path)).lexically_normal().generic_string();
  const std::string folder = folder_.ends_with('/') ? folder_ : folder_ + "/";
  return whole.starts_with(folder) ? whole.substr(folder.size()) : std::string();
}

std::string_view PathPatterns::match_below(std::string_view below, bool is_folder) const {
  const std::string_view name = below.substr(below.rfind('/') + 1);
  MatchWork work;
  for (auto row = patterns_.rbegin(); row != patterns_.rend(); ++row) {
    const IgnorePattern& pattern = row->second;
    if (pattern.folders_only && !is_folder) continue;
    if (!pattern.glob.matches(pattern.anchored ? below : name, work)) continue;
    return pattern.negated ? std::string_view() : std::string_view(row->first);
  }
  return {};
}

bool is_path_pattern(std::string_view text) {
  return text.find('\n') == std::string_view::npos && parse_gitignore(text).size() == 1;
}

}  // namespace pymolt::scan
