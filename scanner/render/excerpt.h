// A source line made fit to be shown, and the columns of it to underline.
// SPDX-License-Identifier: MIT
//
//   x = [long line cut at both ends] →   …ng line cut at b…
//                                          ^^^^
// Tabs become spaces, characters that act unseen are spelled out, wide ones count for two columns.
#ifndef PYMOLT_RENDER_EXCERPT_H_
#define PYMOLT_RENDER_EXCERPT_H_

#include <string>
#include <string_view>

#include "base/text.h"

namespace pymolt::render {

struct Excerpt {
  std::string line;            // at most COLUMNS columns wide
  int offset = 0;              // columns before the underline
  int length = 1;              // columns underlined, at least one
  std::size_t mark_begin = 0;  // the same in bytes of `line`; may be empty, at a line's end
  std::size_t mark_end = 0;

  bool operator==(const Excerpt&) const = default;
};

/// The line SOURCE, of which SPAN says what to underline: to its last visible character when the
/// span goes on beyond it.
[[nodiscard]] Excerpt excerpt(std::string_view source, const Span& span, int columns);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_EXCERPT_H_
