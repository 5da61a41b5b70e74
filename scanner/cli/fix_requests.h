// What `pymolt fix` is asked about each file, and what it offers where a report wants to know.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_FIX_REQUESTS_H_
#define PYMOLT_CLI_FIX_REQUESTS_H_

#include <map>
#include <string>

#include "base/result.h"
#include "cli/scan_project.h"
#include "fix/file_wishes.h"
#include "fix/fix_file.h"
#include "scan/disk.h"

namespace pymolt::cli {

/// Borrows REQUEST and FACTS, which are those of one scan.
class FixRequests {
 public:
  FixRequests(const project::ReportRequest& request, const std::vector<FileFacts>& facts,
              const FixOptions& options, bool selects, const scan::Disk& disk);

  /// Learns what the project says of packages' names, from the FINDINGS of a report.
  void learn(const std::vector<ReportedFinding>& findings);
  /// What is wished for FILE.
  [[nodiscard]] fix::Wish wish(const FileFacts& file) const;
  /// Whether FILE may have something to mend.
  [[nodiscard]] bool concerns(const FileFacts& file, const fix::Wish& wish) const;
  /// Whether FINDING, of FACTS of the same file, is to be mended as WISH says.
  [[nodiscard]] bool wants(const FileFacts& facts, const Finding& finding,
                           const fix::Wish& wish) const;
  /// Where the bytes of a file are, links followed, and what was named, in which they lie.
  struct Place {
    std::string file;
    std::string root;
  };
  /// That of FILE; a mistake where it does not lie in what was named.
  [[nodiscard]] Result<Place> place(const FileFacts& file) const;

 private:
  const project::ReportRequest& request_;
  fix::FileWishes wishes_;
  const FixOptions& options_;
  bool selects_;
  const scan::Disk& disk_;
  std::map<std::string, Finding> packages_;  // by symbol
};

/// Whether FILE is one that can be mended at all.
[[nodiscard]] bool may_be_fixed(const FileFacts& file);

/// Says of every finding of REPORT what `pymolt fix` would do. The files are read again.
[[nodiscard]] std::optional<Mistake> add_fixes(Report& report,
                                               const project::ReportRequest& request,
                                               const rulebook::Rulebook& book,
                                               const FixOptions& options, bool selects,
                                               const scan::Disk& disk);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_FIX_REQUESTS_H_
