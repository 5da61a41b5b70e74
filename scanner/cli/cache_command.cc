// `pymolt cache info|clear`: what earlier scans learnt, and where it lies.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "gate/dates.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"
#include "scan/cache_store.h"

namespace pymolt::cli {

namespace {

std::string size_words(std::uint64_t bytes) {
  constexpr std::uint64_t kKilo = 1024;
  if (bytes < kKilo * kKilo) return render::number((bytes + kKilo - 1) / kKilo) + " KiB";
  return render::number((bytes + kKilo * kKilo / 2) / (kKilo * kKilo)) + " MiB";
}

// Where it lies, or a word that there is no place for it.
std::string store_of(const Invocation& invocation, Streams& streams) {
  const std::string store = scan::cache_store(invocation.scan.cache_dir);
  if (store.empty())
    streams.err << "pymolt: neither XDG_CACHE_HOME nor HOME says where caches are kept\n";
  return store;
}

}  // namespace

int run_cache_info(const Invocation& invocation, Streams& streams) {
  const std::string store = store_of(invocation, streams);
  if (store.empty()) return 2;
  const std::vector<scan::CachedProject> projects = scan::cached_projects(store);
  std::uint64_t bytes = 0;
  for (const scan::CachedProject& project : projects) bytes += project.bytes;
  const scan::CacheLimits limits;
  streams.out << render::visible(store) << ": " << render::counted(projects.size(), "project")
              << ", " << size_words(bytes) << " of " << size_words(limits.bytes)
              << " at most; what is not used for " << limits.days << " days is removed\n";
  for (const scan::CachedProject& project : projects) {
    streams.out << render::right(size_words(project.bytes), 12) << "  "
                << gate::write_day(project.written) << "  "
                << render::visible(project.project.empty() ? project.folder : project.project)
                << "\n";
  }
  return 0;
}

int run_cache_clear(const Invocation& invocation, Streams& streams) {
  const std::string store = store_of(invocation, streams);
  if (store.empty()) return 2;
  const std::size_t projects = scan::cached_projects(store).size();
  const std::uint64_t bytes = scan::clear_store(store);
  streams.out << "removed what was learnt of " << render::counted(projects, "project") << ", "
              << size_words(bytes) << ", from " << render::visible(store) << "\n";
  return scan::cached_projects(store).empty() ? 0 : 2;
}

}  // namespace pymolt::cli
