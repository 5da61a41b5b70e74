// HTML pages that are made whole: gates, papers, histories and rules share the look of the HTML report.
// SPDX-License-Identifier: MIT
//
// The content policy of such a page lets nothing load or run but its one style, which it knows by its hash.
#ifndef PYMOLT_RENDER_PAGE_H_
#define PYMOLT_RENDER_PAGE_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "render/html_parts.h"

namespace pymolt::render {

/// How a content policy names PART: `'sha256-…'`.
[[nodiscard]] std::string policy_source(const HtmlPart& part);

/// Everything up to the first section; KIND stands small above TITLE. Texts are escaped here. Only SCRIPTS may run.
void open_page(std::string_view kind, std::string_view title, std::ostream& out,
               std::span<const HtmlPart> scripts = {});
void close_page(std::ostream& out);

/// A sentence in which `backticks` mark code, escaped.
[[nodiscard]] std::string html_sentence(std::string_view sentence);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_PAGE_H_
