// toml++ reads the file; every key is looked at, so that a slip of the pen is not silently nothing.
// SPDX-License-Identifier: MIT
#include "cli/settings.h"

#include <toml++/toml.h>

#include <array>

#include "base/suggest.h"
#include "base/version_range.h"

namespace pymolt::cli {

namespace {

constexpr std::array<std::string_view, 2> kKeys = {"target", "from"};

std::string_view line_of(std::string_view text, std::size_t number) {
  for (std::size_t line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

Mistake mistake_at(const std::string& file, std::string_view text, const toml::source_position& at,
                   std::string message, std::string hint = {}) {
  Mistake mistake;
  mistake.file = file;
  mistake.line = static_cast<int>(at.line);
  mistake.column = static_cast<int>(at.column);
  mistake.source_line = std::string(line_of(text, at.line));
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  return mistake;
}

// A text, or a list of texts, that names versions.
Result<VersionSet> versions_of(const toml::node& value) {
  Mistake wanted;
  wanted.message = "a version or a list of versions is wanted";
  wanted.hint = "for example target = [\"3.12\", \"3.13\"]";
  if (const auto text = value.value<std::string>()) return parse_versions(*text);
  const toml::array* list = value.as_array();
  if (list == nullptr || list->empty()) return wanted;
  VersionSet sum;
  for (const toml::node& item : *list) {
    const auto text = item.value<std::string>();
    if (!text) return wanted;
    Result<VersionSet> set = parse_versions(*text);
    if (!set) return set;
    sum |= *set;
  }
  return sum;
}

}  // namespace

Result<Settings> read_settings(const std::string& file, std::string_view text) {
  Settings settings;
  settings.file = file;
  toml::table document;
  try {
    document = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return mistake_at(file, text, error.source().begin, std::string(error.description()));
  }
  const toml::table* table = document["tool"]["pymolt"].as_table();
  if (table == nullptr) return settings;
  for (const auto& [key, value] : *table) {
    const std::string_view word = key.str();
    if (word != "target" && word != "from") {
      return mistake_at(file, text, key.source().begin, "unknown key `" + std::string(word) + "` in [tool.pymolt]",
                        suggestion(word, kKeys));
    }
    const Result<VersionSet> set = versions_of(value);
    if (!set) return mistake_at(file, text, value.source().begin, set.mistake().message, set.mistake().hint);
    (word == "target" ? settings.target : settings.from) = *set;
  }
  return settings;
}

Result<Settings> find_settings(const std::vector<std::string>& paths, const scan::Disk& disk) {
  std::string folder = paths.empty() ? "." : paths.front();
  if (disk.look(folder).kind != scan::EntryKind::folder) {
    const std::size_t slash = folder.rfind('/');
    folder = slash == std::string::npos ? "." : folder.substr(0, slash + 1);
  }
  for (int depth = 0; depth < 64; ++depth) {
    const std::string file = folder + (folder.ends_with('/') ? "" : "/") + "pyproject.toml";
    if (disk.look(file).kind == scan::EntryKind::file) {
      const Result<std::string> text = disk.read(file, 1 << 22);
      if (!text) return text.mistake();
      if (text->find("tool.pymolt") != std::string::npos) return read_settings(file, *text);
    }
    // The top of a repository, or of the file system, is as far as settings are looked for.
    if (disk.look(folder + "/.git").kind != scan::EntryKind::missing) break;
    folder += "/..";
    if (disk.look(folder).kind != scan::EntryKind::folder) break;
  }
  return Settings();
}

}  // namespace pymolt::cli
