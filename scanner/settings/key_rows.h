// Reads a TOML table by a table of keys; a key that has no row is a mistake with a suggestion.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SETTINGS_KEY_ROWS_H_
#define PYMOLT_SETTINGS_KEY_ROWS_H_

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/suggest.h"
#include "settings/setting_values.h"

namespace pymolt::settings {

// Puts what was read into TO, or gives the mistake.
template <typename Read, typename To>
std::optional<Mistake> put(Result<Read> read, To& to) {
  if (!read) return read.mistake();
  to = read.take();
  return std::nullopt;
}

template <typename Into>
struct KeyRow {
  std::string_view key;
  std::optional<Mistake> (*read)(const toml::node&, const FilePositions&, Into&);
};

// Reads TABLE by ROWS, in the order of the file; SEEN is told of every key.
template <typename Into, std::size_t N, typename Seen>
std::optional<Mistake> read_by(const std::array<KeyRow<Into>, N>& rows, const toml::table& table,
                               std::string_view name, const FilePositions& positions, Into& into,
                               Seen seen) {
  std::vector<std::pair<const toml::key*, const toml::node*>> entries;
  for (const auto& [key, value] : table) entries.emplace_back(&key, &value);
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.first->source().begin.line < b.first->source().begin.line;
  });
  for (const auto& entry : entries) {
    const toml::key* const key = entry.first;  // a lambda takes no part of a pair
    const toml::node* const value = entry.second;
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.key == key->str(); });
    if (row == rows.end()) {
      std::vector<std::string_view> known;
      for (const auto& r : rows) known.push_back(r.key);
      return positions.at(key->source().begin,
                          "unknown key `" + std::string(key->str()) + "` in " + std::string(name),
                          suggestion(key->str(), known));
    }
    seen(std::string(key->str()), static_cast<int>(key->source().begin.line));
    if (auto mistake = row->read(*value, positions, into)) return mistake;
  }
  return std::nullopt;
}

}  // namespace pymolt::settings

#endif  // PYMOLT_SETTINGS_KEY_ROWS_H_
