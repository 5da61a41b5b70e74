// Which findings of a report people are shown, and what is only counted.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_SHOWN_FINDINGS_H_
#define PYMOLT_RENDER_SHOWN_FINDINGS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "render/view.h"
#include "rulebook/rulebook.h"

namespace pymolt::render {

/// Whether the finding is a matter of style: of a rule that breaks no version and warns of no removal, and is nothing
/// more for this report. Nothing is, where there is no BOOK to ask.
[[nodiscard]] bool is_style(const ReportedFinding& reported, const rulebook::Rulebook* book);

struct Selection {
  std::vector<const ReportedFinding*> shown;      // in the order of the report
  std::map<std::string_view, std::size_t> style;  // not shown, by rule
  std::map<Severity, std::size_t> below;          // not shown, for being less severe than asked

  [[nodiscard]] std::size_t style_count() const;
  /// `1,671 of style (percent-format 1,490, str-format 96 and 4 more rules)`; empty when nothing was left out.
  [[nodiscard]] std::string left_out_words() const;
};

[[nodiscard]] Selection select(const Report& report, const View& view,
                               const rulebook::Rulebook* book);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_SHOWN_FINDINGS_H_
