// A wheel, zip or tar: what it holds lies inside it, and is no more than may be unpacked.
// SPDX-License-Identifier: MIT
#include "scan/archive.h"

#include "oracle.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"a.whl", "a.tar", "a.tar.gz"};
  const Result<scan::ArchiveFiles> files =
      scan::unpack(kNames[data[0] % 3], fuzz::text_of(data + 1, size - 1));
  if (!files) {
    fuzz::claim(!files.mistake().message.empty(), "a reason is given");
    return 0;
  }
  std::uint64_t all = 0;
  for (const auto& [path, member] : *files) {
    all += member.bytes.size();
    fuzz::claim(!path.empty() && path.front() != '/' &&
                    ("/" + path + "/").find("/../") == std::string::npos,
                "no path leads out");
  }
  fuzz::claim(all <= (10U << 20) + size * (scan::kLargestRatio + 1), "no more than the bound");
  return 0;
}
