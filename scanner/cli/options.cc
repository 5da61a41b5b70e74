// Declares every option to CLI11, and turns its words into values; a word that has no value is a mistake with a hint.
// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include <algorithm>
#include <sstream>

#include "base/suggest.h"
#include "base/version_range.h"
#include "cli/baseline_option.h"
#include "cli/build_version.h"
#include "cli/declarations.h"
#include "cli/evidence_options.h"
#include "cli/help_formatter.h"
#include "cli/machine_options.h"
#include "cli/refusals.h"
#include "cli/shard_options.h"
#include "cli/terminal.h"
#include "cli/view_options.h"
#include "render/api_renderers.h"
#include "render/burn_down_renderers.h"
#include "render/configuration_renderers.h"
#include "render/dependency_renderers.h"
#include "render/diff_renderers.h"
#include "render/gate_renderers.h"
#include "render/horizon_renderers.h"
#include "render/plan_renderers.h"
#include "render/portfolio_renderers.h"
#include "render/renderer.h"
#include "render/verify_renderers.h"
#include "rulebook/end_file.h"

namespace pymolt::cli {

namespace {

// The words as CLI11 collects them, before they mean anything.
struct OptionWords {
  std::vector<std::string> target;
  std::vector<std::string> from;
  std::vector<std::string> formats;
  std::string fail_on;
  std::string confidence;
  std::vector<std::string> removed_in;
  std::vector<std::string> added_in;
  std::vector<std::string> deprecated_in;
  std::string color;
  bool stdio = false;
  ViewWords view;
};

std::optional<Mistake> read_versions(const char* option, const std::vector<std::string>& words,
                                     std::optional<VersionSet>& set) {
  for (const std::string& word : words) {
    const Result<VersionSet> parsed = parse_versions(word);
    if (!parsed) {
      Mistake mistake = parsed.mistake();
      mistake.message = std::string(option) + ": " + mistake.message;
      return mistake;
    }
    set = set.value_or(VersionSet()) | *parsed;
  }
  return std::nullopt;
}

Mistake unknown_word(const char* option, const std::string& word,
                     std::span<const std::string_view> known) {
  Mistake mistake;
  mistake.message = std::string(option) + ": unknown word `" + word + "`";
  mistake.hint = suggestion(word, known);
  return mistake;
}

using Names = std::vector<std::string_view>;

template <typename Formats>
Names names_of(const Formats& formats) {
  Names names;
  for (const auto& format : formats) names.push_back(format.name);
  return names;
}

}  // namespace

// The forms a command knows; the first is the one it takes when none is asked for.
std::vector<std::string_view> formats_of(std::string_view command) {
  if (command == "apis") return names_of(render::api_formats());
  if (command == "deps") return names_of(render::dependency_formats());
  if (command == "horizon") return names_of(render::horizon_formats());
  if (command == "plan") return names_of(render::plan_formats());
  if (command == "portfolio") return names_of(render::portfolio_formats());
  if (command == "graph") return names_of(render::graph_formats());
  if (command == "diff") return names_of(render::diff_formats());
  if (command == "history") return names_of(render::burn_down_formats());
  if (command == "verify") return names_of(render::verify_formats());
  if (command == "gate") return names_of(render::gate_formats());
  if (command == "fix") return {"diff"};
  if (command == "config") return {"text", "json"};
  if (command == "config-files") return names_of(render::configuration_formats());
  return names_of(render::formats());
}

namespace {

std::optional<Mistake> read_formats(const std::vector<std::string>& words, const Names& known,
                                    std::vector<FormatRequest>& formats) {
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    FormatRequest request{word.substr(0, equals),
                          equals == std::string::npos ? "" : word.substr(equals + 1)};
    if (std::find(known.begin(), known.end(), request.format) == known.end()) {
      return unknown_word("--format", request.format, known);
    }
    if (word.ends_with('=')) return Mistake{"--format: `" + word + "` names no file"};
    formats.push_back(std::move(request));
  }
  if (formats.empty()) formats.push_back({std::string(known.front()), {}});
  return std::nullopt;
}

std::optional<Mistake> read_api_words(const OptionWords& words, const Names& formats,
                                      ApisOptions& apis) {
  if (auto mistake = read_versions("--removed-in", words.removed_in, apis.query.removed_in))
    return mistake;
  if (auto mistake = read_versions("--added-in", words.added_in, apis.query.added_in))
    return mistake;
  if (auto mistake =
          read_versions("--deprecated-in", words.deprecated_in, apis.query.deprecated_in))
    return mistake;
  return read_formats(words.formats, formats, apis.formats);
}

std::optional<Mistake> read_words(const OptionWords& words, const Names& formats,
                                  ProjectOptions& scan) {
  if (auto mistake = read_versions("--target", words.target, scan.target)) return mistake;
  if (auto mistake = read_versions("--from", words.from, scan.from)) return mistake;
  if (auto mistake = read_formats(words.formats, formats, scan.formats)) return mistake;
  if (!words.fail_on.empty()) {
    constexpr std::array<std::string_view, 5> kKnown = {"critical", "high", "medium", "low",
                                                        "never"};
    scan.fail_on = parse_severity(words.fail_on);
    if (!scan.fail_on && words.fail_on != "never")
      return unknown_word("--fail-on", words.fail_on, kKnown);
  }
  if (!words.confidence.empty()) {
    constexpr std::array<std::string_view, 3> kKnown = {"sure", "likely", "possible"};
    const auto confidence = parse_confidence(words.confidence);
    if (!confidence) return unknown_word("--confidence", words.confidence, kKnown);
    scan.confidence = *confidence;
  }
  if (auto mistake = check_machine(scan)) return mistake;
  if (auto mistake = read_view(words.view, scan.view)) return mistake;
  if (!words.color.empty()) {
    constexpr std::array<std::string_view, 3> kKnown = {"auto", "always", "never"};
    const auto place = std::find(kKnown.begin(), kKnown.end(), words.color);
    if (place == kKnown.end()) return unknown_word("--color", words.color, kKnown);
    scan.color = static_cast<ColorWish>(place - kKnown.begin());
  }
  return std::nullopt;
}

void declare_target(CLI::App& app, OptionWords& words) {
  app.add_option("-t,--target", words.target,
                 "Versions to ask about: 3.13, 3.9-3.13, 3.8+, \">=3.8,<3.14\", all")
      ->type_name("VERSIONS")
      ->allow_extra_args(false);
}

void declare_origin(CLI::App& app, OptionWords& words) {
  app.add_option("--from", words.from,
                 "Versions the code comes from; 2.7 enables the rules about Python 2 semantics")
      ->type_name("VERSIONS")
      ->allow_extra_args(false);
}

// What scan, plan, graph and horizon have in common.
void declare_project(CLI::App& app, const Names& formats, ProjectOptions& scan, OptionWords& words,
                     bool of_shards = false) {
  of_shards ? declare_shards(app, scan) : declare_paths(app, scan);
  declare_origin(app, words);
  std::string names;
  for (const std::string_view format : formats)
    names += (names.empty() ? "" : ", ") + std::string(format);
  app.add_option("-f,--format", words.formats,
                 "The report's format: " + names + "; FORMAT=FILE writes it there; repeatable")
      ->type_name("FORMAT")
      ->allow_extra_args(false);
  app.add_option("-o,--output", scan.output, "Write the report to FILE")->type_name("FILE");
  app.add_option("--select", scan.select, "Only these rules or symbols (`*` allowed)")
      ->type_name("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--ignore", scan.ignore, "Exclude these rules or symbols")
      ->type_name("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--confidence", words.confidence,
                 "Show findings that are at least: sure, likely (default), possible")
      ->type_name("CONFIDENCE");
  declare_reading(app, scan);
  app.add_option("--root", scan.root,
                 "Tell paths from DIR, in every format (default: the scanned folder in JSON, or "
                 "where it lies elsewhere, else this one)")
      ->type_name("DIR");
  app.add_flag("--allow-unknown", scan.allow_unknown,
               "Don't exit with 2 when a file can't be analysed");
}

void declare_fail_on(CLI::App& app, OptionWords& words) {
  app.add_option("--fail-on", words.fail_on,
                 "Exit with 1 at or above: critical, high (default), medium, low, never")
      ->type_name("SEVERITY");
}

void declare_deps(CLI::App& app, ProjectOptions& scan, OptionWords& words) {
  declare_target(app, words);
  declare_project(app, formats_of("deps"), scan, words);
  declare_machine(app, scan);
  app.add_flag("--upgrade-plan", scan.upgrade_plan,
               "Also print which versions to raise to make the target possible");
}

void declare_scan(CLI::App& app, ProjectOptions& scan, OptionWords& words, bool of_shards = false) {
  declare_target(app, words);
  declare_project(app, formats_of("scan"), scan, words, of_shards);
  declare_machine(app, scan);
  declare_fail_on(app, words);
  declare_view(app, words.view);
  app.add_flag("--docs", scan.docs,
               "Scan the code in documents too: doctests, and blocks fenced as Python in "
               "docstrings, *.md and *.rst");
  app.add_flag(
      "--fixes", scan.fixes,
      "Say of each finding whether `pymolt fix` mends it, and with which edits, in JSON and SARIF");
  app.add_flag("--report-suppressed", scan.report_suppressed,
               "Carry suppressed findings in SARIF, marked as such (code scanning would open "
               "alerts for them)");
  app.add_option("--color", words.color,
                 "Write in colour: auto (default: on a terminal), always, never")
      ->type_name("WHEN");
  app.add_option("--baseline", scan.baseline,
                 "Report only findings that are not in FILE, a baseline")
      ->type_name("FILE");
  app.add_option("--write-baseline", scan.write_baseline,
                 "Write all findings to FILE, a baseline (default: that of --baseline, else "
                 "pymolt-baseline.json)")
      ->type_name("[FILE]")
      ->expected(0, 1);
  app.add_flag("--fail-on-stale", scan.fail_on_stale,
               "Exit with 1 when the baseline lists findings that no longer exist");
  app.add_option("--since", scan.since, "Report only lines changed since REV, a git revision")
      ->type_name("REV");
  app.add_flag("--min-version", scan.min_version,
               "Print the supported version range and the lines that limit it, instead of a report "
               "(text or json)");
}

void declare_by_owner(CLI::App& app, ProjectOptions& scan) {
  app.add_flag("--by-owner", scan.by_owner,
               "Say who owns what, by the repository's CODEOWNERS, and sum up by owner");
}

void declare_config_files(CLI::App& app, ProjectOptions& scan, OptionWords& words) {
  declare_target(app, words);
  declare_project(app, formats_of("config-files"), scan, words);
  app.add_option("--as-of", scan.as_of,
                 "Say which versions are past their end of life on DATE (default: "
                 "SOURCE_DATE_EPOCH, else today)")
      ->type_name("DATE");
}

// What an editor is asked to put on the command line; the rest are settings.
void declare_lsp(CLI::App& app, ProjectOptions& scan, OptionWords& words) {
  declare_target(app, words);
  declare_origin(app, words);
  declare_reading(app, scan);
  app.add_flag("--stdio", words.stdio,
               "Speak on standard input and output, which it does in any case");
}

void declare_fix(CLI::App& app, Invocation& invocation, OptionWords& words) {
  declare_target(app, words);
  declare_project(app, formats_of("fix"), invocation.scan, words);
  FixOptions& fix = invocation.fix;
  app.add_flag("--both", fix.both, "The new code must still do the same on the versions of --from");
  app.add_flag("--unsafe", fix.unsafe, "Also make fixes that may change the meaning for some data");
  app.add_flag(
      "--configuration", fix.configuration,
      "Also change the stated versions that do not allow the target, as config-files says");
  CLI::Option* diff =
      app.add_flag("--diff", fix.diff, "Print what would change as a unified diff (the default)");
  CLI::Option* check = app.add_flag(
      "--check", fix.check, "List the files that would change, and exit with 1 if there are any");
  CLI::Option* write =
      app.add_flag("--write", fix.write, "Change the files (those without uncommitted changes)");
  diff->excludes(check)->excludes(write);
  check->excludes(write);
  app.add_flag("--force", fix.force, "With --write: also change files with uncommitted changes")
      ->needs(write);
}

void declare_diff(CLI::App& app, Invocation& invocation, OptionWords& words) {
  app.add_option("OLD", invocation.diff.before, "The older report, written with --format json")
      ->type_name("")
      ->required();
  app.add_option("NEW", invocation.diff.now, "The newer report, written with --format json")
      ->type_name("")
      ->required();
  app.add_option("-f,--format", words.formats,
                 "text, markdown, json; FORMAT=FILE writes it there; repeatable")
      ->type_name("FORMAT")
      ->allow_extra_args(false);
  app.add_option("-o,--output", invocation.scan.output, "Write the comparison to FILE")
      ->type_name("FILE");
  declare_fail_on(app, words);
}

void note_given(const CLI::App& command, ProjectOptions& scan) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->count() > 0 && !option->get_lnames().empty())
      scan.given.insert(option->get_lnames().front());
  }
}

