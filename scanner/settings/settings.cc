// From the scanned paths up to the nearest file with settings, and what it says.
// SPDX-License-Identifier: MIT
#include "settings/settings.h"

#include <filesystem>

#include "settings/keys.h"
#include "settings/toml_file.h"

namespace pymolt::settings {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOwnFile = "pymolt.toml";
constexpr std::string_view kSharedFile = "pyproject.toml";

bool is_shared(const std::string& file) { return fs::path(file).filename() == kSharedFile; }

// The file as people know it: from HERE where that is short.
std::string shown(const fs::path& file, const std::string& here) {
  const std::string near = file.lexically_relative(here).generic_string();
  return near.empty() || near.starts_with("../../../") ? file.generic_string() : near;
}

Result<std::optional<Settings>> read_file(const fs::path& file, const std::string& here,
                                          const scan::Disk& disk, bool follow_links) {
  const std::string told = shown(file, here);
  const Result<std::string> text = read_toml(file.string(), told, disk, follow_links);
  if (!text) return text.mistake();
  Result<std::optional<Settings>> settings = read_settings(told, *text);
  if (settings && *settings) (*settings)->folder = file.parent_path().generic_string();
  return settings;
}

// The settings of one folder; nothing when it has none.
Result<std::optional<Settings>> read_folder(const fs::path& folder, const std::string& here,
                                            const scan::Disk& disk, bool follow_links) {
  std::optional<Settings> found;
  for (const std::string_view name : {kOwnFile, kSharedFile}) {
    const fs::path file = folder / name;
    if (disk.look(file.string()).kind == scan::EntryKind::missing) continue;
    Result<std::optional<Settings>> settings = read_file(file, here, disk, follow_links);
    if (!settings) return settings.mistake();
    if (!*settings) continue;
    if (found) {
      Mistake mistake{"has settings for pymolt, and so has " + found->file, (*settings)->file};
      mistake.hint = "keep one of the two";
      return mistake;
    }
    found = std::move(*settings);
  }
  return found;
}

// The deepest folder that holds all PATHS; a path that is no folder stands for the one it is in.
fs::path common_folder(const std::vector<std::string>& paths, const fs::path& here,
                       const scan::Disk& disk) {
  std::optional<fs::path> common;
  for (const std::string& path : paths) {
    fs::path folder = (here / path).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    if (disk.look(folder.string()).kind != scan::EntryKind::folder) folder = folder.parent_path();
    if (!common) common = folder;
    while (folder != *common && common->has_relative_path() &&
           !folder.generic_string().starts_with(common->generic_string() + "/")) {
      common = common->parent_path();
    }
  }
  return common.value_or(here);
}

}  // namespace

Result<std::optional<Settings>> read_settings(const std::string& file, std::string_view text) {
  // A file that does not speak of pymolt is none of its business, whatever state it is in.
  if (is_shared(file) && text.find("pymolt") == std::string_view::npos)
    return std::optional<Settings>();
  const FilePositions positions(file, text);
  const Result<toml::table> document = parse_toml(file, text);
  if (!document) return document.mistake();
  Settings settings;
  settings.file = file;
  const toml::table* table = &*document;
  if (is_shared(file)) {
    const toml::node_view<const toml::node> node = (*document)["tool"]["pymolt"];
    if (!node) return std::optional<Settings>();
    table = node.as_table();
    if (table == nullptr)
      return positions.at(node.node()->source().begin, "[tool.pymolt] must be a table");
  } else if (const toml::table* tool = (*document)["tool"].as_table()) {
    return positions.at(tool->source().begin,
                        "the keys of " + std::string(kOwnFile) + " stand at the top",
                        "leave out `tool.pymolt`");
  }
  const std::string name =
      is_shared(file) ? "[tool.pymolt]" : std::string(file.substr(file.rfind('/') + 1));
  if (auto mistake = read_keys(*table, name, positions, settings)) return *mistake;
  return std::optional<Settings>(std::move(settings));
}

Result<Settings> find_settings(const std::vector<std::string>& paths, const std::string& here,
                               const scan::Disk& disk, bool follow_links) {
  constexpr int kMostAbove = 1000;  // folders of a path that somebody made up
  fs::path folder = common_folder(paths, here, disk);
  for (int i = 0; i < kMostAbove; ++i) {
    Result<std::optional<Settings>> settings = read_folder(folder, here, disk, follow_links);
    if (!settings) return settings.mistake();
    if (*settings) return std::move(**settings);
    // The top of a repository, or of the file system, is as far as settings are looked for.
    const bool is_top = disk.look((folder / ".git").string()).kind != scan::EntryKind::missing;
    if (is_top || !folder.has_relative_path()) return Settings();
    folder = folder.parent_path();
  }
  return Settings();
}

Result<Settings> load_settings(const std::string& file, const std::string& here,
                               const scan::Disk& disk, bool follow_links) {
  Result<std::optional<Settings>> settings =
      read_file((fs::path(here) / file).lexically_normal(), here, disk, follow_links);
  if (!settings) return settings.mistake();
  if (!*settings) return Mistake{"has no [tool.pymolt]", file};
  return std::move(**settings);
}

}  // namespace pymolt::settings
