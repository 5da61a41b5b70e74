// One function a command.
// SPDX-License-Identifier: MIT
#include "cli/evidence_options.h"

namespace pymolt::cli {

namespace {

void declare_output(CLI::App& app, ProjectOptions& scan, std::vector<std::string>& formats,
                    const std::string& known) {
  app.add_option("-f,--format", formats,
                 "The form: " + known + "; FORMAT=FILE writes it there; repeatable")
      ->type_name("FORMAT")
      ->allow_extra_args(false);
  app.add_option("-o,--output", scan.output, "Write the answer to FILE")->type_name("FILE");
}

void declare_how(CLI::App& app, ProjectOptions& scan) {
  app.add_option("-j,--jobs", scan.jobs, "Threads (default: as many as there are processors)")
      ->type_name("N")
      ->check(CLI::Validator(CLI::Range(1, 1024)).description(""));
  app.add_flag("--no-cache", scan.no_cache, "Don't use the cache");
  app.add_flag("--reread", scan.reread, "Read files again whose size and times have not changed");
}

void declare_policy(CLI::App& app, GateOptions& gate) {
  app.add_option(
         "--policy", gate.policy,
         "The policy (default: pymolt-gate.toml, else [tool.pymolt.gate] in pyproject.toml)")
      ->type_name("FILE");
  app.add_option("--as-of", gate.as_of,
                 "The date to check evidence against (default: SOURCE_DATE_EPOCH, else today)")
      ->type_name("DATE");
}

void declare_verify(CLI::App& app, Invocation& invocation) {
  app.add_option("PATH", invocation.scan.paths, "Files and folders (default: this folder)")
      ->type_name("");
  app.add_option("--python", invocation.verify.pythons,
                 "An interpreter: python3.13, or its path; repeatable")
      ->type_name("PYTHON")
      ->required()
      ->allow_extra_args(false);
  app.add_flag("--imports", invocation.verify.imports,
               "Import every module as well: runs the code, without network or writes where the "
               "system allows that");
  app.add_option("--time-limit", invocation.verify.seconds,
                 "Seconds for one file or module (default: 30)")
      ->type_name("SECONDS")
      ->check(CLI::Validator(CLI::Range(1, 3600)).description(""));
}

void declare_history(CLI::App& app, Invocation& invocation, std::vector<std::string>& formats) {
  HistoryOptions& history = invocation.history;
  app.add_option("--file", history.file, "The file with the sums (default: pymolt-history.jsonl)")
      ->type_name("FILE");
  declare_output(app, invocation.scan, formats, "text, markdown, html");
  CLI::App* add = app.add_subcommand("add", "Add the sums of a JSON report to the history");
  add->add_option("REPORT", history.report, "A report written with --format json")
      ->type_name("")
      ->required();
  add->add_option("--file", history.file, "The file with the sums (default: pymolt-history.jsonl)")
      ->type_name("FILE");
  add->add_option("--as-of", history.as_of,
                  "The day to enter it under (default: the report's own, else today)")
      ->type_name("DATE");
}

void declare_report(CLI::App& app, Invocation& invocation, const EvidenceWords& words) {
  app.add_option("PATH", invocation.scan.paths,
                 "Files and folders to scan (default: the policy's folder, else this one)")
      ->type_name("");
  app.add_option("--kind", invocation.papers.kinds,
                 "assessment, plan, checklist, rollout, decision; repeatable (default: all)")
      ->type_name("KIND")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("-o,--output-dir", invocation.papers.folder, "The folder to write to")
      ->type_name("DIR")
      ->required();
  declare_policy(app, invocation.gate);
  app.add_option("-t,--target", words.target, "The version to move to (default: the policy's)")
      ->type_name("VERSIONS")
      ->allow_extra_args(false);
  app.add_option("--from", words.from, "The versions the code comes from")
      ->type_name("VERSIONS")
      ->allow_extra_args(false);
  declare_how(app, invocation.scan);
}

}  // namespace

void declare_evidence_commands(CLI::App& app, Invocation& invocation, const EvidenceWords& words) {
  CLI::App* gate = app.add_subcommand(
      "gate", "Check test results, benchmarks, audits and the scan against a policy: go or no-go");
  declare_policy(*gate, invocation.gate);
  gate->add_option("--report", invocation.gate.report,
                   "A JSON report to use instead of scanning the policy's folder")
      ->type_name("FILE");
  declare_output(*gate, invocation.scan, words.formats, "text, json, markdown, html, junit");
  declare_how(*gate, invocation.scan);
  CLI::App* verify = app.add_subcommand(
      "verify",
      "Ask interpreters whether files compile and modules import, and compare with the scan");
  declare_verify(*verify, invocation);
  declare_output(*verify, invocation.scan, words.formats, "text, json");
  declare_how(*verify, invocation.scan);
  CLI::App* report = app.add_subcommand(
      "report", "Write the papers of a migration: assessment, plan, checklist, rollout, decision");
  declare_report(*report, invocation, words);
  CLI::App* history = app.add_subcommand("history", "Show how findings went down over time");
  declare_history(*history, invocation, words.formats);
}

}  // namespace pymolt::cli