void declare_apis(CLI::App& app, ApisOptions& apis, OptionWords& words) {
  const auto versions = [&app](const char* option, std::vector<std::string>& into,
                               const char* what) {
    app.add_option(option, into, what)->type_name("VERSIONS")->allow_extra_args(false);
  };
  app.add_option("NAME", apis.query.names,
                 "Only these names (`*` allowed): asyncio.*, builtins.str.*")
      ->type_name("");
  versions("--removed-in", words.removed_in, "Removed in one of these: 3.13, 3.9-3.13, 3.12+");
  versions("--added-in", words.added_in, "Added in one of these");
  versions("--deprecated-in", words.deprecated_in, "Deprecated in one of these");
  app.add_flag("--deprecated", apis.query.deprecated,
               "Deprecated and not removed; with --removed-in, what was deprecated "
               "before it was removed");
  app.add_option("-f,--format", words.formats,
                 "The format: text, json, csv; FORMAT=FILE writes it there; repeatable")
      ->type_name("FORMAT")
      ->allow_extra_args(false);
  app.add_option("-o,--output", apis.output, "Write to FILE")->type_name("FILE");
  app.add_option("--rules", apis.rules, "A folder with a rule pack of your own; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

// The options of ONLY that command are declared, or of all where it is empty: hundreds take milliseconds.
// Long: one statement a command.
void declare_all(CLI::App& app, Invocation& invocation, OptionWords& words, std::string_view only) {
  const auto asked = [only](const CLI::App* command) {
    return only.empty() || command->get_name() == only;
  };
  app.name("pymolt");
  app.description("pymolt finds what breaks when a Python code base moves to a newer Python.");
  app.set_version_flag("-V,--version", "pymolt " + std::string(kToolVersion));
  app.footer(
      "`pymolt COMMAND --help` tells a command's options, `pymolt man` prints the manual page.");
  app.require_subcommand(1);
  app.formatter(help_formatter(help_width()));
  CLI::App* scan =
      app.add_subcommand("scan", "Scan files and folders and report what breaks on the target");
  if (asked(scan)) {
    declare_scan(*scan, invocation.scan, words);
    declare_by_owner(*scan, invocation.scan);
  }
  CLI::App* merge = app.add_subcommand(
      "merge", "Report on the facts that `pymolt facts` wrote, as one scan would");
  if (asked(merge)) declare_scan(*merge, invocation.scan, words, true);
  declare_shard_commands(app, invocation, words.formats);
  CLI::App* plan =
      app.add_subcommand("plan", "Print the order in which to port the modules of a project");
  if (asked(plan)) {
    declare_target(*plan, words);
    declare_project(*plan, formats_of("plan"), invocation.scan, words);
    declare_by_owner(*plan, invocation.scan);
  }
  CLI::App* graph =
      app.add_subcommand("graph", "Draw who imports whom, coloured by whether it imports");
  if (asked(graph)) {
    declare_target(*graph, words);
    declare_project(*graph, formats_of("graph"), invocation.scan, words);
  }
  CLI::App* config = app.add_subcommand(
      "config", "Show the settings in effect for a path, and where each comes from");
  if (asked(config)) {
    declare_target(*config, words);
    declare_project(*config, formats_of("config"), invocation.scan, words);
    declare_fail_on(*config, words);
  }
  CLI::App* config_files = app.add_subcommand(
      "config-files",
      "List the files that state a version of Python, and whether each allows the target");
  if (asked(config_files)) declare_config_files(*config_files, invocation.scan, words);
  CLI::App* deps =
      app.add_subcommand("deps", "List the dependencies, and whether each works on the target");
  if (asked(deps)) declare_deps(*deps, invocation.scan, words);
  CLI::App* horizon = app.add_subcommand(
      "horizon", "List APIs your code uses that are (or will be) removed, by release");
  if (asked(horizon)) declare_project(*horizon, formats_of("horizon"), invocation.scan, words);
  CLI::App* fix = app.add_subcommand("fix", "Apply the fixes that are sure, and prove them");
  if (asked(fix)) declare_fix(*fix, invocation, words);
  CLI::App* apis = app.add_subcommand(
      "apis", "List what was added, removed or deprecated in the standard library");
  if (asked(apis)) declare_apis(*apis, invocation.apis, words);
  CLI::App* diff = app.add_subcommand("diff", "Compare two JSON reports");
  if (asked(diff)) declare_diff(*diff, invocation, words);
  declare_evidence_commands(app, invocation, {words.formats, words.target, words.from});
  CLI::App* explain = app.add_subcommand("explain", "Explain a rule, a name or a construct");
  explain
      ->add_option("WORD", invocation.explain.word,
                   "print-statement, collections.Mapping, syntax.walrus …")
      ->type_name("")
      ->required();
  explain->add_option("--rules", invocation.explain.rules, "A folder with a rule pack of your own")
      ->type_name("DIR");
  CLI::App* rules = app.add_subcommand("rules", "List the rules, or run a pack's own examples");
  rules->require_subcommand(1);
  CLI::App* list = rules->add_subcommand("list", "List the rules");
  list->add_flag("--names", invocation.rules.names_only, "Only the names, one a line");
  list->add_option("DIR", invocation.rules.folders, "Packs of your own to list as well")
      ->type_name("");
  CLI::App* test = rules->add_subcommand(
      "test", "Run the examples of the pages: of the built-in pack, or of the packs named");
  test->add_option("DIR", invocation.rules.folders, "Packs of your own to test")->type_name("");
  CLI::App* docs = app.add_subcommand(
      "docs", "Write all that is known as a static site: a page a rule, a page a module");
  docs->add_option("DIR", invocation.docs.folder, "The folder to write")->type_name("")->required();
  docs->add_option("--rules", invocation.docs.rules, "A folder with a rule pack of your own")
      ->type_name("DIR");
  CLI::App* lsp = app.add_subcommand(
      "lsp", "Serve an editor on standard input and output (language server protocol)");
  if (asked(lsp)) declare_lsp(*lsp, invocation.scan, words);
  CLI::App* debug =
      app.add_subcommand("debug", "Print what one stage makes of a file (for developers)");
  debug->add_option("STAGE", invocation.debug.stage, "tokens, tree, model, facts or program")
      ->type_name("")
      ->required();
  debug->add_option("FILE", invocation.debug.file, "A Python file")->type_name("")->required();
  CLI::App* completions =
      app.add_subcommand("completions", "Print a completion script for a shell");
  completions->add_option("SHELL", invocation.shell, "bash, zsh or fish")
      ->type_name("")
      ->required();
  declare_cache_commands(app, invocation.scan);
  app.add_subcommand("man", "Print the manual page");
}

}  // namespace

void with_declarations(const std::function<void(const CLI::App&)>& look) {
  Invocation invocation;
  OptionWords words;
  CLI::App app;
  declare_all(app, invocation, words, {});
  look(app);
}

namespace {

// What the words say that APP has parsed.
Parsed read_parsed(CLI::App& app, Invocation invocation, const OptionWords& words) {
  invocation.command = command_in(app);
  for (const CLI::App* command : app.get_subcommands()) note_given(*command, invocation.scan);
  if (invocation.command == "scan" || invocation.command == "merge")
    read_write_baseline(*app.get_subcommand(invocation.command), invocation.scan);
  const Names formats = formats_of(invocation.command);
  const auto mistake = invocation.command == "apis"
                           ? read_api_words(words, formats, invocation.apis)
                           : read_words(words, formats, invocation.scan);
  if (mistake) return refuse(mistake->str());
  return {std::move(invocation), {}, 0};
}

// Nothing where the words are not right for the command that they name first, or ask for help.
std::optional<Parsed> parse_for_one(int argc, const char* const* argv) {
  if (argc < 2) return std::nullopt;
  Invocation invocation;
  OptionWords words;
  CLI::App app;
  declare_all(app, invocation, words, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError&) {
    return std::nullopt;
  }
  return read_parsed(app, std::move(invocation), words);
}

}  // namespace

Parsed parse_command_line(int argc, const char* const* argv) {
  if (std::optional<Parsed> parsed = parse_for_one(argc, argv)) return *std::move(parsed);
  Invocation invocation;
  OptionWords words;
  CLI::App app;
  declare_all(app, invocation, words, {});
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    std::ostringstream out;
    std::ostringstream err;
    const int status = app.exit(problem, out, err);
    const std::vector<std::string> unexpected = app.remaining(true);
    if (status != 0 && !unexpected.empty()) return refuse_unexpected(app, unexpected.front());
    const bool lacks = dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr;
    if (argc <= 1) return {std::nullopt, app.help(), 2};
    if (lacks && lacks_command(app)) return refuse_without_command(app);
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem) != nullptr)
      return refuse_without_value(problem.what());
    return status == 0 ? Parsed{std::nullopt, out.str(), 0}
                       : refuse(problem.what() + std::string("; see --help"));
  }
  return read_parsed(app, std::move(invocation), words);
}

}  // namespace pymolt::cli
