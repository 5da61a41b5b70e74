// A walk with a stack of folders of its own; every entry met ends as scanned, skipped or failed.
// SPDX-License-Identifier: MIT
#include "scan/find_files.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "scan/gitignore.h"

namespace pymolt::scan {

namespace {

constexpr std::array<std::string_view, 8> kNoSource = {".git",         ".hg",         ".svn", "__pycache__",
                                                       ".mypy_cache",  ".ruff_cache", ".pytest_cache",
                                                       ".pymolt-cache"};
constexpr std::string_view kHidden = "hidden folder";
constexpr std::string_view kHiddenButRead = "hidden folder, read only for what it says of versions";
constexpr std::array<std::string_view, 3> kEndings = {".py", ".pyw", ".pyi"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

bool first_line_names_python(const std::string& path, const Disk& disk) {
  const Result<std::string> start = disk.read(path, 256);
  if (!start || !start->starts_with("#!")) return false;
  const std::string_view line = std::string_view(*start).substr(0, start->find('\n'));
  return line.find("python") != std::string_view::npos;
}

std::string join(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder.ends_with('/') ? folder + name : folder + "/" + name;
}

// Walks one root.
class Walk {
 public:
  Walk(std::string root, std::string shown, const Disk& disk, const PathPatterns& excluded,
       const inventory::Table* table, std::vector<FoundFile>& found)
      : root_(std::move(root)), shown_(std::move(shown)), disk_(disk), excluded_(excluded), table_(table), found_(found) {}

  void run() {
    push_ignores_above();
    open(std::string());
    while (!folders_.empty()) {
      const std::string folder = std::move(folders_.back());
      folders_.pop_back();
      ignores_.leave_for(folder.empty() ? std::string_view() : std::string_view(folder + "/"));
      open(folder);
    }
  }

 private:
  void note(const std::string& below, FileState state, std::string reason, FileKind kind = FileKind::python,
            bool certain = true) {
    found_.push_back({join(shown_, below), join(root_, below), state, std::move(reason), kind, certain});
  }

  // The .gitignore files between the repository's top and the root.
  void push_ignores_above() {
    std::string above = root_;
    std::vector<std::string> folders;
    for (int depth = 0; depth < 64; ++depth) {
      if (disk_.look(join(above, ".git")).kind != EntryKind::missing) break;
      above = join(above, "..");
      if (disk_.look(above).kind != EntryKind::folder) return;
      folders.push_back(above);
    }
    // Patterns anchored above the root are matched only where they carry no path, which is nearly always.
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) push_ignores(*folder, std::string());
  }

  void push_ignores(const std::string& folder, const std::string& below) {
    const std::string path = join(folder, ".gitignore");
    if (disk_.look(path).kind != EntryKind::file) return;
    const Result<std::string> text = disk_.read(path, 1 << 20);
    if (text) ignores_.push(below, parse_gitignore(*text));
  }

  void open(const std::string& folder) {
    const std::string on_disk = folder.empty() ? root_ : join(root_, folder);
    Result<std::vector<Entry>> entries = disk_.list(on_disk);
    if (!entries) {
      note(folder.empty() ? "." : folder + "/", FileState::failed, "cannot be read: " + entries.mistake().message);
      return;
    }
    push_ignores(on_disk, folder);
    for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
      const std::string below = join(folder, entry->name);
      if (entry->kind == EntryKind::folder) {
        meet_folder(*entry, below);
      } else {
        meet_file(*entry, below);
      }
    }
  }

  void meet_folder(const Entry& entry, const std::string& below) {
    if (is_one_of(kNoSource, entry.name)) return;
    if (const std::string why = why_left_out(entry, below); !why.empty()) {
      const bool read = why == kHidden && table_ != nullptr && inventory::is_read_though_hidden(entry.name);
      note(below + "/", FileState::skipped, read ? std::string(kHiddenButRead) : why);
      if (read) folders_.push_back(below);
    } else {
      folders_.push_back(below);
    }
  }

  [[nodiscard]] std::string why_left_out(const Entry& entry, const std::string& below) const {
    const std::string on_disk = join(root_, below);
    if (entry.is_link) return "symbolic link to a folder";
    if (entry.name.starts_with('.')) return std::string(kHidden);
    if (entry.name == "node_modules") return "packages of another language";
    if (disk_.look(join(on_disk, "pyvenv.cfg")).kind == EntryKind::file) return "virtual environment";
    if (ignores_.ignores(below, true)) return "ignored by git";
    return why_excluded(on_disk, true);
  }

