// Two tables of keys: those of the whole, and those of one entry of `per-path`.
// SPDX-License-Identifier: MIT
#include "settings/keys.h"

#include <array>

#include "settings/key_rows.h"

namespace pymolt::settings {

namespace {

using toml::node;

constexpr std::array kPathKeys = {
    KeyRow<PathRequest>{"path", [](const node& v, const FilePositions& p,
                                   PathRequest& to) { return put(read_patterns(v, p), to.paths); }},
    KeyRow<PathRequest>{"target",
                        [](const node& v, const FilePositions& p, PathRequest& to) {
                          return put(read_versions(v, p), to.target);
                        }},
    KeyRow<PathRequest>{"from", [](const node& v, const FilePositions& p,
                                   PathRequest& to) { return put(read_versions(v, p), to.from); }},
    KeyRow<PathRequest>{"select", [](const node& v, const FilePositions& p,
                                     PathRequest& to) { return put(read_words(v, p), to.select); }},
    KeyRow<PathRequest>{"ignore", [](const node& v, const FilePositions& p,
                                     PathRequest& to) { return put(read_words(v, p), to.ignore); }},
    KeyRow<PathRequest>{"severity",
                        [](const node& v, const FilePositions& p, PathRequest& to) {
                          return put(read_severities(v, p), to.severities);
                        }},
};

std::optional<Mistake> read_per_path(const node& value, const FilePositions& positions,
                                     Settings& settings) {
  const toml::array* list = value.as_array();
  if (list == nullptr || !list->is_array_of_tables()) {
    return positions.at(
        value.source().begin, "expected a list of tables",
        "for example [[tool.pymolt.per-path]] with path = \"plugins/\" and target = \"3.8\"");
  }
  for (const node& item : *list) {
    PathRequest request;
    request.line = static_cast<int>(item.source().begin.line);
    const auto mistake = read_by(kPathKeys, *item.as_table(), "per-path", positions, request,
                                 [](const std::string&, int) {});
    if (mistake) return mistake;
    if (request.paths.empty()) {
      return positions.at(item.source().begin, "this entry of per-path names no path",
                          "add path = \"folder/\" or a list of patterns as in a .gitignore");
    }
    settings.per_path.push_back(std::move(request));
  }
  return std::nullopt;
}

constexpr std::array kKeys = {
    KeyRow<Settings>{"target", [](const node& v, const FilePositions& p,
                                  Settings& to) { return put(read_versions(v, p), to.target); }},
    KeyRow<Settings>{"from", [](const node& v, const FilePositions& p,
                                Settings& to) { return put(read_versions(v, p), to.from); }},
    KeyRow<Settings>{"select", [](const node& v, const FilePositions& p,
                                  Settings& to) { return put(read_words(v, p), to.select); }},
    KeyRow<Settings>{"ignore", [](const node& v, const FilePositions& p,
                                  Settings& to) { return put(read_words(v, p), to.ignore); }},
    KeyRow<Settings>{"severity",
                     [](const node& v, const FilePositions& p, Settings& to) {
                       return put(read_severities(v, p), to.severities);
                     }},
    KeyRow<Settings>{"exclude", [](const node& v, const FilePositions& p,
                                   Settings& to) { return put(read_patterns(v, p), to.exclude); }},
    KeyRow<Settings>{"rules", [](const node& v, const FilePositions& p,
                                 Settings& to) { return put(read_words(v, p), to.rules); }},
    KeyRow<Settings>{"baseline", [](const node& v, const FilePositions& p,
                                    Settings& to) { return put(read_text(v, p), to.baseline); }},
    KeyRow<Settings>{"fail-on",
                     [](const node& v, const FilePositions& p, Settings& to) {
                       return put(read_severity(v, true, p), to.fail_on);
                     }},
    KeyRow<Settings>{"confidence",
                     [](const node& v, const FilePositions& p, Settings& to) {
                       return put(read_confidence(v, p), to.confidence);
                     }},
    KeyRow<Settings>{"allow-unknown",
                     [](const node& v, const FilePositions& p,
                        Settings& to) { return put(read_flag(v, p), to.allow_unknown); }},
    KeyRow<Settings>{"format", [](const node& v, const FilePositions& p,
                                  Settings& to) { return put(read_formats(v, p), to.formats); }},
    KeyRow<Settings>{"per-path", read_per_path},
    // A policy of `pymolt gate`, which reads it by itself.
    KeyRow<Settings>{"gate", [](const node&, const FilePositions&,
                                Settings&) { return std::optional<Mistake>(); }},
};

}  // namespace

std::optional<Mistake> read_keys(const toml::table& table, std::string_view name,
                                 const FilePositions& positions, Settings& settings) {
  return read_by(kKeys, table, name, positions, settings,
                 [&](std::string key, int line) { settings.lines.emplace(std::move(key), line); });
}

}  // namespace pymolt::settings
