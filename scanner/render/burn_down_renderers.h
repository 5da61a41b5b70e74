// The forms in which a burn-down is shown: text with a sparkline, Markdown, HTML with a chart.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_BURN_DOWN_RENDERERS_H_
#define PYMOLT_RENDER_BURN_DOWN_RENDERERS_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/burn_down.h"

namespace pymolt::render {

struct BurnDownFormat {
  std::string_view name;
  void (*render)(const BurnDown&, std::ostream&);
};

/// The first is the one that is taken when none is asked for.
[[nodiscard]] std::span<const BurnDownFormat> burn_down_formats();

void burn_down_text(const BurnDown& burn_down, std::ostream& out);
void burn_down_markdown(const BurnDown& burn_down, std::ostream& out);
void burn_down_html(const BurnDown& burn_down, std::ostream& out);

/// Eight heights of a block for VALUES, from 0 to their greatest; an empty text for none.
[[nodiscard]] std::string sparkline(const std::vector<std::uint32_t>& values);
/// The newest target of the points, and only those that ask about it: sums of other targets are not of one line.
[[nodiscard]] BurnDown of_newest_target(const BurnDown& burn_down);
/// What a baseline hid of the points, in a sentence; empty where there was none.
[[nodiscard]] std::string hidden_words(const BurnDown& burn_down);
/// `3.13: 74 of 75`, for each version.
[[nodiscard]] std::string counts_words(const std::map<Version, Count>& counts);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_BURN_DOWN_RENDERERS_H_
