// The frame of a page, and the hash of its style in the form that content policies want.
// SPDX-License-Identifier: MIT
#include "render/page.h"

#include "render/escape.h"

namespace pymolt::render {

namespace {

std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (std::size_t at = 0; at < hex.size(); at += 6) {  // three bytes are four digits
    const std::string_view group = hex.substr(at, 6);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 6; ++i) {
      bits = bits << 4 | (i < group.size() ? static_cast<std::uint32_t>(kHex.find(group[i])) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i * 6 < group.size() * 4 ? kDigits[bits >> (18 - 6 * i) & 63] : '=';
    }
  }
  return text;
}

}  // namespace

std::string policy_source(const HtmlPart& part) {
  return "'sha256-" + base64_of_hex(part.sha256) + "'";
}

void open_page(std::string_view kind, std::string_view title, std::ostream& out,
               std::span<const HtmlPart> scripts) {
  const std::vector<HtmlPart> parts = html_parts();
  std::string allowed = scripts.empty() ? "" : "; script-src";
  for (const HtmlPart& script : scripts) allowed += " " + policy_source(script);
  out << "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      << "<meta http-equiv=\"Content-Security-Policy\" content=\""
      << xml_text("default-src 'none'; style-src " + policy_source(parts[1]) + allowed +
                  "; base-uri 'none'; form-action 'none'")
      << "\">\n"
      << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
         "name=\"referrer\" content=\"no-referrer\">\n"
      << "<title>pymolt: " << xml_text(title) << "</title>\n<style>" << parts[1].text
      << "</style>\n</head>\n<body>\n"
      << "<header><div><p class=\"kind\">" << xml_text(kind) << "</p><h1>" << xml_text(title)
      << "</h1></div></header>\n<main>\n";
}

std::string html_sentence(std::string_view sentence) {
  std::string html;
  bool is_code = false;
  while (true) {
    const std::size_t tick = sentence.find('`');
    html += xml_text(sentence.substr(0, tick));
    if (tick == std::string_view::npos) break;
    html += is_code ? "</code>" : "<code>";
    is_code = !is_code;
    sentence.remove_prefix(tick + 1);
  }
  return html + (is_code ? "</code>" : "");
}

void close_page(std::ostream& out) {
  out << "</main>\n<footer><p>Made by pymolt.</p></footer>\n</body>\n</html>\n";
}

}  // namespace pymolt::render
