// A rule's page as the help text of a report: Markdown without what only the scanner needs.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_PAGE_TEXT_H_
#define PYMOLT_RENDER_PAGE_TEXT_H_

#include <string>

#include "rulebook/rule_page.h"

namespace pymolt::render {

/// What happens, what to write instead, an example of both, and the link.
[[nodiscard]] std::string help_markdown(const rulebook::RulePage& page);

/// The same in two sentences, for who shows no Markdown.
[[nodiscard]] std::string help_plain(const rulebook::RulePage& page);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_PAGE_TEXT_H_
