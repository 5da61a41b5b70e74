// Walk, look, reduce: each only when something asks for it.
// SPDX-License-Identifier: MIT
#include "lsp/folder.h"

#include <algorithm>
#include <filesystem>

#include "base/equal_part.h"
#include "project/minimum.h"
#include "scan/included_files.h"
#include "scan/line_move.h"
#include "scan/scan_tree.h"

namespace pymolt::lsp {

namespace {

constexpr std::size_t kFilesAStep = 64;

bool is_python_name(std::string_view path) {
  return path.ends_with(".py") || path.ends_with(".pyw") || path.ends_with(".pyi");
}

// Whether the facts of a file tell the same of another text of it: what follows from them is the same too.
bool say_the_same(std::vector<FileFacts>& known, const std::vector<FileFacts>& found) {
  if (known.size() != 1 || found.size() != 1) return false;
  known.front().sha256 = found.front().sha256;
  return known == found;
}

// What a report says of the file at PATH, moved. Papers state versions at places of their own and are not moved.
void move_report(const scan::LineMove& move, std::string_view path, Report& report) {
  for (auto* list : {&report.findings, &report.already, &report.suppressed}) {
    for (ReportedFinding& found : equal_part(*list, path, &ReportedFinding::path))
      move(found.finding.span);
  }
  for (ImportCause& cause : report.causes) {
    if (cause.finding.path == path) move(cause.finding.finding.span);
  }
  for (ModuleVerdict& module : report.modules) {
    for (auto& [versions, because] : module.because.all()) {
      if (because.path == path) because.line = move(because.line);
    }
  }
  for (UndeclaredImport& import : report.dependencies.undeclared) {
    if (import.path == path) import.line = move(import.line);
  }
  const auto file = std::ranges::lower_bound(report.files, path, {}, &FileFacts::path);
  if (file != report.files.end() && file->path == path) scan::move_lines(move, *file);
}

}  // namespace

Folder::Folder(std::string path, FolderSetup setup, const scan::Disk& disk, const Buffers& buffers)
    : path_(std::move(path)), setup_(std::move(setup)), disk_(disk, buffers), buffers_(buffers) {}

bool Folder::holds(std::string_view path) const {
  return path == path_ || (path.starts_with(path_) && path.substr(path_.size()).starts_with('/'));
}

void Folder::touch(const std::string& path) {
  const auto known = by_place_.find(path);
  if (known == by_place_.end()) {
    must_walk_ = true;
  } else {
    stale_[known->second] = true;
  }
}

void Folder::step() {
  if (must_walk_) return walk();
  if (!stale_.empty()) return look_at_some();
  if (!reduction_) reduce();
}

std::string Folder::stamp_of(const scan::FoundFile& file) const {
  if (file.state != FileState::scanned || buffers_.contains(file.on_disk)) return {};
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file.on_disk, error);
  return std::to_string(static_cast<std::int64_t>(time.time_since_epoch().count())) + " " +
         std::to_string(disk_.look(file.on_disk).size);
}

// What is open, lies here and has never been saved.
void Folder::add_unsaved(std::vector<scan::FoundFile>& files) const {
  for (const auto& [path, buffer] : buffers_) {
    if (!holds(path) || (path != path_ && !is_python_name(path))) continue;
    std::error_code error;
    if (std::filesystem::exists(path, error)) continue;
    scan::FoundFile file;
    file.path = path == path_ ? path : path.substr(path_.size() + 1);
    file.on_disk = path;
    std::erase_if(files, [&](const scan::FoundFile& other) { return other.path == file.path; });
    const auto behind = std::ranges::lower_bound(files, file.path, {}, &scan::FoundFile::path);
    files.insert(behind, std::move(file));
  }
}

