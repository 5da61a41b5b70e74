// Merges the command line, the settings file and the defaults.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_EFFECTIVE_OPTIONS_H_
#define PYMOLT_CLI_EFFECTIVE_OPTIONS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "rulebook/rulebook.h"
#include "scan/disk.h"

namespace pymolt::cli {

/// Where a value comes from.
enum class Origin : std::uint8_t { command_line, file, built_in };

struct EffectiveOptions {
  ProjectOptions
      options;  // as they are in force; `target` and `from` may still be empty: nobody said
  std::vector<std::string> paths;  // to scan
  std::string standard_input;      // what it is called, where it is one of `paths`
  std::string target_by = {};   // who said the target, where neither command line nor settings did
  bool asks_project = false;    // where nobody says a target, the project's papers do
  settings::Settings settings;  // what the file says; nothing where --isolated asks not to listen

  [[nodiscard]] Origin origin(std::string_view key) const;
};

/// A key of the settings, and what goes with it.
struct OptionKey {
  std::string_view key;  // also the option's name, if there is one
  bool is_list = false;
  void (*take)(const settings::Settings& from, ProjectOptions& to);
  std::vector<std::string> (*values)(const ProjectOptions& options);
};

/// All keys but `per-path`, in the order in which they are told.
[[nodiscard]] std::span<const OptionKey> option_keys();

/// Finds the paths and the settings, and puts them together with what the command line says. An option takes the place
/// of the key of its name, `--target`, `--from` and `--select` also of those of `per-path`.
[[nodiscard]] Result<EffectiveOptions> effective_options(const ProjectOptions& said,
                                                         std::string_view command,
                                                         const scan::Disk& disk);

/// The same, where PATHS and SETTINGS are known.
[[nodiscard]] EffectiveOptions merge_options(const ProjectOptions& said, std::string_view command,
                                             std::vector<std::string> paths,
                                             settings::Settings settings);

/// Nothing when every word of select, ignore and severity names something that BOOK knows.
[[nodiscard]] std::optional<Mistake> check_words(const EffectiveOptions& effective,
                                                 const rulebook::Rulebook& book);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_EFFECTIVE_OPTIONS_H_
