// The files of scanner/render/html, compiled in.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_HTML_PARTS_H_
#define PYMOLT_RENDER_HTML_PARTS_H_

#include <string_view>
#include <vector>

namespace pymolt::render {

struct HtmlPart {
  std::string_view text;
  std::string_view sha256;  // of the text, in hex
};

/// The page, the style, then the scripts in their order. Written by cmake/html.cmake.
[[nodiscard]] std::vector<HtmlPart> html_parts();

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_HTML_PARTS_H_
