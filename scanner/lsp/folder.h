// A folder that is open in the editor: the facts of all its files, kept warm, and the report that follows from them.
// SPDX-License-Identifier: MIT
//
// What it says is what a scan of the folder would say if every open document were saved: the same rules, settings, walk
// and reduction. Only files that changed are looked at again; what one file tells of the others is worked out anew,
// from facts, unless these say what they said before, or say it some lines further down. Work is done in small steps, so that the editor never waits long.
#ifndef PYMOLT_LSP_FOLDER_H_
#define PYMOLT_LSP_FOLDER_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lsp/buffers.h"
#include "project/reduce.h"
#include "scan/cache.h"
#include "scan/find_files.h"
#include "scan/scan_file.h"

namespace pymolt::lsp {

/// The rules, and what is made of them once.
struct Knowledge {
  rulebook::Rulebook book;
  std::optional<scan::ScanContext> context;
};

/// How a folder is looked at: what command line, settings and editor say together.
struct FolderSetup {
  std::shared_ptr<const Knowledge> knowledge;
  project::ReportRequest request;
  bool docs = false;  // read the code in docstrings and documents too
  int jobs = 0;
  std::function<std::vector<scan::FoundFile>(const scan::Disk& disk)> find;
  /// Takes out of a report what a baseline hides; a mistake where that cannot be read.
  std::function<std::optional<Mistake>(Report& report)> hide_known;
  std::unique_ptr<scan::Cache> cache;
};

/// Makes the setup of PATH, a folder or a file that stands for itself; SETTINGS is TOML that the editor gives.
using Opener =
    std::function<Result<FolderSetup>(const std::string& path, const std::string& settings)>;

class Folder {
 public:
  /// Borrows DISK and BUFFERS.
  Folder(std::string path, FolderSetup setup, const scan::Disk& disk, const Buffers& buffers);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool holds(std::string_view path) const;
  /// The document at PATH was opened, changed or closed.
  void touch(const std::string& path);
  /// Files may have come, gone or changed on the disk.
  void walk_again() { must_walk_ = true; }
  /// Whether the report is what the files and documents say.
  [[nodiscard]] bool is_ready() const { return !must_walk_ && stale_.empty() && reduction_; }
  /// One step towards that.
  void step();
  /// How many files there are, and how many are still to be looked at.
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t left() const { return stale_.size(); }

  /// What is said; only where it is ready.
  [[nodiscard]] const Report& report() const { return reduction_->report; }
  /// The path by which the report knows the file at PATH; empty where it is none of its files.
  [[nodiscard]] std::string reported(const std::string& path) const;
  /// Where a file of the report is.
  [[nodiscard]] std::string on_disk(const std::string& reported) const;
  /// Its facts as they were found, before the others had their say; null where it was not scanned.
  [[nodiscard]] const FileFacts* facts(const std::string& path) const;
  /// The versions on which the file works: where it compiles and nothing in it is known to raise.
  [[nodiscard]] std::optional<VersionSet> works_on(const std::string& path) const;

  [[nodiscard]] const FolderSetup& setup() const { return setup_; }
  [[nodiscard]] const std::optional<Mistake>& mistake() const { return mistake_; }

 private:
  /// A file, and what is known of it: nothing where it is only perhaps of interest and is not.
  struct Entry {
    scan::FoundFile file;
    std::string stamp;  // changes when the file on the disk does
    std::vector<FileFacts> facts;
  };
  void walk();
  void look_at_some();
  [[nodiscard]] bool follows_by_moving(const std::vector<FileFacts>& known,
                                       const std::vector<FileFacts>& found);
  void reduce();
  void add_unsaved(std::vector<scan::FoundFile>& files) const;
  [[nodiscard]] std::string stamp_of(const scan::FoundFile& file) const;

  std::string path_;
  FolderSetup setup_;
  BufferedDisk disk_;
  const Buffers& buffers_;
  std::vector<scan::FoundFile> found_;
  std::map<std::string, Entry> entries_;         // by the path that is reported
  std::map<std::string, std::string> by_place_;  // the same paths, by where the files are
  std::map<std::string, bool> stale_;            // entries to look at again
  std::optional<project::Reduction> reduction_;
  std::optional<Mistake> mistake_;
  bool must_walk_ = true;
};

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_FOLDER_H_
