// Markdown as rule pages write it, made into HTML; what is no Markdown of that kind stands there as text.
// SPDX-License-Identifier: MIT
//
// Headings, paragraphs, lists, tables, quotes, fenced code; in a line `code`, *stress*, **more** and links to the web.
// HTML in it is escaped, never passed through: packs are written by anybody.
#ifndef PYMOLT_SITE_MARKDOWN_HTML_H_
#define PYMOLT_SITE_MARKDOWN_HTML_H_

#include <string>
#include <string_view>

namespace pymolt::site {

[[nodiscard]] std::string html_of(std::string_view markdown);
/// One line's worth: no blocks.
[[nodiscard]] std::string html_of_line(std::string_view text);

}  // namespace pymolt::site

#endif  // PYMOLT_SITE_MARKDOWN_HTML_H_
