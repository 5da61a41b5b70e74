// The file: a mark, the stamp, then entries of a size, 64 letters of SHA-256 and the facts' bytes.
// SPDX-License-Identifier: MIT
#include "scan/cache.h"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "scan/disk.h"
#include "scan/facts_codec.h"

namespace pymolt::scan {

namespace {

constexpr std::string_view kMark = "pymolt-cache/6\n";
constexpr std::size_t kHashSize = 64;
constexpr std::size_t kSizeSize = sizeof(std::uint32_t);
constexpr std::uint64_t kLargestCache = 2ULL << 30;

void put_entry(std::string& out, std::string_view sha256, std::string_view facts) {
  const auto size = static_cast<std::uint32_t>(facts.size());
  out.append(reinterpret_cast<const char*>(&size), kSizeSize);
  out.append(sha256).append(facts);
}

}  // namespace

Cache::Cache(std::string file, std::uint64_t stamp) : file_(std::move(file)), stamp_(stamp) {
  if (file_.empty()) return;
  Result<std::string> bytes = real_disk()->read(file_, kLargestCache);
  const std::string head = std::string(kMark) + std::string(reinterpret_cast<const char*>(&stamp_), sizeof stamp_);
  changed_ = !bytes || !bytes->starts_with(head);
  if (changed_) return;
  old_bytes_ = bytes.take();
  std::string_view rest = std::string_view(old_bytes_).substr(head.size());
  while (rest.size() >= kSizeSize + kHashSize) {
    std::uint32_t size = 0;
    std::memcpy(&size, rest.data(), kSizeSize);
    const std::string_view sha256 = rest.substr(kSizeSize, kHashSize);
    rest.remove_prefix(kSizeSize + kHashSize);
    if (rest.size() < size) break;
    old_.emplace(sha256, rest.substr(0, size));
    rest.remove_prefix(size);
  }
}

std::optional<FileFacts> Cache::find(std::string_view sha256) const {
  const auto entry = old_.find(sha256);
  if (entry == old_.end()) return std::nullopt;
  return read_facts(entry->second);
}

void Cache::keep(const FileFacts& facts) {
  if (!active()) return;
  const auto known = old_.find(facts.sha256);
  std::string made;
  if (known == old_.end()) write_facts(facts, made);
  const std::lock_guard<std::mutex> lock(mutex_);
  changed_ = changed_ || known == old_.end();
  put_entry(new_bytes_, facts.sha256, known == old_.end() ? std::string_view(made) : known->second);
}

void Cache::save() {
  if (!active() || !changed_) return;
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(fs::path(file_).parent_path(), error);
  // Written beside and put in place at once: a scan that runs at the same time sees the old one or the new one.
  const std::string beside = file_ + "." + std::to_string(::getpid());
  std::ofstream out(beside, std::ios::binary);
  out.write(kMark.data(), static_cast<std::streamsize>(kMark.size()));
  out.write(reinterpret_cast<const char*>(&stamp_), sizeof stamp_);
  out.write(new_bytes_.data(), static_cast<std::streamsize>(new_bytes_.size()));
  out.close();
  if (out) fs::rename(beside, file_, error);
  if (!out || error) fs::remove(beside, error);
}

std::string cache_file(const std::vector<std::string>& roots) {
  namespace fs = std::filesystem;
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (cache != nullptr && *cache == '/') {
    folder = cache;
  } else if (home != nullptr && *home == '/') {
    folder = fs::path(home) / ".cache";
  } else {
    return {};
  }
  Hash hash;
  std::error_code error;
  hash.add(fs::current_path(error).string());
  for (const std::string& root : roots) hash.add(root);
  return (folder / "pymolt" / (hash.hex() + ".facts")).string();
}

}  // namespace pymolt::scan
