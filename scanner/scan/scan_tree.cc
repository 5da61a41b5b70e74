// Threads take the next file off a counter and write to its own place; the largest files need no special care.
// SPDX-License-Identifier: MIT
#include "scan/scan_tree.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "capi/source.h"
#include "scan/doc_code.h"
#include "scan/notebook.h"
#include "scan/other_python.h"
#include "scan/read_c_source.h"
#include "scan/read_inventory.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

FileFacts without_scan(const FoundFile& file, FileState state, std::string reason) {
  FileFacts facts;
  facts.path = file.path;
  facts.kind = file.kind;
  facts.state = state;
  facts.reason = std::move(reason);
  facts.unseen = file.unseen;
  return facts;
}

// The facts of a file's bytes, from the cache when it has them.
FileFacts scan_bytes(const FoundFile& file, const std::string& bytes, Cache* cache, const Knowledge& knowledge,
                     Bench& bench) {
  const auto scan = file.path.ends_with(".ipynb") ? scan_notebook : is_python_template(file.path) ? scan_template : scan_file;
  if (cache == nullptr) return scan(file.path, bytes, knowledge, bench);
  if (std::optional<FileFacts> known = cache->find(file.path, sha256_hex(bytes))) return std::move(*known);
  FileFacts facts = scan(file.path, bytes, knowledge, bench);
  cache->keep(facts);
  return facts;
}

FileFacts scan_one(const FoundFile& file, const Disk& disk, const ScanOptions& options, const Knowledge& knowledge, Bench& bench) {
  if (file.state != FileState::scanned) return without_scan(file, file.state, file.reason);
  const Result<std::string> bytes = disk.read(file.on_disk, kLargestFile + 1);
  if (!bytes) {
    return without_scan(file, FileState::failed, "cannot be read: " + bytes.mistake().message);
  }
  if (bytes->size() > kLargestFile && (file.certain || !capi::is_c_source(file.path) || capi::may_use_python(file.path, *bytes))) {
    return without_scan(file, FileState::failed,
                        "larger than " + std::to_string(kLargestFile >> 20) + " MiB, not analysed");
  }
  if (file.kind == FileKind::inventory) {
    FileFacts facts = read_inventory(file.path, *bytes, knowledge, bench);
    const bool document = file.path.ends_with(".md") || file.path.ends_with(".rst") || file.path.ends_with(".markdown");
    if (options.docs && document) add_doc_code(*bytes, knowledge, bench, facts);
    return facts;
  }
  FileFacts facts = scan_bytes(file, *bytes, options.cache, knowledge, bench);
  if (options.docs && facts.state == FileState::scanned && facts.cells.empty()) add_doc_code(*bytes, knowledge, bench, facts);
  if (knowledge.readers.claim(file.path)) add_inventory(file.path, *bytes, knowledge, facts);
  facts.unseen = file.unseen;
  return facts;
}

// What was only perhaps of interest, and is not, leaves no trace.
void drop_uncertain(const std::vector<FoundFile>& files, std::vector<FileFacts>& facts) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const bool drop = !files[i].certain && facts[i].state == FileState::scanned && facts[i].inventory.empty() &&
                      facts[i].findings.empty() && !may_concern_python(facts[i]);
    if (drop) continue;
    if (kept != i) facts[kept] = std::move(facts[i]);
    ++kept;
  }
  facts.resize(kept);
}

}  // namespace

std::vector<FileFacts> scan_files(const std::vector<FoundFile>& files, const Disk& disk,
                                  const Knowledge& knowledge, const ScanOptions& options) {
  std::vector<FileFacts> facts(files.size());
  std::atomic<std::size_t> next = 0;
  std::size_t done = 0;
  std::mutex progress_mutex;
  const auto work = [&] {
    Bench bench;
    for (std::size_t i = next++; i < files.size(); i = next++) {
      facts[i] = scan_one(files[i], disk, options, knowledge, bench);
      if (!options.progress) continue;
      const std::lock_guard<std::mutex> lock(progress_mutex);
      options.progress(++done, files.size());
    }
  };
  const std::size_t wanted = options.jobs > 0 ? static_cast<std::size_t>(options.jobs)
                                              : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(wanted, files.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
  drop_uncertain(files, facts);
  return facts;
}

}  // namespace pymolt::scan
