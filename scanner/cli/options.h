// What the command line says, as values: the only place that knows CLI11.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_OPTIONS_H_
#define PYMOLT_CLI_OPTIONS_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "model/finding.h"
#include "model/path_request.h"
#include "render/view.h"
#include "rulebook/api_table.h"
#include "settings/settings.h"

namespace pymolt::cli {

/// One report to write: `--format json`, `--format sarif=out.sarif`.
using FormatRequest = settings::WantedFormat;

/// What `--color` says.
enum class ColorWish : std::uint8_t { automatic, always, never };

struct ProjectOptions {
  std::vector<std::string> paths;
  std::optional<VersionSet> target;  // nothing: not said
  std::optional<VersionSet> from;
  std::vector<FormatRequest> formats;
  std::string output;
  std::optional<Severity> fail_on = Severity::high;  // nothing: never
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> rules;    // folders of rule packs
  std::vector<std::string> exclude;  // patterns of a .gitignore, meant from `exclude_from`
  std::string exclude_from;  // absolute: the settings' folder, or where the command was given
  std::vector<SeverityRule> severities;
  std::vector<PathRequest> per_path;  // meant from `per_path_from`
  std::string per_path_from;
  std::string baseline;  // the file whose findings are not reported
  bool writes_baseline = false;
  std::string
      write_baseline;  // the file to write all findings to; empty: that of `baseline`, or the usual one
  bool fail_on_stale = false;
  std::string since;          // a git revision: report only lines changed since
  std::string config;         // the file with the settings; empty: the nearest
  bool no_config = false;     // take no settings
  bool isolated = false;      // ask neither settings nor packs, baselines and comments of the tree
  bool follow_links = false;  // take links that lead out of the tree
  std::string files_from;
  std::string stdin_filename;  // what standard input, named as `-`, is called
  std::string root;            // the folder from which paths are told; empty: the working folder
  std::string cache_dir;       // empty: the user's
  Confidence confidence = Confidence::likely;
  ColorWish color = ColorWish::automatic;
  int jobs = 0;
  bool no_cache = false;
  bool reread = false;  // trust no file times
  bool allow_unknown = false;
  bool report_suppressed = false;
  bool docs = false;                // read the code in docstrings and documents too
  std::string as_of;                // a day: `2026-11-30`; empty: not said
  std::string platform;             // where the dependencies are to run; empty: Linux on x86_64
  std::vector<std::string> extras;  // of the project, that are asked for
  std::string venv;                 // the folder of an environment
  std::string python;               // an interpreter, or the folder of an environment
  bool free_threaded = false;       // the build without the GIL
  bool fixes = false;               // say of each finding what `pymolt fix` would do
  bool upgrade_plan = false;        // of `deps`
  bool by_owner = false;            // sums by CODEOWNERS
  bool min_version = false;         // instead of a report: which versions will do
  render::View view;                // what people are shown of the report
  std::set<std::string, std::less<>>
      given;  // the options on the command line, without their dashes

  [[nodiscard]] bool says(std::string_view option) const { return given.contains(option); }
};

struct ExplainOptions {
  std::string word;
  std::vector<std::string> rules;
};

struct ApisOptions {
  rulebook::ApiQuery query;
  std::vector<FormatRequest> formats;
  std::string output;
  std::vector<std::string> rules;
};

struct DiffOptions {
  std::string before;
  std::string now;
};

struct GateOptions {
  std::string policy;  // empty: the usual one
  std::string report;  // a JSON report; empty: scan
  std::string as_of;   // a date
};

struct FixOptions {
  bool both = false;  // the new code must still mean the same on `from`
  bool unsafe = false;
  bool configuration = false;  // also what configuration files state
  bool diff = false;           // what is done when nothing is said
  bool check = false;          // only say what would change
  bool write = false;
  bool force = false;  // also what git has not saved
};

struct HistoryOptions {
  std::string report;  // to add
  std::string file = "pymolt-history.jsonl";
  std::string as_of;
};

struct PaperOptions {
  std::vector<std::string> kinds;
  std::string folder;
};

struct VerifyOptions {
  std::vector<std::string> pythons;
  bool imports = false;
  int seconds = 30;
};

struct ShardOptions {
  std::string share = "1/1";  // of `facts`
};

struct PortfolioOptions {
  std::vector<std::string> reports;  // files, and folders with them
  std::string sqlite;                // the database to write; empty: none
  std::string before;                // an earlier portfolio; empty: none
  bool by_owner = false;
};

struct DocsOptions {
  std::string folder;
  std::vector<std::string> rules;
};

struct DebugOptions {
  std::string stage;  // tokens, tree, model, facts, program
  std::string file;
};

struct RulesOptions {
  std::vector<std::string> folders;
  bool names_only = false;
};

/// Which command, with its options; the others are as they are made.
struct Invocation {
  std::string
      command;  // the name in the table of commands: `scan`, `apis`, `explain`, `rules list` …
  ProjectOptions scan;  // of `plan`, `graph`, `horizon`, `config` and `config-files` as well
  ApisOptions apis;
  DiffOptions diff;
  GateOptions gate;  // of `report` as well
  VerifyOptions verify;
  FixOptions fix;
  HistoryOptions history;
  PaperOptions papers;  // of `report`
  ExplainOptions explain;
  DocsOptions docs;
  RulesOptions rules;
  ShardOptions shards;
  PortfolioOptions portfolio;
  DebugOptions debug;
  std::string shell;  // of `completions`
};

/// What to do: a command to run, or text to print and an exit status (help, the version, a mistake).
struct Parsed {
  std::optional<Invocation> invocation;
  std::string text;
  int exit_status = 0;
};

[[nodiscard]] Parsed parse_command_line(int argc, const char* const* argv);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_OPTIONS_H_
