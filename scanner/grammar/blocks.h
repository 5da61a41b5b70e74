// Blocks inside blocks, of which a version lets one nest only so many in a function.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_BLOCKS_H_
#define PYMOLT_GRAMMAR_BLOCKS_H_

#include <cstddef>

#include "grammar/reader.h"

namespace pymolt::verdict {

/// Reads the block behind a head that stands at SPAN and counts for COUNT blocks.
void read_block_in(Reader& reader, BlockKind kind, ByteSpan span, std::size_t count = 1);

/// Closes the innermost block, saying where too many are nested in the one around it.
void close_block(Reader& reader, ByteSpan span);

/// The function of frame ENDED ends: since 3.13 a generator or coroutine has a block of its own around all others.
void see_blocks_of_generator(Reader& reader, const ScopeFrame& ended);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_BLOCKS_H_
