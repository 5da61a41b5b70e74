// Sentences broken into lines of a given width.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_PROSE_H_
#define PYMOLT_RENDER_PROSE_H_

#include <string>
#include <string_view>
#include <vector>

namespace pymolt::render {

/// The words of the text on lines of at most COLUMNS columns; a longer word has a line of its own.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view visible_text, int columns);

/// The text with spaces before it, or after it, up to COLUMNS columns.
[[nodiscard]] std::string right(std::string_view visible_text, int columns);
[[nodiscard]] std::string left(std::string_view visible_text, int columns);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_PROSE_H_
