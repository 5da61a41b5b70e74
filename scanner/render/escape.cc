// One function a kind of document.
// SPDX-License-Identifier: MIT
#include "render/escape.h"

#include <algorithm>

#include "render/text_width.h"

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

// `\u202e`; what lies beyond four digits as the pair that stands for it.
std::string json_escape(char32_t code) {
  const auto unit = [](char32_t value) {
    std::string digits = spelled_out({value | 0x10000, 1, true});  // `\U0001202e`
    return "\\u" + digits.substr(digits.size() - 4);
  };
  if (code < 0x10000) return unit(code);
  return unit(0xD800 + ((code - 0x10000) >> 10)) + unit(0xDC00 + (code & 0x3FF));
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
      text += json_escape(static_cast<unsigned char>(c));
    } else {
      text += c;
    }
  }
  return visible_json(text + "\"");
}

std::string visible_json(std::string json) {
  const auto may_act = [](char c) { return static_cast<unsigned char>(c) >= 0x7F; };
  if (std::ranges::none_of(json, may_act)) return json;
  std::string text;
  text.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Character character = character_at(json, at);
    if (may_act(json[at]) && acts_unseen(character.code)) {
      text += json_escape(character.code);
    } else {
      text.append(json, at, character.length);
    }
    at += character.length;
  }
  return text;
}

std::string dot_string(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : visible(bytes)) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\"";
}

std::string xml_text(std::string_view bytes) {
  const std::string clean = visible(bytes);
  std::string text;
  text.reserve(clean.size());
  for (std::size_t at = 0; at < clean.size();) {
    const Character character = character_at(clean, at);
    switch (character.code) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      case '\'':
        text += "&#39;";
        break;
      case 0xFFFE:  // XML knows no such characters
      case 0xFFFF:
        text += spelled_out(character);
        break;
      default:
        text.append(clean, at, character.length);
    }
    at += character.length;
  }
  return text;
}

std::string csv_field(std::string_view bytes) {
  std::string text = visible(bytes);
  if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of(",\";") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string markdown_text(std::string_view bytes) {
  std::string text;
  for (const char c : visible(bytes)) {
    if (c == '@') {
      text += "@<!-- -->";  // or it would call somebody of that name
    } else if (c == '<' || c == '&') {
      text += c == '<' ? "&lt;" : "&amp;";
    } else {
      if (std::string_view("\\`*_[]|~$").find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
  }
  return text;
}

std::string markdown_code(std::string_view bytes, MarkdownPlace place) {
  std::string code;
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : visible(bytes)) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    if (c == '|' && place == MarkdownPlace::table) code += '\\';
    code += c;
  }
  if (code.empty()) return {};
  const std::string fence(longest + 1, '`');
  const bool pad = code.front() == '`' || code.back() == '`' || code.front() == ' ';
  return fence + (pad ? " " : "") + code + (pad ? " " : "") + fence;
}

std::string markdown_sentence(std::string_view bytes, MarkdownPlace place) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t opens = bytes.find('`');
    const std::size_t closes = opens == std::string_view::npos ? opens : bytes.find('`', opens + 1);
    if (closes == std::string_view::npos || closes == opens + 1) break;
    text += markdown_text(bytes.substr(0, opens)) +
            markdown_code(bytes.substr(opens + 1, closes - opens - 1), place);
    bytes.remove_prefix(closes + 1);
  }
  return text + markdown_text(bytes);
}

}  // namespace pymolt::render
