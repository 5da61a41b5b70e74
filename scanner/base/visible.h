// Text from a tree that need not be trusted, spelled so that it can only be seen: the one place that does so.
// SPDX-License-Identifier: MIT
//
// File names and source lines are hostile until shown otherwise: an escape sequence can repaint a terminal, a
// bidirectional override can make a line read differently from what it says, `::error::` at the beginning of a line is a
// command to a build server. `visible()` turns such characters into what Python would write (`\x1b`, `\u202e`), and bytes
// that are not UTF-8 into `\xff`. Two texts that differ are spelled differently: backslashes before what is such an
// escape, or reads like one, are doubled.
#ifndef PYMOLT_BASE_VISIBLE_H_
#define PYMOLT_BASE_VISIBLE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace pymolt {

/// One code point as it stands in UTF-8 bytes; a byte that is not part of one stands for itself.
struct Character {
  char32_t code = 0;
  std::size_t length = 1;  // in bytes
  bool well_formed = true;
};

/// The character that starts at AT, which must be inside the bytes.
[[nodiscard]] Character character_at(std::string_view bytes, std::size_t at);

/// Whether it would act on a terminal or hide instead of being seen: controls, direction marks,
/// zero-width spaces.
[[nodiscard]] bool acts_unseen(char32_t code);

/// `\x1b`, `\u202e`, `\U000e0001`: the character as an escape in ASCII.
[[nodiscard]] std::string spelled_out(const Character& character);

/// The text with every ill-formed byte spelled out: always well-formed UTF-8. What is well-formed stays as it is.
[[nodiscard]] std::string well_formed(std::string_view bytes);

/// A path as reports have it: well-formed, and no two alike. What is well-formed stays as it is, but for a backslash that
/// reads like a spelled-out byte.
[[nodiscard]] std::string spelled_path(std::string_view bytes);

/// The text on one line, with everything that acts unseen spelled out too: safe on a terminal and
/// in a document.
[[nodiscard]] std::string visible(std::string_view bytes);

/// The same, line by line: newlines stay.
[[nodiscard]] std::string visible_lines(std::string_view bytes);

}  // namespace pymolt

#endif  // PYMOLT_BASE_VISIBLE_H_
