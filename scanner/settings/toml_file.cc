// Bounds are asked before the parser is: it recurses, and its time grows with depth.
// SPDX-License-Identifier: MIT
#include "settings/toml_file.h"

#include <filesystem>

#include "base/depth.h"
#include "settings/setting_values.h"

namespace pymolt::settings {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestFile = 1 << 22;
constexpr std::size_t kLargestSettings = 1 << 19;  // of a file that speaks of pymolt

std::string tree_of(const std::string& path, const scan::Disk& disk) {
  const fs::path own = fs::path(path).parent_path();
  for (fs::path folder = own; folder.has_relative_path(); folder = folder.parent_path()) {
    if (disk.look((folder / ".git").string()).kind != scan::EntryKind::missing)
      return folder.string();
  }
  return own.empty() ? "." : own.string();
}

}  // namespace

Result<std::string> read_toml(const std::string& path, const std::string& told,
                              const scan::Disk& disk, bool follow_links) {
  Result<std::string> text = follow_links
                                 ? read_bounded(disk, path, kLargestFile)
                                 : read_inside(disk, tree_of(path, disk), path, kLargestFile);
  if (text) return text;
  Mistake mistake{"cannot be read: " + text.mistake().message, told};
  mistake.hint = text.mistake().hint;
  return mistake;
}

Result<toml::table> parse_toml(const std::string& told, std::string_view text) {
  if (text.size() > kLargestSettings) {
    return Mistake{"is larger than the " + std::to_string(kLargestSettings >> 10) +
                       " KiB that settings may have",
                   told};
  }
  const FilePositions positions(told, text);
  if (const auto deep = toml_too_deep(text)) {
    return positions.at({static_cast<toml::source_index>(deep->line),
                         static_cast<toml::source_index>(deep->column)},
                        "is nested deeper than is read");
  }
  try {
    return toml::parse(text, told);
  } catch (const toml::parse_error& error) {
    return positions.at(error.source().begin, "invalid TOML: " + std::string(error.description()));
  }
}

}  // namespace pymolt::settings
