// Marks around what is written anew, so that everything else in a paper stays as people left it.
// SPDX-License-Identifier: MIT
//
//   <!-- pymolt:begin inventory 5f0c1a2b93e47d60 hQ2m.A… -->
//   … written by pymolt …
//   <!-- pymolt:end inventory -->
//
// The number is a sum over what was written, spaces and table lines left out, so that a formatter changes nothing. Where it does
// not agree with what stands there, people wrote between the marks: their lines are kept below the section. The letters behind it
// are a sum of each line that was written: what pymolt wrote itself is not kept.
#ifndef PYMOLT_PAPERS_MARKS_H_
#define PYMOLT_PAPERS_MARKS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pymolt::papers {

/// The mark before the section ID whose text is CONTENT.
[[nodiscard]] std::string begin_mark(std::string_view id, std::string_view content);
[[nodiscard]] std::string end_mark(std::string_view id);

struct Updated {
  std::string text;
  std::vector<std::string> left_out;  // sections that people have taken out
  std::vector<std::string> changed;   // sections between whose marks people wrote
};

enum class PaperForm : std::uint8_t { markdown, html };

/// OLD, with what stands between its marks taken from FRESH. A mistake where the marks of OLD do not pair.
[[nodiscard]] Result<Updated> update(std::string_view old, std::string_view fresh, PaperForm form);

}  // namespace pymolt::papers

#endif  // PYMOLT_PAPERS_MARKS_H_
