// Pipes are read where the shell made them; a FIFO that lies in a tree might never end, nor begin.
// SPDX-License-Identifier: MIT
#include "cli/inputs.h"

#include <fstream>
#include <iostream>

#include "scan/disk.h"

namespace pymolt::cli {

namespace {

Result<std::string> read_stream(const std::string& file, std::uint64_t limit) {
  std::ifstream opened;
  const bool is_input = file == "/dev/stdin";  // which may be a socket, and those cannot be opened
  if (!is_input) opened.open(file, std::ios::binary);
  std::istream& in = is_input ? std::cin : opened;
  std::string text;
  std::string part(1 << 16, '\0');
  while (in && text.size() <= limit) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    text.append(part, 0, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad() || !in.eof() || text.size() > limit)
    return Mistake{"it does not end, or cannot be read", file};
  return text;
}

}  // namespace

Result<std::string> read_whole(const std::string& file, bool follow_links, std::uint64_t limit) {
  if (file.starts_with("/dev/fd/") || file.starts_with("/proc/self/fd/") || file == "/dev/stdin")
    return read_stream(file, limit);
  const auto disk = scan::real_disk();
  if (!follow_links && leads_away(*disk, file)) {
    Mistake mistake{"it is a link that leads out of this folder", file};
    mistake.hint = "--follow-links reads it anyway";
    return mistake;
  }
  return read_bounded(*disk, file, limit);
}

}  // namespace pymolt::cli
