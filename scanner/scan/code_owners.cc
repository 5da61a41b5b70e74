// A line is a pattern of a .gitignore and its owners; sections of GitLab and comments are left out.
// SPDX-License-Identifier: MIT
#include "scan/code_owners.h"

#include <algorithm>

namespace pymolt::scan {

namespace {

constexpr std::uint64_t kLargest = 1 << 20;

// The words of a line; a backslash keeps a space in a pattern.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_space = line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
    if (line[i] == '#' && words.back().empty()) break;
    if (is_space && !(i > 0 && line[i - 1] == '\\')) {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += line[i];
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

CodeOwners::CodeOwners(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    std::vector<std::string> words = words_of(line);
    const bool is_section =
        !words.empty() && (words.front().starts_with('[') || words.front().starts_with("^["));
    if (words.empty() || is_section || !is_path_pattern(words.front())) continue;
    lines_.push_back({PathPatterns({words.front()}, "/r", "/r"), {words.begin() + 1, words.end()}});
  }
}

CodeOwners CodeOwners::find(const std::string& folder, const Disk& disk) {
  for (const char* name :
       {"/CODEOWNERS", "/.github/CODEOWNERS", "/.gitlab/CODEOWNERS", "/docs/CODEOWNERS"}) {
    if (disk.look(folder + name).kind == EntryKind::missing) continue;
    const Result<std::string> text = read_inside(disk, folder, folder + name, kLargest);
    if (text) return CodeOwners(*text);
  }
  return CodeOwners();
}

std::vector<std::string> CodeOwners::of(const std::string& path) const {
  const auto last = std::find_if(lines_.rbegin(), lines_.rend(),
                                 [&](const Line& line) { return line.pattern.covers(path); });
  return last == lines_.rend() ? std::vector<std::string>() : last->owners;
}

}  // namespace pymolt::scan
