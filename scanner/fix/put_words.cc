// Of an edit, the words that the old text did not have; a word in the place of the same one means something else now.
// SPDX-License-Identifier: MIT
//
//   itertools.imap(f, rows)      map(f, rows)      `map` was put, which on 2.7 would have given a list
//   print map(f, rows)           print(map(f, rows))      and here it was not
#include "fix/put_words.h"

#include <utility>

namespace pymolt::fix {

namespace {

bool is_word_part(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c & 0x80) != 0;
}

// The words of TEXT and where each begins.
std::vector<std::pair<std::string_view, std::uint32_t>> words_of(std::string_view text) {
  std::vector<std::pair<std::string_view, std::uint32_t>> words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_word_part(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && is_word_part(text[end])) ++end;
    words.emplace_back(text.substr(at, end - at), static_cast<std::uint32_t>(at));
    at = end;
  }
  return words;
}

}  // namespace

void PutWords::move_on(std::string_view text, const std::vector<Edit>& edits) {
  std::set<std::uint32_t> moved;
  auto place = places_.begin();
  std::uint32_t shift = 0;  // by so much a place is further on, modulo the size of its type
  for (const Edit& edit : edits) {
    for (; place != places_.end() && *place < edit.span.begin; ++place)
      moved.insert(*place + shift);
    const std::string_view was = text.substr(edit.span.begin, edit.span.end - edit.span.begin);
    std::set<std::string_view> known;
    for (const auto& [word, at] : words_of(was)) {
      if (!has(edit.span.begin + at)) known.insert(word);
    }
    while (place != places_.end() && *place < edit.span.end) ++place;
    for (const auto& [word, at] : words_of(edit.text)) {
      if (was == edit.text || !known.contains(word)) moved.insert(edit.span.begin + shift + at);
    }
    shift += static_cast<std::uint32_t>(edit.text.size()) - (edit.span.end - edit.span.begin);
  }
  for (; place != places_.end(); ++place) moved.insert(*place + shift);
  places_ = std::move(moved);
}

}  // namespace pymolt::fix
