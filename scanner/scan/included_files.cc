// From each file of the tree round by round, until nothing new is named; cycles end there.
// SPDX-License-Identifier: MIT
#include "scan/included_files.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "inventory/kind_table.h"
#include "inventory/requirements.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

constexpr std::size_t kMostIncluded = 200;  // by way of one file of the tree

// A file that is named somewhere and may have to be read.
struct Named {
  std::string path;  // as it is reported
  std::string root;  // on the disk, what paths begin in
  bool constraints = false;
};

// The path of FILE without what leads out of the tree; empty where it does.
std::string path_beside(std::string_view file, std::string_view include) {
  if (include.starts_with('/') || include.find("://") != std::string_view::npos) return {};
  const std::size_t slash = file.rfind('/');
  return joined_within(slash == std::string_view::npos ? std::string_view() : file.substr(0, slash),
                       include);
}

FileFacts read_named(const Named& named, const Disk& disk) {
  FileFacts facts;
  facts.path = named.path;
  facts.kind = FileKind::inventory;
  const Result<std::string> bytes = read_inside(disk, named.root, named.root + "/" + named.path,
                                                inventory::kLargestInventoryFile);
  if (!bytes) {
    facts.state = FileState::failed;
    facts.reason = "cannot be read: " + bytes.mistake().message;
    return facts;
  }
  facts.sha256 = sha256_hex(*bytes);
  facts.lines = static_cast<std::uint32_t>(std::count(bytes->begin(), bytes->end(), '\n'));
  inventory::Reading reading =
      inventory::read_named_requirements({named.path, *bytes}, named.constraints);
  facts.inventory = std::move(reading.facts);
  if (reading.failed) {
    facts.state = FileState::failed;
    facts.reason = reading.failed->message;
  }
  return facts;
}

// Whether it was read as requirements, not as constraints.
bool asks_for_packages(const FileFacts& file) {
  return std::ranges::any_of(file.inventory.dependencies, [](const DependencyDeclaration& one) {
    return one.kind != DependencyKind::constraint;
  });
}

// What the files of a tree name, each read once or, where a constraint turns out to be wanted after all, twice.
class Included {
 public:
  /// FILES, sorted by path, are those of the tree.
  Included(const std::vector<FoundFile>& files, const Disk& disk) : found_(files), disk_(disk) {}

  void follow(const FileFacts& file, const std::string& root) {
    std::set<std::string> named;
    std::vector<std::string> next = gather(file, root, named);
    for (std::size_t i = 0; i < next.size(); ++i) {
      const std::vector<std::string> more = gather(files_.at(next[i]).facts, root, named);
      next.insert(next.end(), more.begin(), more.end());
    }
  }

  void move_to(std::vector<FileFacts>& facts) {
    for (auto& [path, file] : files_) facts.push_back(std::move(file.facts));
    std::ranges::stable_sort(facts, {}, &FileFacts::path);
  }

 private:
  struct File {
    FileFacts facts;
    bool constraints = false;
  };

  // The paths that FILE names and that were not NAMED before.
  std::vector<std::string> gather(const FileFacts& file, const std::string& root,
                                  std::set<std::string>& named) {
    std::vector<std::string> fresh;
    for (const IncludedFile& include : file.inventory.includes) {
      const std::string path = path_beside(file.path, include.path);
      if (path.empty() || std::ranges::binary_search(found_, path, {}, &FoundFile::path)) continue;
      if (!named.contains(path) && named.size() >= kMostIncluded) continue;
      if (!read({path, root, include.constraints}) || !named.insert(path).second) continue;
      fresh.push_back(path);
    }
    return fresh;
  }

  bool read(const Named& named) {
    const auto known = files_.find(named.path);
    if (known != files_.end() && (!known->second.constraints || named.constraints)) return true;
    if (disk_.look(named.root + "/" + named.path).kind != EntryKind::file) return false;
    files_.insert_or_assign(named.path, File{read_named(named, disk_), named.constraints});
    return true;
  }

  const std::vector<FoundFile>& found_;
  const Disk& disk_;
  std::map<std::string, File> files_;
};

std::string root_of(const FoundFile& file) {
  if (!file.on_disk.ends_with(file.path)) return {};
  std::string root = file.on_disk.substr(0, file.on_disk.size() - file.path.size());
  while (root.size() > 1 && root.ends_with('/')) root.pop_back();
  return root.empty() ? "." : root;
}

}  // namespace

std::string joined_within(std::string_view folder, std::string_view path) {
  std::vector<std::string_view> parts;
  const auto add = [&parts](std::string_view text) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('/', begin), text.size());
      const std::string_view part = text.substr(begin, end - begin);
      begin = end + 1;
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(part);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!add(folder) || !add(path)) return {};
  std::string whole;
  for (const std::string_view part : parts) whole += (whole.empty() ? "" : "/") + std::string(part);
  return whole;
}

void add_included_files(const std::vector<FoundFile>& files, const Disk& disk,
                        std::vector<FileFacts>& facts) {
  if (std::ranges::all_of(facts,
                          [](const FileFacts& file) { return file.inventory.includes.empty(); }))
    return;
  Included included(files, disk);
  for (const FileFacts& file : facts) {
    if (file.inventory.includes.empty()) continue;
    const auto found = std::ranges::lower_bound(files, file.path, {}, &FoundFile::path);
    if (found == files.end() || found->path != file.path) continue;
    if (const std::string root = root_of(*found); !root.empty()) included.follow(file, root);
  }
  included.move_to(facts);
}

void join_included_files(std::vector<FileFacts>& facts) {
  std::ranges::stable_sort(facts, {}, &FileFacts::path);
  std::vector<FileFacts> joined;
  joined.reserve(facts.size());
  for (FileFacts& file : facts) {
    const bool again = !joined.empty() && joined.back().path == file.path &&
                       file.kind == FileKind::inventory && joined.back().kind == file.kind &&
                       joined.back().sha256 == file.sha256;
    if (!again) {
      joined.push_back(std::move(file));
    } else if (asks_for_packages(file)) {
      joined.back() = std::move(file);
    }
  }
  facts = std::move(joined);
}

}  // namespace pymolt::scan
