// Zip by its central directory, tar by its headers; zlib inflates, a piece at a time and never beyond the bound.
// SPDX-License-Identifier: MIT
#include "scan/archive.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>

namespace pymolt::scan {

namespace {

constexpr std::array<std::string_view, 7> kEndings = {".whl",    ".zip", ".pyz", ".egg",
                                                      ".tar.gz", ".tgz", ".tar"};
constexpr std::uint64_t kFreeOfRatio = 10ULL << 20;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

// A path within the archive, or nothing where it leads out of it or is none.
std::optional<std::string> clean_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos ||
      path.find('\\') != std::string_view::npos)
    return std::nullopt;
  while (path.starts_with("./")) path.remove_prefix(2);
  if (path.empty() || path.back() == '/' || path.size() > 4096) return std::nullopt;
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return std::nullopt;
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  return std::string(path);
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
  explicit ZipReader(std::string_view bytes) : bytes_(bytes), budget_(bytes.size()) {}

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
    const auto path = clean_path(bytes_.substr(at + 46, name_size));
    if (!path) return std::nullopt;
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
      files[*path] = std::string(body);
      return std::nullopt;
    }
    if (method != 8)
      return Mistake{"is packed in a way that is not read (method " + std::to_string(method) + ")"};
    Result<std::string> text = inflate_all(body, -15, budget_);
    if (!text) return text.mistake();
    files[*path] = text.take();
    return std::nullopt;
  }

  std::string_view bytes_;
  Budget budget_;
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

// `27 path=a/b.py\n` among the records of a pax header.
std::string pax_path(std::string_view records) {
  const std::size_t at = records.find(" path=");
  if (at == std::string_view::npos) return {};
  return std::string(records.substr(at + 6, records.find('\n', at) - at - 6));
}

Result<ArchiveFiles> read_tar(std::string_view bytes) {
  ArchiveFiles files;
  std::string long_name;
  for (std::size_t at = 0; at + 512 <= bytes.size();) {
    const std::string_view header = bytes.substr(at, 512);
    if (header.find_first_not_of('\0') == std::string_view::npos) break;
    const auto size = octal(header.substr(124, 12));
    at += 512;
    if (!size || *size > bytes.size() - at || header.substr(257, 5) != "ustar")
      return Mistake{"is broken: it is no tar archive"};
    const std::string_view body = bytes.substr(at, *size);
    const char kind = header[156];
    const std::string_view prefix = text_field(header.substr(345, 155));
    std::string name =
        (prefix.empty() || header.substr(257, 8) == "ustar  " ? "" : std::string(prefix) + "/") +
        std::string(text_field(header.substr(0, 100)));
    if (!long_name.empty()) name = long_name;
    long_name.clear();
    if (kind == 'L') long_name = text_field(body);
    if (kind == 'x') long_name = pax_path(body);
    if (kind == '0' || kind == '\0') {
      if (const auto path = clean_path(name)) files[*path] = std::string(body);
      if (files.size() > kMostMembers) return Mistake{"holds more files than are read"};
    }
    at += (*size + 511) / 512 * 512;
  }
  if (files.empty()) return Mistake{"is no tar archive, or holds no file"};
  return files;
}

}  // namespace

bool is_archive_name(std::string_view path) {
  return std::any_of(kEndings.begin(), kEndings.end(), [path](std::string_view end) {
    return path.ends_with(end) && path.size() > end.size();
  });
}

Result<ArchiveFiles> unpack(std::string_view path, std::string_view bytes) {
  if (path.ends_with(".tar.gz") || path.ends_with(".tgz")) {
    Budget budget(bytes.size());
    const Result<std::string> tar = inflate_all(bytes, 31, budget);
    if (!tar) return tar.mistake();
    return read_tar(*tar);
  }
  if (path.ends_with(".tar")) return read_tar(bytes);
  return ZipReader(bytes).read();
}

}  // namespace pymolt::scan
