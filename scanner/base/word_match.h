// Words with stars: `distutils.*`, `removed-*`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_WORD_MATCH_H_
#define PYMOLT_BASE_WORD_MATCH_H_

#include <string_view>

namespace pymolt {

/// Whether PATTERN, in which `*` stands for anything, is TEXT.
[[nodiscard]] bool word_matches(std::string_view pattern, std::string_view text);

}  // namespace pymolt

#endif  // PYMOLT_BASE_WORD_MATCH_H_
