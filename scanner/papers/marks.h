// Marks around what is written anew, so that everything else in a paper stays as people left it.
// SPDX-License-Identifier: MIT
//
//   <!-- pymolt:begin inventory -->
//   … written by pymolt …
//   <!-- pymolt:end inventory -->
#ifndef PYMOLT_PAPERS_MARKS_H_
#define PYMOLT_PAPERS_MARKS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pymolt::papers {

[[nodiscard]] std::string begin_mark(std::string_view id);
[[nodiscard]] std::string end_mark(std::string_view id);

struct Updated {
  std::string text;
  std::vector<std::string> left_out;  // sections that people have taken out
};

/// OLD, with what stands between its marks taken from FRESH. A mistake where the marks of OLD do not pair.
[[nodiscard]] Result<Updated> update(std::string_view old, std::string_view fresh);

}  // namespace pymolt::papers

#endif  // PYMOLT_PAPERS_MARKS_H_
