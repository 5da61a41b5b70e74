// Multi-byte encodings through the C library's iconv, put right where it and Python differ.
// SPDX-License-Identifier: MIT
//
// Python reads 0x5C and 0x7E of Shift JIS and Johab as ASCII, iconv as the yen or won sign and the overline; and
// iconv lets lone bytes from 0x80 pass as control characters (or as the euro sign) that Python refuses; CP932 is the
// other way round.
#include <iconv.h>

#include <array>

#include "syntax/codec.h"

namespace pymolt::syntax {

namespace {

class Converter {
 public:
  explicit Converter(std::string_view from)
      : handle_(iconv_open("UTF-8", std::string(from).c_str())) {}
  ~Converter() {
    if (open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Appends what could be read of `bytes` to `text` and says how many bytes that were.
  std::size_t read(std::string_view bytes, std::string& text) {
    std::size_t left = bytes.size();
    char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
    std::array<char, 4096> buffer;
    for (;;) {
      char* out = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t before = left;
      const std::size_t done = iconv(handle_, left > 0 ? &in : nullptr, &left, &out, &room);
      text.append(buffer.data(), buffer.size() - room);
      const bool full = done == static_cast<std::size_t>(-1) && errno == E2BIG;
      if (left == 0 && !full) {
        if (before == 0) return bytes.size();  // the shift state is flushed
        continue;
      }
      if (!full) return bytes.size() - left;
    }
  }
  void reset() { iconv(handle_, nullptr, nullptr, nullptr, nullptr); }

 private:
  iconv_t handle_;
};

// Replaces every `from` in `text` by `to`; `bad` becomes the place of the first where `to` is the replacement.
void replace(Transcoded& out, std::string_view from, std::string_view to) {
  for (std::size_t at = out.text.find(from); at != std::string::npos;
       at = out.text.find(from, at + to.size())) {
    out.text.replace(at, from.size(), to);
    if (to != kReplacement) continue;
    const auto place = static_cast<std::uint32_t>(at);
    if (!out.bad || *out.bad > place) out.bad = place;
  }
}

// Single bytes of CP932 that Python lets pass, as Windows does.
bool is_private(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x80 || byte == 0xA0 || byte >= 0xFD;
}

char32_t private_use(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x80 ? 0x80 : byte == 0xA0 ? 0xF8F0 : 0xF8F1 + (byte - 0xFD);
}

void put_right(std::string_view name, Transcoded& out) {
  if (name == "SJIS") {
    replace(out, "\xC2\xA5", "\\");
    replace(out, "\xE2\x80\xBE", "~");
  } else if (name == "JOHAB") {
    replace(out, "\xE2\x82\xA9", "\\");
  } else if (name == "GBK") {
    replace(out, "\xE2\x82\xAC", kReplacement);
  } else if (name.starts_with("BIG5") || name.starts_with("EUC") || name == "CP950") {
    std::string control = "\xC2\x80";
    for (int code = 0x80; code < 0xA0; ++code) {
      control[1] = static_cast<char>(code);
      replace(out, control, kReplacement);
    }
  }
}

}  // namespace

std::optional<Transcoded> transcode_by_iconv(std::string_view name, std::string_view bytes) {
  Converter converter(name);
  if (!converter.open()) return std::nullopt;
  Transcoded out;
  for (std::string_view rest = bytes;;) {
    const std::size_t used = converter.read(rest, out.text);
    if (used >= rest.size()) break;
    if (name == "CP932" && is_private(rest[used])) {
      append_utf8(out.text, private_use(rest[used]));
    } else {
      append_bad(out);
    }
    rest.remove_prefix(used + 1);
    converter.reset();
  }
  put_right(name, out);
  return out;
}

}  // namespace pymolt::syntax
