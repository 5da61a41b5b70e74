// Entry after entry, each bounds checked; an index that does not end where it should is none.
// SPDX-License-Identifier: MIT
#include "scan/git_index.h"

#include <algorithm>
#include <cctype>

namespace pymolt::scan {

namespace {

constexpr std::uint64_t kLargestIndex = 128ULL << 20;
constexpr std::size_t kStatSize = 40;  // times, device, mode, owner, size
constexpr std::size_t kIndexHeadSize = 12;

class IndexReader {
 public:
  IndexReader(std::string_view bytes, std::size_t hash_size)
      : bytes_(bytes), hash_size_(hash_size) {}

  std::optional<std::vector<std::string>> read() {
    if (!bytes_.starts_with("DIRC") || bytes_.size() < kIndexHeadSize + hash_size_)
      return std::nullopt;
    version_ = number(4, 4);
    const std::uint32_t count = number(8, 4);
    if (version_ < 2 || version_ > 4) return std::nullopt;
    at_ = kIndexHeadSize;
    std::vector<std::string> paths;
    std::string path;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!read_entry(path)) return std::nullopt;
      paths.push_back(path);
    }
    if (!ends_well()) return std::nullopt;
    return paths;
  }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
    return value;
  }

  // PATH holds the entry before; version 4 tells only what is other than there.
  bool read_entry(std::string& path) {
    const std::size_t begin = at_;
    if (bytes_.size() - at_ < kStatSize + hash_size_ + 2) return false;
    at_ += kStatSize + hash_size_;
    const std::uint32_t flags = number(at_, 2);
    at_ += 2;
    if (version_ >= 3 && (flags & 0x4000) != 0) at_ += 2;
    if (at_ > bytes_.size()) return false;
    std::size_t kept = 0;
    if (version_ == 4) {
      const std::optional<std::size_t> cut = read_length();
      if (!cut || *cut > path.size()) return false;
      kept = path.size() - *cut;
    }
    const std::size_t end = bytes_.find('\0', at_);
    if (end == std::string_view::npos || kept + (end - at_) == 0) return false;
    path.resize(kept);
    path.append(bytes_.substr(at_, end - at_));
    at_ = version_ == 4 ? end + 1 : begin + (end - begin + 8) / 8 * 8;
    return at_ <= bytes_.size();
  }

  // As offsets are written in packs.
  std::optional<std::size_t> read_length() {
    std::size_t value = 0;
    for (int i = 0; i < 5 && at_ < bytes_.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value = (i == 0 ? 0 : value + 1) << 7 | (byte & 0x7F);
      if ((byte & 0x80) == 0) return value;
    }
    return std::nullopt;
  }

  // Extensions, then a hash. One whose name begins with a small letter changes what the entries mean; `sdir` alone does
  // so in a way that is known here.
  bool ends_well() {
    while (bytes_.size() - at_ > hash_size_) {
      if (bytes_.size() - at_ < 8 + hash_size_) return false;
      const std::string_view name = bytes_.substr(at_, 4);
      if (std::islower(static_cast<unsigned char>(name[0])) != 0 && name != "sdir") return false;
      const std::uint32_t size = number(at_ + 4, 4);
      if (bytes_.size() - at_ - 8 - hash_size_ < size) return false;
      at_ += 8 + size;
    }
    return bytes_.size() - at_ == hash_size_;
  }

  std::string_view bytes_;
  std::size_t hash_size_;
  std::size_t at_ = 0;
  std::uint32_t version_ = 0;
};

}  // namespace

std::optional<std::string> git_folder(const Disk& disk, const std::string& folder) {
  const std::string git = (folder.empty() ? "" : folder + "/") + ".git";
  if (disk.look(git).kind == EntryKind::folder) return git;
  const Result<std::string> text = read_bounded(disk, git, 1 << 16);
  constexpr std::string_view kHead = "gitdir: ";
  if (!text || !text->starts_with(kHead)) return std::nullopt;
  const std::string named =
      text->substr(kHead.size(), text->find_last_not_of("\r\n") + 1 - kHead.size());
  return named.starts_with('/') || folder.empty() ? named : folder + "/" + named;
}

std::optional<TrackedFiles> TrackedFiles::parse(std::string_view bytes) {
  for (const std::size_t hash_size : {20U, 32U}) {
    if (auto paths = IndexReader(bytes, hash_size).read()) {
      TrackedFiles tracked;
      tracked.paths_ = std::move(*paths);
      std::sort(tracked.paths_.begin(), tracked.paths_.end());
      return tracked;
    }
  }
  return std::nullopt;
}

std::optional<TrackedFiles> TrackedFiles::read(const Disk& disk, const std::string& folder) {
  const std::optional<std::string> git = git_folder(disk, folder);
  if (!git) return std::nullopt;
  const std::string index = *git + "/index";
  if (disk.look(index).kind == EntryKind::missing) return TrackedFiles();
  const Result<std::string> bytes = read_bounded(disk, index, kLargestIndex);
  return bytes ? parse(*bytes) : std::nullopt;
}

bool TrackedFiles::has(std::string_view path) const {
  if (std::binary_search(paths_.begin(), paths_.end(), path, std::less<>())) return true;
  for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0;
       slash = path.rfind('/', slash - 1)) {
    if (std::binary_search(paths_.begin(), paths_.end(), path.substr(0, slash + 1), std::less<>()))
      return true;
  }
  return false;
}

bool TrackedFiles::has_below(std::string_view folder) const {
  const std::string prefix = std::string(folder) + "/";
  const auto first = std::lower_bound(paths_.begin(), paths_.end(), prefix);
  return (first != paths_.end() && first->starts_with(prefix)) || has(prefix + "x");
}

}  // namespace pymolt::scan
