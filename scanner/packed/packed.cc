// One frame of zstd behind two numbers of eight bytes, in the processor's own order: the build's assembler wrote them.
// SPDX-License-Identifier: MIT
#include "packed/packed.h"

#include <zstd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace pymolt {

Unpacked::Unpacked(const unsigned char* packed) {
  std::uint64_t sizes[2];  // of the file, and as it is packed
  std::memcpy(sizes, packed, sizeof sizes);
  size_ = static_cast<std::size_t>(sizes[0]);
  bytes_ = std::make_unique_for_overwrite<char[]>(size_);
  const std::size_t got = ZSTD_decompress(bytes_.get(), size_, packed + sizeof sizes,
                                          static_cast<std::size_t>(sizes[1]));
  if (got != size_) std::abort();  // the binary itself is damaged
}

}  // namespace pymolt
