// The file: a mark, the stamp of pymolt and its rules, then entries: a head of numbers, SHA-256, path and facts.
// SPDX-License-Identifier: MIT
#include "scan/cache.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <type_traits>

#include "base/hash.h"
#include "scan/disk.h"
#include "scan/facts_codec.h"
#include "scan/new_file.h"
#include "scan/tidy_cache.h"

namespace pymolt::scan {

namespace {

constexpr std::string_view kMark = "pymolt-cache/8\n";
constexpr std::size_t kShaSize = 64;
constexpr std::uint64_t kLargestCache = 512ULL << 20;
// A file that changed less than this before it was read may have changed since at what its times take for the same moment.
constexpr std::int64_t kUnsettled = 2'000'000'000;

// What an entry begins with. The checksum is of all that follows it.
struct EntryHead {
  std::uint64_t sum = 0;
  std::uint32_t path = 0;   // bytes
  std::uint32_t facts = 0;  // bytes
  FileStamp stamp;
};
static_assert(std::has_unique_object_representations_v<EntryHead>);

// Another value wherever one byte is another; against accidents, not against an enemy.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = bytes.size();
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = std::min(sizeof word, bytes.size());
    std::memcpy(&word, bytes.data(), size);
    sum = (sum ^ word) * 0x9E3779B97F4A7C15ULL;
    sum ^= sum >> 29;
    bytes.remove_prefix(size);
  }
  return sum;
}

std::string head_of(std::uint64_t stamp) {
  std::string head(kMark);
  head.append(reinterpret_cast<const char*>(&stamp), sizeof stamp);
  return head;
}

bool is_settled(const FileStamp& stamp) {
  const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  return std::max(stamp.modified, stamp.changed) < now - kUnsettled;
}

}  // namespace

Cache::Cache(std::string file, std::uint64_t stamp) : file_(std::move(file)), stamp_(stamp) {
  if (!file_.empty()) read();
}

// What is not as it was written is left out, and then the file is written anew.
void Cache::read() {
  const std::unique_ptr<Disk> disk = real_disk();
  const std::string head = head_of(stamp_);
  const Result<std::string> begin = disk->read(file_, head.size());
  changed_ = !begin || *begin != head;
  if (changed_) return;
  Result<std::string> bytes = read_bounded(*disk, file_, kLargestCache);
  changed_ = !bytes;
  if (changed_) return;
  old_bytes_ = bytes.take();
  std::string_view rest = std::string_view(old_bytes_).substr(head.size());
  EntryHead of;
  while (rest.size() >= sizeof of) {
    std::memcpy(&of, rest.data(), sizeof of);
    const std::uint64_t size = std::uint64_t{kShaSize} + of.path + of.facts;
    if (rest.size() - sizeof of < size) break;
    const std::string_view whole = rest.substr(0, sizeof of + size);
    if (checksum(whole.substr(sizeof of.sum)) != of.sum)
      break;  // what its sizes lead to is nothing to rely on
    const std::string_view texts = whole.substr(sizeof of);
    old_.emplace(texts.substr(kShaSize, of.path), Entry{of.stamp, texts.substr(0, kShaSize),
                                                        texts.substr(kShaSize + of.path), whole});
    rest.remove_prefix(whole.size());
  }
  changed_ = !rest.empty();
}

std::optional<FileFacts> Cache::facts_of(std::string_view path, const Entry& entry) {
  std::optional<FileFacts> facts = read_facts(entry.facts);
  if (!facts || facts->path != path || facts->sha256 != entry.sha256) return std::nullopt;
  return facts;
}

void Cache::stays(const Entry& entry) {
  const std::lock_guard<std::mutex> lock(mutex_);
  found_.push_back(entry.whole);
}

std::optional<FileFacts> Cache::find(std::string_view path, std::string_view sha256,
                                     const std::optional<FileStamp>& stamp) {
  const auto entry = old_.find(path);
  if (entry == old_.end() || entry->second.sha256 != sha256) return std::nullopt;
  std::optional<FileFacts> facts = facts_of(path, entry->second);
  if (facts && stamp && is_settled(*stamp)) {
    keep(*facts, stamp);
  } else if (facts) {
    stays(entry->second);
  }
  return facts;
}

std::optional<FileFacts> Cache::find_unread(std::string_view path, const FileStamp& stamp) {
  const auto entry = old_.find(path);
  if (entry == old_.end() || stamp == FileStamp() || entry->second.stamp != stamp)
    return std::nullopt;
  std::optional<FileFacts> facts = facts_of(path, entry->second);
  if (facts) stays(entry->second);
  return facts;
}

void Cache::keep(const FileFacts& facts, const std::optional<FileStamp>& stamp) {
  if (!active() || facts.sha256.size() != kShaSize) return;
  std::string bytes;
  write_facts(facts, bytes);
  EntryHead head;
  head.path = static_cast<std::uint32_t>(facts.path.size());
  head.facts = static_cast<std::uint32_t>(bytes.size());
  if (stamp && is_settled(*stamp)) head.stamp = *stamp;
  bytes.insert(0, facts.sha256 + facts.path);
  bytes.insert(0, reinterpret_cast<const char*>(&head), sizeof head);
  head.sum = checksum(std::string_view(bytes).substr(sizeof head.sum));
  std::memcpy(bytes.data(), &head.sum, sizeof head.sum);
  const std::lock_guard<std::mutex> lock(mutex_);
  changed_ = true;
  if (new_bytes_.size() + bytes.size() <= kLargestCache) new_bytes_ += bytes;
}

bool Cache::save() {
  if (!active() || !changed_) return false;
  namespace fs = std::filesystem;
  const std::string folder = fs::path(file_).parent_path().string();
  std::error_code error;
  fs::create_directories(folder, error);
  // A scan that runs at the same time sees the old one or the new one.
  NewFile file(file_);
  file.out() << head_of(stamp_) << new_bytes_;
  for (const std::string_view entry : found_) file.out() << entry;
  if (!file.put()) tidy_cache(folder);
  return true;
}

}  // namespace pymolt::scan
