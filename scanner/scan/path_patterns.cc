// A path is put below the patterns' folder first; what is not below it is matched by nothing.
// SPDX-License-Identifier: MIT
#include "scan/path_patterns.h"

#include <algorithm>
#include <filesystem>

namespace pymolt::scan {

PathPatterns::PathPatterns(const std::vector<std::string>& patterns, std::string folder,
                           std::string here, std::string origin)
    : here_(std::move(here)), origin_(std::move(origin)) {
  for (const std::string& written : patterns) {
    for (IgnorePattern& pattern : parse_gitignore(written))
      patterns_.emplace_back(written, std::move(pattern));
  }
  also_from(std::move(folder));
}

void PathPatterns::also_from(std::string folder) {
  namespace fs = std::filesystem;
  std::string whole = (fs::path(here_) / fs::path(folder)).lexically_normal().generic_string();
  if (!whole.ends_with('/')) whole += '/';
  if (std::find(folders_.begin(), folders_.end(), whole) == folders_.end())
    folders_.push_back(std::move(whole));
}

std::string_view PathPatterns::match(std::string_view path, bool is_folder) const {
  if (empty()) return {};
  const std::vector<std::string> belows = below_folders(path);
  return match_below({belows.begin(), belows.end()}, is_folder);
}

bool PathPatterns::covers(std::string_view path) const {
  if (empty()) return false;
  const std::vector<std::string> belows = below_folders(path);
  for (const std::string& below : belows) {
    for (std::size_t slash = below.find('/'); slash != std::string::npos;
         slash = below.find('/', slash + 1)) {
      if (!match_below({std::string_view(below).substr(0, slash)}, true).empty()) return true;
    }
  }
  return !match_below({belows.begin(), belows.end()}, false).empty();
}

std::vector<std::string> PathPatterns::unmatched() const {
  std::vector<std::string> written;
  for (const Row& row : patterns_) {
    if (!row.has_matched) written.push_back(row.written);
  }
  return written;
}

// Nothing where PATH is the folder itself or not in it.
std::vector<std::string> PathPatterns::below_folders(std::string_view path) const {
  namespace fs = std::filesystem;
  const std::string whole = (fs::path(here_) / fs::path(path)).lexically_normal().generic_string();
  std::vector<std::string> belows;
  for (const std::string& folder : folders_) {
    if (whole.starts_with(folder) && whole.size() > folder.size())
      belows.push_back(whole.substr(folder.size()));
  }
  return belows;
}

std::string_view PathPatterns::match_below(const std::vector<std::string_view>& belows,
                                           bool is_folder) const {
  MatchWork work;
  for (auto row = patterns_.rbegin(); row != patterns_.rend(); ++row) {
    const IgnorePattern& pattern = row->pattern;
    if (pattern.folders_only && !is_folder) continue;
    const bool matches = std::any_of(belows.begin(), belows.end(), [&](std::string_view below) {
      const std::string_view name = below.substr(below.rfind('/') + 1);
      return pattern.glob.matches(pattern.anchored ? below : name, work);
    });
    if (!matches) continue;
    row->has_matched = true;
    return pattern.negated ? std::string_view() : std::string_view(row->written);
  }
  return {};
}

bool is_path_pattern(std::string_view text) {
  return text.find('\n') == std::string_view::npos && parse_gitignore(text).size() == 1;
}

}  // namespace pymolt::scan
