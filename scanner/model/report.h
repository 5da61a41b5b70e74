// What a scan says, ready to be rendered: the facts of all files, reduced for one target.
// SPDX-License-Identifier: MIT
//
// project/ makes it, render/ shows it. Everything is sorted (files and modules by name, findings by path and place),
// so that the same input gives the same bytes, and everything met is accounted for:
// scanned + skipped + failed == found.
#ifndef PYMOLT_MODEL_REPORT_H_
#define PYMOLT_MODEL_REPORT_H_

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/version.h"
#include "model/dependency_rows.h"
#include "model/facts.h"
#include "model/finding.h"
#include "model/known_finding.h"
#include "model/offered_fix.h"
#include "model/owners.h"

namespace pymolt {

/// A finding that concerns the target, with its file and its weight there.
struct ReportedFinding {
  std::string path;
  Severity severity = Severity::low;
  Finding finding;
  OfferedFix fix = {};  // where the report was asked for it
};

/// Why a module does not import on a version: the way to the cause, and where that stands.
struct Because {
  std::vector<std::string>
      via;            // the modules from this one to the one that holds the cause, both included
  std::string cause;  // a module or name that is not there, or a construct that does not compile
  std::string path;
  std::uint32_t line = 0;
  bool operator==(const Because&) const = default;
};

/// Why a module does not import, by version. Versions that fail for the same reason share its words.
class Reasons {
 public:
  void add(Version version, Because because) {
    const auto same = std::ranges::find(all_, because, &std::pair<VersionSet, Because>::second);
    if (same != all_.end())
      same->first |= version;
    else
      all_.emplace_back(version, std::move(because));
  }
  /// Null where it imports, or where that could not be told.
  [[nodiscard]] const Because* on(Version version) const {
    const auto found =
        std::ranges::find_if(all_, [&](const auto& one) { return one.first.contains(version); });
    return found == all_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] VersionSet versions() const {
    VersionSet sum;
    for (const auto& [on, because] : all_) sum |= on;
    return sum;
  }
  [[nodiscard]] std::vector<std::pair<VersionSet, Because>>& all() { return all_; }

 private:
  std::vector<std::pair<VersionSet, Because>> all_;
};

/// Whether a module imports, for every version of the axis.
struct ModuleVerdict {
  std::string name;
  std::string path;
  VersionSet imports;
  VersionSet unknown;  // on these it could not be told; disjoint from `imports`
  std::string unknown_because;
  Reasons because;  // for every version in neither set
};

/// "74 of 75": how many of how many; those that could not be told are in neither number of `ok`.
struct Count {
  std::uint32_t ok = 0;
  std::uint32_t of = 0;
  std::uint32_t unknown = 0;
  bool operator==(const Count&) const = default;
};

/// What keeps modules from importing: a finding at the place where the import stops. It is among the findings too.
struct ImportCause {
  std::string what;                  // as `Because::cause`
  VersionSet versions;               // of the target, on which modules fail for it
  std::vector<std::string> modules;  // sorted
  ReportedFinding finding;
};

enum class Decision : std::uint8_t {
  go,       // nothing critical or high, everything compiles and imports
  no_go,    // something does not, and did where the code comes from
  unknown,  // nothing is known to break, but not everything could be analysed
};

struct Summary {
  std::uint32_t found = 0;
  std::uint32_t scanned = 0;
  std::uint32_t skipped = 0;
  std::uint32_t failed = 0;
  std::map<Version, Count> compile;  // for every version of the target
  std::map<Version, Count> import;
  std::map<Version, Decision> verdict;
  std::map<Version, Count> extensions;  // extension modules whose sources are known: how many build
  std::map<Version, Count> dependencies;   // distinct names that apply: how many are known to work
  std::map<Version, Count> configuration;  // statements that pin a version: how many allow it
  std::array<std::uint32_t, 4> findings = {};  // by severity
  std::array<std::uint32_t, 4> already = {};
};

/// A module outside the project and the standard library, and who imports it.
struct ExternalModule {
  std::string name;
  std::vector<std::string> imported_by;  // paths
  std::string supplied_by =
      {};  // the declared package that puts back what left the standard library; else empty
  VersionSet fails = {};  // on which its package is known not to work

