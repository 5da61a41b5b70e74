// The words for kinds of work.
// SPDX-License-Identifier: MIT
#include "model/plan.h"

namespace pymolt {

std::string_view name(Work work) {
  constexpr std::string_view kNames[] = {"mechanical", "review", "redesign"};
  return kNames[static_cast<std::size_t>(work)];
}

}  // namespace pymolt
