// Line starts are found once; a column is counted from its line's start when somebody asks.
// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <algorithm>
#include <cstring>

namespace pymolt {

namespace {

constexpr std::uint32_t kLongLine = 1024;  // columns on such lines are worth a thought
constexpr std::uint32_t kMark = 256;

}  // namespace

Text::Text(std::string bytes) : bytes_(std::move(bytes)) {
  starts_.reserve(bytes_.size() / 32 + 1);
  starts_.push_back(0);
  const bool has_cr = bytes_.find('\r') != std::string::npos;
  for (std::size_t at = 0; at < bytes_.size(); ++at) {
    if (!has_cr) {
      const void* found = std::memchr(bytes_.data() + at, '\n', bytes_.size() - at);
      if (found == nullptr) break;
      at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes_.data());
    } else if (bytes_[at] != '\n' && bytes_[at] != '\r') {
      continue;
    } else if (bytes_[at] == '\r' && at + 1 < bytes_.size() && bytes_[at + 1] == '\n') {
      ++at;
    }
    starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  std::size_t longest = bytes_.size() - starts_.back();
  for (std::size_t i = 1; i < starts_.size(); ++i) {
    longest = std::max<std::size_t>(longest, starts_[i] - starts_[i - 1]);
  }
  if (longest <= kLongLine) return;
  marks_.push_back(0);
  for (std::size_t at = kMark; at <= bytes_.size(); at += kMark) {
    marks_.push_back(marks_.back() + count_code_points(this->bytes().substr(at - kMark, kMark)));
  }
}

std::uint32_t Text::line_count() const {
  const auto lines = static_cast<std::uint32_t>(starts_.size());
  return starts_.back() == bytes_.size() ? lines - 1 : lines;
}

std::uint32_t Text::line_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

std::string_view Text::line(std::uint32_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  const std::uint32_t begin = starts_[number - 1];
  const std::size_t end = number < starts_.size() ? starts_[number] : bytes_.size();
  std::string_view line = bytes().substr(begin, end - begin);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

Span Text::span(ByteSpan where) const {
  const auto column = [this](std::uint32_t line, std::uint32_t offset) {
    const std::uint32_t begin = starts_[line - 1];
    if (offset - begin > kLongLine && !marks_.empty())
      return 1 + code_points_before(offset) - code_points_before(begin);
    return 1 + count_code_points(bytes().substr(begin, offset - begin));
  };
  Span span;
  span.line = line_at(where.begin);
  span.column = column(span.line, where.begin);
  span.end_line = line_at(where.end);
  span.end_column = column(span.end_line, where.end);
  return span;
}

std::uint32_t Text::code_points_before(std::uint32_t offset) const {
  const std::uint32_t mark = offset / kMark;
  return marks_[mark] + count_code_points(bytes().substr(mark * kMark, offset - mark * kMark));
}

std::uint32_t Text::offset(std::uint32_t line, std::uint32_t column) const {
  std::uint32_t at = starts_[line - 1];
  std::uint32_t left = column - 1;  // code points to go
  if (left > kMark && !marks_.empty()) {
    const std::uint32_t before = code_points_before(at) + left;
    const auto mark = std::prev(std::upper_bound(marks_.begin(), marks_.end(), before));
    at = std::max(at, static_cast<std::uint32_t>(mark - marks_.begin()) * kMark);
    left = before - code_points_before(at);
  }
  const auto continues = [this](std::uint32_t byte) {
    return byte < bytes_.size() && (bytes_[byte] & 0xC0) == 0x80;
  };
  while (continues(at)) ++at;
  for (; left > 0 && at < bytes_.size(); --left) {
    for (++at; continues(at);) ++at;
  }
  return at;
}

std::uint32_t count_code_points(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

namespace {

// The length of the well-formed sequence that starts at `at`, 0 where there is none (Unicode, table 3-7).
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t k) -> unsigned {
    return at + k < bytes.size() ? static_cast<unsigned char>(bytes[at + k]) : 0U;
  };
  const auto tail = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view bytes, std::size_t* bad) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::uint64_t eight = 0;
    if (at + 8 <= bytes.size()) {
      std::memcpy(&eight, bytes.data() + at, 8);
      if ((eight & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) {
      if (bad != nullptr) *bad = at;
      return false;
    }
    at += length;
  }
  return true;
}

}  // namespace pymolt
