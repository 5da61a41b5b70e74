// What a scan costs, as a ratio to a bare tree-sitter parse of the same bytes in the same run.
// SPDX-License-Identifier: MIT
//
//   build/bench FOLDER [ROUNDS [ROW]]
//
// At most 16 MB of sources, every n-th file, are read into memory first. Each round parses them, scans them on one thread
// and on two, and scans them with what the first scan learnt; the best round of each counts, since noise only ever adds.
// On a machine that does other work too, the processor's time is the truer figure. With ROW only that row is run, once a
// round and counted from 0, so that instructions can be counted (valgrind --tool=callgrind). Measured, never asserted.
//
// The bare parse is that of tree-sitter as npm ships it: -O3, the C library's memory, every tree deleted again. The scan
// parses with the same source, but trained and with an arena (cmake/tree_sitter.cmake); that is what makes room for it.
#include <tree_sitter/api.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "scan/scan_tree.h"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace {

using namespace pymolt;

// The sources, held in memory, as a disk of their own.
class LoadedDisk : public scan::Disk {
 public:
  void load(const scan::Disk& disk, const std::vector<scan::FoundFile>& files) {
    for (const scan::FoundFile& file : files) {
      Result<std::string> bytes = disk.read(file.on_disk, scan::kLargestFile);
      if (bytes) files_[file.on_disk] = bytes.take();
    }
  }
  [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }
  [[nodiscard]] scan::Entry look(const std::string&) const override { return {}; }
  [[nodiscard]] Result<std::vector<scan::Entry>> list(const std::string&) const override {
    return std::vector<scan::Entry>();
  }
  [[nodiscard]] Result<std::string> read(const std::string& path, std::uint64_t) const override {
    const auto file = files_.find(path);
    if (file == files_.end()) return Mistake{"not loaded", path};
    return file->second;
  }
  // Settled long ago, so that a warm scan knows the file without reading it, as it does on a real disk.
  [[nodiscard]] std::optional<scan::FileStamp> stamp(const std::string& path) const override {
    const auto file = files_.find(path);
    if (file == files_.end()) return std::nullopt;
    return scan::FileStamp{file->second.size(), 1, 1, 1};
  }
  [[nodiscard]] std::string real(const std::string& path) const override { return path; }

 private:
  std::map<std::string, std::string> files_;
};

// Keeps every n-th file, so that what is kept is about as large as can be measured in a minute.
void thin_out(std::vector<scan::FoundFile>& files) {
  constexpr std::uintmax_t kEnough = 16 << 20;
  std::uintmax_t bytes = 0;
  for (const scan::FoundFile& file : files) bytes += std::filesystem::file_size(file.on_disk);
  const std::size_t step = static_cast<std::size_t>(bytes / kEnough) + 1;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < files.size(); i += step) files[kept++] = files[i];
  files.resize(kept);
}

// What a piece of work takes: by the clock on the wall, and of the processors.
struct Took {
  double wall = 1e9;
  double cpu = 1e9;
};

Took measure(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  const std::clock_t cpu_begin = std::clock();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
          static_cast<double>(std::clock() - cpu_begin) / CLOCKS_PER_SEC};
}

void parse_all(const std::vector<const std::string*>& sources, int jobs) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    TSParser* parser = ts_parser_new();
    ts_parser_set_language(parser, tree_sitter_python());
    for (std::size_t i = next++; i < sources.size(); i = next++) {
      ts_tree_delete(ts_parser_parse_string(parser, nullptr, sources[i]->data(),
                                            static_cast<std::uint32_t>(sources[i]->size())));
    }
    ts_parser_delete(parser);
  };
  std::vector<std::thread> others;
  for (int i = 1; i < jobs; ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
}

struct Row {
  const char* what;
  std::function<void()> work;
  Took best = {};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench FOLDER [ROUNDS [ROW]]\n");
    return 2;
  }
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  const auto real = scan::real_disk();
  std::vector<scan::FoundFile> files = scan::find_files({argv[1]}, *real);
  std::erase_if(files, [](const scan::FoundFile& f) { return f.state != FileState::scanned; });
  thin_out(files);
  LoadedDisk disk;
  disk.load(*real, files);
  std::vector<const std::string*> sources;
  std::size_t bytes = 0;
  for (const auto& [path, text] : disk.files()) {
    sources.push_back(&text);
    bytes += text.size();
  }
  const auto book = rulebook::Rulebook::built_in();
  if (!book) return 2;
  const auto context = scan::ScanContext::make(*book);
  if (!context) return 2;

  // A folder of its own: saving a cache tidies the folder that it is in.
  std::string folder = (std::filesystem::temp_directory_path() / "pymolt-bench-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  const std::string cache_path = folder + "/pymolt.facts";
  const auto scan_with = [&](int jobs, bool cached) {
    scan::Cache cache(cached ? cache_path : std::string(), 1);
    scan::ScanOptions how;
    how.jobs = jobs;
    how.cache = cached ? &cache : nullptr;
    (void)scan::scan_files(files, disk, *context, how);
    cache.save();
  };
  std::vector<Row> rows = {
      {"bare parse, 1 thread", [&] { parse_all(sources, 1); }},
      {"bare parse, 2 threads", [&] { parse_all(sources, 2); }},
      {"scan, cold, 1 thread", [&] { scan_with(1, false); }},
      {"scan, cold, 2 threads", [&] { scan_with(2, false); }},
      {"scan, warm, 1 thread", [&] { scan_with(1, true); }},
  };
  if (argc > 3) {
    const auto only = static_cast<std::size_t>(std::atoi(argv[3]));
    for (int round = 0; round < rounds && only < rows.size(); ++round) rows[only].work();
    std::filesystem::remove_all(folder);
    return only < rows.size() ? 0 : 2;
  }
  scan_with(1, true);
  for (int round = 0; round < rounds; ++round) {
    for (Row& row : rows) {
      const Took took = measure(row.work);
      row.best = {std::min(row.best.wall, took.wall), std::min(row.best.cpu, took.cpu)};
    }
  }
  std::filesystem::remove_all(folder);
  std::printf("%zu files, %.1f MB, best of %d rounds\n", files.size(),
              static_cast<double>(bytes) / 1e6, rounds);
  for (const Row& row : rows) {
    std::printf("  %-22s %8.3f s  %6.2f MB/s  %8.3f s of processor\n", row.what, row.best.wall,
                static_cast<double>(bytes) / 1e6 / row.best.wall, row.best.cpu);
  }
  std::printf(
      "  cold scan / bare parse, 1 thread   %5.3f  (at most 0.90; by the processor %5.3f)\n",
      rows[2].best.wall / rows[0].best.wall, rows[2].best.cpu / rows[0].best.cpu);
  std::printf(
      "  cold scan / bare parse, 2 threads  %5.3f  (at most 0.90; by the processor %5.3f)\n",
      rows[3].best.wall / rows[1].best.wall, rows[3].best.cpu / rows[1].best.cpu);
  std::printf("  warm scan / cold scan              %5.3f  (at most 0.10)\n",
              rows[4].best.wall / rows[2].best.wall);
  std::printf("  two threads against one            %5.2fx (at least 1.85)\n",
              rows[2].best.wall / rows[3].best.wall);
  return 0;
}
