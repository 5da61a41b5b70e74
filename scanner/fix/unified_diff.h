// What changed between two texts, in the form that `patch` and `git apply` take.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_UNIFIED_DIFF_H_
#define PYMOLT_FIX_UNIFIED_DIFF_H_

#include <string>
#include <string_view>
#include <vector>

#include "fix/edit.h"

namespace pymolt::fix {

/// The unified diff from BEFORE to AFTER with three lines of context, under `--- a/PATH` and `+++ b/PATH`; empty where
/// they are the same. Lines end at LF. Where more than some thousand lines in a row differ, it says more than is needed.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

/// What makes AFTER of BEFORE: whole lines that take the place of others, first to last.
[[nodiscard]] std::vector<Edit> line_edits(std::string_view before, std::string_view after);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_UNIFIED_DIFF_H_
