// Paths are asked about as they are called from the top of the repository, for that is what patterns mean.
// SPDX-License-Identifier: MIT
#include "scan/ignored_paths.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <utility>

namespace pymolt::scan {

namespace {

constexpr int kMostAbove = 64;  // folders above the root in which a repository is looked for
constexpr std::uint64_t kLargestGitignore = 1 << 20;

bool contains(const std::string& folder, const std::string& path) {
  return folder.empty() ||
         (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

// What git's configuration names as `core.excludesFile` last, with `~` for HOME; empty where it names none.
std::string excludes_in(const std::string& text, const std::string& home) {
  std::string found;
  bool in_core = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.starts_with('[')) in_core = line.starts_with("[core]");
    std::string key;
    for (const char c : line.substr(0, line.find_first_of(" \t=")))
      key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const std::size_t equals = line.find('=');
    if (!in_core || key != "excludesfile" || equals == std::string_view::npos) continue;
    std::string_view value = line.substr(equals + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t\""), value.size()));
    value = value.substr(0, value.find_last_not_of(" \t\r\"") + 1);
    found = value.starts_with("~/") ? home + std::string(value.substr(1)) : std::string(value);
  }
  return found;
}

// The user's own excludes file: what their configuration names, else the usual one. A repository's configuration is not asked:
// a tree that nobody trusts has no say in which files are read.
std::string users_excludes(const Disk& disk) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  const std::string home = variable("HOME");
  const std::string xdg = variable("XDG_CONFIG_HOME");
  if (xdg.empty() && home.empty()) return {};
  const std::string folder = (xdg.empty() ? home + "/.config" : xdg) + "/git/";
  std::string file = folder + "ignore";
  for (const std::string& configuration : {folder + "config", home + "/.gitconfig"}) {
    const Result<std::string> text = read_bounded(disk, configuration, kLargestGitignore);
    const std::string named = text ? excludes_in(*text, home) : std::string();
    if (!named.empty()) file = named;
  }
  return file.starts_with('/') ? file : std::string();
}

}  // namespace

IgnoredPaths::IgnoredPaths(std::string root, const Disk& disk)
    : root_(std::move(root)), disk_(disk) {
  find_top();
}

void IgnoredPaths::find_top() {
  std::string above = root_;
  const std::string here = disk_.real(root_);
  const auto levels = here.starts_with('/') ? std::ranges::count(here, '/') + 1 : kMostAbove;
  std::vector<std::string> folders;
  for (int depth = 0; depth < kMostAbove; ++depth) {
    if (disk_.look(join(above, ".git")).kind != EntryKind::missing) break;
    above = join(above, "..");
    if (disk_.look(above).kind != EntryKind::folder ||
        depth + 1 >= std::min<long>(levels, kMostAbove))
      return;
    folders.push_back(above);
  }
  if (const std::string file = users_excludes(disk_); !file.empty()) push_file(file, {}, file);
  push_excludes(above, {});
  const std::string top = disk_.real(above);
  if (here.size() > top.size())
    inside_ = here.substr(top.ends_with('/') ? top.size() : top.size() + 1) + "/";
  repositories_.push_back({{}, above, inside_, false, {}});
  std::size_t end = 0;  // of the way from the top to the folder whose patterns are read
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    push(*folder, inside_.substr(0, end == 0 ? 0 : end - 1));
    end = inside_.find('/', end) + 1;
  }
}

void IgnoredPaths::push(const std::string& on_disk, const std::string& below_top) {
  const std::string path = join(on_disk, ".gitignore");
  const Entry entry = disk_.look(path);
  if (entry.kind != EntryKind::file || entry.is_link) return;  // git takes no link for one
  push_file(path, below_top, join(below_top, ".gitignore"));
}

// `.git/info/exclude` of the repository at TOP.
void IgnoredPaths::push_excludes(const std::string& top, const std::string& below_top) {
  const std::optional<std::string> git = git_folder(disk_, top);
  if (!git) return;
  std::string common = *git;  // a further working tree has it with the first
  const Result<std::string> named = read_bounded(disk_, join(*git, "commondir"), 1 << 12);
  if (named) {
    const std::string way = named->substr(0, named->find_last_not_of("\r\n") + 1);
    common = way.starts_with('/') ? way : join(*git, way);
  }
  // A `.git` that is a file leads to wherever it says: what lies there is respected, and not quoted.
  const bool quoted = disk_.look(join(top, ".git")).kind == EntryKind::folder && !named;
  push_file(join(common, "info/exclude"), below_top, join(below_top, ".git/info/exclude"), quoted);
}

