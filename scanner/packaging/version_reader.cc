// Each part is tried where the one before ended, and gives back what it took where it does not fit.
// SPDX-License-Identifier: MIT
#include "packaging/version_reader.h"

#include <algorithm>
#include <span>

namespace pymolt::packaging {

namespace {

constexpr bool is_separator(char c) { return c == '-' || c == '_' || c == '.'; }

void take_separator(Cursor& in) {
  if (is_separator(in.peek())) ++in.at;
}

// `[-_.]?WORD[-_.]?N?`: the number, 0 where none is written; nothing where the word is not there.
std::optional<Number> read_worded(Cursor& in, std::span<const std::string_view> words,
                                  std::size_t& which) {
  const std::size_t begin = in.at;
  take_separator(in);
  for (which = 0; which < words.size(); ++which) {
    if (!in.take_word(words[which])) continue;
    take_separator(in);  // it may hang behind the word without a number: `1.0a.`, `1a-.dev1`
    const std::string_view digits = in.take_while(is_digit);
    return Number(digits.empty() ? "0" : digits);
  }
  in.at = begin;
  return std::nullopt;
}

constexpr std::string_view kPreWords[] = {"alpha", "beta", "preview", "pre", "a", "b", "c", "rc"};
constexpr PreRelease kPreKinds[] = {PreRelease::a, PreRelease::b, PreRelease::rc, PreRelease::rc,
                                    PreRelease::a, PreRelease::b, PreRelease::rc, PreRelease::rc};
constexpr std::string_view kPostWords[] = {"post", "rev", "r"};
constexpr std::string_view kDevWords[] = {"dev"};

// `-N`, or a word.
std::optional<Number> read_post(Cursor& in) {
  if (in.peek() == '-' && in.at + 1 < in.text.size() && is_digit(in.text[in.at + 1])) {
    ++in.at;
    return Number(in.take_while(is_digit));
  }
  std::size_t which = 0;
  return read_worded(in, kPostWords, which);
}

}  // namespace

std::optional<PackageVersion> read_release(Cursor& in) {
  PackageVersion version;
  std::string_view digits = in.take_while(is_digit);
  if (digits.empty()) return std::nullopt;
  if (in.peek() == '!' && !in.done()) {
    ++in.at;
    version.epoch = Number(digits);
    digits = in.take_while(is_digit);
    if (digits.empty()) return std::nullopt;
  }
  version.release.emplace_back(digits);
  while (in.peek() == '.' && in.at + 1 < in.text.size() && is_digit(in.text[in.at + 1])) {
    ++in.at;
    version.release.emplace_back(in.take_while(is_digit));
  }
  return version;
}

void read_suffixes(Cursor& in, PackageVersion& version) {
  std::size_t which = 0;
  if (auto number = read_worded(in, kPreWords, which)) version.pre = {kPreKinds[which], *number};
  version.post = read_post(in);
  version.dev = read_worded(in, kDevWords, which);
}

std::optional<PackageVersion> read_version(Cursor& in) {
  std::optional<PackageVersion> version = read_release(in);
  if (version) read_suffixes(in, *version);
  return version;
}

bool read_local(Cursor& in, std::vector<LocalPart>& local) {
  if (!in.take('+')) return true;
  do {
    const std::string_view word = in.take_while(is_word);
    if (word.empty()) return false;
    LocalPart part;
    if (std::all_of(word.begin(), word.end(), is_digit)) {
      part.number = Number(word);
    } else {
      part.word = lowered(word);
    }
    local.push_back(std::move(part));
    if (!is_separator(in.peek()) || in.at + 1 >= in.text.size() || !is_word(in.text[in.at + 1]))
      return true;
    ++in.at;
  } while (true);
}

}  // namespace pymolt::packaging
