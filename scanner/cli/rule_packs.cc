// Reads the files of a pack in a fixed order, so that the same folder gives the same rulebook.
// SPDX-License-Identifier: MIT
#include "cli/rule_packs.h"

#include <algorithm>
#include <memory>

#include "scan/disk.h"

namespace pymolt::cli {

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

constexpr std::uint64_t kLargestRuleFile = 2 << 20;
constexpr std::size_t kMostRuleFiles = 2'000;

// The files of a pack in FOLDER, which is PACK or one of its folders.
Result<int> collect(const scan::Disk& disk, const std::string& pack, const std::string& folder,
                    bool pages_here, Files& files) {
  const Result<std::vector<scan::Entry>> entries = disk.list(folder);
  if (!entries) return entries.mistake();
  for (const scan::Entry& entry : *entries) {
    const std::string path = folder + "/" + entry.name;
    const bool holds_rules =
        entry.name == "pages" || entry.name == "lifetimes" || entry.name == "packages";
    if (entry.kind == scan::EntryKind::folder && folder == pack && holds_rules) {
      Result<int> below = collect(disk, pack, path, entry.name == "pages", files);
      if (!below) return below;
    }
    const bool is_page = pages_here && entry.name.ends_with(".md") && entry.name != "README.md";
    const bool is_fact = entry.name.ends_with(".life") || entry.name.ends_with(".pkg");
    if (entry.kind != scan::EntryKind::file || !(is_page || is_fact)) continue;
    Result<std::string> text = read_inside(disk, pack, path, kLargestRuleFile);
    if (!text) return text.mistake();
    if (files.size() == kMostRuleFiles)
      return Mistake{"holds more than " + std::to_string(kMostRuleFiles) + " files of rules", pack};
    // The rulebook tells pages by their folder, whatever the user's is called.
    files.emplace_back(is_page && path.find("pages/") == std::string::npos
                           ? folder + "/pages/" + entry.name
                           : path,
                       text.take());
  }
  return static_cast<int>(files.size());
}

// What is said of a pack that ADDED so many pages and facts to BOOK, in which CONTRADICTED were there before it.
PackInForce pack_of(const std::string& folder, const rulebook::Rulebook& book, int added,
                    std::size_t pages, std::size_t contradicted) {
  PackInForce pack;
  pack.folder = folder;
  pack.pages = pages;
  pack.facts = static_cast<std::size_t>(added) - pages;
  pack.contradicts.assign(book.contradicted().begin() + static_cast<std::ptrdiff_t>(contradicted),
                          book.contradicted().end());
  return pack;
}

}  // namespace

Result<rulebook::Rulebook> load_rulebook(const std::vector<std::string>& folders,
                                         std::vector<PackInForce>* packs) {
  Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  if (!book) return book;
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  for (const std::string& folder : folders) {
    Files files;
    const Result<int> count = collect(*disk, folder, folder, true, files);
    if (!count) return count.mistake();
    if (*count == 0) {
      Mistake mistake;
      mistake.file = folder;
      mistake.message = "holds no rule pack";
      mistake.hint = "a pack is a folder with lifetimes/*.life, packages/*.pkg and pages/*.md";
      return mistake;
    }
    const std::size_t contradicted = book->contradicted().size();
    const auto pages = static_cast<std::size_t>(std::count_if(
        files.begin(), files.end(), [](const auto& file) { return file.first.ends_with(".md"); }));
    const Result<int> added = book->add_owned(std::move(files));
    if (!added) return added.mistake();
    if (packs != nullptr) packs->push_back(pack_of(folder, *book, *added, pages, contradicted));
  }
  return book;
}

}  // namespace pymolt::cli
