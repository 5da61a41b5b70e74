// A new piece begins wherever what is written and what is meant part.
// SPDX-License-Identifier: MIT
#include "inventory/script.h"

#include <algorithm>

namespace pymolt::inventory {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

void Script::add(std::string_view part, std::size_t at) {
  const auto begin = static_cast<std::uint32_t>(text.size());
  const auto place_of_part = static_cast<std::uint32_t>(at);
  const bool goes_on =
      !pieces.empty() && pieces.back().at + (begin - pieces.back().begin) == place_of_part;
  if (!goes_on) pieces.push_back({begin, place_of_part});
  text += part;
}

void Script::add_written(std::string_view value, std::string_view written, std::size_t at) {
  std::size_t w = 0;
  for (std::size_t v = 0; v < value.size();) {
    const char c = value[v];
    const char as_written = w < written.size() ? written[w] : c;
    if (as_written == c) {
      add(value.substr(v++, 1), at + w++);
    } else if (is_blank(c) && is_blank(as_written)) {  // a line's end, or a line that is folded
      const std::size_t begin = w;
      while (w < written.size() && is_blank(written[w]) && written[w] != c) ++w;
      if (w < written.size() && written[w] == c) continue;
      add(value.substr(v++, 1), at + begin);
    } else if (is_blank(c) && as_written == '\\') {  // `\n`
      add(value.substr(v++, 1), at + w);
      w += 2;
    } else if (is_blank(as_written) || as_written == '\\' || as_written == '\'') {
      ++w;
    } else {  // written in a way that is not known here: all of it stands where it begins
      add(value.substr(v), at + w);
      return;
    }
  }
}

void Script::add_word(std::string_view value, std::string_view written, std::size_t at) {
  const auto begin = static_cast<std::uint32_t>(text.size());
  add_written(value, written, at);
  words.push_back({begin, static_cast<std::uint32_t>(text.size())});
  if (value.empty()) return;
  const std::uint32_t behind = place(text.size() - 1) + 1;
  add(" ", behind);
}

std::uint32_t Script::place(std::size_t offset) const {
  const auto next =
      std::ranges::upper_bound(pieces, static_cast<std::uint32_t>(offset), {}, &Piece::begin);
  if (next == pieces.begin()) return 0;
  const Piece& piece = *(next - 1);
  return piece.at + (static_cast<std::uint32_t>(offset) - piece.begin);
}

ByteSpan Script::place(ByteSpan part) const {
  const std::uint32_t begin = place(part.begin);
  return {begin, part.end > part.begin ? std::max(begin, place(part.end - 1) + 1) : begin};
}

Script script_of(std::string_view text, std::size_t at) {
  Script script;
  script.add(text, at);
  return script;
}

}  // namespace pymolt::inventory
