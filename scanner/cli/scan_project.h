// What `scan`, `plan` and `graph` begin with: find the files, scan them, know what is asked.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_SCAN_PROJECT_H_
#define PYMOLT_CLI_SCAN_PROJECT_H_

#include <memory>
#include <vector>

#include "base/result.h"
#include "cli/commands.h"
#include "cli/effective_options.h"
#include "cli/stated_target.h"
#include "project/reduce.h"
#include "scan/cache.h"
#include "scan/path_patterns.h"
#include "scan/shard_file.h"

namespace pymolt::cli {

struct ScannedProject {
  rulebook::Rulebook book;
  std::vector<FileFacts> facts;
  project::ReportRequest request;
  SettingsInForce in_force;
  std::unique_ptr<scan::Disk> machine;
  std::unique_ptr<scan::Disk>
      input;  // the machine's with standard input in it, where that was read

  /// What was scanned lies there.
  [[nodiscard]] const scan::Disk& disk() const { return input ? *input : *machine; }
};

/// Which files to look at: everything, or those that state something about Python or packages, and those only for that.
enum class Look : std::uint8_t { all, inventory };

/// A share of the files, and what is learnt of all of them on the way.
struct ShareOf {
  scan::Share share;
  std::string walk = {};  // stands for all files that were found
  StatedTarget target = {};
};

/// Moves SETTINGS, in which a scan was made, into its REPORT, which knows what they left out.
void put_in_force(SettingsInForce& settings, Report& report);

/// What every scan begins with: the rules, with which the words of SETTLED make sense.
[[nodiscard]] Result<ScannedProject> open_project(const EffectiveOptions& effective);
/// What is found in SETTLED's paths, or in the SHARE of it, asked as its options say.
[[nodiscard]] Result<ScannedProject> scan_project(const EffectiveOptions& effective,
                                                  Streams& streams, Look look = Look::all,
                                                  ShareOf* share = nullptr);

/// What is asked of PROJECT, whose paths begin in their only folder, or in this one.
[[nodiscard]] Result<project::ReportRequest> request_of(const EffectiveOptions& effective,
                                                        bool one_folder);
/// What its settings and its command line leave out: the patterns of the latter hold in every scanned folder as well.
[[nodiscard]] scan::PathPatterns excluded_by(const EffectiveOptions& effective);
/// The target where neither the command line nor the settings say one; nothing: the newest release.
[[nodiscard]] std::optional<StatedTarget> stated_target(const EffectiveOptions& effective,
                                                        const scan::ScanContext& context,
                                                        const scan::Disk& disk);
/// Where what is learnt of its paths is kept, by this pymolt and these rules; null where nothing is.
[[nodiscard]] std::unique_ptr<scan::Cache> open_cache(const EffectiveOptions& effective,
                                                      const rulebook::Rulebook& book);
/// Whether SETTLED's paths are one folder.
[[nodiscard]] bool is_one_folder(const EffectiveOptions& effective);

/// What `scan` says of a project: reports where they are asked for, and the exit status.
/// Nothing when OPTIONS ask for reports that can be written.
[[nodiscard]] std::optional<Mistake> check_asked(const ProjectOptions& options);
int answer_scan(const ProjectOptions& options, ScannedProject scanned, Streams& streams);

/// Says on standard error which files could not be read, for answers that have no place for it.
void tell_failed(const std::vector<FileFacts>& files, Streams& streams);

/// The same of what was read and not analysed.
void tell_unknown(const std::vector<FileFacts>& files, Streams& streams);

/// Says what is wrong, and gives the exit status for that.
int refuse(Streams& streams, const Mistake& mistake);
/// Whether something was not analysed: a file that could not be read, or whose verdict is unknown.
[[nodiscard]] bool is_incomplete(const std::vector<FileFacts>& files);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_SCAN_PROJECT_H_
