// The files in a wheel, zip, zipapp, egg or source archive, read in memory: nothing is written to disk.
// SPDX-License-Identifier: MIT
//
// Zip (stored or deflated, also behind the `#!` line of a zipapp) and tar, plain or gzipped. What it all unpacks to is bounded, so
// that a small archive cannot fill the memory; an archive that passes a bound, is encrypted or broken is refused as a whole, with a
// reason. What is in it but has no bytes of its own, or no place, is there all the same, so that nobody takes it for read.
#ifndef PYMOLT_SCAN_ARCHIVE_H_
#define PYMOLT_SCAN_ARCHIVE_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pymolt::scan {

/// Whether PATH is called like an archive of Python code: `*.whl`, `*.zip`, `*.pyz`, `*.egg`, `*.tar.gz` …
[[nodiscard]] bool is_archive_name(std::string_view path);

/// Whether it holds Python by its name: `*.whl`, `*.egg`, `*.pyz`.
[[nodiscard]] bool is_python_archive_name(std::string_view path);

enum class MemberKind : std::uint8_t {
  file,
  special,         // a FIFO, a device
  link_to_folder,  // of the archive
  link_out,        // leads out of the archive, or nowhere
  unread,          // see `why`
};

struct ArchiveMember {
  std::string bytes;  // of a file, also by way of a link
  MemberKind kind = MemberKind::file;
  std::string why = {};
  friend bool operator==(const ArchiveMember&, const ArchiveMember&) = default;
};

/// Members by path, with `/` and without one before or behind; one whose path leads out stands at the top.
using ArchiveFiles = std::map<std::string, ArchiveMember, std::less<>>;

/// What the archive PATH, of these BYTES, holds.
[[nodiscard]] Result<ArchiveFiles> unpack(std::string_view path, std::string_view bytes);

inline constexpr std::uint64_t kLargestUnpacked = 512ULL << 20;
inline constexpr std::uint64_t kLargestArchive = 256ULL << 20;
inline constexpr std::size_t kMostMembers = 100'000;
inline constexpr std::size_t kMostFolders = 200;  // on the way to a member
inline constexpr std::uint64_t kLargestRatio =
    50;  // of what is unpacked to what is packed, beyond the first 10 MiB

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_ARCHIVE_H_
