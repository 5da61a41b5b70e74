// What a project says of itself: `[tool.pymolt]` in pyproject.toml, or a pymolt.toml of its own.
// SPDX-License-Identifier: MIT
//
//   [tool.pymolt]                        # in pymolt.toml the same keys stand at the top
//   target = ["3.12", "3.13"]
//   ignore = ["percent-format"]
//   [tool.pymolt.severity]
//   "distutils.*" = "low"
//   [[tool.pymolt.per-path]]
//   path = "plugins/"
//   target = "3.8"
//
// Every key is looked at: an unknown one, or a value that means nothing, is a mistake with its place and a hint.
#ifndef PYMOLT_SETTINGS_SETTINGS_H_
#define PYMOLT_SETTINGS_SETTINGS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/path_request.h"
#include "scan/disk.h"

namespace pymolt::settings {

/// A report to write: `"json"`, `"sarif=out.sarif"`.
struct WantedFormat {
  std::string format;
  std::string file;  // as written; empty: standard output
};

struct Settings {
  std::string file;    // where they stand, as people are told; empty when there are none
  std::string folder;  // absolute: what paths in them are relative to
  /// The keys that stand there, each with its line; what has none is as it is made.
  std::map<std::string, int, std::less<>> lines;

  VersionSet target;
  VersionSet from;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> exclude;
  std::vector<std::string> rules;  // folders of rule packs
  std::string baseline;
  std::optional<Severity> fail_on;  // nothing: never
  Confidence confidence = Confidence::likely;
  bool allow_unknown = false;
  std::vector<WantedFormat> formats;
  std::vector<SeverityRule> severities;  // in the order of the file
  std::vector<PathRequest> per_path;

  [[nodiscard]] bool says(std::string_view key) const { return lines.contains(key); }
};

/// The settings in TEXT, the content of FILE: of its `[tool.pymolt]` if it is a pyproject.toml (nothing when there is
/// none), else of the whole of it.
[[nodiscard]] Result<std::optional<Settings>> read_settings(const std::string& file,
                                                            std::string_view text);

/// The settings that hold for a scan of PATHS, which are meant from the folder HERE: those of the nearest file at or
/// above the deepest folder that holds them all, up to the top of the repository.
/// A file that is a link out of the repository (of its folder, where there is none) is a mistake, unless FOLLOW_LINKS.
[[nodiscard]] Result<Settings> find_settings(const std::vector<std::string>& paths,
                                             const std::string& here, const scan::Disk& disk,
                                             bool follow_links = false);

/// The settings in FILE, which must be there and have some.
[[nodiscard]] Result<Settings> load_settings(const std::string& file, const std::string& here,
                                             const scan::Disk& disk, bool follow_links = false);

}  // namespace pymolt::settings

#endif  // PYMOLT_SETTINGS_SETTINGS_H_
