// Zip by its central directory, tar by its headers; zlib inflates, a piece at a time and never beyond the bound.
// SPDX-License-Identifier: MIT
#include "scan/archive.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

namespace pymolt::scan {

namespace {

constexpr std::array<std::string_view, 3> kPythonEndings = {".whl", ".pyz", ".egg"};
constexpr std::array<std::string_view, 4> kOtherEndings = {".zip", ".tar.gz", ".tgz", ".tar"};
constexpr std::uint64_t kFreeOfRatio = 10ULL << 20;
constexpr std::size_t kLongestName = 4096;

bool ends_with_one_of(std::string_view path, std::span<const std::string_view> endings) {
  return std::ranges::any_of(endings, [path](std::string_view end) {
    return path.ends_with(end) && path.size() > end.size();
  });
}

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

// Where a member that is called NAME stands, and why it is not read, where it is not.
struct MemberPlace {
  std::string path;
  std::string why;
};

MemberPlace member_place(std::string_view name) {
  MemberPlace place;
  if (name.starts_with('/')) place.why = "its path in the archive begins with `/`";
  std::size_t folders = 0;
  for (std::string_view rest = name.substr(0, kLongestName); !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (part == "..") place.why = "its path in the archive holds `..`";
    if (part.empty() || part == "." || part == "..") continue;
    if (++folders > kMostFolders) break;
    if (!place.path.empty()) place.path += '/';
    place.path += part;
  }
  if (folders > kMostFolders || name.size() > kLongestName)
    place.why = "its path in the archive is longer than is read";
  if (place.path.empty()) return {"(no name)", "it has no name in the archive"};
  // At the top, which is looked at whatever the folders on its way are called.
  if (!place.why.empty()) place.path.erase(0, place.path.rfind('/') + 1);
  return place;
}

// Puts MEMBER where its NAME says; of two of one name tools take the later.
void put_member(std::string_view name, ArchiveMember member, ArchiveFiles& files) {
  MemberPlace place = member_place(name);
  ArchiveMember& there = files[std::move(place.path)];
  if (there.kind == MemberKind::unread) return;
  if (!place.why.empty()) member = {{}, MemberKind::unread, std::move(place.why)};
  there = std::move(member);
}

// No tool can unpack a file and a folder of one name.
void mark_conflicts(ArchiveFiles& files) {
  for (const auto& [path, member] : files) {
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      const auto above = files.find(std::string_view(path).substr(0, slash));
      if (above != files.end() && above->second.kind != MemberKind::unread)
        above->second = {{}, MemberKind::unread, "it is a file and a folder in the archive"};
    }
  }
}

// What is still allowed to be unpacked.
class Budget {
 public:
  explicit Budget(std::size_t packed)
      : left_(std::min(kLargestUnpacked,
                       std::max<std::uint64_t>(kFreeOfRatio, packed * kLargestRatio))) {}
  [[nodiscard]] bool take(std::uint64_t size) {
    if (size > left_) return false;
    left_ -= size;
    return true;
  }

 private:
  std::uint64_t left_;
};

const char* const kTooMuch = "unpacks to more than the limit (possibly a decompression bomb)";

// Inflates PACKED; WINDOW is zlib's word for raw deflate (-15) or gzip (31).
Result<std::string> inflate_all(std::string_view packed, int window, Budget& budget) {
  z_stream stream = {};
  if (inflateInit2(&stream, window) != Z_OK) return Mistake{"cannot be unpacked"};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::array<char, 1 << 16> piece;
  int status = Z_OK;
  bool within = true;
  while (status == Z_OK && within) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = piece.size() - stream.avail_out;
    within = budget.take(made);
    if (within) out.append(piece.data(), made);
    // A gzip file may be several, one behind the other, and is all of them.
    const bool goes_on = status == Z_STREAM_END && window > 15 && stream.avail_in > 1 &&
                         stream.next_in[0] == 0x1F && stream.next_in[1] == 0x8B;
    if (goes_on) status = inflateReset(&stream);
    if (goes_on) continue;
    if (status == Z_BUF_ERROR || (status == Z_OK && made == 0 && stream.avail_in == 0)) break;
  }
  inflateEnd(&stream);
  if (!within) return Mistake{kTooMuch};
  if (status != Z_STREAM_END) return Mistake{"is broken: it cannot be unpacked"};
  return out;
}

class ZipReader {
 public:
  ZipReader(std::string_view bytes, Budget& budget) : bytes_(bytes), budget_(budget) {}

