// A small table in rules/text/c_api_types.txt, compiled in; read once.
// SPDX-License-Identifier: MIT
#include "capi/api_types.h"

#include <unordered_map>

#include "packed/packed.h"

extern "C" const unsigned char c_api_types_txt[];

namespace pymolt::capi {

namespace {

using Types = std::unordered_map<std::string_view, std::string_view>;

Types read_types() {
  constexpr std::string_view kArrow = " -> ";
  static const Unpacked kApiTypes(c_api_types_txt);
  std::string_view text = kApiTypes.text();
  Types types;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t arrow = line.find(kArrow);
    if (line.starts_with('#') || arrow == std::string_view::npos) continue;
    std::string_view what = line.substr(0, arrow);
    if (what.ends_with("()")) what.remove_suffix(2);
    types.emplace(what, line.substr(arrow + kArrow.size()));
  }
  return types;
}

}  // namespace

std::string_view type_of(std::string_view what) {
  static const Types kTypes = read_types();
  const auto found = kTypes.find(what);
  return found == kTypes.end() ? std::string_view() : found->second;
}

}  // namespace pymolt::capi
