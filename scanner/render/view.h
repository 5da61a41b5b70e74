// What people want to see of a report. Formats for programs do not ask: they carry everything.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_VIEW_H_
#define PYMOLT_RENDER_VIEW_H_

#include <cstddef>
#include <cstdint>

#include "model/finding.h"

namespace pymolt::render {

/// How much is said of each finding.
enum class Detail : std::uint8_t {
  quiet,    // only the verdict
  concise,  // a line a finding, and nothing of what surrounds it
  normal,   // at most four lines a finding
  verbose,  // all that is known, and every list whole
};

/// Under which headings findings stand.
enum class Grouping : std::uint8_t { file, rule, cause };

struct View {
  Detail detail = Detail::normal;
  Grouping group_by = Grouping::file;
  Severity at_least = Severity::low;
  bool style = false;            // show what is a matter of style on every version
  bool statistics = false;       // a table of rules instead of findings
  bool show_all = false;         // cut no list
  std::size_t max_findings = 0;  // entries that are shown in full; 0: as many as the detail has

  [[nodiscard]] bool is_whole() const { return show_all || detail == Detail::verbose; }
};

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_VIEW_H_
