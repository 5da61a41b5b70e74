// What six's modules with one name on both Pythons are on Python 3: `six.moves.html_parser` is `html.parser`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_SIX_MOVES_H_
#define PYMOLT_NAMES_SIX_MOVES_H_

#include <string>
#include <string_view>

namespace pymolt::names {

/// DOTTED as Python 3 calls it, where it is a module of six.moves or something of one, also of a copy of six in a package:
/// `vendor.six.moves.queue.Queue` is `queue.Queue`. Empty where it is none.
[[nodiscard]] std::string behind_six(std::string_view dotted);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_SIX_MOVES_H_
