// Characters on a screen: how wide each is.
// SPDX-License-Identifier: MIT
//
// What must not be sent raw is spelled out by base/visible.h, which is known by its names here too.
#ifndef PYMOLT_RENDER_TEXT_WIDTH_H_
#define PYMOLT_RENDER_TEXT_WIDTH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/visible.h"

namespace pymolt::render {

using pymolt::acts_unseen;
using pymolt::Character;
using pymolt::character_at;
using pymolt::spelled_out;
using pymolt::visible;
using pymolt::well_formed;

/// Columns that text without a terminal is wrapped to.
inline constexpr int kColumns = 80;

/// The columns it takes on a terminal: 0, 1 or 2.
[[nodiscard]] int width(char32_t code);

/// The columns that visible text takes.
[[nodiscard]] int display_width(std::string_view visible_text);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_TEXT_WIDTH_H_
