// A header is a few lines; only the length counts, and a charset that is UTF-8.
// SPDX-License-Identifier: MIT
#include "lsp/frames.h"

#include <charconv>

#include "base/trim.h"

namespace pymolt::lsp {

namespace {

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return made;
}

std::optional<std::size_t> parse_length(std::string_view text) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return length;
}

// What the lines of HEADER say of the length.
Result<std::size_t> length_of(std::string_view header) {
  std::optional<std::size_t> length;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find('\n'), header.size());
    const std::string_view line = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return Mistake{"a line of a header has no colon"};
    const std::string name = lower(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-type") {
      const std::string type = lower(value);
      if (type.find("charset=") != std::string::npos && type.find("utf-8") == std::string::npos &&
          type.find("utf8") == std::string::npos)
        return Mistake{"only UTF-8 is read"};
    }
    if (name != "content-length") continue;
    if (length) return Mistake{"a header gives its length twice"};
    length = parse_length(value);
    if (!length) return Mistake{"a header's Content-Length is no number"};
    if (*length > kLargestMessage)
      return Mistake{"a message is larger than the " + std::to_string(kLargestMessage >> 20) +
                     " MiB that are read"};
  }
  if (!length) return Mistake{"a header has no Content-Length"};
  return *length;
}

}  // namespace

Result<std::optional<std::size_t>> FrameReader::read_header() {
  const std::string_view rest = std::string_view(bytes_).substr(at_);
  const std::size_t crlf = rest.find("\r\n\r\n");
  const std::size_t lf = rest.find("\n\n");
  const std::size_t end = std::min(crlf, lf);
  if (std::min(end, rest.size()) > kLargestHeader)
    return Mistake{"a header is longer than any that is needed"};
  if (end == std::string_view::npos) return std::optional<std::size_t>();
  const Result<std::size_t> length = length_of(rest.substr(0, end));
  if (!length) return length.mistake();
  at_ += end + (end == crlf ? 4 : 2);
  return std::optional<std::size_t>(*length);
}

Result<std::optional<std::string>> FrameReader::next() {
  if (lost_) return *lost_;
  if (!length_) {
    const Result<std::optional<std::size_t>> length = read_header();
    if (!length) {
      lost_ = length.mistake();
      return *lost_;
    }
    length_ = *length;
  }
  if (!length_ || bytes_.size() - at_ < *length_) {
    if (at_ > 0) bytes_.erase(0, at_);
    at_ = 0;
    return std::optional<std::string>();
  }
  std::string body = bytes_.substr(at_, *length_);
  at_ += *length_;
  length_.reset();
  return std::optional<std::string>(std::move(body));
}

std::string framed(std::string_view body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace pymolt::lsp
