// A walk with a stack of folders of its own; every entry met ends as scanned, skipped or failed.
// SPDX-License-Identifier: MIT
#include "scan/find_files.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "base/visible.h"
#include "scan/archive.h"
#include "scan/ignored_paths.h"
#include "scan/other_python.h"
#include "scan/unseen_modules.h"

namespace pymolt::scan {

namespace {

constexpr std::array<std::string_view, 8> kNoSource = {
    ".git",        ".hg",         ".svn",          "__pycache__",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".pymolt-cache"};
constexpr std::uint64_t kLargestWheel = 1U << 16;
constexpr std::string_view kHiddenButRead = "hidden folder, read only for what it says of versions";
constexpr std::array<std::string_view, 4> kPythonEndings = {".py", ".pyw", ".pyi", ".ipynb"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

// Walks one root.
class Walk {
 public:
  Walk(std::string root, std::string shown, const Disk& disk, const PathPatterns& excluded,
       const inventory::Table* table, bool follow_links, std::vector<FoundFile>& found)
      : root_(std::move(root)),
        shown_(std::move(shown)),
        disk_(disk),
        excluded_(excluded),
        table_(table),
        follow_links_(follow_links),
        found_(found),
        ignored_(root_, disk) {}

  void run() {
    folders_.push_back({});
    first_ = found_.size();
    while (!folders_.empty()) {
      const Folder folder = std::move(folders_.back());
      folders_.pop_back();
      open(folder);
      while (const auto trouble = ignored_.take_trouble())
        note(trouble->file, FileState::skipped, trouble->reason);
    }
    tell_of_builds();
  }

 private:
  // A folder below the root that is to be opened; git may leave it out but for the files that it tracks.
  struct Folder {
    std::string below;
    std::string ignored_by;
  };

  void note(const std::string& below, FileState state, std::string reason,
            FileKind kind = FileKind::python, bool certain = true) {
    found_.push_back({spelled_path(join(shown_, below)), join(root_, below), state,
                      std::move(reason), kind, certain});
  }

  void open(const Folder& folder) {
    Result<std::vector<Entry>> entries =
        disk_.list(folder.below.empty() ? root_ : join(root_, folder.below));
    if (!entries) {
      note(folder.below.empty() ? "." : folder.below + "/", FileState::failed,
           "cannot be read: " + entries.mistake().message);
      return;
    }
    ignored_.enter(folder.below);
    const std::size_t before = found_.size();
    for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
      const std::string below = join(folder.below, entry->name);
      if (!entry->error.empty()) {
        note(below, FileState::failed, "cannot be looked at: " + entry->error);
      } else if (entry->kind == EntryKind::folder) {
        meet_folder(*entry, below, folder.ignored_by);
      } else {
        meet_file(*entry, below, folder.ignored_by);
      }
    }
    note_unseen(folder.below, *entries, before);
  }

  // What may be imported from the folder without its source, told by the first source in it.
  void note_unseen(const std::string& folder, const std::vector<Entry>& entries,
                   std::size_t before) {
    for (const Entry& entry : entries) {
      if (entry.kind == EntryKind::file ? describes_a_build(entry.name) : is_part(folder, entry))
        builds_.push_back(join(shown_, join(folder, "**")));
    }
    const auto is_source = [](const FoundFile& f) {
      return f.kind == FileKind::python && !f.path.ends_with('/');
    };
    const auto first =
        std::find_if(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(), is_source);
    if (first == found_.end()) return;
    std::vector<std::string> stems = ignored_.modules_left_out(folder);
    for (const Entry& entry : entries) {
      const std::string_view stem =
          entry.kind == EntryKind::file ? module_made_of(entry.name) : std::string_view();
      if (stem.empty()) continue;
      const std::string_view mark = is_compiled(entry.name) ? ".so" : "";
      stems.push_back(std::string(stem).append(mark));
      stems.push_back(entry.name.substr(0, entry.name.find('.')).append(mark));  // `_fastmodule`
    }
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    for (const std::string& stem : stems) first->unseen.push_back(join(shown_, join(folder, stem)));
  }

  // Whether ENTRY describes an installed distribution with compiled modules, and no list says that all of it is here.
  bool is_part(const std::string& folder, const Entry& entry) const {
    if (entry.kind != EntryKind::folder || entry.is_link || !entry.name.ends_with(".dist-info"))
      return false;
    const std::string below = join(root_, join(folder, entry.name));
    if (disk_.look(below + "/RECORD").kind == EntryKind::file) return false;
    const Result<std::string> wheel = read_inside(disk_, root_, below + "/WHEEL", kLargestWheel);
    return wheel && holds_compiled_modules(*wheel);
  }

  void tell_of_builds() {
    constexpr std::size_t kMostBuilds = 1000;
    const auto first =
        std::find_if(found_.begin() + static_cast<std::ptrdiff_t>(first_), found_.end(),
                     [](const FoundFile& f) { return f.kind == FileKind::python; });
    if (first == found_.end()) return;
    builds_.resize(std::min(builds_.size(), kMostBuilds));
    first->unseen.insert(first->unseen.end(), builds_.begin(), builds_.end());
  }

  void meet_folder(const Entry& entry, const std::string& below, std::string ignored_by) {
    if (is_one_of(kNoSource, entry.name)) {
      (void)why_excluded(join(root_, below), true);  // a pattern for it is not in vain
      return;
    }
    std::string why = why_left_out(entry, below);
    if (why.empty() && ignored_by.empty()) ignored_by = ignored_.why(below, true);
    if (why.empty() && !ignored_by.empty() && !ignored_.tracks_below(below))
      why = by_git(ignored_by);
    if (why.empty() && entry.is_link) why = why_not_followed(below);
    if (why.empty() && entry.name.starts_with('.')) {
      const bool read = table_ != nullptr && inventory::is_read_though_hidden(entry.name);
      note(below + "/", FileState::skipped, std::string(read ? kHiddenButRead : "hidden folder"));
      if (read) folders_.push_back({below, std::move(ignored_by)});
    } else if (why.empty()) {
      folders_.push_back({below, std::move(ignored_by)});
    } else {
      note(below + "/", FileState::skipped, std::move(why));
    }
  }

  [[nodiscard]] std::string why_left_out(const Entry& entry, const std::string& below) const {
    const std::string on_disk = join(root_, below);
    std::string excluded = why_excluded(on_disk, true);
    if (!excluded.empty()) return excluded;
    if (entry.is_link && !follow_links_) return "symbolic link to a folder";
    if (entry.name == "node_modules") return "packages of another language";
    if (disk_.look(join(on_disk, "pyvenv.cfg")).kind == EntryKind::file)
      return "virtual environment";
    return {};
  }

  // A folder that links lead to is walked once, and not at all where the root holds it.
  [[nodiscard]] std::string why_not_followed(const std::string& below) {
    const std::string real = disk_.real(join(root_, below));
    const auto holds = [&](const std::string& walked) {
      return real == walked || real.starts_with(walked.ends_with('/') ? walked : walked + "/");
    };
    if (real.empty()) return "symbolic link that cannot be followed";
    if (holds(disk_.real(root_)) || std::any_of(followed_.begin(), followed_.end(), holds)) {
      return "symbolic link to a folder that is scanned already";
    }
    followed_.push_back(real);
    return {};
  }

  [[nodiscard]] std::string why_excluded(const std::string& on_disk, bool is_folder) const {
    const std::string_view pattern = excluded_.match(on_disk, is_folder);
    if (pattern.empty()) return {};
    return "excluded by `" + std::string(pattern) + "`" +
           (excluded_.origin().empty() ? "" : " in " + excluded_.origin());
  }

  static std::string by_git(const std::string& line) { return "ignored by git: " + line; }

  // Whether the file is Python source by its name, or by its first line; one that cannot be read may be.
  // IS_SHELL: whether its first line says that it is a script of a shell.
  [[nodiscard]] bool may_be_python(const Entry& entry, const std::string& below,
                                   bool& is_shell) const {
    const std::string_view end = ending(entry.name);
    if (is_one_of(kPythonEndings, end) || is_python_template(entry.name)) return true;
    if (!end.empty() || entry.kind != EntryKind::file || entry.name.starts_with('.')) return false;
    if (leads_out(entry, below)) return true;
    const Result<std::string> start = disk_.read(join(root_, below), 256);
    if (!start) return true;
    is_shell = inventory::is_shell_script(*start);
    if (!start->starts_with("#!")) return false;
    return std::string_view(*start).substr(0, start->find('\n')).find("python") !=
           std::string_view::npos;
  }

  [[nodiscard]] bool leads_out(const Entry& entry, const std::string& below) const {
    return entry.is_link && !follow_links_ && !lies_inside(disk_, root_, join(root_, below));
  }

  // Whether a folder on the way to BELOW is hidden: then it was opened for the table's sake alone.
  [[nodiscard]] static bool is_in_hidden(std::string_view below) {
    const std::size_t name = below.rfind('/');
    if (name == std::string_view::npos) return false;
    const std::string_view folder = below.substr(0, name);
    return folder.starts_with('.') || folder.find("/.") != std::string_view::npos;
  }

  void meet_file(const Entry& entry, const std::string& below, const std::string& ignored_by) {
    FileKind kind = FileKind::python;
    bool certain = true;
    const bool hidden = is_in_hidden(below);
    if (hidden && is_one_of(kPythonEndings, ending(entry.name))) return;
    bool is_shell = false;
    if (!hidden && is_python_archive_name(entry.name)) {
      auto [state, why] = what_of(entry, below, ignored_by);
      if (state == FileState::scanned)
        note(below, FileState::skipped, "an archive: name it to scan what it holds");
      else
        note(below, state, std::move(why));
      return;
    }
    if (hidden || !may_be_python(entry, below, is_shell)) {
      auto claim = table_ == nullptr ? std::nullopt : table_->claim(below);
      if (table_ != nullptr && !claim && is_shell) claim = inventory::Claim::possible;
      if (!claim) return;
      kind = FileKind::inventory;
      certain = *claim == inventory::Claim::named;
    }
    auto [state, why] = what_of(entry, below, ignored_by);
    if (state != FileState::scanned && !certain)
      return;  // what may be about anything is nobody's loss
    note(below, state, std::move(why), kind, certain);
  }

  // Whether the file is read, and why not.
  [[nodiscard]] std::pair<FileState, std::string> what_of(const Entry& entry,
                                                          const std::string& below,
                                                          const std::string& ignored_by) {
    if (entry.kind == EntryKind::missing) {
      return {FileState::failed, entry.is_link ? "symbolic link that leads nowhere" : "is gone"};
    }
    if (entry.kind == EntryKind::special) return {FileState::skipped, "not a regular file"};
    if (leads_out(entry, below))
      return {FileState::skipped, "symbolic link that leads out of the scanned folder"};
    const std::string line = ignored_by.empty() ? ignored_.why(below, false) : ignored_by;
    if (!line.empty() && !ignored_.tracks(below)) return {FileState::skipped, by_git(line)};
    std::string why = why_excluded(join(root_, below), false);
    return {why.empty() ? FileState::scanned : FileState::skipped, std::move(why)};
  }

  std::string root_;
  std::string shown_;
  const Disk& disk_;
  const PathPatterns& excluded_;
  const inventory::Table* table_;
  bool follow_links_;
  std::vector<FoundFile>& found_;
  std::vector<Folder> folders_;
  std::size_t first_ = 0;              // of what this walk found
  std::vector<std::string> builds_;    // folders below which anything may be built
  std::vector<std::string> followed_;  // real paths of folders that links led to
  IgnoredPaths ignored_;
};

std::string without_dot_slash(std::string path) {
  while (path.starts_with("./") && path.size() > 2) path.erase(0, 2);
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// A file that is named itself is Python whatever it is called, unless a reader knows its name.
FileKind kind_of(const std::string& path, const inventory::Table* table) {
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  if (table == nullptr || is_one_of(kPythonEndings, ending(name)) || is_python_template(name))
    return FileKind::python;
  return table->claim(path) ? FileKind::inventory : FileKind::python;
}

// Whether the file PATH, which was named itself, may be no Python for all that its name and its first line say.
bool is_doubtful(const std::string& path, FileKind kind, const Disk& disk) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::string_view end = ending(name);
  if (kind != FileKind::python || end.empty() || is_one_of(kPythonEndings, end) ||
      is_python_template(name))
    return false;
  const Result<std::string> start = disk.read(path, 256);
  return !start || !start->starts_with("#!") ||
         std::string_view(*start).substr(0, start->find('\n')).find("python") ==
             std::string_view::npos;
}

// What lies in the packages around files that were named themselves: it is there, though not scanned.
class AroundNamed {
 public:
  explicit AroundNamed(const Disk& disk) : disk_(disk) {}

