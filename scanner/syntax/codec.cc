// Finds a codec's line in the rules, and reads character maps, rot13 and the two escape codecs.
// SPDX-License-Identifier: MIT
#include "syntax/codec.h"

#include <array>
#include <charconv>

#include "base/text_table.h"
#include "base/version_range.h"
#include "packed/packed.h"
#include "syntax/multibyte.h"

extern "C" const unsigned char codecs_txt[];

namespace pymolt::syntax {

namespace {

constexpr char32_t kNone = 0xFFFFFFFF;

// The versions of the word `name@versions` when it is the name asked for, else nothing.
std::optional<VersionSet> match(std::string_view word, std::string_view name) {
  const std::size_t at = word.find('@');
  if (word.substr(0, at) != name) return std::nullopt;
  if (at == std::string_view::npos) return VersionSet::all();
  const auto versions = parse_versions(word.substr(at + 1));
  return versions.ok() ? *versions : VersionSet::none();
}

// The versions that know NAME by the words before ` = `.
std::optional<VersionSet> known(std::string_view words, std::string_view name) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    const auto versions = match(words.substr(0, end), name);
    if (versions) return versions;
    words = end == std::string_view::npos ? "" : words.substr(end + 1);
  }
  return std::nullopt;
}

// All of `text` up to the first line that does not belong to the table.
std::string_view table_rows(std::string_view text) {
  std::size_t end = 0;
  while (text.substr(end).starts_with("  ")) end = text.find('\n', end) + 1;
  return text.substr(0, end);
}

std::optional<Codec> find(std::string_view name) {
  static const Unpacked kCodecs(codecs_txt);
  const std::string_view all = kCodecs.text();
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t middle = line.find(" = ");
    if (line.starts_with('#') || line.starts_with(' ') || middle == std::string_view::npos)
      continue;
    const auto versions = known(line.substr(0, middle), name);
    if (!versions) continue;
    Codec codec;
    codec.name = line.substr(0, line.find_first_of(" @"));
    codec.versions = *versions;
    codec.how = line.substr(middle + 3);
    const std::size_t space = codec.how.find(' ');
    if (space != std::string_view::npos) {
      codec.argument = codec.how.substr(space + 1);
      codec.how = codec.how.substr(0, space);
    }
    codec.rows = table_rows(all.substr(std::min(begin, all.size())));
    return codec;
  }
  return std::nullopt;
}

using Table = std::array<char32_t, 256>;

// `  80: 20ac .... 201a …`: sixteen cells from the byte named.
Table read_table(std::string_view rows) {
  Table table;
  for (std::size_t i = 0; i < 256; ++i) table[i] = static_cast<char32_t>(i);
  while (rows.size() >= 7) {
    unsigned first = 0;
    std::from_chars(rows.data() + 2, rows.data() + 4, first, 16);
    for (std::size_t i = 0; i < 16; ++i) {
      const char* cell = rows.data() + 6 + 5 * i;
      unsigned code = 0;
      const bool there = std::from_chars(cell, cell + 4, code, 16).ec == std::errc();
      table[first + i] = there ? static_cast<char32_t>(code) : kNone;
    }
    rows.remove_prefix(rows.find('\n') + 1);
  }
  return table;
}

Transcoded by_table(const Table& table, std::string_view bytes) {
  Transcoded out;
  out.text.reserve(bytes.size() + bytes.size() / 4);
  for (const char c : bytes) {
    const char32_t code = table[static_cast<unsigned char>(c)];
    if (code == kNone) {
      append_bad(out);
    } else {
      append_utf8(out.text, code);
    }
  }
  return out;
}

Table ascii_table() {
  Table table = read_table("");
  for (std::size_t i = 128; i < 256; ++i) table[i] = kNone;
  return table;
}

Table rot13_table() {
  Table table = read_table("");
  for (char32_t i = 0; i < 26; ++i) {
    table['a' + i] = 'a' + (i + 13) % 26;
    table['A' + i] = 'A' + (i + 13) % 26;
  }
  return table;
}

// The number in the `count` hexadecimal digits at `at`; kNone where they are not there.
char32_t hex_at(std::string_view bytes, std::size_t at, std::size_t count) {
  if (at + count > bytes.size()) return kNone;
  unsigned code = 0;
  const char* end = bytes.data() + at + count;
  const auto read = std::from_chars(bytes.data() + at, end, code, 16);
  return read.ec == std::errc() && read.ptr == end && code <= 0x10FFFF ? static_cast<char32_t>(code)
                                                                       : kNone;
}

