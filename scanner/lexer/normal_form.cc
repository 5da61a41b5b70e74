// NFKC of identifiers: decompose by the table, put combining marks in order, compose pairs. Hangul is arithmetic.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include "base/text_table.h"
#include "lexer/unicode.h"
#include "packed/packed.h"

extern "C" const unsigned char normal_forms_txt[];

namespace pymolt::verdict {

namespace {

constexpr char32_t kSyllables =
    0xAC00;  // Hangul: 19 heads, 21 vowels, 28 tails (the first is none)
constexpr char32_t kHeads = 0x1100;
constexpr char32_t kVowels = 0x1161;
constexpr char32_t kTails = 0x11A7;

struct Run {
  char32_t first;
  char32_t last;
  char32_t value;  // where the run is mapped to, or its combining class
};

class Forms {
 public:
  Forms() {
    const Unpacked text(normal_forms_txt);
    for (TextTable table(text.text()); !table.is_over();) {
      const std::string_view line = table.take_line();
      if (!line.starts_with('#')) read(line);
    }
  }

  // What the character becomes on its own.
  [[nodiscard]] std::u32string mapped(char32_t code) const {
    const auto alone = alone_.find(code);
    if (alone != alone_.end()) return alone->second;
    const Run* run = find(runs_, code);
    return std::u32string(1, run == nullptr ? code : run->value + (code - run->first));
  }
  [[nodiscard]] char32_t combining_class(char32_t code) const {
    const Run* run = find(classes_, code);
    return run == nullptr ? 0 : run->value;
  }
  // What two characters become together; 0 when they stay two.
  [[nodiscard]] char32_t pair(char32_t a, char32_t b) const {
    if (a >= kHeads && a < kHeads + 19 && b >= kVowels && b < kVowels + 21) {
      return kSyllables + ((a - kHeads) * 21 + (b - kVowels)) * 28;
    }
    if (a >= kSyllables && a < kSyllables + 11172 && (a - kSyllables) % 28 == 0 && b > kTails &&
        b < kTails + 28) {
      return a + (b - kTails);
    }
    const auto found = pairs_.find({a, b});
    return found == pairs_.end() ? 0 : found->second;
  }

 private:
  static char32_t hex(std::string_view word) {
    unsigned value = 0;
    std::from_chars(word.data(), word.data() + word.size(), value, 16);
    return value;
  }
  static const Run* find(const std::vector<Run>& runs, char32_t code) {
    const auto after = std::upper_bound(runs.begin(), runs.end(), code,
                                        [](char32_t c, const Run& run) { return c < run.first; });
    if (after == runs.begin() || std::prev(after)->last < code) return nullptr;
    return &*std::prev(after);
  }
  void read(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      words.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    if (words[1] == "=") {
      for (std::size_t k = 2; k < words.size(); ++k) alone_[hex(words[0])] += hex(words[k]);
    } else if (words[1] == "+") {
      pairs_[{hex(words[0]), hex(words[2])}] = hex(words[4]);
    } else if (words[2] == "class") {
      unsigned value = 0;
      std::from_chars(words[3].data(), words[3].data() + words[3].size(), value, 10);
      classes_.push_back({hex(words[0]), hex(words[1]), value});
    } else {
      runs_.push_back({hex(words[0]), hex(words[1]), hex(words[2])});
    }
  }

  std::map<char32_t, std::u32string> alone_;
  std::map<std::pair<char32_t, char32_t>, char32_t> pairs_;
  std::vector<Run> runs_;
  std::vector<Run> classes_;
};

void append(std::string& text, char32_t code) {
  const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
    return;
  }
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xE0 | code >> 12);
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3F));
    }
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

}  // namespace

std::string normalised(std::string_view identifier) {
  const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
  if (std::all_of(identifier.begin(), identifier.end(), is_ascii)) return std::string(identifier);
  static const Forms forms;
  std::u32string codes;
  for (std::size_t at = 0; at < identifier.size();) {
    const Character c = character_at(identifier, at);
    codes += forms.mapped(c.code);
    at += c.length;
  }
  // Marks in the order of their classes, then each joined to the last starter where nothing stands between.
  for (std::size_t i = 1; i < codes.size(); ++i) {
    for (std::size_t k = i; k > 0; --k) {
      const char32_t kind = forms.combining_class(codes[k]);
      if (kind == 0 || forms.combining_class(codes[k - 1]) <= kind) break;
      std::swap(codes[k], codes[k - 1]);
    }
  }
  std::u32string composed;
  std::size_t starter = std::u32string::npos;
  char32_t last_class = 0;
  for (const char32_t code : codes) {
    const char32_t kind = forms.combining_class(code);
    const bool next_to = starter != std::u32string::npos && starter + 1 == composed.size();
    if (starter != std::u32string::npos && (next_to || (last_class != 0 && last_class < kind))) {
      const char32_t both = forms.pair(composed[starter], code);
      if (both != 0) {
        composed[starter] = both;
        continue;
      }
    }
    if (kind == 0) starter = composed.size();
    last_class = kind;
    composed += code;
  }
  std::string text;
  for (const char32_t code : composed) append(text, code);
  return text;
}

}  // namespace pymolt::verdict