  Result<ArchiveFiles> read() {
    const std::size_t end = bytes_.rfind("PK\x05\x06");
    if (end == std::string_view::npos || end + 22 > bytes_.size())
      return Mistake{"is no zip archive"};
    const std::size_t count = number(bytes_, end + 10, 2);
    const std::size_t size = number(bytes_, end + 12, 4);
    const std::size_t offset = number(bytes_, end + 16, 4);
    if (count == 0xFFFF || offset == 0xFFFFFFFF)
      return Mistake{"is a zip archive of more than 4 GiB or 65,535 files, which is not read"};
    if (size > end || offset > end - size) return Mistake{"is broken: its directory lies outside"};
    before_ = end - size - offset;  // of a zipapp, its `#!` line
    std::size_t at = end - size;
    ArchiveFiles files;
    for (std::size_t i = 0; i < count; ++i) {
      if (at + 46 > end || bytes_.substr(at, 4) != "PK\x01\x02")
        return Mistake{"is broken: its directory ends too soon"};
      const std::size_t name_size = number(bytes_, at + 28, 2);
      if (auto mistake = member(at, name_size, files)) return *mistake;
      at += 46 + name_size + number(bytes_, at + 30, 2) + number(bytes_, at + 32, 2);
    }
    return files;
  }

 private:
  std::optional<Mistake> member(std::size_t at, std::size_t name_size, ArchiveFiles& files) {
    std::string_view name = bytes_.substr(at + 46, name_size);
    name = name.substr(0, name.find('\0'));  // as Python's own reader takes it
    if (name.ends_with('/')) return std::nullopt;
    if ((number(bytes_, at + 8, 2) & 1U) != 0) return Mistake{"is encrypted"};
    const std::uint32_t method = number(bytes_, at + 10, 2);
    const std::size_t packed = number(bytes_, at + 20, 4);
    const std::size_t local = before_ + number(bytes_, at + 42, 4);
    if (local + 30 > bytes_.size()) return Mistake{"is broken: a file of it lies outside"};
    const std::size_t data =
        local + 30 + number(bytes_, local + 26, 2) + number(bytes_, local + 28, 2);
    if (data > bytes_.size() || packed > bytes_.size() - data)
      return Mistake{"is broken: a file of it lies outside"};
    if (packed > bytes_.size() - packed_)
      return Mistake{"is broken: files of it lie upon each other"};
    packed_ += packed;
    const std::string_view body = bytes_.substr(data, packed);
    if (method == 0) {
      if (!budget_.take(body.size())) return Mistake{kTooMuch};
      put_member(name, {std::string(body)}, files);
      return std::nullopt;
    }
    if (method != 8)
      return Mistake{"is packed in a way that is not read (method " + std::to_string(method) + ")"};
    Result<std::string> text = inflate_all(body, -15, budget_);
    if (!text) return text.mistake();
    put_member(name, {text.take()}, files);
    return std::nullopt;
  }

  std::string_view bytes_;
  Budget& budget_;
  std::size_t before_ = 0;
  std::size_t packed_ = 0;  // of all files so far
};

std::optional<std::uint64_t> octal(std::string_view field) {
  std::uint64_t value = 0;
  for (const char c : field) {
    if (c == ' ' || c == '\0') continue;
    if (c < '0' || c > '7' || value > (kLargestUnpacked << 3)) return std::nullopt;
    value = value * 8 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

std::string_view text_field(std::string_view field) {
  return field.substr(0, std::min(field.find('\0'), field.size()));
}

using PaxRecords = std::map<std::string, std::string, std::less<>>;

// `27 path=a/b.py\n` and so on, the body of a pax header.
std::optional<PaxRecords> records_in(std::string_view body) {
  PaxRecords records;
  while (!body.empty() && body.front() != '\0') {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), size);
    const auto digits = static_cast<std::size_t>(end - body.data());
    if (error != std::errc() || size > body.size() || size < digits + 3 || body[digits] != ' ' ||
        body[size - 1] != '\n')
      return std::nullopt;
    const std::string_view record = body.substr(digits + 1, size - digits - 2);
    const std::size_t equals = record.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    records[std::string(record.substr(0, equals))] = record.substr(equals + 1);
    body.remove_prefix(size);
  }
  return records;
}

class TarReader {
 public:
  TarReader(std::string_view bytes, Budget& budget) : bytes_(bytes), budget_(budget) {}

  Result<ArchiveFiles> read() {
    std::size_t at = 0;
    for (; at + kBlock <= bytes_.size();) {
      const std::string_view header = bytes_.substr(at, kBlock);
      if (header.find_first_not_of('\0') == std::string_view::npos) break;
      auto size = octal(header.substr(124, 12));
      if (const auto said = next_.find("size"); said != next_.end()) size = decimal(said->second);
      at += kBlock;
      if (!size || *size > bytes_.size() - at || header.substr(257, 5) != "ustar")
        return Mistake{"is broken: it is no tar archive"};
      if (auto mistake = member(header, bytes_.substr(at, *size))) return *mistake;
      if (files_.size() + links_.size() > kMostMembers)
        return Mistake{"holds more files than are read"};
      at += (*size + kBlock - 1) / kBlock * kBlock;
    }
    if (at < bytes_.size() && bytes_.size() - at < kBlock)
      return Mistake{"is broken: it ends too soon"};
    if (auto mistake = resolve_links()) return *mistake;
    if (files_.empty()) return Mistake{"is no tar archive, or holds no file"};
    return std::move(files_);
  }

 private:
  static constexpr std::size_t kBlock = 512;

  struct Link {
    std::string to;
    bool is_symbolic = false;
  };