constexpr char32_t kNothing = 0xFFFFFFFE;  // an escape that stands for no character

char32_t octal_at(std::string_view bytes, std::size_t at, std::size_t* used) {
  char32_t code = 0;
  *used = 0;
  while (*used < 3 && at + *used < bytes.size() && bytes[at + *used] >= '0' &&
         bytes[at + *used] <= '7') {
    code = code * 8 + static_cast<char32_t>(bytes[at + (*used)++] - '0');
  }
  return code;
}

// What the escape at `at` (after the backslash) means; `used` are its bytes, 0 where it is no escape.
char32_t escape_at(std::string_view bytes, std::size_t at, bool raw, std::size_t* used) {
  constexpr std::string_view kLetters = "abfnrtv\\'\"";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\'\"";
  const char c = at < bytes.size() ? bytes[at] : '\0';
  const std::size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : c == 'x' && !raw ? 2 : 0;
  if (digits > 0) {
    *used = 1 + digits;
    return hex_at(bytes, at + 1, digits);
  }
  *used = 0;
  if (raw || c == '\0') return kNone;
  if (c >= '0' && c <= '7') return octal_at(bytes, at, used);
  const std::size_t letter = kLetters.find(c);
  if (c != '\n' && letter == std::string_view::npos) return kNone;
  *used = 1;
  return c == '\n' ? kNothing : static_cast<char32_t>(kMeanings[letter]);
}

Transcoded by_escapes(std::string_view bytes, bool raw) {
  Transcoded out;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] != '\\') {
      append_utf8(out.text, static_cast<unsigned char>(bytes[at]));
      continue;
    }
    std::size_t used = 0;
    const char32_t code = escape_at(bytes, at + 1, raw, &used);
    if (code == kNothing) {
      at += used;
    } else if (used == 0) {
      out.text += '\\';
      // A second backslash is no beginning of an escape.
      if (raw && at + 1 < bytes.size() && bytes[at + 1] == '\\') out.text += bytes[++at];
    } else if (code == kNone || (code >= 0xD800 && code < 0xE000)) {
      append_bad(out);
      at += 1;
    } else {
      append_utf8(out.text, code);
      at += used;
    }
  }
  return out;
}

// ASCII, but for labels that begin with `xn--`: those are not decoded here.
std::optional<Transcoded> by_idna(std::string_view bytes) {
  for (std::size_t i = 3; i < bytes.size(); ++i) {
    if (bytes[i] != '-' || bytes[i - 1] != '-') continue;
    if ((bytes[i - 2] | 0x20) == 'n' && (bytes[i - 3] | 0x20) == 'x') return std::nullopt;
  }
  return by_table(ascii_table(), bytes);
}

}  // namespace

void append_bad(Transcoded& out) {
  if (!out.bad) out.bad = static_cast<std::uint32_t>(out.text.size());
  out.text += kReplacement;
}

std::optional<Codec> find_codec(std::string_view name) {
  std::optional<Codec> codec = find(name);
  if (codec || name.find('.') == std::string_view::npos) return codec;
  std::string plain(name);
  for (char& c : plain) c = c == '.' ? '_' : c;
  return find(plain);
}

std::optional<Transcoded> transcode(const Codec& codec, std::string_view bytes) {
  if (codec.how == "table") return by_table(read_table(codec.rows), bytes);
  if (codec.how == "ascii") return by_table(ascii_table(), bytes);
  if (codec.how == "idna") return by_idna(bytes);
  if (codec.how == "rot13") return by_table(rot13_table(), bytes);
  if (codec.how == "unicode-escape") return by_escapes(bytes, false);
  if (codec.how == "raw-unicode-escape") return by_escapes(bytes, true);
  if (codec.how == "utf-7") return transcode_utf7(bytes);
  if (codec.how == "hz") return transcode_hz(bytes);
  if (codec.how == "multibyte") return transcode_multibyte(codec.argument, bytes);
  if (codec.how == "iso2022") return transcode_iso2022(codec.argument, bytes);
  return std::nullopt;
}

void append_utf8(std::string& text, char32_t code) {
  const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

}  // namespace pymolt::syntax
