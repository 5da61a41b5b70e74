// The keys that settings may have: a table from a word to what reads its value.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SETTINGS_KEYS_H_
#define PYMOLT_SETTINGS_KEYS_H_

#include "settings/setting_values.h"

namespace pymolt::settings {

/// Reads the keys of TABLE, which people know as NAME ("[tool.pymolt]"), into SETTINGS; gives the first mistake.
[[nodiscard]] std::optional<Mistake> read_keys(const toml::table& table, std::string_view name,
                                               const FilePositions& positions, Settings& settings);

}  // namespace pymolt::settings

#endif  // PYMOLT_SETTINGS_KEYS_H_
