// Counting, from the report alone.
// SPDX-License-Identifier: MIT
#include "render/statistics.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "render/wording.h"

namespace pymolt::render {

namespace {

using Rows = std::map<std::string, std::map<Version, Count>, std::less<>>;

void add(std::map<Version, Count>& sum, const std::map<Version, Count>& more) {
  for (const auto& [version, count] : more) {
    Count& total = sum[version];
    total.ok += count.ok;
    total.of += count.of;
    total.unknown += count.unknown;
  }
}

std::string_view cut_to_depth(std::string_view folder, std::size_t depth) {
  for (std::size_t at = 0; at < folder.size(); ++at) {
    if (folder[at] == '/' && --depth == 0) return folder.substr(0, at);
  }
  return folder;
}

Rows cut_to_depth(const Rows& rows, std::size_t depth) {
  Rows shallow;
  for (const auto& [folder, counts] : rows)
    add(shallow[std::string(cut_to_depth(folder, depth))], counts);
  return shallow;
}

std::size_t deepest(const Rows& rows) {
  std::size_t depth = 1;
  for (const auto& [folder, counts] : rows) {
    depth = std::max(depth, static_cast<std::size_t>(std::ranges::count(folder, '/')) + 1);
  }
  return depth;
}

// Where files fail, and how many there are: what makes a folder worth a row of its own.
std::pair<std::uint32_t, std::uint32_t> weight(const std::map<Version, Count>& counts) {
  std::uint32_t failing = 0;
  std::uint32_t files = 0;
  for (const auto& [version, count] : counts) {
    failing = std::max(failing, count.of - count.ok);
    files = std::max(files, count.of);
  }
  return {failing, files};
}

// The LIMIT - 1 weightiest in the order of their names, then the sum of all others.
std::vector<FolderRow> most_telling(const Rows& rows, std::size_t limit) {
  std::vector<FolderRow> shown;
  shown.reserve(rows.size());
  for (const auto& [folder, counts] : rows) shown.push_back({folder, counts});
  if (shown.size() <= limit) return shown;
  std::ranges::stable_sort(shown, std::greater<>(),
                           [](const FolderRow& row) { return weight(row.compile); });
  FolderRow rest{"(" + number(shown.size() - limit + 1) + " more folders)", {}};
  for (std::size_t i = limit - 1; i < shown.size(); ++i) add(rest.compile, shown[i].compile);
  shown.resize(limit - 1);
  std::ranges::sort(shown, {}, &FolderRow::folder);
  shown.push_back(std::move(rest));
  return shown;
}

template <typename Value>
const Value* find(const std::map<Version, Value>& map, Version version) {
  const auto found = map.find(version);
  return found == map.end() ? nullptr : &found->second;
}

template <typename Value>
bool same(const std::map<Version, Value>& map, Version a, Version b) {
  const Value* left = find(map, a);
  const Value* right = find(map, b);
  return left == nullptr || right == nullptr ? left == right : *left == *right;
}

}  // namespace

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "." : path.substr(0, slash);
}

std::vector<FolderRow> folders(const Report& report, std::size_t limit) {
  Rows rows;
  for (const FileFacts& file : report.files) {
    if (file.state != FileState::scanned) continue;
    auto& counts = rows[std::string(folder_of(file.path))];
    for (const Version version : report.target.versions())
      counts[version];  // none may be asked about it
    for (const Version version : report.target_of(file.path).versions()) {
      Count& count = counts[version];
      ++count.of;
      if (!file.compiles) ++count.unknown;
      if (file.compiles && file.compiles->contains(version)) ++count.ok;
    }
  }
  for (std::size_t depth = deepest(rows); rows.size() > limit && depth > 1;) {
    rows = cut_to_depth(rows, --depth);
  }
  return most_telling(rows, limit);
}

std::vector<VersionSet> columns(const Report& report, const std::vector<FolderRow>& rows) {
  const auto alike = [&](Version a, Version b) {
    return same(report.summary.compile, a, b) && same(report.summary.import, a, b) &&
           decision(report, a) == decision(report, b) &&
           std::ranges::all_of(rows, [&](const FolderRow& row) { return same(row.compile, a, b); });
  };
  std::vector<VersionSet> found;
  for (const Version version : report.target.versions()) {
    if (!found.empty() && found.back().newest().place() + 1 == version.place() &&
        alike(found.back().newest(), version)) {
      found.back() |= version;
    } else {
      found.emplace_back(version);
    }
  }
  return found;
}

}  // namespace pymolt::render
