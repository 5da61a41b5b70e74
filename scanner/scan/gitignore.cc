// Lines to patterns; then the levels of folders, the deepest first, and each from its last line up.
// SPDX-License-Identifier: MIT
#include "scan/gitignore.h"

#include <algorithm>

namespace pymolt::scan {

namespace {

constexpr std::size_t kLongestShown = 60;

std::string shown(std::string_view line) {
  return line.size() <= kLongestShown ? std::string(line)
                                      : std::string(line.substr(0, kLongestShown)) + "…";
}

}  // namespace

std::vector<IgnorePattern> parse_gitignore(std::string_view text, bool* complete) {
  std::vector<IgnorePattern> patterns;
  if (complete != nullptr) *complete = true;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    const std::string written = shown(line);
    bool negated = false;
    bool folders_only = false;
    if (line.starts_with('!')) {
      negated = true;
      line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
      folders_only = true;
      line.remove_suffix(1);
    }
    const bool anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) continue;
    if (line.size() > kLongestPattern || patterns.size() == kMostPatterns) {
      if (complete != nullptr) *complete = false;
      continue;
    }
    patterns.push_back({written, number, Glob(line), negated, folders_only, anchored});
  }
  return patterns;
}

void IgnoreStack::push(std::string folder, std::vector<IgnorePattern> patterns, std::string file) {
  levels_.push_back({std::move(folder), std::move(patterns), std::move(file)});
}

void IgnoreStack::leave_for(std::string_view path) {
  const auto contains = [&](const std::string& folder) {
    return folder.empty() ||
           (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
  };
  while (!levels_.empty() && !contains(levels_.back().folder)) levels_.pop_back();
}

std::string IgnoreStack::why_ignored(std::string_view path, bool is_folder, MatchWork& work) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    const std::string_view below =
        level->folder.empty() ? path : path.substr(level->folder.size() + 1);
    for (auto pattern = level->patterns.rbegin(); pattern != level->patterns.rend(); ++pattern) {
      if (pattern->folders_only && !is_folder) continue;
      if (!pattern->glob.matches(pattern->anchored ? below : name, work)) continue;
      if (pattern->negated) return {};
      return "`" + pattern->written + "` in " + level->file + ":" + std::to_string(pattern->line);
    }
    if (work.spent()) return {};
  }
  return {};
}

bool IgnoreStack::ignores(std::string_view path, bool is_folder) const {
  MatchWork work;
  return !why_ignored(path, is_folder, work).empty();
}

std::vector<std::string> IgnoreStack::python_files() const {
  constexpr std::size_t kMost = 64;
  std::vector<std::string> names;
  for (const Level& level : levels_) {
    for (const IgnorePattern& pattern : level.patterns) {
      const std::string_view last =
          std::string_view(pattern.written).substr(pattern.written.rfind('/') + 1);
      const bool plain =
          last.ends_with(".py") && last.find_first_of("[?\\!") == std::string_view::npos;
      if (!plain || pattern.negated || last == "*.py" || names.size() == kMost) continue;
      names.emplace_back(last);
    }
  }
  return names;
}

}  // namespace pymolt::scan
