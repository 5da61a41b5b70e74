// A TOML file that says what pymolt shall do. It may belong to a tree that is not trusted: it is small, not deep, and lies where it seems to.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SETTINGS_TOML_FILE_H_
#define PYMOLT_SETTINGS_TOML_FILE_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "inventory/toml.h"
#include "scan/disk.h"

namespace pymolt::settings {

/// What PATH holds, a file that people know as TOLD. A link that leads out of its tree (the repository around it, else its
/// folder) is not read unless links are followed.
[[nodiscard]] Result<std::string> read_toml(const std::string& path, const std::string& told,
                                            const scan::Disk& disk, bool follow_links);

/// The TEXT of the file TOLD as a table, or a mistake with its place.
[[nodiscard]] Result<toml::table> parse_toml(const std::string& told, std::string_view text);

}  // namespace pymolt::settings

#endif  // PYMOLT_SETTINGS_TOML_FILE_H_