  [[nodiscard]] std::string why_excluded(const std::string& on_disk, bool is_folder) const {
    const std::string_view pattern = excluded_.match(on_disk, is_folder);
    return pattern.empty() ? std::string() : "excluded by `" + std::string(pattern) + "`";
  }

  void meet_file(const Entry& entry, const std::string& below) {
    const std::string on_disk = join(root_, below);
    FileKind kind = FileKind::python;
    bool certain = true;
    const bool hidden = is_in_hidden(below);
    if (hidden || !is_python(entry, on_disk)) {
      const auto claim = table_ == nullptr ? std::nullopt : table_->claim(below);
      if (!claim) return;
      kind = FileKind::inventory;
      certain = *claim == inventory::Claim::named;
    }
    std::string why = why_not_read(entry, below, on_disk);
    if (why.empty()) {
      note(below, FileState::scanned, {}, kind, certain);
    } else if (certain) {  // what may be about anything is nobody's loss
      note(below, entry.kind == EntryKind::missing ? FileState::failed : FileState::skipped, std::move(why), kind);
    }
  }

  [[nodiscard]] bool is_python(const Entry& entry, const std::string& on_disk) const {
    const std::string_view end = ending(entry.name);
    if (is_one_of(kEndings, end)) return true;
    const bool may_be = end.empty() && entry.kind == EntryKind::file && !entry.name.starts_with('.');
    return may_be && first_line_names_python(on_disk, disk_);
  }

  // Whether a folder on the way to BELOW is hidden: then it was opened for the table's sake alone.
  [[nodiscard]] static bool is_in_hidden(std::string_view below) {
    const std::size_t name = below.rfind('/');
    if (name == std::string_view::npos) return false;
    const std::string_view folder = below.substr(0, name);
    return folder.starts_with('.') || folder.find("/.") != std::string_view::npos;
  }

  [[nodiscard]] std::string why_not_read(const Entry& entry, const std::string& below, const std::string& on_disk) const {
    if (entry.kind == EntryKind::missing) return "symbolic link that leads nowhere";
    if (entry.kind == EntryKind::special) return "not a regular file";
    if (ignores_.ignores(below, false)) return "ignored by git";
    return why_excluded(on_disk, false);
  }

  std::string root_;
  std::string shown_;
  const Disk& disk_;
  const PathPatterns& excluded_;
  const inventory::Table* table_;
  std::vector<FoundFile>& found_;
  std::vector<std::string> folders_;  // below the root, to be opened
  IgnoreStack ignores_;
};

std::string without_dot_slash(std::string path) {
  while (path.starts_with("./") && path.size() > 2) path.erase(0, 2);
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// A file that is named itself is Python whatever it is called, unless a reader knows its name.
FileKind kind_of(const std::string& path, const inventory::Table* table) {
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  if (table == nullptr || is_one_of(kEndings, ending(name))) return FileKind::python;
  return table->claim(path) ? FileKind::inventory : FileKind::python;
}

}  // namespace

std::vector<FoundFile> find_files(const std::vector<std::string>& roots, const Disk& disk,
                                  const PathPatterns& excluded, const inventory::Table* table) {
  std::vector<FoundFile> found;
  for (const std::string& given : roots) {
    const std::string root = without_dot_slash(given);
    const Entry entry = disk.look(root);
    if (entry.kind == EntryKind::folder) {
      Walk(root, roots.size() == 1 || root == "." ? std::string() : root, disk, excluded, table, found).run();
    } else if (entry.kind == EntryKind::file) {
      found.push_back({root, root, FileState::scanned, {}, kind_of(root, table), true});
    } else {
      const char* why = entry.kind == EntryKind::missing ? "there is no such file or folder" : "not a regular file";
      found.push_back({root, root, FileState::failed, why, FileKind::python, true});
    }
  }
  std::sort(found.begin(), found.end(), [](const FoundFile& a, const FoundFile& b) { return a.path < b.path; });
  const auto same = [](const FoundFile& a, const FoundFile& b) { return a.path == b.path; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

}  // namespace pymolt::scan
