// ISO 2022: escape sequences say which set of characters the seven-bit bytes that follow are of. As Python reads it.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "syntax/multibyte.h"

namespace pymolt::syntax {

namespace {

constexpr char kEscape = '\x1B';
constexpr char kShiftOut = '\x0E';
constexpr char kShiftIn = '\x0F';
constexpr std::string_view kDesignating = "()$.&";  // what follows an escape that chooses a set

// A set, the escape sequence that chooses it, and the codec that has its characters behind PREFIX with the eighth bit set.
struct CharacterSet {
  std::string_view name;  // in rules/text/codecs.txt
  std::string_view escape;
  std::string_view codec;
  std::string_view prefix;
  std::size_t width;
};
constexpr CharacterSet kCharacterSets[] = {
    {"ascii", "(B", "", "", 1},
    {"jisx0201-roman", "(J", "", "", 1},
    {"jisx0201-kana", "(I", "shift_jis", "", 1},
    {"jisx0208-1978", "$@", "euc_jp", "", 2},
    {"jisx0208", "$B", "euc_jp", "", 2},
    {"jisx0208", "$(B", "euc_jp", "", 2},
    {"jisx0208-1978", "$(@", "euc_jp", "", 2},
    {"jisx0212", "$(D", "euc_jp", "\x8F", 2},
    {"jisx0213-2000-1", "$(O", "euc_jisx0213", "", 2},
    {"jisx0213-2000-2", "$(P", "euc_jisx0213", "\x8F", 2},
    {"jisx0213-2004-1", "$(Q", "euc_jis_2004", "", 2},
    {"jisx0213-2004-2", "$(P", "euc_jis_2004", "\x8F", 2},
    {"gb2312", "$A", "gb2312", "", 2},
    {"gb2312", "$(A", "gb2312", "", 2},
    {"ksx1001", "$(C", "euc_kr", "", 2},
    {"ksx1001-shifted", "$)C", "euc_kr", "", 2},
    {"iso8859-1", ".A", "latin_1", "", 1},
    {"iso8859-7", ".F", "iso8859_7", "", 1},
};

bool ends_escape(char c) { return c == '@' || (c >= 'A' && c <= 'Z'); }

class Iso2022 {
 public:
  Iso2022(std::string_view sets, std::string_view bytes) : sets_(sets), bytes_(bytes) {}

  Transcoded run() && {
    while (!bytes_.empty()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = bytes_.front();
    const bool shifts = has("ksx1001-shifted");
    if (foreign_) {
      foreign_ = !ends_escape(c);
      pass();
    } else if (c == kEscape) {
      escape();
    } else if (shifts && (c == kShiftOut || c == kShiftIn)) {
      shifted_ = c == kShiftOut;
      bytes_.remove_prefix(1);
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      refuse_bytes(1);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      if (c == '\n') shifted_ = false;
      pass();
    } else {
      character(shifted_ ? beside_ : plain_);
    }
  }

  [[nodiscard]] bool has(std::string_view set) const {
    for (std::string_view rest = sets_; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, end) == set) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  }

  void pass() {
    append_utf8(out_.text, static_cast<unsigned char>(bytes_.front()));
    bytes_.remove_prefix(1);
  }

  void refuse_bytes(std::size_t count) {
    append_bad(out_);
    bytes_.remove_prefix(std::min(count, bytes_.size()));
  }

  // `ESC & @ ESC $ B` announces JIS X 0208 as of 1990; Python looks at the second half alone.
  bool skip_announcement() {
    constexpr std::string_view kAnnounced = "\x1B$B";
    if (!has("jisx0208") || bytes_.size() < 6 || bytes_.substr(3, 3) != kAnnounced ||
        kDesignating.find(bytes_[1]) == std::string_view::npos || ends_escape(bytes_[2]))
      return false;
    bytes_.remove_prefix(3);
    return true;
  }

  void escape() {
    for (const CharacterSet& set : kCharacterSets) {
      if (!bytes_.substr(1).starts_with(set.escape) || !has(set.name)) continue;
      (set.escape[0] == '.' ? high_ : set.name == "ksx1001-shifted" ? beside_ : plain_) = &set;
      bytes_.remove_prefix(1 + set.escape.size());
      return;
    }
    if (high_ != nullptr && bytes_.substr(1).starts_with('N')) {
      bytes_.remove_prefix(2);
      character(high_);
    } else if (skip_announcement()) {
      return;
    } else if (bytes_.size() == 1 || kDesignating.find(bytes_[1]) != std::string_view::npos) {
      refuse_bytes(1);
    } else {
      foreign_ = true;
      pass();
    }
  }

  void character(const CharacterSet* set) {
    if (set == nullptr || bytes_.empty()) {
      refuse_bytes(1);
    } else if (set->codec.empty()) {
      roman(set->name == "jisx0201-roman");
    } else {
      coded(*set);
    }
  }

  // ASCII, or the Japanese one with a yen sign and an overline.
  void roman(bool japanese) {
    const char c = bytes_.front();
    if (japanese && c == '\\') {
      append_utf8(out_.text, 0xA5);
    } else if (japanese && c == '~') {
      append_utf8(out_.text, 0x203E);
    } else {
      out_.text += c;
    }
    bytes_.remove_prefix(1);
  }

  void coded(const CharacterSet& set) {
    std::string high(set.prefix);
    for (const char c : bytes_.substr(0, set.width)) high += static_cast<char>(c | 0x80);
    const auto text = transcode(*find_codec(set.codec), high);
    const bool seven_bit =
        std::ranges::none_of(bytes_.substr(0, set.width), [](char c) { return (c & 0x80) != 0; });
    const bool whole = seven_bit && bytes_.size() >= set.width && text && !text->bad;
    if (!whole) {
      refuse_bytes(set.width);
      return;
    }
    out_.text += text->text;
    bytes_.remove_prefix(set.width);
  }

  std::string_view sets_;
  std::string_view bytes_;
  Transcoded out_;
  const CharacterSet* plain_ = &kCharacterSets[0];   // G0
  const CharacterSet* beside_ = &kCharacterSets[0];  // G1, between shift out and shift in
  const CharacterSet* high_ = nullptr;               // G2, for one character behind ESC N
  bool shifted_ = false;
  bool foreign_ = false;  // in an escape sequence that is not of ISO 2022, up to its capital letter
};

}  // namespace

std::optional<Transcoded> transcode_iso2022(std::string_view sets, std::string_view bytes) {
  return Iso2022(sets, bytes).run();
}

}  // namespace pymolt::syntax
