// A line is a pattern of a .gitignore and its owners; each section of GitLab has its own last line that matches.
// SPDX-License-Identifier: MIT
#include "scan/code_owners.h"

#include <algorithm>
#include <map>
#include <optional>

namespace pymolt::scan {

namespace {

constexpr std::uint64_t kLargest = 1 << 20;
constexpr std::size_t kMostLines = 10'000;
constexpr std::size_t kMostWords =
    100;  // of one line: lines without owners copy those of their section

// The words of a line; a backslash keeps a space in a pattern.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_space = line[i] == ' ' || line[i] == '\t' || line[i] == '\r';
    if (line[i] == '#' && words.back().empty()) break;
    if (is_space && !(i > 0 && line[i - 1] == '\\')) {
      if (words.size() > kMostWords) break;
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += line[i];
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// The head of a section: its name in lower case, by which sections of one name are one, and its owners.
struct Head {
  std::string name;
  std::vector<std::string> owners;
};

// `^[Name With Spaces][2] @owner`
std::optional<Head> head_of(std::string_view line) {
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  if (line.starts_with('^')) line.remove_prefix(1);
  const std::size_t close = line.find(']');
  if (!line.starts_with('[') || close == std::string_view::npos) return std::nullopt;
  Head head;
  for (const char c : line.substr(1, close - 1))
    head.name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  line.remove_prefix(close + 1);
  if (line.starts_with('[')) line.remove_prefix(std::min(line.size(), line.find(']') + 1));
  head.owners = words_of(line);
  return head;
}

// Whether a pattern speaks of the entries of a folder alone: `docs/*`, not `*` or `docs/**`.
bool is_of_entries(std::string_view pattern) {
  return pattern.ends_with("/*") && pattern.size() > 2;
}

// Whether a repository is around FOLDER: without one, what lies above belongs to somebody else.
bool has_repository_above(std::string folder, const Disk& disk) {
  for (std::size_t slash = 0; slash != std::string::npos && !folder.empty();) {
    if (disk.look(folder + "/.git").kind != EntryKind::missing) return true;
    slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
  return false;
}

}  // namespace

CodeOwners::CodeOwners(std::string_view text) {
  std::map<std::string, std::uint32_t> sections = {{"", 0}};
  std::uint32_t section = 0;
  std::vector<std::string> by_default;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (const std::optional<Head> head = head_of(line)) {
      const auto number = static_cast<std::uint32_t>(sections.size());
      section = sections.emplace(head->name, number).first->second;
      by_default = head->owners;
      continue;
    }
    std::vector<std::string> words = words_of(line);
    if (words.empty()) continue;
    Line made;
    std::string pattern = words.front();
    made.nobody = pattern.starts_with('!');
    if (made.nobody) pattern.erase(0, 1);
    if (!is_path_pattern(pattern)) continue;
    made.owners.assign(words.begin() + 1, words.end());
    if (made.owners.empty()) made.owners = by_default;
    made.section = section;
    made.directly = is_of_entries(pattern);
    made.pattern = PathPatterns({pattern}, "/r", "/r");
    lines_.push_back(std::move(made));
    if (lines_.size() <= kMostLines) continue;
    lines_.clear();  // the last ones count most: none is better than some
    return;
  }
  std::ranges::stable_sort(lines_, {}, &Line::section);
}

CodeOwners CodeOwners::find(const std::string& folder, const Disk& disk) {
  for (const char* name :
       {"/.github/CODEOWNERS", "/CODEOWNERS", "/docs/CODEOWNERS", "/.gitlab/CODEOWNERS"}) {
    if (disk.look(folder + name).kind == EntryKind::missing) continue;
    const Result<std::string> text = read_inside(disk, folder, folder + name, kLargest);
    if (text) return CodeOwners(*text);
  }
  return CodeOwners();
}

CodeOwners CodeOwners::find_above(const std::string& folder, const Disk& disk) {
  std::string at = disk.real(folder.empty() ? "." : folder);
  const bool climbs = has_repository_above(at, disk);
  std::string prefix;
  while (!at.empty()) {
    CodeOwners owners = find(at, disk);
    owners.prefix_ = prefix;
    const bool is_repository = disk.look(at + "/.git").kind != EntryKind::missing;
    const std::size_t slash = at.rfind('/');
    if (!owners.empty() || is_repository || !climbs || slash == std::string::npos || at == "/")
      return owners;
    prefix = at.substr(slash + 1) + "/" + prefix;
    at.resize(slash);
  }
  return CodeOwners();
}

std::vector<std::string> CodeOwners::of(const std::string& path) const {
  const std::string whole = prefix_ + path;
  std::vector<std::string> owners;
  for (std::size_t end = lines_.size(); end > 0;) {
    const std::uint32_t section = lines_[end - 1].section;
    const Line* decides = nullptr;
    for (; end > 0 && lines_[end - 1].section == section; --end) {
      const Line& line = lines_[end - 1];
      if (decides != nullptr && !line.nobody) continue;
      const bool matches =
          line.directly ? !line.pattern.match(whole, false).empty() : line.pattern.covers(whole);
      if (matches) decides = &line;  // what is taken out stays out, wherever that stands
    }
    if (decides == nullptr || decides->nobody) continue;
    for (const std::string& owner : decides->owners) {
      if (std::ranges::find(owners, owner) == owners.end()) owners.push_back(owner);
    }
  }
  return owners;
}

}  // namespace pymolt::scan
