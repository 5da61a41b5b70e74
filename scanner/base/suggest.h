// "Did you mean …?": the nearest of the words that are known, for messages about a word that is not.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_SUGGEST_H_
#define PYMOLT_BASE_SUGGEST_H_

#include <span>
#include <string>
#include <string_view>

namespace pymolt {

/// The number of letters to insert, delete, replace or swap with a neighbour to make A of B.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// The known word nearest to WORD when it is near enough to be a slip; empty otherwise.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> known);

/// "did you mean `removed`?", or "one of: a, b, c" where nothing is near; empty when nothing is known.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     std::span<const std::string_view> known);

}  // namespace pymolt

#endif  // PYMOLT_BASE_SUGGEST_H_
