// Threads take the next file off a counter and write to its own place; large files wait for each other, for what is held
// in memory while a file is looked at is many times its size.
// SPDX-License-Identifier: MIT
#include "scan/scan_tree.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "capi/c_text.h"
#include "scan/doc_code.h"
#include "scan/notebook.h"
#include "scan/other_python.h"
#include "scan/read_c_source.h"
#include "scan/read_inventory.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

// Lets so many bytes of source be looked at at a time, or one file that has more.
class Room {
 public:
  /// From when there is room to the end of its life.
  class Stay {
   public:
    Stay(Room& room, std::size_t bytes) : room_(room), bytes_(bytes) { room_.enter(bytes_); }
    ~Stay() { room_.leave(bytes_); }
    Stay(const Stay&) = delete;
    Stay& operator=(const Stay&) = delete;

   private:
    Room& room_;
    std::size_t bytes_;
  };

 private:
  void enter(std::size_t bytes) {
    std::unique_lock<std::mutex> lock(mutex_);
    left_.wait(lock, [&] { return inside_ == 0 || inside_ + bytes <= kMostBytes; });
    inside_ += bytes;
  }
  void leave(std::size_t bytes) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      inside_ -= bytes;
    }
    left_.notify_all();
  }

  static constexpr std::size_t kMostBytes = 2 << 20;
  std::mutex mutex_;
  std::condition_variable left_;
  std::size_t inside_ = 0;
};

constexpr const char* kTooMuchMemory = "takes more memory than there is";

FileFacts without_scan(const FoundFile& file, FileState state, std::string reason) {
  FileFacts facts;
  facts.path = file.path;
  facts.kind = file.kind;
  facts.state = state;
  facts.reason = std::move(reason);
  facts.unseen = file.unseen;
  return facts;
}

// The facts of a file's bytes.
FileFacts scan_bytes(const FoundFile& file, const std::string& bytes, const ScanContext& context,
                     ScanScratch& bench) {
  const auto scan = file.path.ends_with(".ipynb")   ? scan_notebook
                    : is_python_template(file.path) ? scan_template
                                                    : scan_file;
  FileFacts facts = scan(file.path, bytes, context, bench);
  if (context.readers.claim(file.path) || bytes.starts_with("#!"))
    add_inventory(file.path, bytes, context, facts);
  return facts;
}

// The same, from the cache when it has them. STAMP: what the file had before it was read.
FileFacts find_or_scan(const FoundFile& file, const std::string& bytes,
                       const std::optional<FileStamp>& stamp, Cache* cache,
                       const ScanContext& context, ScanScratch& bench) {
  if (cache == nullptr) return scan_bytes(file, bytes, context, bench);
  if (std::optional<FileFacts> known = cache->find(file.path, sha256_hex(bytes), stamp))
    return std::move(*known);
  FileFacts facts = scan_bytes(file, bytes, context, bench);
  cache->keep(facts, stamp);
  return facts;
}

FileFacts not_python(const FoundFile& file) {
  return without_scan(file, FileState::skipped,
                      "no Python file by its name, and it has no import that says otherwise");
}

// Whether BYTES may hold an import, in whatever encoding they say they are in.
bool may_import(std::string_view bytes) {
  if (bytes.find("import") != std::string_view::npos) return true;
  std::size_t end = 0;  // of the lines that may declare it
  for (int line = 0; line < 2 && end < bytes.size(); ++line)
    end = std::min(bytes.find_first_of("\r\n", end), bytes.size() - 1) + 1;
  return bytes.substr(0, end).find("coding") != std::string_view::npos;
}

// What a scan says of a file that is scanned: FACTS, or that it is none of Python.
FileFacts settled(const FoundFile& file, FileFacts facts) {
  const bool may_be_python = facts.compiles && !facts.compiles->empty() && !facts.imports.empty();
  if (file.doubtful && !may_be_python && facts.state != FileState::failed) return not_python(file);
  facts.unseen = file.unseen;
  return facts;
}

