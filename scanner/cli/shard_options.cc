// One function a command, and those that several share.
// SPDX-License-Identifier: MIT
#include "cli/shard_options.h"

namespace pymolt::cli {

namespace {

constexpr const char* kDocs =
    "Scan the code in documents too: doctests, and blocks fenced as Python in docstrings, *.md and "
    "*.rst";

void declare_cache_dir(CLI::App& app, ProjectOptions& scan) {
  app.add_option("--cache-dir", scan.cache_dir,
                 "Keep the cache in DIR (default: $XDG_CACHE_HOME/pymolt, else ~/.cache/pymolt)")
      ->type_name("DIR");
}

void declare_facts(CLI::App& app, Invocation& invocation) {
  ProjectOptions& scan = invocation.scan;
  declare_paths(app, scan);
  app.add_option("--shard", invocation.shards.share,
                 "Only the Kth of N shares of the files: 3/16 (default: 1/1)")
      ->type_name("K/N");
  app.add_option("-o,--output", scan.output, "The file of facts to write")
      ->type_name("FILE")
      ->required();
  app.add_flag("--docs", scan.docs, kDocs);
  declare_reading(app, scan);
}

void declare_portfolio(CLI::App& app, Invocation& invocation, std::vector<std::string>& formats) {
  PortfolioOptions& portfolio = invocation.portfolio;
  app.add_option("REPORT", portfolio.reports, "JSON reports, and folders with them (*.json)")
      ->type_name("")
      ->required();
  app.add_option(
         "-f,--format", formats,
         "The format: text, json, csv, html, markdown; FORMAT=FILE writes it there; repeatable")
      ->type_name("FORMAT")
      ->allow_extra_args(false);
  app.add_option("-o,--output", invocation.scan.output, "Write the portfolio to FILE")
      ->type_name("FILE");
  app.add_option("--sqlite", portfolio.sqlite,
                 "Write everything to FILE as well, a database for SQL")
      ->type_name("FILE");
  app.add_option("--before", portfolio.before,
                 "Print what changed since FILE, an earlier portfolio written with --format json")
      ->type_name("FILE");
  app.add_flag(
      "--by-owner", portfolio.by_owner,
      "Sum up by owner: CODEOWNERS of the folder NAME, or NAME.CODEOWNERS, beside NAME.json");
}

}  // namespace

void declare_paths(CLI::App& app, ProjectOptions& scan) {
  app.add_option("PATH", scan.paths,
                 "Files and folders to scan (default: this folder); - is standard input")
      ->type_name("");
}

void declare_shards(CLI::App& app, ProjectOptions& scan) {
  app.add_option("FILE", scan.paths, "Files of facts, every share of one scan, in any order")
      ->type_name("")
      ->required();
}

void declare_reading(CLI::App& app, ProjectOptions& scan) {
  app.add_option(
         "--exclude", scan.exclude,
         "Exclude paths that match, as a line of a .gitignore in a scanned folder or in this "
         "one would; repeatable")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_option("--config", scan.config,
                 "Take the settings from FILE, not from the nearest pymolt.toml or pyproject.toml")
      ->type_name("FILE");
  app.add_flag("--no-config", scan.no_config, "Take no settings from a file")->excludes("--config");
  app.add_flag("--isolated", scan.isolated,
               "For untrusted trees: ignore their settings, rule packs, baselines and `# pymolt:` "
               "comments")
      ->excludes("--config");
  app.add_flag("--follow-links", scan.follow_links,
               "Follow links that lead out of the scanned folders");
  app.add_option("--rules", scan.rules, "A folder with a rule pack of your own; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--stdin-filename", scan.stdin_filename,
                 "What standard input is called, where PATH is -: src/pkg/module.py")
      ->type_name("FILE");
  app.add_option("--files-from", scan.files_from,
                 "Read the paths from FILE, one a line; - is standard input")
      ->type_name("FILE");
  app.add_option("-j,--jobs", scan.jobs, "Threads (default: as many as there are processors)")
      ->type_name("N")
      ->check(CLI::Validator(CLI::Range(1, 1024)).description(""));
  app.add_flag("--no-cache", scan.no_cache, "Don't use the cache");
  app.add_flag("--reread", scan.reread, "Read files again whose size and times have not changed");
  declare_cache_dir(app, scan);
}

void declare_cache_commands(CLI::App& app, ProjectOptions& scan) {
  CLI::App* cache = app.add_subcommand("cache", "Show or clear what earlier scans learnt");
  cache->require_subcommand(1);
  declare_cache_dir(*cache->add_subcommand("info", "Show which projects it holds, and its size"),
                    scan);
  declare_cache_dir(*cache->add_subcommand("clear", "Remove all of it"), scan);
}

void declare_shard_commands(CLI::App& app, Invocation& invocation,
                            std::vector<std::string>& formats) {
  CLI::App* facts =
      app.add_subcommand("facts", "Write what a share of the files shows, for `pymolt merge`");
  declare_facts(*facts, invocation);
  CLI::App* portfolio =
      app.add_subcommand("portfolio", "Sum up the JSON reports of many repositories");
  declare_portfolio(*portfolio, invocation, formats);
}

}  // namespace pymolt::cli
