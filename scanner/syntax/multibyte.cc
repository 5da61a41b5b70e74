// Reads multi-byte encodings from the rows of rules/text/multibyte.bin.
// SPDX-License-Identifier: MIT
#include "syntax/multibyte.h"

#include "packed/packed.h"

extern "C" const unsigned char multibyte_bin[];

namespace pymolt::syntax {

namespace {

constexpr std::uint32_t kNextByte = 0xFFFFFFFF;  // an extra that is the place of a row
constexpr std::uint32_t kNoCell = 0xFFFF;
constexpr std::size_t kNameSize = 16;
constexpr std::size_t kHeadSize = kNameSize + 4 * 4;

std::string_view rows() {
  static const Unpacked kRows(multibyte_bin);
  return kRows.text();
}

// The number of SIZE bytes at PLACE of the file.
std::uint32_t number_at(std::size_t place, std::size_t size) {
  const std::string_view all = rows();
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(all[place + i]);
  }
  return value;
}

std::uint32_t cell_of(std::uint32_t row, unsigned char byte) {
  const std::uint32_t first = number_at(row, 1);
  const std::uint32_t last = number_at(row + 1, 1);
  return byte < first || byte > last ? kNoCell : number_at(row + 2 + 2 * (byte - first), 2);
}

}  // namespace

std::optional<MultibyteTable> MultibyteTable::find(std::string_view name) {
  const std::uint32_t count = number_at(0, 4);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 4 + i * kHeadSize;
    const std::string_view field = rows().substr(at, kNameSize);
    if (field.substr(0, field.find('\0')) != name) continue;
    const std::size_t places = at + kNameSize;
    return MultibyteTable(number_at(places, 4), number_at(places + 4, 4), number_at(places + 8, 4),
                          number_at(places + 12, 4));
  }
  return std::nullopt;
}

MultibyteRead MultibyteTable::read(std::string_view bytes) const {
  std::uint32_t row = first_row_;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint32_t cell = cell_of(row, static_cast<unsigned char>(bytes[i]));
    if (cell == kNoCell) return i == 1 ? four_bytes(bytes) : MultibyteRead{};
    if (cell < 0xD800 || cell >= 0xE000) return {cell, 0, i + 1};
    const std::uint32_t extra = extras_ + 8 * (cell - 0xD800);
    const std::uint32_t first = number_at(extra, 4);
    const std::uint32_t second = number_at(extra + 4, 4);
    if (second != kNextByte) return {first, second, i + 1};
    row = first;
  }
  return {};
}

// GB 18030: two pairs of a byte from 0x81 and a digit, together a number.
MultibyteRead MultibyteTable::four_bytes(std::string_view bytes) const {
  if (range_count_ == 0 || bytes.size() < 4) return {};
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint32_t lowest = i % 2 == 0 ? 0x81 : 0x30;
    const std::uint32_t base = i % 2 == 0 ? 126 : 10;
    const std::uint32_t digit = static_cast<unsigned char>(bytes[i]) - lowest;
    if (digit >= base) return {};  // what is below `lowest` has become large
    number = number * base + digit;
  }
  for (std::uint32_t i = 0; i < range_count_; ++i) {
    const std::uint32_t range = ranges_ + 12 * i;
    const std::uint32_t first = number_at(range, 4);
    if (number < first) break;
    if (number - first < number_at(range + 4, 4))
      return {number_at(range + 8, 4) + (number - first), 0, 4};
  }
  return {};
}

void append_read(std::string& text, const MultibyteRead& read) {
  append_utf8(text, read.first);
  if (read.second != 0) append_utf8(text, read.second);
}

std::optional<Transcoded> transcode_multibyte(std::string_view name, std::string_view bytes) {
  const auto table = MultibyteTable::find(name);
  if (!table) return std::nullopt;
  Transcoded out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  while (!bytes.empty()) {
    const MultibyteRead read = table->read(bytes);
    if (read.bytes == 0) {
      append_bad(out);
    } else {
      append_read(out.text, read);
    }
    bytes.remove_prefix(std::max<std::size_t>(read.bytes, 1));
  }
  return out;
}

}  // namespace pymolt::syntax
