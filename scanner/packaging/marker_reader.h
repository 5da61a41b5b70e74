// The grammar of a marker inside a longer text, for requirements.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_MARKER_READER_H_
#define PYMOLT_PACKAGING_MARKER_READER_H_

#include "packaging/characters.h"
#include "packaging/marker.h"

namespace pymolt::packaging {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
/// Part of a word, as far as its end goes; letters beyond ASCII are.
constexpr bool ends_no_word(char c) {
  return is_word(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether nothing is left, a newline aside.
[[nodiscard]] inline bool at_end(const Cursor& in) { return in.done() || in.rest() == "\n"; }

/// A mistake about the place at which IN stands.
[[nodiscard]] Mistake wrong_at(const Cursor& in, std::string message);

/// The marker at IN, as far as it goes.
[[nodiscard]] Result<Marker> read_marker(Cursor& in);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_MARKER_READER_H_
