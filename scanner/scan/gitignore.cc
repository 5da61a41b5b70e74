// Matching is iterative with one remembered star of each kind, so that no pattern makes it slow or deep.
// SPDX-License-Identifier: MIT
#include "scan/gitignore.h"

#include <optional>

namespace pymolt::scan {

namespace {

// Matches one `[…]` at PATTERN[at] against C and moves AT behind it; nothing when it is not closed.
std::optional<bool> match_class(std::string_view pattern, std::size_t& at, char c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool matched = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const char low = pattern[i++];
    char high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      high = pattern[i + 1];
      i += 2;
    }
    matched = matched || (low <= c && c <= high);
  }
  if (i >= pattern.size()) return std::nullopt;
  at = i + 1;
  return matched != negated && c != '/';
}

// Matches one character of TEXT against the element of PATTERN at AT, which is no star; moves AT on when it does.
bool match_one(std::string_view pattern, std::size_t& at, char c) {
  const char p = pattern[at];
  if (p == '?') {
    if (c == '/') return false;
    ++at;
    return true;
  }
  if (p == '[') {
    std::size_t after = at;
    const bool matched = match_class(pattern, after, c).value_or(false);
    if (matched) at = after;
    return matched;
  }
  std::size_t literal = at;
  if (p == '\\' && at + 1 < pattern.size()) ++literal;
  if (pattern[literal] != c) return false;
  at = literal + 1;
  return true;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) {
  struct Star {
    std::size_t pattern = std::string_view::npos;  // behind the star
    std::size_t text = 0;                          // how far it reaches
  };
  Star single;  // `*`
  Star twin;    // `**`
  std::size_t p = 0;
  std::size_t t = 0;
  while (t < text.size() || p < pattern.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      const bool is_twin = pattern.substr(p).starts_with("**");
      p += is_twin ? 2 : 1;
      // `**/` may stand for nothing at all.
      if (is_twin && p < pattern.size() && pattern[p] == '/' && (t == 0 || text[t - 1] == '/')) ++p;
      (is_twin ? twin : single) = {p, t};
      if (is_twin) single.pattern = std::string_view::npos;
      continue;
    }
    if (p < pattern.size() && t < text.size() && match_one(pattern, p, text[t])) {
      ++t;
      continue;
    }
    if (single.pattern != std::string_view::npos && single.text < text.size() && text[single.text] != '/') {
      t = ++single.text;
      p = single.pattern;
    } else if (twin.pattern != std::string_view::npos && twin.text < text.size()) {
      t = ++twin.text;
      p = twin.pattern;
      single.pattern = std::string_view::npos;
      // After `**/` the rest starts at the beginning of a name.
      if (pattern[p - 1] == '/') {
        while (t < text.size() && text[t - 1] != '/') t = ++twin.text;
        if (text[t - 1] != '/') return false;
      }
    } else {
      return false;
    }
  }
  return true;
}

std::vector<IgnorePattern> parse_gitignore(std::string_view text) {
  std::vector<IgnorePattern> patterns;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
    IgnorePattern pattern;
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('!')) {
      pattern.negated = true;
      line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
      pattern.folders_only = true;
      line.remove_suffix(1);
    }
    pattern.anchored = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) continue;
    pattern.glob = std::string(line);
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

void IgnoreStack::push(std::string folder, std::vector<IgnorePattern> patterns) {
  levels_.push_back({std::move(folder), std::move(patterns)});
}

void IgnoreStack::leave_for(std::string_view path) {
  const auto contains = [&](const std::string& folder) {
    return folder.empty() || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
  };
  while (!levels_.empty() && !contains(levels_.back().folder)) levels_.pop_back();
}

bool IgnoreStack::ignores(std::string_view path, bool is_folder) const {
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    const std::string_view below =
        level->folder.empty() ? path : path.substr(level->folder.size() + 1);
    const std::string_view name = path.substr(path.rfind('/') + 1);
    for (auto pattern = level->patterns.rbegin(); pattern != level->patterns.rend(); ++pattern) {
      if (pattern->folders_only && !is_folder) continue;
      if (glob_matches(pattern->glob, pattern->anchored ? below : name)) return !pattern->negated;
    }
  }
  return false;
}

}  // namespace pymolt::scan
