// Reads `rules/pages/*.md`: title, header words, prose, sections, fenced examples.
// SPDX-License-Identifier: MIT
//
// A page that is not a whole rule does not load: without a *Broken* and a *Fine* example, with an unknown header
// word, with two ways of finding things or none, it is a mistake with its place.
#ifndef PYMOLT_RULEBOOK_RULE_PAGE_FILE_H_
#define PYMOLT_RULEBOOK_RULE_PAGE_FILE_H_

#include "base/result.h"
#include "rulebook/rule_file.h"
#include "rulebook/rule_page.h"

namespace pymolt::rulebook {

/// The page in FILE; it borrows from the file's text.
[[nodiscard]] Result<RulePage> read_rule_page(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_RULE_PAGE_FILE_H_
