// UTF-8 is kept as it came; other encodings go through a codec; each oddity leaves a mark.
// SPDX-License-Identifier: MIT
#include "syntax/decode.h"

#include <cstring>
#include <utility>

#include "syntax/codec.h"
#include "syntax/cookie.h"

namespace pymolt::syntax {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

ByteSpan at(std::size_t begin, std::size_t length) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
}

// Where the first byte above 127 is, or the text's size.
std::size_t first_non_ascii(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && (text[at] & 0x80) == 0) ++at;
  return at;
}

class Decoding {
 public:
  explicit Decoding(std::string bytes) { out_.text = std::move(bytes); }

  Decoded run() && {
    if (utf16()) return std::move(out_);
    out_.bom = out_.text.starts_with(kBom);
    if (out_.bom) {
      out_.text.erase(0, kBom.size());
      out_.encoding = "utf-8-sig";
    }
    first_ = first_non_ascii(out_.text);
    const std::optional<Cookie> cookie = find_cookie(out_.text);
    if (cookie) obey(*cookie);
    out_.declared = out_.bom || out_.cookie.has_value();
    if (!transcoded_) check_utf8();
    first_ = first_non_ascii(out_.text);
    out_.ascii = first_ == out_.text.size();
    if (!out_.ascii && !out_.declared) mark("undeclared-encoding", at(first_, length_at(first_)));
    const std::size_t nul = out_.text.find('\0');
    if (nul != std::string::npos) mark("nul-byte", at(nul, 1));
    return std::move(out_);
  }

 private:
  void mark(std::string_view construct, ByteSpan span, VersionSet within = VersionSet::all()) {
    out_.marks.push_back({construct, span, within});
  }

  [[nodiscard]] std::size_t length_at(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < out_.text.size() && (out_.text[end] & 0xC0) == 0x80) ++end;
    return end - at;
  }

  // A file in UTF-16 compiles nowhere; it is read so that people see its text.
  bool utf16() {
    const bool little = out_.text.starts_with("\xFF\xFE");
    if (!little && !out_.text.starts_with("\xFE\xFF")) return false;
    Transcoded read = transcode_utf16(std::string_view(out_.text).substr(2), little);
    if (read.bad) return false;
    out_.text = std::move(read.text);
    out_.encoding = "utf-16";
    out_.bom = out_.declared = true;
    out_.ascii = first_non_ascii(out_.text) == out_.text.size();
    mark("utf-16-source", at(0, 0));
    return true;
  }

  void obey(const Cookie& cookie) {
    const std::string_view written =
        std::string_view(out_.text).substr(cookie.name.begin, cookie.name.end - cookie.name.begin);
    const std::string name = tokenizer_name(written);
    if (cookie.late && (name == "utf-8" || out_.bom)) return;
    if (cookie.late) {
      late(cookie, written);
      return;
    }
    out_.cookie = cookie.name;
    // 2.7 reads line by line, and line 1 before it has met a cookie on line 2.
    const std::size_t line = out_.text.find_last_of("\r\n", cookie.name.begin);
    if (line != std::string::npos && first_ < line && !out_.bom)
      mark("undeclared-encoding", at(first_, 1));
    if (name == "utf-8") return;
    if (out_.bom) {
      mark("cookie-with-bom", cookie.name);
      return;
    }
    use(find_codec(name == "iso-8859-1" ? "latin_1" : module_name(written)), cookie.name);
  }

  // 3.0 to 3.2 read a cookie below code, others do not: it matters where the bytes are no UTF-8.
  void late(const Cookie& cookie, std::string_view written) {
    const auto codec = find_codec(module_name(written));
    const VersionSet heeding = VersionSet::between(Version::of(3, 0), Version::of(3, 2));
    if (!codec) {
      mark("unknown-encoding", cookie.name, heeding);
    } else {
      out_.late_cookie = true;
    }
  }

  void use(const std::optional<Codec>& codec, ByteSpan cookie) {
    if (!codec || codec->how == "fails") {
      mark("unknown-encoding", cookie);
      return;
    }
    if (codec->versions != VersionSet::all()) mark("unknown-encoding", cookie, ~codec->versions);
    out_.encoding = codec->name;
    if (codec->how == "utf-8") {
      strict_ = true;
      return;
    }
    const bool plain =
        first_ == out_.text.size() && (codec->how == "table" || codec->how == "ascii");
    if (plain) return;
    auto read = transcode(*codec, out_.text);
    if (!read) {
      out_.unknown_because = "the encoding " + out_.encoding + " is not decoded here";
      return;
    }
    out_.text = std::move(read->text);
    transcoded_ = true;
    const auto moved = find_cookie(out_.text);  // text before it may have grown
    if (moved) out_.cookie = moved->name;
    if (read->bad) mark("undecodable-bytes", at(*read->bad, kReplacement.size()));
    if (read->loose)
      mark("undecodable-bytes", at(*read->loose, 1), VersionSet::from(Version::of(3, 8)));
  }

  // Replaces what is no UTF-8, one byte at a time.
  void check_utf8() {
    std::size_t bad = 0;
    std::string_view rest = std::string_view(out_.text).substr(first_);
    if (is_utf8(rest, &bad)) return;
    std::string text(out_.text, 0, first_);
    do {
      text += rest.substr(0, bad);
      out_.undecodable.push_back(static_cast<std::uint32_t>(text.size()));
      text += kReplacement;
      rest.remove_prefix(bad + 1);
    } while (!is_utf8(rest, &bad));
    text += rest;
    out_.text = std::move(text);
    if (!strict_) return;
    mark("undecodable-bytes", at(out_.undecodable.front(), kReplacement.size()));
    out_.undecodable.clear();
  }

  Decoded out_;
  std::size_t first_ = 0;    // the first byte above 127
  bool transcoded_ = false;  // the text came out of a codec
  bool strict_ = false;      // it is UTF-8, but all of it is checked
};

}  // namespace

Decoded decode(std::string bytes) { return Decoding(std::move(bytes)).run(); }

}  // namespace pymolt::syntax
