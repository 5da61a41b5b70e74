// What the command line says, as values: the only place that knows CLI11.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_OPTIONS_H_
#define PYMOLT_CLI_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/version.h"

namespace pymolt::cli {

/// One report to write: `--format json`, `--format sarif=out.sarif`.
struct FormatRequest {
  std::string format;
  std::string file;  // empty: standard output, or what `--output` says
};

struct ScanOptions {
  std::vector<std::string> paths;
  std::optional<VersionSet> target;  // nothing: not said
  std::optional<VersionSet> from;
  std::vector<FormatRequest> formats;
  std::string output;
  std::optional<Severity> fail_on = Severity::high;  // nothing: never
  bool fail_on_given = false;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> rules;  // folders of rule packs
  std::string files_from;
  Confidence confidence = Confidence::likely;
  int jobs = 0;
  bool no_cache = false;
  bool allow_unknown = false;
  bool min_version = false;  // instead of a report: which versions will do
};

struct ExplainOptions {
  std::string word;
  std::vector<std::string> rules;
};

struct RulesOptions {
  std::vector<std::string> folders;
};

/// Which command, with its options; the others are as they are made.
struct Invocation {
  std::string command;  // the name in the table of commands: `scan`, `plan`, `explain`, `rules list`, `rules test`
  ScanOptions scan;  // of `plan` and `graph` as well
  ExplainOptions explain;
  RulesOptions rules;
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