  // The stems of what may be imported from the packages around the file PATH; those of a package are told once.
  std::vector<std::string> of(const std::string& path) {
    std::vector<std::string> stems;
    std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) add_package(".", "", stems);
    for (; slash != std::string::npos && slash > 0; slash = path.rfind('/', slash - 1))
      add_package(path.substr(0, slash), path.substr(0, slash), stems);
    return stems;
  }

 private:
  void add_package(const std::string& folder, const std::string& shown,
                   std::vector<std::string>& stems) {
    if (!told_.insert(folder).second) return;
    if (disk_.look(join(folder, "__init__.py")).kind != EntryKind::file) return;
    stems.push_back(join(shown, "__init__"));
    const Result<std::vector<Entry>> entries = disk_.list(folder);
    if (!entries) return;
    for (const Entry& entry : *entries) {
      const std::string_view name = entry.name;
      if (entry.kind == EntryKind::folder) {
        stems.push_back(join(shown, entry.name));
      } else if (is_one_of(kPythonEndings, ending(name))) {
        stems.push_back(join(shown, std::string(name.substr(0, name.rfind('.')))));
      } else if (const std::string_view stem = module_made_of(name); !stem.empty()) {
        stems.push_back(join(shown, std::string(stem)).append(is_compiled(name) ? ".so" : ""));
      }
    }
  }

