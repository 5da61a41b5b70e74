// One pass over the bytes that knows strings and comments, and counts brackets and dots outside them.
// SPDX-License-Identifier: MIT
#include "base/depth.h"

#include <algorithm>

namespace pymolt {

namespace {

TooDeep place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t begin = before.rfind('\n') + 1;
  return {offset, 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          offset - begin + 1};
}

// Behind the string that begins at AT with the quotes QUOTE.
std::size_t behind_string(std::string_view text, std::size_t at, std::string_view quote,
                          bool escapes, bool one_line) {
  for (at += quote.size(); at < text.size(); ++at) {
    if (text[at] == '\\' && escapes) {
      ++at;
    } else if (text.substr(at).starts_with(quote)) {
      return at + quote.size();
    } else if (text[at] == '\n' && one_line) {
      return at;
    }
  }
  return text.size();
}

std::size_t behind_toml_string(std::string_view text, std::size_t at) {
  const bool escapes = text[at] == '"';
  const std::string_view three = escapes ? "\"\"\"" : "'''";
  const bool is_long = text.substr(at).starts_with(three);
  return behind_string(text, at, is_long ? three : three.substr(0, 1), escapes, !is_long);
}

bool opens(char c) { return c == '[' || c == '{'; }
bool closes(char c) { return c == ']' || c == '}'; }

}  // namespace

std::optional<TooDeep> json_too_deep(std::string_view text, std::size_t limit) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = behind_string(text, at, "\"", true, false);
      continue;
    }
    if (opens(c) && ++depth > limit) return place_of(text, at);
    if (closes(c) && depth > 0) --depth;
    ++at;
  }
  return std::nullopt;
}

std::optional<TooDeep> toml_too_deep(std::string_view text, std::size_t limit) {
  std::size_t depth = 0;
  std::size_t dots = 0;  // of the key that is being read
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = behind_toml_string(text, at);
      continue;
    }
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    if (opens(c)) ++depth;
    if (c == '.') ++dots;
    if (depth > limit || dots > limit) return place_of(text, at);
    if (closes(c) && depth > 0) --depth;
    if (opens(c) || closes(c) || c == '=' || c == ',' || c == '\n') dots = 0;
    ++at;
  }
  return std::nullopt;
}

}  // namespace pymolt
