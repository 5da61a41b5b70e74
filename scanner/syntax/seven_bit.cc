// Encodings of shifts and units: HZ and UTF-7, which put other letters between seven-bit signs, and UTF-16.
// SPDX-License-Identifier: MIT
#include "syntax/codec.h"
#include "syntax/multibyte.h"

namespace pymolt::syntax {

namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// UTF-16: two units may be one character.
class Units {
 public:
  explicit Units(Transcoded& out) : out_(out) {}

  void add(std::uint32_t unit) {
    if (unit >= 0xDC00 && unit < 0xE000 && half_ != 0) {
      append_utf8(out_.text, 0x10000 + ((half_ - 0xD800) << 10) + (unit - 0xDC00));
      half_ = 0;
      return;
    }
    end();
    if (unit >= 0xD800 && unit < 0xDC00) {
      half_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      append_bad(out_);
    } else {
      append_utf8(out_.text, unit);
    }
  }

  // Half a character cannot be the last.
  void end() {
    if (half_ != 0) append_bad(out_);
    half_ = 0;
  }

 private:
  Transcoded& out_;
  std::uint32_t half_ = 0;  // the first half of a surrogate pair
};

// Between `+` and the first character that is no base64 stand UTF-16 units, six bits a character.
class Utf7 {
 public:
  explicit Utf7(std::string_view bytes) : bytes_(bytes) {}

  Transcoded run() && {
    for (std::size_t at = 0; at < bytes_.size();) {
      const char c = bytes_[at++];
      if (c == '+') {
        at = shifted(at);
      } else if ((c & 0x80) != 0) {
        append_bad(out_);
      } else {
        out_.text += c;
      }
    }
    return std::move(out_);
  }

 private:
  // Reads on from behind a `+`.
  std::size_t shifted(std::size_t at) {
    if (at < bytes_.size() && bytes_[at] == '-') {
      out_.text += '+';
      return at + 1;
    }
    const std::size_t begin = at;
    std::uint32_t bits = 0;
    int count = 0;
    for (; at < bytes_.size(); ++at) {
      const std::size_t value = kBase64.find(bytes_[at]);
      if (value == std::string_view::npos) break;
      bits = bits << 6 | static_cast<std::uint32_t>(value);
      count += 6;
      if (count < 16) continue;
      count -= 16;
      units_.add(bits >> count & 0xFFFF);
      bits &= (1U << count) - 1;
    }
    if (at == begin) out_.loose = static_cast<std::uint32_t>(out_.text.size());
    if (count >= 6 || bits != 0) append_bad(out_);  // half a unit, or padding that is not zero
    units_.end();
    return at < bytes_.size() && bytes_[at] == '-' ? at + 1 : at;
  }

  std::string_view bytes_;
  Transcoded out_;
  Units units_{out_};
};

}  // namespace

Transcoded transcode_utf7(std::string_view bytes) { return Utf7(bytes).run(); }

Transcoded transcode_utf16(std::string_view bytes, bool little_endian) {
  Transcoded out;
  Units units(out);
  for (; bytes.size() >= 2; bytes.remove_prefix(2)) {
    const auto low = static_cast<unsigned char>(bytes[little_endian ? 0 : 1]);
    const auto high = static_cast<unsigned char>(bytes[little_endian ? 1 : 0]);
    units.add(static_cast<std::uint32_t>(high << 8 | low));
  }
  units.end();
  if (!bytes.empty()) append_bad(out);
  return out;
}

std::optional<Transcoded> transcode_hz(std::string_view bytes) {
  const auto letters = MultibyteTable::find("gb2312");
  if (!letters) return std::nullopt;
  Transcoded out;
  bool shifted = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const char c = bytes[at];
    const char next = at + 1 < bytes.size() ? bytes[at + 1] : '\n';
    if (c == '~' && next == (shifted ? '}' : '{')) {
      shifted = !shifted;
      at += 2;
    } else if (!shifted && c == '~' && (next == '~' || next == '\n')) {
      if (next == '~') out.text += '~';
      at += 2;
    } else if (shifted && c != '~' && (c & 0x80) == 0) {
      const char pair[] = {static_cast<char>(c | 0x80), static_cast<char>(next | 0x80)};
      const MultibyteRead letter = letters->read({pair, 2});
      if (letter.bytes == 0) {
        append_bad(out);
      } else {
        append_read(out.text, letter);
      }
      at += 2;
    } else if (c == '~' || (c & 0x80) != 0) {
      append_bad(out);
      ++at;
    } else {
      out.text += c;
      ++at;
    }
  }
  if (shifted) append_bad(out);
  return out;
}

}  // namespace pymolt::syntax
