// Merges options by a table of keys, gone through once for each command.
// SPDX-License-Identifier: MIT
#include "cli/effective_options.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/inputs.h"
#include "rulebook/known_words.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;
using settings::Settings;
using Values = std::vector<std::string>;

// A path of the settings as one can use it here.
std::string path_here(const Settings& settings, const std::string& written) {
  const fs::path path = (fs::path(settings.folder) / written).lexically_normal();
  std::error_code error;
  const std::string near = path.lexically_relative(fs::current_path(error)).generic_string();
  return near.empty() || near.starts_with("..") ? path.generic_string() : near;
}

Values versions_of(const std::optional<VersionSet>& set) {
  Values values;
  for (const Version version : set.value_or(VersionSet()).versions())
    values.emplace_back(version.str());
  return values;
}

Values format_words(const ProjectOptions& options) {
  Values words;
  for (const FormatRequest& request : options.formats) {
    words.push_back(request.format + (request.file.empty() ? "" : "=" + request.file));
  }
  return words;
}

Values severity_words(const ProjectOptions& options) {
  Values words;
  for (const SeverityRule& rule : options.severities)
    words.push_back(rule.word + " = " + std::string(name(rule.severity)));
  return words;
}

constexpr std::array kKeys = {
    OptionKey{"target", true,
              [](const Settings& from, ProjectOptions& to) { to.target = from.target; },
              [](const ProjectOptions& o) {
                return versions_of(o.target.value_or(VersionSet(kNewestReleased)));
              }},
    OptionKey{"from", true, [](const Settings& from, ProjectOptions& to) { to.from = from.from; },
              [](const ProjectOptions& o) { return versions_of(o.from); }},
    OptionKey{"select", true,
              [](const Settings& from, ProjectOptions& to) { to.select = from.select; },
              [](const ProjectOptions& o) { return o.select; }},
    OptionKey{"ignore", true,
              [](const Settings& from, ProjectOptions& to) { to.ignore = from.ignore; },
              [](const ProjectOptions& o) { return o.ignore; }},
    OptionKey{"severity", true,
              [](const Settings& from, ProjectOptions& to) { to.severities = from.severities; },
              severity_words},
    OptionKey{"exclude", true,
              [](const Settings& from, ProjectOptions& to) { to.exclude = from.exclude; },
              [](const ProjectOptions& o) { return o.exclude; }},
    OptionKey{"rules", true,
              [](const Settings& from, ProjectOptions& to) {
                to.rules.clear();
                for (const std::string& folder : from.rules)
                  to.rules.push_back(path_here(from, folder));
              },
              [](const ProjectOptions& o) { return o.rules; }},
    OptionKey{
        "baseline", false,
        [](const Settings& from, ProjectOptions& to) {
          to.baseline = path_here(from, from.baseline);
        },
        [](const ProjectOptions& o) { return o.baseline.empty() ? Values() : Values{o.baseline}; }},
    OptionKey{"fail-on", false,
              [](const Settings& from, ProjectOptions& to) { to.fail_on = from.fail_on; },
              [](const ProjectOptions& o) {
                return Values{o.fail_on ? std::string(name(*o.fail_on)) : "never"};
              }},
    OptionKey{"confidence", false,
              [](const Settings& from, ProjectOptions& to) { to.confidence = from.confidence; },
              [](const ProjectOptions& o) { return Values{std::string(name(o.confidence))}; }},
    OptionKey{
        "allow-unknown", false,
        [](const Settings& from, ProjectOptions& to) { to.allow_unknown = from.allow_unknown; },
        [](const ProjectOptions& o) { return Values{o.allow_unknown ? "true" : "false"}; }},
    OptionKey{"format", true,
              [](const Settings& from, ProjectOptions& to) {
                to.formats = from.formats;
                for (FormatRequest& request : to.formats) {
                  if (!request.file.empty()) request.file = path_here(from, request.file);
                }
              },
              format_words},
};

// `plan` and `graph` have forms of their own; in `config` the option asks for the form of its answer.
bool concerns(std::string_view key, std::string_view command) {
  return command == "scan" || key != "format" || command == "config";
}

