// The page of a rule as a terminal shows it: headings, code and links by their looks, prose wrapped to its width.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_PAGE_TERMINAL_H_
#define PYMOLT_RENDER_PAGE_TERMINAL_H_

#include <ostream>
#include <string_view>

#include "render/renderer.h"

namespace pymolt::render {

/// Shows MARKDOWN, of the kind that pages are written in: headings, paragraphs, lists, fenced code, `code`, links.
void show_markdown(std::string_view markdown, const RenderOptions& options, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_PAGE_TERMINAL_H_
