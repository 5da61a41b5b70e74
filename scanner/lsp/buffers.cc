// Changes are made in place; bytes go back through the encoding that the text declares.
// SPDX-License-Identifier: MIT
#include "lsp/buffers.h"

#include <algorithm>

#include "fix/encode.h"
#include "syntax/decode.h"

namespace pymolt::lsp {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

// The first two lines of TEXT, which declare the encoding, as far as they are ASCII.
std::string head_of(std::string_view text) {
  std::size_t end = 0;
  for (int line = 0; line < 2 && end < text.size(); ++line)
    end = std::min(text.find_first_of("\r\n", end), text.size() - 1) + 1;
  std::string head(text.substr(0, end));
  std::replace_if(
      head.begin(), head.end(), [](char c) { return (c & 0x80) != 0; }, '?');
  return head;
}

// The same text where what it declares cannot be written here: it declares UTF-8 instead, in as many bytes.
std::string in_utf8(std::string text) {
  const syntax::Decoded head = syntax::decode(head_of(text));
  if (!head.cookie) return text;
  const std::size_t room = head.cookie->end - head.cookie->begin;
  std::string name = room >= 5 ? "utf-8" : room == 4 ? "utf8" : "u8";
  if (room < name.size()) return text;
  name.resize(room, ' ');
  text.replace(head.cookie->begin, room, name);
  return text;
}

}  // namespace

std::string Buffer::bytes() const {
  std::string plain(text.bytes());
  if (has_bom && !plain.starts_with(kBom)) return std::string(kBom) + plain;
  const bool ascii =
      std::none_of(plain.begin(), plain.end(), [](char c) { return (c & 0x80) != 0; });
  if (ascii) return plain;
  const std::string head = head_of(plain);
  const syntax::Decoded declared = syntax::decode(head);
  if (declared.encoding == "utf-8" || declared.bom) return plain;
  const Result<fix::Encoder> encoder = fix::Encoder::make(head, declared);
  if (!encoder) return in_utf8(std::move(plain));
  Result<std::string> written = encoder->encode(plain);
  return written ? written.take() : in_utf8(std::move(plain));
}

scan::Entry BufferedDisk::look(const std::string& path) const {
  scan::Entry entry = under_.look(path);
  const auto buffer = buffers_.find(path);
  if (buffer == buffers_.end()) return entry;
  entry.kind = scan::EntryKind::file;
  entry.size = buffer->second.text.bytes().size();
  entry.error.clear();
  return entry;
}

Result<std::string> BufferedDisk::read(const std::string& path, std::uint64_t limit) const {
  const auto buffer = buffers_.find(path);
  if (buffer == buffers_.end()) return under_.read(path, limit);
  return buffer->second.bytes().substr(0, limit);
}

}  // namespace pymolt::lsp