  const Disk& disk_;
  std::set<std::string> told_;
};

// By path, each once. Places are sorted, for a file is many times their size.
std::vector<FoundFile> sorted_once(std::vector<FoundFile> found) {
  std::vector<FoundFile*> places;
  places.reserve(found.size());
  for (FoundFile& file : found) places.push_back(&file);
  std::ranges::stable_sort(places, {},
                           [](const FoundFile* file) -> const std::string& { return file->path; });
  std::vector<FoundFile> sorted;
  sorted.reserve(found.size());
  for (FoundFile* file : places) {
    if (sorted.empty() || sorted.back().path != file->path) sorted.push_back(std::move(*file));
  }
  return sorted;
}

}  // namespace

std::string package_at(std::string folder, const Disk& disk) {
  std::string name;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  while (disk.look(join(folder, "__init__.py")).kind == EntryKind::file) {
    const std::size_t slash = folder.rfind('/');
    if (slash == std::string::npos || slash + 1 == folder.size()) break;
    name = folder.substr(slash + 1) + (name.empty() ? "" : ".") + name;
    folder.resize(std::max<std::size_t>(slash, 1));
  }
  return name;
}

std::vector<FoundFile> find_files(const std::vector<std::string>& roots, const Disk& disk,
                                  const PathPatterns& excluded, const inventory::Table* table,
                                  bool follow_links, bool keep_names) {
  std::vector<FoundFile> found;
  AroundNamed around(disk);
  std::set<std::string> seen;  // a folder that is named twice is walked once
  for (const std::string& given : roots) {
    const std::string root = without_dot_slash(given);
    if (!seen.insert(root).second) continue;
    const Entry entry = disk.look(root);
    if (!follow_links && leads_away(disk, root)) {
      found.push_back({spelled_path(root), root, FileState::skipped,
                       "symbolic link that leads out of this folder", FileKind::python, true});
    } else if (entry.kind == EntryKind::folder) {
      Walk(root, (roots.size() == 1 && !keep_names) || root == "." ? std::string() : root, disk,
           excluded, table, follow_links, found)
          .run();
    } else if (entry.kind == EntryKind::file) {
      found.push_back({spelled_path(root),
                       root,
                       FileState::scanned,
                       {},
                       kind_of(root, table),
                       true,
                       is_doubtful(root, kind_of(root, table), disk),
                       around.of(root)});
    } else {
      const std::string why = !entry.error.empty() ? "cannot be looked at: " + entry.error
                              : entry.kind == EntryKind::missing ? "there is no such file or folder"
                                                                 : "not a regular file";
      found.push_back({spelled_path(root), root, FileState::failed, why, FileKind::python, true});
    }
  }
  return sorted_once(std::move(found));
}

void only_inventory(std::vector<FoundFile>& files) {
  for (FoundFile& file : files) {
    if (file.kind == FileKind::python && file.state == FileState::scanned) file.certain = false;
    if (file.state == FileState::scanned) file.kind = FileKind::inventory;
  }
}

}  // namespace pymolt::scan