// The paths to scan: those named, those listed in --files-from, else this folder.
Result<std::vector<std::string>> paths_of(const ProjectOptions& options) {
  std::vector<std::string> paths = options.paths;
  if (options.files_from.empty()) {
    if (paths.empty()) paths.emplace_back(".");
    return paths;
  }
  constexpr std::size_t kMostPaths = 1'000'000;
  constexpr std::size_t kLongestListed = 1 << 16;
  std::error_code error;
  if (options.files_from != "-" && !fs::exists(options.files_from, error))
    return Mistake{"there is no such file", options.files_from};
  if (fs::is_directory(options.files_from, error))
    return Mistake{"is a folder, not a list of paths", options.files_from};
  const std::string file = options.files_from == "-" ? "/dev/stdin" : options.files_from;
  const Result<std::string> text = read_whole(file, options.follow_links, kLargestNamedByTree);
  if (!text) return Mistake{"cannot be read: " + text.mistake().message, options.files_from};
  for (std::string_view left = *text; !left.empty();) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    std::string_view line = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.size() > kLongestListed)
      return Mistake{"lists a path that is longer than any", options.files_from};
    if (!line.empty()) paths.emplace_back(line);
    if (paths.size() > kMostPaths)
      return Mistake{"lists more than a million paths", options.files_from};
  }
  return paths;
}

// The commands whose answers are about a target, and which the project's papers may name.
constexpr std::array<std::string_view, 6> kAsksProject = {"scan", "facts", "plan",
                                                          "deps", "graph", "config-files"};

// Calls `-` by the name that is to be told; NAME becomes that where it is among PATHS.
std::optional<Mistake> name_standard_input(const ProjectOptions& said,
                                           std::vector<std::string>& paths, std::string& name) {
  const auto at = std::find(paths.begin(), paths.end(), "-");
  if (at == paths.end()) {
    if (said.stdin_filename.empty()) return std::nullopt;
    return Mistake{"--stdin-filename names standard input, and - is not among the paths"};
  }
  if (said.files_from == "-")
    return Mistake{"standard input cannot hold both the paths and a file"};
  name = said.stdin_filename.empty() ? "-" : said.stdin_filename;
  *at = name;
  return std::nullopt;
}

Result<Settings> settings_of(const ProjectOptions& said, const std::vector<std::string>& paths,
                             const scan::Disk& disk) {
  std::error_code error;
  const std::string here = fs::current_path(error).generic_string();
  if (said.no_config || said.isolated) return Settings();
  if (!said.config.empty())
    return settings::load_settings(said.config, here, disk, said.follow_links);
  return settings::find_settings(paths, here, disk, said.follow_links);
}

// Nothing when the settings' WRITTEN, a path under KEY, stays in their folder, whatever links there are on the way.
std::optional<Mistake> check_inside(const Settings& settings, std::string_view key,
                                    const std::string& written, const scan::Disk& disk) {
  const fs::path below = fs::path(written).lexically_normal();
  const std::string path = (fs::path(settings.folder) / below).string();
  const bool is_out = below.is_absolute() || below.generic_string().starts_with("..") ||
                      (disk.look(path).kind != scan::EntryKind::missing &&
                       !scan::lies_inside(disk, settings.folder, path));
  if (!is_out) return std::nullopt;
  Mistake mistake{
      std::string(key) + ": `" + written + "` leads out of the folder of these settings",
      settings.file};
  mistake.line = settings.lines.find(key)->second;
  mistake.hint = "name it on the command line: --" + std::string(key);
  return mistake;
}

// Nothing when no folder on the way to the report that the settings name is a link.
std::optional<Mistake> check_report(const Settings& settings, const std::string& written,
                                    const scan::Disk& disk) {
  for (std::size_t slash = 0; slash != std::string::npos && !written.empty();) {
    slash = written.find('/', slash + 1);
    const std::string path = settings.folder + "/" + written.substr(0, slash);
    if (!disk.look(path).is_link) continue;
    Mistake mistake{"format: `" + written + "` would be written through a link", settings.file};
    mistake.line = settings.lines.find("format")->second;
    mistake.hint = "name it on the command line: --format FORMAT=FILE";
    return mistake;
  }
  return std::nullopt;
}

// What settings name beside themselves: they may belong to a tree that is not trusted.
std::optional<Mistake> check_paths(const Settings& settings, const scan::Disk& disk) {
  for (const std::string& folder : settings.rules) {
    if (auto mistake = check_inside(settings, "rules", folder, disk)) return mistake;
  }
  if (!settings.baseline.empty()) {
    if (auto mistake = check_inside(settings, "baseline", settings.baseline, disk)) return mistake;
  }
  for (const FormatRequest& request : settings.formats) {
    if (auto mistake = check_report(settings, request.file, disk)) return mistake;
  }
  return std::nullopt;
}

