// Two lines are looked at; on each the word `coding`, then `:` or `=`, blanks, and the name.
// SPDX-License-Identifier: MIT
#include "syntax/cookie.h"

#include <algorithm>

namespace pymolt::syntax {

namespace {

constexpr std::string_view kBlanks = " \t\f";
constexpr std::string_view kWord = "coding";

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name_char(char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The line that starts at `begin`, without its end; `next` is where the next one starts.
std::string_view line_at(std::string_view text, std::size_t begin, std::size_t* next) {
  const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
  const bool crlf = text.substr(end).starts_with("\r\n");
  *next = std::min(end + (crlf ? 2 : 1), text.size());
  return text.substr(begin, end - begin);
}

// Where on the line the name stands; an empty span where there is none.
ByteSpan name_on(std::string_view line) {
  const std::size_t hash = line.find_first_not_of(kBlanks);
  if (hash == std::string_view::npos || line[hash] != '#') return {};
  for (std::size_t at = line.find(kWord, hash); at != std::string_view::npos;
       at = line.find(kWord, at + 1)) {
    std::size_t begin = at + kWord.size();
    if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
    begin = std::min(line.find_first_not_of(" \t", begin + 1), line.size());
    std::size_t end = begin;
    while (end < line.size() && is_name_char(line[end])) ++end;
    if (end > begin) return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  return {};
}

}  // namespace

std::optional<Cookie> find_cookie(std::string_view text) {
  std::size_t second = 0;
  const std::string_view line1 = line_at(text, 0, &second);
  const ByteSpan on1 = name_on(line1);
  if (on1.end != 0) return Cookie{on1, false};
  std::size_t third = 0;
  const ByteSpan on2 = name_on(line_at(text, second, &third));
  if (on2.end == 0) return std::nullopt;
  const std::size_t code = line1.find_first_not_of(kBlanks);
  const auto shift = static_cast<std::uint32_t>(second);
  return Cookie{{on2.begin + shift, on2.end + shift},
                code != std::string_view::npos && line1[code] != '#'};
}

std::string tokenizer_name(std::string_view name) {
  std::string plain;
  for (const char c : name) plain += c == '_' ? '-' : lower(c);
  const auto is = [head = plain.substr(0, 12)](std::string_view word) {
    return head == word || head.starts_with(std::string(word) + "-");
  };
  if (is("utf-8")) return "utf-8";
  if (is("latin-1") || is("iso-8859-1") || is("iso-latin-1")) return "iso-8859-1";
  return plain;
}

std::string module_name(std::string_view name) {
  std::string plain;
  bool gap = false;
  for (const char c : name) {
    if (!is_alnum(c) && c != '.') {
      gap = true;
      continue;
    }
    if (gap && !plain.empty()) plain += '_';
    gap = false;
    plain += lower(c);
  }
  return plain;
}

}  // namespace pymolt::syntax
