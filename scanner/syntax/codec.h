// The codecs a cookie may name (rules/text/codecs.txt), and their way from bytes to UTF-8.
// SPDX-License-Identifier: MIT
//
// Character maps and the tables of multi-byte encodings (multibyte.h) are Python's own, from the rules.
#ifndef PYMOLT_SYNTAX_CODEC_H_
#define PYMOLT_SYNTAX_CODEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/version.h"

namespace pymolt::syntax {

struct Codec {
  std::string_view name;  // as Python calls its module: `cp1252`
  VersionSet versions;    // that know it under the name asked for
  std::string_view how;   // `table`, `multibyte`, `utf-8`, `ascii` …: see rules/text/codecs.txt
  std::string_view argument;  // the table's name, or the sets of characters
  std::string_view rows;      // of the table
};

/// The codec of that name or alias, written as module_name() gives it.
[[nodiscard]] std::optional<Codec> find_codec(std::string_view name);

struct Transcoded {
  std::string text;                    // UTF-8
  std::optional<std::uint32_t> bad;    // the first U+FFFD that stands for bytes without a meaning
  std::optional<std::uint32_t> loose;  // the first place that only Python up to 3.7 lets pass
};

/// BYTES as the codec reads them; nothing when that cannot be done here.
[[nodiscard]] std::optional<Transcoded> transcode(const Codec& codec, std::string_view bytes);

/// BYTES as UTF-16, without a byte order mark.
[[nodiscard]] Transcoded transcode_utf16(std::string_view bytes, bool little_endian);

/// BYTES as HZ: GB 2312 between `~{` and `~}`.
[[nodiscard]] std::optional<Transcoded> transcode_hz(std::string_view bytes);

/// BYTES as UTF-7.
[[nodiscard]] Transcoded transcode_utf7(std::string_view bytes);

void append_utf8(std::string& text, char32_t code);

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Appends U+FFFD for bytes without a meaning.
void append_bad(Transcoded& out);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_CODEC_H_
