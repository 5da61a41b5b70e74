// One function a kind of document.
// SPDX-License-Identifier: MIT
#include "render/escape.h"

#include "render/characters.h"

namespace pymolt::render {

namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view short_json_escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return {};
  }
}

}  // namespace

std::string percent_encoded(std::string_view bytes, std::string_view kept) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alphanumeric(c) || std::string_view("-._~").find(c) != std::string_view::npos ||
        kept.find(c) != std::string_view::npos) {
      text += c;
    } else {
      text += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
    }
  }
  return text;
}

bool is_web_link(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string json_string(std::string_view bytes) {
  const std::string clean = well_formed(bytes);
  std::string text = "\"";
  text.reserve(clean.size() + 2);
  for (const char c : clean) {
    if (const std::string_view escape = short_json_escape(c); !escape.empty()) {
      text += escape;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      text += "\\u00" + spelled_out({static_cast<unsigned char>(c), 1, true}).substr(2);
    } else {
      text += c;
    }
  }
  return text + "\"";
}

}  // namespace pymolt::render