void IgnoredPaths::push_file(const std::string& path, const std::string& below_top,
                             const std::string& shown, bool quoted) {
  const std::string& file = shown;
  if (disk_.look(path).kind != EntryKind::file) return;
  const Result<std::string> text = read_bounded(disk_, path, kLargestGitignore);
  if (!text) {
    troubles_.push_back({file, text.mistake().message + ": nothing is left out because of it"});
    return;
  }
  bool complete = true;
  std::vector<IgnorePattern> patterns = parse_gitignore(*text, &complete);
  for (IgnorePattern& pattern : patterns) {
    if (!quoted) pattern.written = "…";
  }
  patterns_.push(below_top, std::move(patterns), file);
  if (complete) return;
  troubles_.push_back({file, "more or longer patterns than the limit (" +
                                 std::to_string(kMostPatterns) + " of " +
                                 std::to_string(kLongestPattern) +
                                 " letters): what only the rest leaves out is scanned"});
}

void IgnoredPaths::enter(const std::string& folder) {
  std::string below_top = inside_ + folder;
  if (below_top.ends_with('/')) below_top.pop_back();
  patterns_.leave_for(below_top.empty() ? std::string() : below_top + "/");
  while (!repositories_.empty() && !contains(repositories_.back().folder, folder + "/"))
    repositories_.pop_back();
  const std::string on_disk = folder.empty() ? root_ : join(root_, folder);
  if (!folder.empty() && disk_.look(join(on_disk, ".git")).kind != EntryKind::missing) {
    repositories_.push_back({folder, on_disk, {}, false, {}});
    push_excludes(on_disk, below_top);
  }
  push(on_disk, below_top);
}

std::string IgnoredPaths::why(const std::string& path, bool is_folder) {
  MatchWork work;
  std::string line = patterns_.why_ignored(inside_ + path, is_folder, work);
  if (work.spent() && !std::exchange(was_costly_, true)) {
    troubles_.push_back({".gitignore", "its patterns cost more than a file is worth: `" + path +
                                           "`, and others perhaps, are scanned whatever it says"});
  }
  return line;
}

IgnoredPaths::Repository* IgnoredPaths::repository_of(const std::string& path) {
  for (auto repository = repositories_.rbegin(); repository != repositories_.rend(); ++repository) {
    if (!contains(repository->folder, path)) continue;
    if (!std::exchange(repository->is_read, true))
      repository->tracked = TrackedFiles::read(disk_, repository->on_disk);
    return &*repository;
  }
  return nullptr;
}

bool IgnoredPaths::tracks(const std::string& path) {
  const Repository* repository = repository_of(path);
  if (repository == nullptr) return false;
  const std::size_t begin = repository->folder.empty() ? 0 : repository->folder.size() + 1;
  return !repository->tracked || repository->tracked->has(repository->inside + path.substr(begin));
}

bool IgnoredPaths::tracks_below(const std::string& path) {
  const Repository* repository = repository_of(path);
  if (repository == nullptr) return false;
  const std::size_t begin = repository->folder.empty() ? 0 : repository->folder.size() + 1;
  return !repository->tracked ||
         repository->tracked->has_below(repository->inside + path.substr(begin));
}

std::optional<IgnoredPaths::Trouble> IgnoredPaths::take_trouble() {
  if (troubles_.empty()) return std::nullopt;
  Trouble trouble = std::move(troubles_.back());
  troubles_.pop_back();
  return trouble;
}

// A pattern is tried on a name that it speaks of: `*` stands for some letters there.
std::vector<std::string> IgnoredPaths::modules_left_out(const std::string& folder) {
  std::vector<std::string> names;
  for (const std::string& name : patterns_.python_files()) {
    std::string sample = name;
    std::replace(sample.begin(), sample.end(), '*', 'x');
    if (!why(join(folder, sample), false).empty()) names.push_back(name.substr(0, name.size() - 3));
  }
  return names;
}

}  // namespace pymolt::scan
