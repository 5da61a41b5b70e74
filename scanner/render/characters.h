// Characters on a screen: how wide each is, and how those that must not be sent raw are spelled.
// SPDX-License-Identifier: MIT
//
// File names and source lines are hostile until shown otherwise: an escape sequence can repaint a
// terminal, a bidirectional override can make a line read differently from what it says.
// `visible()` turns such characters into what Python would write (`\x1b`, `\u202e`), and bytes that
// are not UTF-8 into `\xff`.
#ifndef PYMOLT_RENDER_CHARACTERS_H_
#define PYMOLT_RENDER_CHARACTERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pymolt::render {

/// One code point as it stands in UTF-8 bytes; a byte that is not part of one stands for itself.
struct Character {
  char32_t code = 0;
  std::size_t length = 1;  // in bytes
  bool well_formed = true;
};

/// The character that starts at AT, which must be inside the bytes.
[[nodiscard]] Character character_at(std::string_view bytes, std::size_t at);

/// The columns it takes on a terminal: 0, 1 or 2.
[[nodiscard]] int width(char32_t code);

/// Whether it would act on a terminal or hide instead of being seen: controls, direction marks,
/// zero-width spaces.
[[nodiscard]] bool acts_unseen(char32_t code);

/// `\x1b`, `\u202e`, `\U000e0001`: the character as an escape in ASCII.
[[nodiscard]] std::string spelled_out(const Character& character);

/// The text with every ill-formed byte spelled out: always well-formed UTF-8.
[[nodiscard]] std::string well_formed(std::string_view bytes);

/// The text on one line, with everything that acts unseen spelled out too: safe on a terminal and
/// in a document.
[[nodiscard]] std::string visible(std::string_view bytes);

/// The columns that visible text takes.
[[nodiscard]] int display_width(std::string_view visible_text);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_CHARACTERS_H_
