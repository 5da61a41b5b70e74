// Reads the files of a pack in a fixed order, so that the same folder gives the same rulebook.
// SPDX-License-Identifier: MIT
#include "cli/packs.h"

#include <memory>

#include "scan/disk.h"

namespace pymolt::cli {

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

Result<int> collect(const scan::Disk& disk, const std::string& folder, bool pages_here, Files& files) {
  const Result<std::vector<scan::Entry>> entries = disk.list(folder);
  if (!entries) return entries.mistake();
  int count = 0;
  for (const scan::Entry& entry : *entries) {
    const std::string path = folder + "/" + entry.name;
    if (entry.kind == scan::EntryKind::folder && (entry.name == "pages" || entry.name == "lifetimes" || entry.name == "packages")) {
      Result<int> below = collect(disk, path, entry.name == "pages", files);
      if (!below) return below;
      count += *below;
    }
    const bool is_page = pages_here && entry.name.ends_with(".md") && entry.name != "README.md";
    if (entry.kind != scan::EntryKind::file || !(is_page || entry.name.ends_with(".life") || entry.name.ends_with(".pkg")))
      continue;
    Result<std::string> text = disk.read(path, 16 << 20);
    if (!text) return text.mistake();
    // The rulebook tells pages by their folder, whatever the user's is called.
    files.emplace_back(is_page && path.find("pages/") == std::string::npos ? folder + "/pages/" + entry.name : path,
                       text.take());
    ++count;
  }
  return count;
}

}  // namespace

Result<rulebook::Rulebook> load_rulebook(const std::vector<std::string>& folders) {
  Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  if (!book) return book;
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  for (const std::string& folder : folders) {
    Files files;
    const Result<int> count = collect(*disk, folder, true, files);
    if (!count) return count.mistake();
    if (*count == 0) {
      Mistake mistake;
      mistake.file = folder;
      mistake.message = "holds no rule pack";
      mistake.hint = "a pack is a folder with lifetimes/*.life, packages/*.pkg and pages/*.md";
      return mistake;
    }
    const Result<int> added = book->add_owned(std::move(files));
    if (!added) return added.mistake();
  }
  return book;
}

}  // namespace pymolt::cli
