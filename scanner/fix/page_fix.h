// What a rule page says under *Fix*.
// SPDX-License-Identifier: MIT
//
//   safe: other-attribute           or `unsafe: …`; the way is a rewriter by name (rewriter_table.cc)
//
//   ```fix                          what it has to know, a line each
//   im_self: __self__
//   ```
//   ```before                       pairs of examples, which are tests; `before both`: for code that runs on both
//   ```after
#ifndef PYMOLT_FIX_PAGE_FIX_H_
#define PYMOLT_FIX_PAGE_FIX_H_

#include <string_view>
#include <vector>

#include "rulebook/rule_page.h"

namespace pymolt::fix {

/// Code, and what the fix makes of it.
struct FixExample {
  std::string_view before;
  std::string_view after;
  bool both = false;  // the new code must run where the old one did
};

/// Views point into the page.
struct PageFix {
  bool safe = false;
  std::string_view way;  // empty: the page has no fix
  std::string_view text;
  std::vector<FixExample> examples;
};

[[nodiscard]] PageFix fix_of(const rulebook::RulePage& page);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_PAGE_FIX_H_
