// A table of a few lines in rules/text/six_moves.txt, compiled in; looked at only where a name has `six.moves.` in it.
// SPDX-License-Identifier: MIT
#include "names/six_moves.h"

#include <algorithm>
#include <cstddef>

extern "C" {
extern const char six_moves_txt_begin[];
extern const char six_moves_txt_end[];
}

namespace pymolt::names {

namespace {

constexpr std::string_view kMoves = "six.moves.";

std::string_view module_behind(std::string_view name) {
  std::string_view text(six_moves_txt_begin,
                        static_cast<std::size_t>(six_moves_txt_end - six_moves_txt_begin));
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
      return line.substr(name.size() + 2);
  }
  return {};
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
