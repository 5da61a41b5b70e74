// The file: a mark, the stamp, then entries of a size, a checksum, 64 letters of key and the facts' bytes.
// SPDX-License-Identifier: MIT
#include "scan/cache.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/hash.h"
#include "scan/disk.h"
#include "scan/facts_codec.h"
#include "scan/new_file.h"
#include "scan/sha256.h"
#include "scan/tidy_cache.h"

namespace pymolt::scan {

namespace {

constexpr std::string_view kMark = "pymolt-cache/7\n";
constexpr std::size_t kKeySize = 64;
constexpr std::size_t kHeadSize = sizeof(std::uint32_t) + sizeof(std::uint64_t) + kKeySize;
constexpr std::uint64_t kLargestCache = 512ULL << 20;

std::string key_of(std::string_view path, std::string_view sha256) {
  return sha256_hex(std::string(sha256).append(path));
}

// Another value wherever one byte is another; against accidents, not against an enemy.
std::uint64_t checksum(std::string_view key, std::string_view facts) {
  std::uint64_t sum = facts.size();
  const auto add = [&sum](std::string_view bytes) {
    while (!bytes.empty()) {
      std::uint64_t word = 0;
      const std::size_t size = std::min(sizeof word, bytes.size());
      std::memcpy(&word, bytes.data(), size);
      sum = (sum ^ word) * 0x9E3779B97F4A7C15ULL;
      sum ^= sum >> 29;
      bytes.remove_prefix(size);
    }
  };
  add(key);
  add(facts);
  return sum;
}

template <typename T>
T number_at(std::string_view bytes, std::size_t at) {
  T number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

template <typename T>
void put_number(std::string& out, T number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::string head_of(std::uint64_t stamp) {
  std::string head(kMark);
  put_number(head, stamp);
  return head;
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
  while (rest.size() >= kHeadSize) {
    const auto size = number_at<std::uint32_t>(rest, 0);
    const auto sum = number_at<std::uint64_t>(rest, sizeof size);
    const std::string_view key = rest.substr(kHeadSize - kKeySize, kKeySize);
    if (rest.size() - kHeadSize < size) break;
    const std::string_view facts = rest.substr(kHeadSize, size);
    if (checksum(key, facts) != sum) break;  // what its size leads to is nothing to rely on
    old_.emplace(key, facts);
    rest.remove_prefix(kHeadSize + size);
  }
  changed_ = !rest.empty();
}

std::optional<FileFacts> Cache::find(std::string_view path, std::string_view sha256) {
  const auto entry = old_.find(key_of(path, sha256));
  if (entry == old_.end()) return std::nullopt;
  std::optional<FileFacts> facts = read_facts(entry->second);
  if (!facts || facts->path != path || facts->sha256 != sha256) return std::nullopt;
  const std::lock_guard<std::mutex> lock(mutex_);
  put(entry->first, entry->second);
  return facts;
}

void Cache::put(std::string_view key, std::string_view facts) {
  if (new_bytes_.size() + kHeadSize + facts.size() > kLargestCache) return;
  put_number(new_bytes_, static_cast<std::uint32_t>(facts.size()));
  put_number(new_bytes_, checksum(key, facts));
  new_bytes_.append(key).append(facts);
}

void Cache::keep(const FileFacts& facts) {
  if (!active()) return;
  std::string made;
  write_facts(facts, made);
  const std::string key = key_of(facts.path, facts.sha256);
  const std::lock_guard<std::mutex> lock(mutex_);
  changed_ = true;
  put(key, made);
}

void Cache::save() {
  if (!active() || !changed_) return;
  namespace fs = std::filesystem;
  const std::string folder = fs::path(file_).parent_path().string();
  std::error_code error;
  fs::create_directories(folder, error);
  // A scan that runs at the same time sees the old one or the new one.
  NewFile file(file_);
  file.out() << head_of(stamp_) << new_bytes_;
  if (!file.put()) tidy_cache(folder);
}

}  // namespace pymolt::scan
