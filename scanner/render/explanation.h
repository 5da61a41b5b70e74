// What `pymolt explain` prints: the life of a name, version by version, what is known below it, and the page of a rule.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_EXPLANATION_H_
#define PYMOLT_RENDER_EXPLANATION_H_

#include <ostream>
#include <string>
#include <string_view>

#include "rulebook/api_table.h"

namespace pymolt::render {

/// On which versions it works, is deprecated or gone, and what happens there; what to write instead.
void explain_life(const rulebook::Rulebook& book, const rulebook::Lifetime& life, std::ostream& out,
                  int width = 100);

/// What came, went or is deprecated of the parameters of DOTTED and of what stands below it.
void explain_members(const rulebook::Rulebook& book, std::string_view dotted, std::ostream& out);

/// The page as Markdown, without what only the scanner reads of it.
[[nodiscard]] std::string page_text_for_people(const rulebook::RulePage& page);
void explain_page(const rulebook::RulePage& page, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_EXPLANATION_H_
