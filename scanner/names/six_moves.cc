// A table of a few lines in rules/text/six_moves.txt, compiled in; looked at only where a name has `six.moves.` in it.
// SPDX-License-Identifier: MIT
#include "names/six_moves.h"

#include "base/text_table.h"
#include "packed/packed.h"

extern "C" const unsigned char six_moves_txt[];

namespace pymolt::names {

namespace {

constexpr std::string_view kMoves = "six.moves.";

std::string_view module_behind(std::string_view name) {
  static const Unpacked kMovesText(six_moves_txt);
  return TextTable(kMovesText.text()).value(name);
}

}  // namespace

std::string behind_six(std::string_view dotted) {
  const std::size_t at = dotted.find(kMoves);
  if (at == std::string_view::npos || (at > 0 && dotted[at - 1] != '.')) return {};
  const std::string_view moved = dotted.substr(at + kMoves.size());
  const std::string_view name = moved.substr(0, moved.find('.'));
  const std::string_view module = module_behind(name);
  if (module.empty()) return {};
  return std::string(module).append(moved.substr(name.size()));
}

}  // namespace pymolt::names
