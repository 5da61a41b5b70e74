// The faces of a comparison of two reports: text, Markdown, JSON.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_DIFF_RENDERERS_H_
#define PYMOLT_RENDER_DIFF_RENDERERS_H_

#include <ostream>
#include <span>
#include <string_view>

#include "model/report_diff.h"

namespace pymolt::render {

struct DiffFormat {
  std::string_view name;  // as after --format
  void (*render)(const ReportDiff&, std::ostream&);
};

/// The first is the one that is taken when none is asked for.
[[nodiscard]] std::span<const DiffFormat> diff_formats();

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_DIFF_RENDERERS_H_
