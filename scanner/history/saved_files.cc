// The name of each file's content, as git would give it, is held against the tree of HEAD.
// SPDX-License-Identifier: MIT
//
//   git ls-tree -r -z --full-tree HEAD        100644 blob 5bd7…<tab>src/feed.py
//   git hash-object --no-filters -- …/feed.py 5bd7…
#include "history/saved_files.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace pymolt::history {

namespace {

constexpr std::size_t kAtOnce = 100;  // files for one run of git

using Blobs =
    std::map<std::string, std::string, std::less<>>;  // by path below the top, the object's name

std::vector<std::string> git(std::vector<std::string> words) {
  words.insert(words.begin(),
               {"git", "-c", "core.fsmonitor=false", "--no-optional-locks", "--no-pager"});
  return words;
}

std::string without_newline(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string top_of(const std::string& folder, const Commands& commands) {
  const Result<Ended> said = commands.run(folder, git({"rev-parse", "--show-toplevel"}));
  if (!said || said->status != 0 || said->out.empty()) return {};
  const std::string top = without_newline(said->out);
  return top.ends_with('/') ? top : top + "/";
}

Blobs committed(const std::string& top, const Commands& commands) {
  Blobs blobs;
  const Result<Ended> said = commands.run(top, git({"ls-tree", "-r", "-z", "--full-tree", "HEAD"}));
  if (!said || said->status != 0) return blobs;
  for (std::string_view rest = said->out; !rest.empty();) {
    const std::string_view row = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(rest.size(), row.size() + 1));
    const std::size_t tab = row.find('\t');
    const std::size_t blank = row.substr(0, tab).rfind(' ');
    if (tab != std::string_view::npos && blank != std::string_view::npos &&
        row.starts_with("100")) {
      blobs.emplace(row.substr(tab + 1), row.substr(blank + 1, tab - blank - 1));
    }
  }
  return blobs;
}

// Says in SAVED of each of PATHS, all below TOP, whether BLOBS has it, and its content.
void compare(const std::string& top, const Blobs& blobs, const std::vector<std::string>& paths,
             const Commands& commands, std::map<std::string, Saved>& saved) {
  for (const std::string& path : paths) {
    saved[path] = blobs.contains(std::string_view(path).substr(top.size())) ? Saved::changed
                                                                            : Saved::untracked;
  }
  for (std::size_t begin = 0; begin < paths.size(); begin += kAtOnce) {
    const std::size_t end = std::min(begin + kAtOnce, paths.size());
    std::vector<std::string> words = git({"hash-object", "--no-filters", "--"});
    words.insert(words.end(), paths.begin() + static_cast<std::ptrdiff_t>(begin),
                 paths.begin() + static_cast<std::ptrdiff_t>(end));
    const Result<Ended> said = commands.run(top, words);
    if (!said || said->status != 0) continue;
    std::string_view rest = said->out;
    for (std::size_t i = begin; i < end && !rest.empty(); ++i) {
      const std::string_view name = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
      const auto blob = blobs.find(std::string_view(paths[i]).substr(top.size()));
      if (blob != blobs.end() && blob->second == name) saved[paths[i]] = Saved::yes;
    }
  }
}

}  // namespace

std::map<std::string, Saved> saved_files(const std::vector<std::string>& paths,
                                         const Commands& commands) {
  std::map<std::string, std::string> tops;  // by folder
  std::map<std::string, std::vector<std::string>> by_top;
  for (const std::string& path : paths) {
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    auto top = tops.find(folder);
    if (top == tops.end()) top = tops.emplace(folder, top_of(folder, commands)).first;
    if (!top->second.empty() && path.starts_with(top->second)) by_top[top->second].push_back(path);
  }
  std::map<std::string, Saved> saved;
  for (const std::string& path : paths) saved[path] = Saved::no_repository;
  for (const auto& [top, below] : by_top)
    compare(top, committed(top, commands), below, commands, saved);
  return saved;
}

}  // namespace pymolt::history
