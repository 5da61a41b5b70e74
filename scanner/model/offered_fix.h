// What `pymolt fix` would do about a finding, where a report was asked to say it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_OFFERED_FIX_H_
#define PYMOLT_MODEL_OFFERED_FIX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"

namespace pymolt {

enum class Fixable : std::uint8_t {
  unasked,
  safe,     // `pymolt fix` does it
  unsafe,   // with --unsafe
  by_hand,  // it knows no way, or could not prove it
};
[[nodiscard]] constexpr std::string_view name(Fixable how) {
  constexpr std::string_view kNames[] = {"unasked", "safe", "unsafe", "by-hand"};
  return kNames[static_cast<std::size_t>(how)];
}

/// What stands at SPAN becomes TEXT.
struct OfferedEdit {
  Span span;
  std::string text;
};

struct OfferedFix {
  Fixable how = Fixable::unasked;
  std::vector<OfferedEdit> edits;  // all or none of them; by place
  std::string why_not;  // why it is left to a person, or what may differ, where that is known
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_OFFERED_FIX_H_
