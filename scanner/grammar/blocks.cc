// Counted from the inside out: a block that ends hands the depth found in it, and its own, to the one around it.
// SPDX-License-Identifier: MIT
//
//   for a in b:               3
//       try:                    2   one more, because there is a `finally`
//           with c, d: pass       2
//       except E: pass            0, 1 or 2, as the version has it
//       finally: pass           1
#include "grammar/blocks.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "grammar/dead_code.h"
#include "grammar/statements.h"

namespace pymolt::verdict {

namespace {

// How these versions count, and to what number.
struct Count {
  VersionSet versions;
  std::uint8_t most;
  std::uint8_t handler;  // what an `except` block counts for
};

constexpr std::array<Count, std::tuple_size_v<Depths>> kCounts = {{
    {VersionSet::python2(), 20, 0},
    {VersionSet::between(Version::of(3, 0), Version::of(3, 7)), 20, 1},
    {Version::of(3, 8), 20, 1},
    {VersionSet::between(Version::of(3, 9), Version::of(3, 12)), 20, 2},
    {VersionSet::from(Version::of(3, 13)), 21, 2},
}};

std::size_t weight(const Block& block, const Count& count) {
  const bool handles = block.kind == BlockKind::handler || block.kind == BlockKind::handler_star;
  return handles ? count.handler : block.count;
}

}  // namespace

void read_block_in(Reader& reader, BlockKind kind, ByteSpan span, std::size_t count) {
  constexpr std::size_t kFew = 100;
  reader.frames.open(kind);
  reader.frames.block().count = static_cast<std::uint8_t>(std::min(count, kFew));
  read_block(reader);
  close_block(reader, span);
}

void close_block(Reader& reader, ByteSpan span) {
  const Block block = reader.frames.block();
  reader.frames.close();
  Depths& around = reader.frames.inside();
  const VersionSet dead = dead_on(reader);
  VersionSet too_deep;
  for (std::size_t i = 0; i < kCounts.size(); ++i) {
    if (dead.contains(kCounts[i].versions)) continue;
    const std::size_t most = kCounts[i].most;
    const std::size_t depth = block.inside[i] + weight(block, kCounts[i]);
    if (depth > most && block.inside[i] <= most) too_deep |= kCounts[i].versions;
    if (i + 1 == kCounts.size() && depth == most) reader.frames.top().fullest = span;
    around[i] = std::max(around[i], static_cast<std::uint8_t>(std::min(depth, most + 1)));
  }
  if (!too_deep.empty()) reader.see(Construct::many_blocks, span, too_deep);
}

void see_blocks_of_generator(Reader& reader, const ScopeFrame& ended) {
  const bool is_generator = ended.is_async || !ended.yields.empty();
  if (!is_generator || ended.fullest == ByteSpan()) return;
  reader.see(Construct::many_blocks, ended.fullest, kCounts.back().versions);
}

}  // namespace pymolt::verdict