  static std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
  }

  // What the headers before a member say of KEY, else FIELD.
  std::string said(std::string_view key, std::string_view field) const {
    const auto found = next_.find(key);
    return found == next_.end() ? std::string(text_field(field)) : found->second;
  }

  std::string name_of(std::string_view header) const {
    const std::string_view prefix = text_field(header.substr(345, 155));
    const bool is_gnu = header.substr(257, 8) == "ustar  ";
    if (prefix.empty() || is_gnu || next_.contains("path"))
      return said("path", header.substr(0, 100));
    return std::string(prefix) + "/" + said("path", header.substr(0, 100));
  }

  std::optional<Mistake> member(std::string_view header, std::string_view body) {
    const char kind = header[156];
    if (kind == 'x' || kind == 'X' || kind == 'g') return hear_records(body, kind == 'g');
    if (kind == 'L' || kind == 'K') {
      next_.insert_or_assign(kind == 'L' ? "path" : "linkpath", std::string(text_field(body)));
      return std::nullopt;
    }
    const std::string name = name_of(header);
    const bool is_sparse = kind == 'S' || std::ranges::any_of(next_, [](const auto& record) {
                             return record.first.starts_with("GNU.sparse.");
                           });
    if (is_sparse) {
      put_member(name, {{}, MemberKind::unread, "it is sparse in the archive, which is not read"},
                 files_);
    } else if (kind == '1' || kind == '2') {
      links_[member_place(name).path] = {said("linkpath", header.substr(157, 100)), kind == '2'};
    } else if (kind == '3' || kind == '4' || kind == '6') {
      put_member(name, {{}, MemberKind::special}, files_);
    } else if (kind != '5' &&
               !name.ends_with('/')) {  // what is not known is a file, as tools have it
      put_member(name, {std::string(body)}, files_);
    }
    next_.clear();
    return std::nullopt;
  }

  std::optional<Mistake> hear_records(std::string_view body, bool of_all) {
    std::optional<PaxRecords> records = records_in(body);
    if (!records) return Mistake{"is broken: a header of it has records that are none"};
    if (!of_all) {
      for (auto& [key, value] : *records) next_.insert_or_assign(key, std::move(value));
      return std::nullopt;
    }
    const bool names =
        records->contains("path") || records->contains("size") || records->contains("linkpath");
    if (names) return Mistake{"names all its files alike, which is not read"};
    return std::nullopt;
  }

  // Where LINK, which stands at PATH, leads; nothing where that is out of the archive.
  static std::optional<std::string> target_of(const std::string& path, const Link& link) {
    if (link.to.starts_with('/')) return std::nullopt;
    std::string whole = link.to;
    if (link.is_symbolic) whole.insert(0, path.substr(0, path.rfind('/') + 1));
    const std::string plain = std::filesystem::path(whole).lexically_normal().generic_string();
    if (plain == ".." || plain.starts_with("../")) return std::nullopt;
    return plain.substr(0, plain.find_last_not_of('/') + 1);
  }

  // A link is what it leads to, as on a disk.
  std::optional<Mistake> resolve_links() {
    constexpr int kMostSteps = 40;
    for (const auto& [path, link] : links_) {
      std::optional<std::string> to = target_of(path, link);
      for (int i = 0; to && i < kMostSteps; ++i) {
        const auto next = links_.find(*to);
        if (next == links_.end()) break;
        to = target_of(next->first, next->second);
      }
      const auto file = to ? files_.find(*to) : files_.end();
      if (file != files_.end()) {
        if (!budget_.take(file->second.bytes.size())) return Mistake{kTooMuch};
        put_member(path, file->second, files_);
        continue;
      }
      const auto below = to ? files_.lower_bound(*to + "/") : files_.end();
      const bool is_folder =
          to && (*to == "." || (below != files_.end() && below->first.starts_with(*to + "/")));
      put_member(path, {{}, is_folder ? MemberKind::link_to_folder : MemberKind::link_out}, files_);
    }
    return std::nullopt;
  }

  std::string_view bytes_;
  Budget& budget_;
  ArchiveFiles files_;
  std::map<std::string, Link, std::less<>> links_;
  PaxRecords next_;  // what was said of the next member
};

}  // namespace

bool is_python_archive_name(std::string_view path) {
  return ends_with_one_of(path, kPythonEndings);
}

bool is_archive_name(std::string_view path) {
  return is_python_archive_name(path) || ends_with_one_of(path, kOtherEndings);
}

Result<ArchiveFiles> unpack(std::string_view path, std::string_view bytes) {
  Budget budget(bytes.size());
  const auto read = [&]() -> Result<ArchiveFiles> {
    if (path.ends_with(".tar.gz") || path.ends_with(".tgz")) {
      const Result<std::string> tar = inflate_all(bytes, 31, budget);
      return tar ? TarReader(*tar, budget).read() : Result<ArchiveFiles>(tar.mistake());
    }
    if (path.ends_with(".tar")) return TarReader(bytes, budget).read();
    return ZipReader(bytes, budget).read();
  };
  Result<ArchiveFiles> files = read();
  if (files) mark_conflicts(*files);
  return files;
}

}  // namespace pymolt::scan
