// What is switched off stands in the environment: git passes that on to whatever it starts itself.
// SPDX-License-Identifier: MIT
#include "history/git.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "base/visible.h"
#include "scan/disk.h"

namespace pymolt::history {

namespace {

namespace fs = std::filesystem;

using Setting = std::vector<std::pair<std::string, std::string>>;

const Setting& switched_off() {
  static const Setting kOff = {
      {"core.fsmonitor", "false"},
      {"core.hooksPath", "/dev/null"},
      {"core.untrackedCache", "false"},
      {"core.attributesFile", "/dev/null"},
      {"core.excludesFile", "/dev/null"},
      {"safe.bareRepository", "explicit"},
      {"protocol.allow", "never"},
      {"diff.autoRefreshIndex", "false"},
      {"diff.external", ""},
      {"diff.orderFile", "/dev/null"},
      {"core.bigFileThreshold", "64m"},
      {"submodule.recurse", "false"},
      {"core.quotePath", "false"},
      {"gc.auto", "0"},
      {"maintenance.auto", "false"},
      {"log.showSignature", "false"},
      {"log.mailmap", "false"},
  };
  return kOff;
}

// Shut, pinned, and not taken over from whoever started pymolt.
const std::vector<std::string>& variables() {
  static const std::vector<std::string> kVariables = {
      "GIT_NO_LAZY_FETCH=1",
      "GIT_ALLOW_PROTOCOL=none",
      "GIT_OPTIONAL_LOCKS=0",
      "GIT_TERMINAL_PROMPT=0",
      "GIT_ASKPASS=true",
      "GIT_SSH_COMMAND=false",
      "GIT_PAGER=cat",
      "GIT_LITERAL_PATHSPECS=1",
      "GIT_NO_REPLACE_OBJECTS=1",
      "LC_ALL=C",
      "GIT_DIR",
      "GIT_WORK_TREE",
      "GIT_INDEX_FILE",
      "GIT_EXTERNAL_DIFF",
      "GIT_OBJECT_DIRECTORY",
      "GIT_ALTERNATE_OBJECT_DIRECTORIES",
      "GIT_CONFIG",
      "GIT_CONFIG_PARAMETERS",
      "GIT_TRACE",
      "GIT_TRACE2",
      "GIT_TRACE2_EVENT",
      "GIT_TRACE2_PERF",
      "GIT_TRACE_SETUP",
      "GIT_TRACE_PACKET",
  };
  return kVariables;
}

// `filter.lfs.clean` -> `filter.lfs`.
std::string driver_of(std::string_view key) { return std::string(key.substr(0, key.rfind('.'))); }

// What the one line of FILE says behind BEFORE, as a path from the file's folder.
fs::path path_in(const scan::Disk& disk, const fs::path& file, std::string_view before) {
  const Result<std::string> text = scan::read_bounded(disk, file.string(), 1 << 14);
  if (!text || !text->starts_with(before)) return {};
  const std::size_t end = text->find_last_not_of(" \r\n");
  if (end == std::string::npos || end < before.size()) return {};
  return (file.parent_path() / text->substr(before.size(), end + 1 - before.size()))
      .lexically_normal();
}

// The folders of the repository at TOP: its own, and the one that it shares with other working trees; empty where there is none.
std::array<fs::path, 2> folders_of(const scan::Disk& disk, const fs::path& top) {
  fs::path own = top / ".git";
  if (disk.look(own.string()).kind != scan::EntryKind::folder) own = path_in(disk, own, "gitdir: ");
  return {own, own.empty() ? fs::path() : path_in(disk, own / "commondir", "")};
}

// A file in FOLDERS that git would wait for, or read without end: a FIFO, a device, a socket. Empty where none was met.
std::string endless_file(const scan::Disk& disk, const std::array<fs::path, 2>& folders) {
  constexpr std::size_t kMostEntries = 200'000;  // of many loose objects, say
  std::vector<std::string> open;
  for (const fs::path& folder : folders) {
    if (!folder.empty()) open.push_back(folder.string());
  }
  std::size_t met = 0;
  while (!open.empty() && met < kMostEntries) {
    const std::string folder = std::move(open.back());
    open.pop_back();
    const Result<std::vector<scan::Entry>> entries = disk.list(folder);
    if (!entries) continue;
    met += entries->size() + 1;
    for (const scan::Entry& entry : *entries) {
      if (entry.kind == scan::EntryKind::special) return folder + "/" + entry.name;
      if (entry.kind == scan::EntryKind::folder) open.push_back(folder + "/" + entry.name);
    }
  }
  return {};
}

// Whether the configuration in FOLDERS includes other files, which may lie anywhere and may never end; or is itself nothing
// that can be read.
bool includes_files(const scan::Disk& disk, const std::array<fs::path, 2>& folders) {
  const auto& [own, shared] = folders;
  for (const fs::path& file : {own / "config", own / "config.worktree", shared / "config"}) {
    if (disk.look(file.string()).kind == scan::EntryKind::missing) continue;
    Result<std::string> text = scan::read_bounded(disk, file.string(), 1 << 22);
    if (!text) return true;
    std::ranges::transform(*text, text->begin(), [](char c) {
      return 'A' <= c && c <= 'Z' ? static_cast<char>(c | 32) : c;
    });
    if (text->find("[include") != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> in_environment(const Setting& setting, const fs::path& top) {
  std::vector<std::string> words = variables();
  if (!top.empty()) {
    std::ranges::replace(words, "GIT_WORK_TREE", "GIT_WORK_TREE=" + top.string());
    words.push_back("GIT_CEILING_DIRECTORIES=" + top.parent_path().string());
  }
  words.push_back("GIT_CONFIG_COUNT=" + std::to_string(setting.size()));
  for (std::size_t i = 0; i < setting.size(); ++i) {
    words.push_back("GIT_CONFIG_KEY_" + std::to_string(i) + "=" + setting[i].first);
    words.push_back("GIT_CONFIG_VALUE_" + std::to_string(i) + "=" + setting[i].second);
  }
  return words;
}

}  // namespace

// Filters have names of their own, so git is asked which there are; reading the configuration runs nothing.
std::vector<std::string> Git::setting_of(const std::string& folder,
                                         const std::filesystem::path& top) const {
  Setting setting = switched_off();
  const Result<Ended> keys = commands_.run(
      folder, {"git", "config", "-z", "--name-only", "--get-regexp", "^(filter|diff)\\..*\\."},
      in_environment(setting, top));
  std::set<std::string> drivers;
  if (keys && keys->status == 0) {
    for (std::string_view rest = keys->out; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\0'), rest.size());
      drivers.insert(driver_of(rest.substr(0, end)));
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
  }
  for (const std::string& driver : drivers) {
    const bool is_filter = driver.starts_with("filter.");
    for (const char* key : {".clean", ".smudge", ".process"}) {
      if (is_filter) setting.emplace_back(driver + key, "");
    }
    setting.emplace_back(driver + (is_filter ? ".required" : ".textconv"),
                         is_filter ? "false" : "");
    if (!is_filter) setting.emplace_back(driver + ".command", "");
  }
  return in_environment(setting, top);
}

Result<Ended> Git::run(const std::string& folder, const std::vector<std::string>& words) const {
  std::vector<std::string> all = {"git", "--no-pager", "--no-optional-locks"};
  all.insert(all.end(), words.begin(), words.end());
  const fs::path top = repository_of(folder);
  if (!top.empty()) {
    const auto disk = scan::real_disk();
    const std::array<fs::path, 2> folders = folders_of(*disk, top);
    const std::string endless = endless_file(*disk, folders);
    if (!endless.empty())
      return Mistake{"`" + visible(endless) + "` is no regular file, so git is not asked"};
    if (includes_files(*disk, folders))
      return Mistake{
          "the configuration of this repository includes other files, so git is not asked"};
  }
  return commands_.run(folder, all, setting_of(folder, top));
}

}  // namespace pymolt::history
