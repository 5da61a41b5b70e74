// Conditions that are constants: until 3.7 what such a condition rules out was not compiled.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERDICT_DEAD_CODE_H_
#define PYMOLT_VERDICT_DEAD_CODE_H_

#include "verdict/reader.h"

namespace pymolt::verdict {

/// A `word` is `True`, `False`, `None` or `...`: 2.7 had not made constants of them.
enum class Truth : std::uint8_t { unknown, no, yes, no_by_word, yes_by_word };

/// What the condition made of the tokens [FIRST, LAST) always is, as far as those versions looked.
[[nodiscard]] Truth truth(const Reader& reader, std::uint32_t first, std::uint32_t last);

}  // namespace pymolt::verdict

#endif  // PYMOLT_VERDICT_DEAD_CODE_H_
