// UTF-8 as it is, character maps by their own table; other encodings are left alone rather than guessed.
// SPDX-License-Identifier: MIT
#include "fix/encode.h"

#include <algorithm>
#include <map>

#include "syntax/codec.h"
#include "syntax/cookie.h"

namespace pymolt::fix {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

Mistake cannot(const std::string& encoding) {
  return {"cannot be written back as " + encoding + ", the encoding that it is in"};
}

std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t length = 1;
  while (at + length < text.size() &&
         (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

}  // namespace

Result<Encoder> Encoder::make(std::string_view bytes, const syntax::Decoded& decoded) {
  Encoder encoder;
  encoder.bom_ = decoded.bom;
  encoder.encoding_ = decoded.encoding;
  if (!decoded.unknown_because.empty() || !decoded.undecodable.empty())
    return cannot(decoded.encoding);
  const auto codec = syntax::find_codec(syntax::module_name(decoded.encoding));
  if (codec && codec->how == "table") {
    encoder.has_table_ = true;
    for (int byte = 0; byte < 256; ++byte) {
      const char c = static_cast<char>(byte);
      const auto read = syntax::transcode(*codec, std::string_view(&c, 1));
      if (read && !read->bad && !read->loose) encoder.table_[byte] = read->text;
    }
  }
  const Result<std::string> back = encoder.encode(decoded.text);
  if (!back || *back != bytes) return cannot(decoded.encoding);
  return encoder;
}

Result<std::string> Encoder::encode(std::string_view text) const {
  Result<std::string> bytes =
      has_table_ ? by_table(text)
                 : Result<std::string>((bom_ ? std::string(kBom) : std::string()).append(text));
  if (!bytes) return bytes;
  const syntax::Decoded read = syntax::decode(*bytes);
  const bool same = read.text == text && read.encoding == encoding_ && read.bom == bom_;
  return same ? bytes : cannot(encoding_);
}

Result<std::string> Encoder::by_table(std::string_view text) const {
  std::map<std::string_view, char> bytes;
  for (int byte = 0; byte < 256; ++byte) {
    if (!table_[byte].empty()) bytes.emplace(table_[byte], static_cast<char>(byte));
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    const auto byte = bytes.find(text.substr(at, length));
    if (byte == bytes.end()) return cannot(encoding_);
    out += byte->second;
    at += length;
  }
  return out;
}

}  // namespace pymolt::fix
