// Round by round, until nothing new is named; a path is read once, so that cycles end.
// SPDX-License-Identifier: MIT
#include "scan/included_files.h"

#include <algorithm>
#include <set>
#include <string>

#include "inventory/kind_table.h"
#include "inventory/requirements.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

constexpr std::size_t kMostIncluded = 1000;

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
  std::set<std::string> known;
  for (const FoundFile& file : files) known.insert(file.path);
  std::vector<FileFacts> added;
  std::vector<Named> named;
  const auto gather = [&](const FileFacts& file, const std::string& root) {
    for (const IncludedFile& include : file.inventory.includes) {
      const std::string path = path_beside(file.path, include.path);
      if (path.empty() || root.empty() || known.size() > files.size() + kMostIncluded) continue;
      if (disk.look(root + "/" + path).kind != EntryKind::file || !known.insert(path).second)
        continue;
      named.push_back({path, root, include.constraints});
    }
  };
  for (const FileFacts& file : facts) {
    if (file.inventory.includes.empty()) continue;
    const auto found = std::ranges::lower_bound(files, file.path, {}, &FoundFile::path);
    if (found != files.end() && found->path == file.path) gather(file, root_of(*found));
  }
  for (std::size_t i = 0; i < named.size(); ++i) {
    const Named one = named[i];
    added.push_back(read_named(one, disk));
    gather(added.back(), one.root);
  }
  facts.insert(facts.end(), std::make_move_iterator(added.begin()),
               std::make_move_iterator(added.end()));
  std::ranges::stable_sort(facts, {}, &FileFacts::path);
}

}  // namespace pymolt::scan
