// The sixteen colours that every terminal theme chooses for itself, and OSC 8 links.
// SPDX-License-Identifier: MIT
#include "render/ansi.h"

#include <array>

#include "render/escape.h"

namespace pymolt::render {

Ink ink(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return Ink::bright_red;
    case Severity::high:
      return Ink::red;
    case Severity::medium:
      return Ink::yellow;
    case Severity::low:
      break;
  }
  return Ink::cyan;
}

Ink ink(Decision decision) {
  switch (decision) {
    case Decision::go:
      return Ink::green;
    case Decision::no_go:
      return Ink::bright_red;
    case Decision::unknown:
      break;
  }
  return Ink::yellow;
}

std::string Paint::operator()(Ink ink, std::string_view visible_text) const {
  static constexpr std::array<std::string_view, 9> kCodes = {"",   "1",  "2",  "31", "1;31",
                                                             "33", "32", "34", "36"};
  if (!color_ || ink == Ink::plain || visible_text.empty()) return std::string(visible_text);
  std::string text = "\x1b[";
  text += kCodes[static_cast<std::size_t>(ink)];
  text += "m";
  text += visible_text;
  return text + "\x1b[0m";
}

std::string Paint::link(std::string_view url, std::string text) const {
  if (!links_ || !is_web_link(url)) return text;
  return "\x1b]8;;" + percent_encoded(url, kUrlMarks) + "\x1b\\" + text + "\x1b]8;;\x1b\\";
}

std::string Paint::file_link(std::string_view path, std::string text) const {
  if (!links_ || base_dir_.empty()) return text;
  return "\x1b]8;;file://" + percent_encoded(base_dir_ + std::string(path), "/") + "\x1b\\" + text +
         "\x1b]8;;\x1b\\";
}

}  // namespace pymolt::render
