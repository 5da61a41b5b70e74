// A project's folder is named by a hash and holds `*.facts` and a file that says which project it is; only these are removed.
// SPDX-License-Identifier: MIT
#include "scan/cache_store.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "scan/new_file.h"

namespace pymolt::scan {

namespace {

namespace fs = std::filesystem;

constexpr const char* kProjectFile = "project";
constexpr std::size_t kMostProjects = 100'000;
constexpr int kHighest = 64;

std::string here() {
  std::error_code error;
  return fs::current_path(error).string();
}

// The repository that holds ROOT, else the working folder.
std::string project_of(const std::string& root) {
  std::error_code error;
  fs::path folder = (fs::path(here()) / root).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // `/p/` is `/p`
  for (int height = 0; height < kHighest && folder.has_relative_path(); ++height) {
    if (fs::exists(folder / ".git", error)) return folder.string();
    folder = folder.parent_path();
  }
  return here();
}

// Shows every cache below FOLDER, of one project, to SEE.
template <typename See>
void each_cache(const fs::path& folder, See see) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code of_entry;
    const std::string name = at->path().filename().string();
    const bool ours = name.ends_with(".facts") || name.ends_with(kBesideEnding);
    if (ours && fs::is_regular_file(at->symlink_status(of_entry)) && !of_entry) see(*at);
  }
}

// The folders of projects, and the store itself, where earlier versions put them all.
std::vector<fs::path> folders_of(const std::string& store) {
  std::vector<fs::path> folders;
  if (store.empty()) return folders;
  folders.emplace_back(store);
  std::error_code error;
  for (fs::directory_iterator at(store, error), end;
       !error && at != end && folders.size() < kMostProjects; at.increment(error)) {
    std::error_code of_entry;
    if (fs::is_directory(at->symlink_status(of_entry)) && !of_entry) folders.push_back(at->path());
  }
  return folders;
}

void remove_if_empty(const fs::path& folder, const std::string& store) {
  std::error_code error;
  if (folder == fs::path(store)) return;
  std::size_t others = 0;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    others += at->path().filename() == kProjectFile ? 0 : 1;
  if (others > 0 || !fs::exists(folder / kProjectFile, error)) return;
  fs::remove(folder / kProjectFile, error);
  fs::remove(folder, error);
}

std::int64_t seconds_of(fs::file_time_type time) {
  const auto age = fs::file_time_type::clock::now() - time;
  const auto now = std::chrono::system_clock::now();
  return std::chrono::duration_cast<std::chrono::seconds>(
             (now - std::chrono::duration_cast<std::chrono::system_clock::duration>(age))
                 .time_since_epoch())
      .count();
}

}  // namespace

std::string cache_store(const std::string& dir) {
  if (!dir.empty()) return (fs::path(here()) / dir).lexically_normal().string();
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  if (cache != nullptr && *cache == '/') return (fs::path(cache) / "pymolt").string();
  if (home != nullptr && *home == '/') return (fs::path(home) / ".cache" / "pymolt").string();
  return {};
}

CachePlace cache_place(const std::string& store, const std::vector<std::string>& roots) {
  if (store.empty()) return {};
  CachePlace place;
  place.project = project_of(roots.empty() ? "." : roots.front());
  Hash hash;
  hash.add(here());
  for (const std::string& root : roots) hash.add(root);
  place.file =
      (fs::path(store) / Hash().add(place.project).hex() / (hash.hex() + ".facts")).string();
  return place;
}

void name_project(const CachePlace& place) {
  std::error_code error;
  if (place.file.empty()) return;
  const fs::path named = fs::path(place.file).parent_path() / kProjectFile;
  fs::create_directories(named.parent_path(), error);
  if (!fs::exists(named, error)) {
    NewFile file(named.string());
    file.out() << place.project << '\n';
    (void)file.put();
  }
}

void settle_store(const std::string& store, const CachePlace& place, const CacheLimits& limits) {
  std::error_code error;
  if (place.file.empty() || !fs::exists(place.file, error)) return;
  name_project(place);
  struct Kept {
    fs::file_time_type written;
    std::uint64_t bytes;
    fs::path path;
  };
  std::vector<Kept> kept;
  const std::vector<fs::path> folders = folders_of(store);
  for (const fs::path& folder : folders) {
    each_cache(folder, [&](const fs::directory_entry& entry) {
      std::error_code of_entry;
      if (entry.path().extension() == ".facts")
        kept.push_back({entry.last_write_time(of_entry), entry.file_size(of_entry), entry.path()});
    });
  }
  std::ranges::sort(kept, std::greater<>(), &Kept::written);
  const auto now = fs::file_time_type::clock::now();
  std::uint64_t sum = 0;
  bool removed = false;
  for (const Kept& cache : kept) {
    sum += cache.bytes;
    if (sum <= limits.bytes && now - cache.written <= std::chrono::days(limits.days)) continue;
    removed = fs::remove(cache.path, error) || removed;
  }
  if (!removed) return;
  for (const fs::path& folder : folders) remove_if_empty(folder, store);
}

std::vector<CachedProject> cached_projects(const std::string& store) {
  std::vector<CachedProject> projects;
  for (const fs::path& folder : folders_of(store)) {
    CachedProject project;
    project.folder = folder.string();
    each_cache(folder, [&](const fs::directory_entry& entry) {
      std::error_code error;
      ++project.files;
      project.bytes += entry.file_size(error);
      project.written = std::max(project.written, seconds_of(entry.last_write_time(error)));
    });
    std::ifstream named(folder / kProjectFile);
    if (folder != fs::path(store)) std::getline(named, project.project);
    if (project.files > 0) projects.push_back(std::move(project));
  }
  std::ranges::sort(projects, {}, &CachedProject::project);
  return projects;
}

std::uint64_t clear_store(const std::string& store) {
  std::uint64_t bytes = 0;
  for (const fs::path& folder : folders_of(store)) {
    std::vector<fs::path> caches;
    each_cache(folder, [&](const fs::directory_entry& entry) { caches.push_back(entry.path()); });
    for (const fs::path& cache : caches) {
      std::error_code error;
      const std::uint64_t size = fs::file_size(cache, error);
      if (fs::remove(cache, error)) bytes += size;
    }
    remove_if_empty(folder, store);
  }
  return bytes;
}

}  // namespace pymolt::scan
