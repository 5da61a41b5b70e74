// Characters of identifiers by binary search in a table of runs; names by their hash.
// SPDX-License-Identifier: MIT
#include "lexer/unicode.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include "base/text_table.h"
#include "packed/packed.h"

extern "C" const unsigned char identifiers_txt[];
extern "C" const unsigned char character_names_bin[];

namespace pymolt::verdict {

namespace {

// A row of rules/text/identifiers.txt; the last two are minor versions of 3.x, -1 for never.
struct IdentifierRun {
  char32_t first;
  char32_t last;
  int start;
  int more;
};

std::uint32_t number(std::string_view word, int base) {
  std::uint32_t value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value, base);
  return value;
}

std::vector<IdentifierRun> read_runs() {
  std::vector<IdentifierRun> runs;
  const Unpacked text(identifiers_txt);
  for (TextTable table(text.text()); !table.is_over();) {
    std::string_view line = table.take_line();
    if (line.starts_with('#')) continue;
    const auto word = [&line] {
      const std::string_view first = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(first.size() + 1, line.size()));
      return first;
    };
    const auto minor = [&word] {
      const std::string_view text_of_it = word();
      return text_of_it == "-" ? -1 : static_cast<int>(number(text_of_it, 10));
    };
    IdentifierRun run;
    run.first = number(word(), 16);
    run.last = number(word(), 16);
    run.start = minor();
    run.more = minor();
    runs.push_back(run);
  }
  return runs;
}

const IdentifierRun* find_run(char32_t code) {
  static const std::vector<IdentifierRun> runs = read_runs();
  const auto after =
      std::upper_bound(runs.begin(), runs.end(), code,
                       [](char32_t c, const IdentifierRun& run) { return c < run.first; });
  if (after == runs.begin() || std::prev(after)->last < code) return nullptr;
  return &*std::prev(after);
}

// 3.MINOR and later; a version's place is one more than its minor number.
VersionSet from_minor(int minor) {
  return minor < 0 ? VersionSet::none() : VersionSet::from(Version::at(minor + 1));
}

// Code points named by their number, not by a name of their own.
struct Numbered {
  std::string_view prefix;
  VersionSet any_case;
};

bool is_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x4DB5) || (c >= 0x4E00 && c <= 0x9FCB) ||
         (c >= 0x20000 && c <= 0x2A6D6) || (c >= 0x2A700 && c <= 0x2B734);
}

// What is known of `CJK UNIFIED IDEOGRAPH-4E00`; nothing when the name is not of this kind.
std::optional<VersionSet> ideograph(std::string_view name, std::string_view upper) {
  constexpr std::string_view kPrefix = "CJK UNIFIED IDEOGRAPH-";
  if (!upper.starts_with(kPrefix)) return std::nullopt;
  const std::string_view digits = upper.substr(kPrefix.size());
  if (digits.size() != 4 && digits.size() != 5) return VersionSet::none();
  if (digits.find_first_not_of("0123456789ABCDEF") != std::string_view::npos)
    return VersionSet::none();
  const char32_t code = number(digits, 16);
  VersionSet known = VersionSet::all();
  if (!is_ideograph(code)) known = continues_identifier(code);  // the later blocks are letters too
  if (!name.starts_with(kPrefix)) known &= VersionSet::from(Version::of(3, 15));
  return known;
}

std::size_t longest(std::string_view text, const std::vector<std::string_view>& parts) {
  std::size_t length = 0;
  for (const std::string_view part : parts) {
    if (text.starts_with(part)) length = std::max(length, part.size());
  }
  return length;
}

// `HANGUL SYLLABLE GAG`: the parts of a syllable's name are those of its three letters.
std::optional<VersionSet> hangul(std::string_view name, std::string_view upper) {
  constexpr std::string_view kPrefix = "HANGUL SYLLABLE ";
  if (!upper.starts_with(kPrefix)) return std::nullopt;
  static const std::vector<std::string_view> heads = {"G", "GG", "N", "D",  "DD", "R", "M",
                                                      "B", "BB", "S", "SS", "",   "J", "JJ",
                                                      "C", "K",  "T", "P",  "H"};
  static const std::vector<std::string_view> vowels = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                       "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                                       "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
  static const std::vector<std::string_view> tails = {
      "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
      "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
  std::string_view rest = upper.substr(kPrefix.size());
  rest.remove_prefix(longest(rest, heads));
  const std::size_t vowel = longest(rest, vowels);
  rest.remove_prefix(vowel);
  if (vowel == 0 || longest(rest, tails) != rest.size()) return VersionSet::none();
  return name.starts_with(kPrefix) ? VersionSet::all() : VersionSet::from(Version::of(3, 15));
}

std::uint32_t fnv1a(std::string_view text) {
  std::uint32_t value = 2166136261U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

}  // namespace

Character character_at(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t k) {
    return at + k < utf8.size() ? static_cast<unsigned char>(utf8[at + k]) : 0U;
  };
  const auto tail = [&](std::size_t k) { return static_cast<char32_t>(byte(k) & 0x3FU); };
  const char32_t lead = byte(0);
  if (lead < 0xC0) return {lead, 1};
  if (lead < 0xE0) return {(lead & 0x1F) << 6 | tail(1), 2};
  if (lead < 0xF0) return {(lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3};
  return {(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4};
}

VersionSet starts_identifier(char32_t code) {
  const IdentifierRun* run = find_run(code);
  return run == nullptr ? VersionSet::none() : from_minor(run->start);
}

VersionSet continues_identifier(char32_t code) {
  const IdentifierRun* run = find_run(code);
  return run == nullptr ? VersionSet::none() : from_minor(run->more);
}

VersionSet knows_character_name(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (const auto known = ideograph(name, upper)) return *known;
  if (const auto known = hangul(name, upper)) return *known;
  static const Unpacked kHashes(character_names_bin);
  const std::string_view hashes = kHashes.text();
  const std::size_t count = hashes.size() / 5;
  const auto hash_at = [hashes](std::size_t row) {
    std::uint32_t value = 0;
    for (std::size_t k = 4; k-- > 0;)
      value = value << 8 | static_cast<unsigned char>(hashes[4 * row + k]);
    return value;
  };
  const std::uint32_t hash = fnv1a(upper);
  std::size_t low = 0;
  for (std::size_t high = count; low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (hash_at(middle) < hash) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == count || hash_at(low) != hash) return VersionSet::none();
  const auto since = static_cast<unsigned char>(hashes[4 * count + low]);
  const VersionSet three = VersionSet::from(Version::at(since & 0x7F));
  return (since & 0x80) != 0 ? three | VersionSet::python2() : three;
}

}  // namespace pymolt::verdict
