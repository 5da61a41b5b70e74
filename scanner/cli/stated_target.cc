// The readers of the inventory know how a project states its bound; here only the file is chosen.
// SPDX-License-Identifier: MIT
#include "cli/stated_target.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "project/contradictions.h"
#include "scan/read_inventory.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestPaper = 4U << 20;
constexpr int kHighest = 64;
constexpr std::array<const char*, 3> kPapers = {"pyproject.toml", "setup.cfg", "setup.py"};

std::optional<StatedTarget> stated_in(const fs::path& folder, const std::string& name,
                                      const scan::ScanContext& context, const scan::Disk& disk) {
  const std::string path = (folder / name).string();
  const Result<std::string> bytes = scan::read_inside(disk, folder.string(), path, kLargestPaper);
  if (!bytes) return std::nullopt;
  FileFacts facts;
  scan::add_inventory(name, *bytes, context, facts);
  for (const VersionStatement& statement : facts.inventory.statements) {
    const bool is_bound =
        statement.pins && project::role_of(statement.kind) == project::Role::bounds;
    const VersionSet versions =
        statement.versions & (VersionSet::before(kNewestReleased) | kNewestReleased);
    if (!is_bound || versions.empty()) continue;
    std::error_code error;
    const std::string near =
        fs::path(path).lexically_relative(fs::current_path(error)).generic_string();
    return StatedTarget{versions, "requires-python in " + (near.empty() ? path : near) + ":" +
                                      std::to_string(statement.span.line)};
  }
  return std::nullopt;
}

// `3.8.18` or `3.8`, as pyvenv.cfg has it.
std::optional<Version> version_in(const std::string& settings) {
  for (std::size_t begin = 0; begin < settings.size();) {
    const std::size_t end = std::min(settings.find('\n', begin), settings.size());
    const std::string line = settings.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t equals = line.find('=');
    if (!line.starts_with("version") || equals == std::string::npos) continue;
    std::string value = line.substr(line.find_first_not_of(' ', equals + 1));
    const std::size_t second = value.find('.', value.find('.') + 1);
    value.resize(std::min({second, value.find_last_not_of(" \r") + 1, value.size()}));
    return Version::parse(value);
  }
  return std::nullopt;
}

// `python3.8`: the ending of a program's or a folder's name.
std::optional<Version> version_named(const std::string& name) {
  if (!name.starts_with("python")) return std::nullopt;
  const std::string rest = name.substr(6);
  return rest.find('.') == std::string::npos ? std::nullopt : Version::parse(rest);
}

// `python`, `python3.8`, `pypy3`, `python3.13t`, `pythonw.exe`: what interpreters are called.
bool is_interpreter(std::string_view name) {
  for (const std::string_view begin : {std::string_view("python"), std::string_view("pypy")}) {
    if (!name.starts_with(begin)) continue;
    std::string_view rest = name.substr(begin.size());
    if (rest.ends_with(".exe")) rest.remove_suffix(4);
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789."), rest.size()));
    return rest.size() <= 1 && rest.find_first_not_of("tdmw") == std::string_view::npos;
  }
  return false;
}

std::optional<Version> version_below(const std::string& folder, const scan::Disk& disk) {
  std::optional<Version> found;
  for (const char* lib : {"/lib", "/Lib"}) {
    const auto entries = disk.list(folder + lib);
    if (!entries) continue;
    for (const scan::Entry& entry : *entries) {
      const auto version = version_named(entry.name);
      if (version && found && *found != *version) return std::nullopt;  // several: which is meant?
      if (version) found = version;
    }
  }
  return found;
}

}  // namespace

std::optional<StatedTarget> target_of_project(const std::vector<std::string>& paths,
                                              const scan::ScanContext& context,
                                              const scan::Disk& disk) {
  if (paths.empty()) return std::nullopt;
  std::error_code error;
  fs::path folder = (fs::current_path(error) / paths.front()).lexically_normal();
  if (disk.look(folder.string()).kind != scan::EntryKind::folder) folder = folder.parent_path();
  if (folder.filename().empty()) folder = folder.parent_path();
  for (int height = 0; height < kHighest; ++height, folder = folder.parent_path()) {
    for (const char* name : kPapers) {
      if (auto stated = stated_in(folder, name, context, disk)) return stated;
    }
    const bool is_top = disk.look((folder / ".git").string()).kind != scan::EntryKind::missing;
    if (is_top || !folder.has_relative_path()) break;
  }
  return std::nullopt;
}

Result<NamedPython> look_at_python(const std::string& python, const scan::Disk& disk) {
  NamedPython named;
  const scan::Entry entry = disk.look(python);
  if (entry.kind == scan::EntryKind::missing)
    return Mistake{"--python: `" + python + "` is not there"};
  if (entry.kind == scan::EntryKind::special)
    return Mistake{"--python: `" + python + "` is neither a program nor a folder"};
  named.folder = python;
  if (entry.kind != scan::EntryKind::folder) {
    const fs::path above = fs::path(python).parent_path().parent_path();
    named.folder = above.empty() ? ".." : above.string();
    const bool in_venv =
        disk.look((fs::path(named.folder) / "pyvenv.cfg").string()).kind == scan::EntryKind::file;
    if (!in_venv) {
      const fs::path real = disk.real(python);
      if (!is_interpreter(fs::path(python).filename().string()) &&
          !is_interpreter(real.filename().string())) {
        Mistake mistake{"--python: `" + python + "` is no Python interpreter"};
        mistake.hint =
            "name an interpreter, such as .venv/bin/python3, or the folder of an environment";
        return mistake;
      }
      named.version = version_named(real.filename().string());
      if (real.has_parent_path()) named.folder = real.parent_path().parent_path().string();
    }
  }
  if (named.version) return named;
  const Result<std::string> settings =
      scan::read_bounded(disk, (fs::path(named.folder) / "pyvenv.cfg").string(), 1 << 16);
  if (settings) named.version = version_in(*settings);
  if (!named.version) named.version = version_below(named.folder, disk);
  return named;
}

}  // namespace pymolt::cli