FileFacts scan_one(const FoundFile& file, const Disk& disk, const ScanOptions& options,
                   const ScanContext& context, ScanScratch& bench, Room& room) {
  if (file.state != FileState::scanned) return without_scan(file, file.state, file.reason);
  std::optional<FileStamp> stamp;
  if (options.cache != nullptr && file.kind != FileKind::inventory)
    stamp = disk.stamp(file.on_disk);
  if (stamp && !options.reread && !options.docs) {
    if (std::optional<FileFacts> known = options.cache->find_unread(file.path, *stamp))
      return settled(file, std::move(*known));
  }
  const Result<std::string> bytes = disk.read(file.on_disk, kLargestFile + 1);
  if (!bytes) {
    return without_scan(file, FileState::failed, "cannot be read: " + bytes.mistake().message);
  }
  if (bytes->size() > kLargestFile &&
      (file.certain || !capi::is_c_source(file.path) || capi::may_use_python(file.path, *bytes))) {
    return without_scan(file, FileState::failed,
                        "larger than " + std::to_string(kLargestFile >> 20) + " MiB, not analysed");
  }
  if (file.doubtful && !may_import(*bytes)) return not_python(file);
  const Room::Stay stay(room, bytes->size());
  if (file.kind == FileKind::inventory) {
    FileFacts facts = read_inventory(file.path, *bytes, context, bench);
    const bool document = file.path.ends_with(".md") || file.path.ends_with(".rst") ||
                          file.path.ends_with(".markdown");
    if (options.docs && document) add_doc_code(*bytes, context, bench, facts);
    return facts;
  }
  FileFacts facts = settled(file, find_or_scan(file, *bytes, stamp, options.cache, context, bench));
  if (options.docs && facts.state == FileState::scanned && facts.cells.empty())
    add_doc_code(docstrings_of(*bytes), context, bench, facts);
  return facts;
}

// The same, whatever memory there is.
FileFacts scan_with_what_there_is(const FoundFile& file, const Disk& disk,
                                  const ScanOptions& options, const ScanContext& context,
                                  ScanScratch& bench, Room& room) {
  try {
    return scan_one(file, disk, options, context, bench, room);
  } catch (const std::bad_alloc&) {
    return without_scan(file, FileState::failed, kTooMuchMemory);
  }
}

// What was only perhaps of interest, and is not, leaves no trace.
void drop_uncertain(const std::vector<FoundFile>& files, std::vector<FileFacts>& facts) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const bool drop = !files[i].certain && facts[i].state == FileState::scanned &&
                      facts[i].inventory.empty() && facts[i].findings.empty() &&
                      facts[i].not_analysed.empty() && !may_concern_python(facts[i]);
    if (drop) continue;
    if (kept != i) facts[kept] = std::move(facts[i]);
    ++kept;
  }
  facts.resize(kept);
}

}  // namespace

std::vector<FileFacts> scan_files(const std::vector<FoundFile>& files, const Disk& disk,
                                  const ScanContext& context, const ScanOptions& options) {
  std::vector<FileFacts> facts(files.size());
  std::atomic<std::size_t> next = 0;
  std::size_t done = 0;
  std::mutex progress_mutex;
  Room room;
  const auto work = [&] {
    try {
      ScanScratch bench;
      for (std::size_t i = next++; i < files.size(); i = next++) {
        facts[i] = scan_with_what_there_is(files[i], disk, options, context, bench, room);
        if (!options.progress) continue;
        const std::lock_guard<std::mutex> lock(progress_mutex);
        options.progress(++done, files.size());
      }
    } catch (const std::bad_alloc&) {
      // Not even to begin, or to say so: what is left undone is said below.
    }
  };
  const std::size_t wanted = options.jobs > 0 ? static_cast<std::size_t>(options.jobs)
                                              : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> others;
  others.reserve(std::min(wanted, files.size()));
  try {
    for (std::size_t i = 1; i < std::min(wanted, files.size()); ++i) others.emplace_back(work);
  } catch (const std::exception&) {
    // The system has no room for another thread: those there are do the work.
  }
  work();
  for (std::thread& thread : others) thread.join();
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (facts[i].path.empty() && !files[i].path.empty())
      facts[i] = without_scan(files[i], FileState::failed, kTooMuchMemory);
  }
  drop_uncertain(files, facts);
  return facts;
}

}  // namespace pymolt::scan
