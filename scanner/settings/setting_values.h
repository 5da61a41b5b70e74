// The values a key can have, read from TOML; what a value should have been is said with an example.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SETTINGS_SETTING_VALUES_H_
#define PYMOLT_SETTINGS_SETTING_VALUES_H_

#include <string>
#include <string_view>
#include <vector>

#include "inventory/toml.h"
#include "settings/settings.h"

namespace pymolt::settings {

/// A mistake that knows where in the file it is.
class FilePositions {
 public:
  FilePositions(std::string file, std::string_view text) : file_(std::move(file)), text_(text) {}
  [[nodiscard]] Mistake at(const toml::source_position& place, std::string message,
                           std::string hint = {}) const;

 private:
  std::string file_;
  std::string_view text_;
};

[[nodiscard]] Result<VersionSet> read_versions(const toml::node& value,
                                               const FilePositions& positions);
/// What an empty text means in a list of words.
enum class EmptyWord : std::uint8_t { names_nothing, is_a_name };
/// A text or a list of texts; an empty one is a mistake unless EMPTY says that it names something.
[[nodiscard]] Result<std::vector<std::string>> read_words(
    const toml::node& value, const FilePositions& positions,
    EmptyWord empty = EmptyWord::names_nothing);
/// The same, each a pattern of a .gitignore.
[[nodiscard]] Result<std::vector<std::string>> read_patterns(const toml::node& value,
                                                             const FilePositions& positions);
[[nodiscard]] Result<std::string> read_text(const toml::node& value,
                                            const FilePositions& positions);
[[nodiscard]] Result<bool> read_flag(const toml::node& value, const FilePositions& positions);
/// A severity, or nothing for `never`, which only MAY_BE_NEVER allows.
[[nodiscard]] Result<std::optional<Severity>> read_severity(const toml::node& value,
                                                            bool may_be_never,
                                                            const FilePositions& positions);
[[nodiscard]] Result<Confidence> read_confidence(const toml::node& value,
                                                 const FilePositions& positions);
[[nodiscard]] Result<std::vector<WantedFormat>> read_formats(const toml::node& value,
                                                             const FilePositions& positions);
/// A table of rules or symbols and severities, in the order of the file.
[[nodiscard]] Result<std::vector<SeverityRule>> read_severities(const toml::node& value,
                                                                const FilePositions& positions);

}  // namespace pymolt::settings

#endif  // PYMOLT_SETTINGS_SETTING_VALUES_H_
