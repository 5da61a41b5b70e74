// A set of characters, asked by table: for readers of many short lines.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_CHARACTER_TABLE_H_
#define PYMOLT_BASE_CHARACTER_TABLE_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace pymolt {

/// `find_first_of` of the library calls a function for each character; this looks into a table of its own.
class CharacterTable {
 public:
  constexpr explicit CharacterTable(std::string_view members) {
    for (const char c : members) has_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  /// Where the first of them stands in TEXT, from BEGIN on; its size where none does.
  [[nodiscard]] constexpr std::size_t first_in(std::string_view text, std::size_t begin = 0) const {
    while (begin < text.size() && !has(text[begin])) ++begin;
    return begin;
  }
  /// Whether TEXT is made of nothing else.
  [[nodiscard]] constexpr bool make_up(std::string_view text) const {
    for (const char c : text) {
      if (!has(c)) return false;
    }
    return true;
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_CHARACTER_TABLE_H_