void Folder::walk() {
  must_walk_ = false;
  found_ = setup_.find(disk_);
  add_unsaved(found_);
  std::map<std::string, Entry> entries;
  by_place_.clear();
  for (const scan::FoundFile& file : found_) {
    Entry& entry = entries[file.path];
    entry.file = file;
    entry.stamp = stamp_of(file);
    by_place_[file.on_disk] = file.path;
    const auto old = entries_.find(file.path);
    const bool same = old != entries_.end() && old->second.stamp == entry.stamp &&
                      old->second.file.state == file.state &&
                      old->second.file.reason == file.reason &&
                      old->second.file.kind == file.kind &&
                      old->second.file.unseen == file.unseen && !stale_.contains(file.path);
    if (same) {
      entry.facts = std::move(old->second.facts);
    } else {
      stale_[file.path] = true;
    }
  }
  std::erase_if(stale_, [&](const auto& row) { return !entries.contains(row.first); });
  entries_ = std::move(entries);
  reduction_.reset();
}

void Folder::look_at_some() {
  std::vector<scan::FoundFile> some;
  for (const auto& [path, stale] : stale_) {
    if (some.size() < kFilesAStep) some.push_back(entries_.at(path).file);
  }
  scan::ScanOptions how;
  how.jobs = some.size() > 1 ? setup_.jobs : 1;
  how.docs = setup_.docs;
  const bool is_saved = std::ranges::none_of(
      some, [&](const scan::FoundFile& file) { return buffers_.contains(file.on_disk); });
  how.cache = is_saved ? setup_.cache.get() : nullptr;
  std::vector<FileFacts> facts = scan::scan_files(some, disk_, *setup_.knowledge->context, how);
  std::map<std::string, std::vector<FileFacts>> now;
  for (FileFacts& one : facts) now[one.path].push_back(std::move(one));
  for (const scan::FoundFile& file : some) {
    std::vector<FileFacts>& known = entries_.at(file.path).facts;
    std::vector<FileFacts>& found = now[file.path];
    if (!say_the_same(known, found) && !follows_by_moving(known, found)) reduction_.reset();
    known = std::move(found);
    stale_.erase(file.path);
  }
  if (stale_.empty() && setup_.cache) {
    setup_.cache->save();
    setup_.cache.reset();
  }
}

// A line more or less above what is told of a file is no reason to ask all others again.
bool Folder::follows_by_moving(const std::vector<FileFacts>& known,
                               const std::vector<FileFacts>& found) {
  if (!reduction_ || known.size() != 1 || found.size() != 1) return false;
  const FileFacts& file = found.front();
  if (file.kind != FileKind::python || !file.inventory.empty() || !file.cells.empty()) return false;
  const std::optional<scan::LineMove> move = scan::line_move(known.front(), file);
  if (move) move_report(*move, file.path, reduction_->report);
  return move.has_value();
}

void Folder::reduce() {
  std::vector<FileFacts> facts;
  facts.reserve(entries_.size());
  for (const auto& [path, entry] : entries_)
    facts.insert(facts.end(), entry.facts.begin(), entry.facts.end());
  scan::add_included_files(found_, disk_, facts);
  reduction_ = project::reduce_whole(std::move(facts), setup_.request, setup_.knowledge->book);
  mistake_ = setup_.hide_known ? setup_.hide_known(reduction_->report) : std::nullopt;
}

std::string Folder::reported(const std::string& path) const {
  const auto known = by_place_.find(path);
  return known == by_place_.end() ? std::string() : known->second;
}

std::string Folder::on_disk(const std::string& reported) const {
  const auto entry = entries_.find(reported);
  return entry == entries_.end() ? path_ + "/" + reported : entry->second.file.on_disk;
}

const FileFacts* Folder::facts(const std::string& path) const {
  const auto entry = entries_.find(reported(path));
  return entry == entries_.end() || entry->second.facts.empty() ? nullptr
                                                                : &entry->second.facts.front();
}

std::optional<VersionSet> Folder::works_on(const std::string& path) const {
  const std::vector<FileFacts>& files = reduction_->report.files;
  const auto file = std::ranges::lower_bound(files, reported(path), {}, &FileFacts::path);
  if (file == files.end() || file->path != reported(path) || file->state != FileState::scanned ||
      file->kind != FileKind::python || !file->compiles)
    return std::nullopt;
  return project::version_need(static_cast<std::uint32_t>(file - files.begin()), files,
                               *reduction_->model, setup_.knowledge->book)
      .works;
}

}  // namespace pymolt::lsp