std::optional<Mistake> check(const std::string& word, std::string_view key, const std::string& file,
                             int line, const rulebook::Rulebook& book) {
  if (rulebook::may_name(book, word)) return std::nullopt;
  Mistake mistake;
  mistake.file = file;
  mistake.line = line;
  const bool is_pattern = word.find('*') != std::string::npos;
  mistake.message = std::string(file.empty() ? "--" : "") + std::string(key) + ": `" + word + "` " +
                    (is_pattern ? "fits" : "names") + " no rule and no symbol";
  mistake.hint = rulebook::word_hint(book, word);
  return mistake;
}

}  // namespace

std::span<const OptionKey> option_keys() { return kKeys; }

Origin EffectiveOptions::origin(std::string_view key) const {
  if (options.says(key)) return Origin::command_line;
  return settings.says(key) ? Origin::file : Origin::built_in;
}

Result<EffectiveOptions> effective_options(const ProjectOptions& said, std::string_view command,
                                           const scan::Disk& disk) {
  Result<std::vector<std::string>> paths = paths_of(said);
  if (!paths) return paths.mistake();
  if (std::find(paths->begin(), paths->end(), "") != paths->end())
    return Mistake{"an empty path names nothing"};
  std::string standard_input;
  if (auto mistake = name_standard_input(said, *paths, standard_input)) return *mistake;
  Result<Settings> settings = settings_of(said, *paths, disk);
  if (!settings) return settings.mistake();
  if (auto mistake = said.follow_links ? std::nullopt : check_paths(*settings, disk))
    return *mistake;
  EffectiveOptions effective = merge_options(said, command, paths.take(), settings.take());
  effective.standard_input = std::move(standard_input);
  effective.asks_project = !said.isolated && std::ranges::count(kAsksProject, command) != 0;
  return effective;
}

EffectiveOptions merge_options(const ProjectOptions& said, std::string_view command,
                               std::vector<std::string> paths, Settings settings) {
  EffectiveOptions effective{said, std::move(paths), {}, {}, false, std::move(settings)};
  if (command == "config") {  // its --format is the form of its own answer
    effective.options.given.erase("format");
    effective.options.formats = {{"text", {}}};
  }
  for (const OptionKey& key : kKeys) {
    if (effective.origin(key.key) == Origin::file && concerns(key.key, command)) {
      key.take(effective.settings, effective.options);
    }
  }
  std::error_code error;
  effective.options.exclude_from =
      said.says("exclude") ? fs::current_path(error).generic_string() : effective.settings.folder;
  effective.options.per_path = effective.settings.per_path;
  effective.options.per_path_from = effective.settings.folder;
  for (PathRequest& request : effective.options.per_path) {
    // The order of porting is that to one target.
    if (said.says("target") || command == "plan" || command == "graph") request.target.reset();
    if (said.says("from")) request.from.reset();
    if (said.says("select")) request.select.clear();
  }
  return effective;
}

std::optional<Mistake> check_words(const EffectiveOptions& effective,
                                   const rulebook::Rulebook& book) {
  const std::string& file = effective.settings.file;
  std::optional<Mistake> mistake;
  const auto look = [&](const std::vector<std::string>& words, std::string_view key, bool in_file,
                        int line) {
    for (const std::string& word : words) {
      if (!mistake) mistake = check(word, key, in_file ? file : "", in_file ? line : 0, book);
    }
  };
  const auto look_at_severities = [&](const std::vector<SeverityRule>& rules) {
    for (const SeverityRule& rule : rules) look({rule.word}, "severity", true, rule.line);
  };
  for (const auto& [key, words] : {std::pair("select", &effective.options.select),
                                   std::pair("ignore", &effective.options.ignore)}) {
    const bool in_file = effective.origin(key) == Origin::file;
    look(*words, key, in_file, in_file ? effective.settings.lines.find(key)->second : 0);
  }
  look_at_severities(effective.options.severities);
  for (const PathRequest& request : effective.options.per_path) {
    look(request.select, "select", true, request.line);
    look(request.ignore, "ignore", true, request.line);
    look_at_severities(request.severities);
  }
  return mistake;
}

}  // namespace pymolt::cli