  /// Whether it is taken to work on one of TARGET, without a look at it.
  [[nodiscard]] bool is_assumed(VersionSet target) const { return !fails.contains(target); }
};

/// A rule pack that a scan went by beside what is built in.
struct PackInForce {
  std::string folder;    // as people know it
  std::string named_by;  // `pymolt.toml:3`, `--rules`
  std::size_t pages = 0;
  std::size_t facts = 0;
  std::vector<std::string>
      contradicts;  // names and rules of which it says otherwise than what is built in
};

/// What one line of the settings, or of a .gitignore, leaves out of a report.
struct LeftOut {
  std::string by;           // "excluded by `gen/` in pymolt.toml:2"
  std::uint32_t files = 0;  // files and whole folders
  std::uint32_t findings = 0;
};

/// In what the scanned tree itself, or its user, had a say. It is told in every report, for a tree need not be trusted.
struct SettingsInForce {
  std::string settings;                           // the file; empty: none
  std::vector<std::pair<std::string, int>> keys;  // that are in force, with their lines
  std::vector<PackInForce> packs;
  std::vector<LeftOut> left_out;
  std::string target_by;  // who said the target where the command line and the settings did not
  bool isolated = false;  // settings, packs, baselines and comments of the tree were not asked
};

/// What a baseline did to a report: the findings it hides, and those of its own that are no longer there.
struct BaselineUse {
  std::string file;                    // as it was named
  std::vector<ReportedFinding> known;  // hidden, in the order of the report
  std::vector<KnownFinding> stale;     // to leave the file when it is written again
  VersionSet target;                   // what was asked when it was written
  bool comparable = true;              // whether this scan asks enough to tell what is stale
};

/// That only the lines changed since a revision are reported.
struct ChangesOnly {
  std::string revision;                 // as it was named
  std::vector<ReportedFinding> hidden;  // findings on other lines, in the order of the report
};

/// A stated version, judged for the target.
struct ConfigurationRow {
  std::string path;
  VersionStatement statement;
  std::string instead;  // what to write where the target is not allowed; may be empty
  /// The versions stated one by one whose support has ended by the day that is asked about, with the dates; none without a day.
  std::map<Version, std::string> ended;
};

/// Statements of a project that cannot all be true.
struct Contradiction {
  std::string message;
  std::vector<std::size_t> rows;  // in `Report::configuration`
};

/// An extension module that a build file makes of sources of the tree.
struct ExtensionRow {
  std::string module;
  std::string path;  // of the build file
  std::uint32_t line = 0;
  std::vector<std::string> sources;  // paths of the tree
  VersionSet builds;                 // as far as names of the C API go
  VersionSet unknown;                // not all of its sources could be read; disjoint from `builds`
};

/// A line of a file that could not be read.
struct ReportedProblem {
  std::string path;
  LineProblem problem;
};

/// When, of what and how a report was made.
struct Evidence {
  std::string date;      // `2026-11-30`; empty where nobody asked
  std::string revision;  // of the scanned tree, by git; empty: none
  bool dirty = false;    // files that git tracks were changed since
  std::string command;   // how to make it again, as typed in a shell
};

struct Report {
  std::string tool_version;
  Evidence evidence;
  std::string rules;               // stands for the rules it was made with
  std::vector<std::string> roots;  // as given on the command line
  VersionSet target;
  VersionSet from;
  /// The files that the settings ask about other versions than the rest. `target` holds theirs as well.
  std::map<std::string, VersionSet, std::less<>> own_targets;
  /// The same for where they come from.
  std::map<std::string, VersionSet, std::less<>> own_origins;
  std::vector<FileFacts>
      files;  // all that were met: scanned, skipped, failed; but of those that are no Python, only the last two
  std::vector<FileFacts>
      inventory;  // the others that were scanned, by path; counted in the sum of files
  std::vector<ConfigurationRow> configuration;  // what is stated about versions, by path and place
  std::vector<Contradiction> contradictions;
  VersionSet says_it_supports;  // by what its papers and tests name; empty when nothing does
  std::string as_of;            // the day asked about: `2026-11-30`; empty when none was
  DependencyReport dependencies;
  std::vector<ReportedProblem> problems;  // lines that could not be read, by path and line
  std::vector<ExtensionRow> extensions;   // by module
  std::vector<ModuleVerdict> modules;
  std::vector<ExternalModule> externals;
  std::vector<ReportedFinding> findings;
  std::vector<ReportedFinding>
      already;  // what is broken on every version of `from` as well: no change, no obstacle
  std::vector<ImportCause>
      causes;  // the most severe first: by the number of modules, then by place
  std::vector<ReportedFinding>
      suppressed;  // what comments in the code suppress; in no sum but their own
  std::optional<BaselineUse> baseline;
  std::optional<ChangesOnly> since;
  std::optional<OwnerReport> owners;  // where it is asked for
  SettingsInForce in_force;
  Summary summary;  // counts `findings`, not what is hidden; its verdicts hold for all of the code

  /// Whether nothing was analysed for VERSION that could break there: no files at all, no module because a line of the
  /// settings or of a .gitignore left them out, or no module and nothing that speaks of Python. That is no reason to go.
  [[nodiscard]] bool looks_at_nothing(Version version) const {
    const auto compile = summary.compile.find(version);
    const bool no_module = compile == summary.compile.end() || compile->second.of == 0;
    const auto takes_files = [](const LeftOut& left_out) { return left_out.files > 0; };
    const bool says_nothing = findings.empty() && configuration.empty() &&
                              dependencies.rows.empty() && extensions.empty();
    return summary.scanned == 0 || (no_module && files_to_ask() == 0 && says_nothing) ||
           (no_module &&
            std::any_of(in_force.left_out.begin(), in_force.left_out.end(), takes_files));
  }
  /// How many files of Python were scanned, whatever they are asked about.
  [[nodiscard]] std::size_t files_to_ask() const {
    return static_cast<std::size_t>(
        std::count_if(files.begin(), files.end(), [](const FileFacts& file) {
          return file.state == FileState::scanned && file.kind == FileKind::python;
        }));
  }
  /// The versions that the file at PATH is asked about: sums and verdicts count it on these only.
  [[nodiscard]] VersionSet target_of(std::string_view path) const {
    const auto own = own_targets.find(path);
    return own == own_targets.end() ? target : own->second;
  }
  /// The versions that the file at PATH is said to come from; none where nobody said.
  [[nodiscard]] VersionSet origin_of(std::string_view path) const {
    const auto own = own_origins.find(path);
    return own == own_origins.end() ? from : own->second;
  }
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_REPORT_H_
