// Which finding of today is which of before: the only place that decides when two are the same.
// SPDX-License-Identifier: MIT
//
// A file that is gone is taken for the new one that shares most of its findings. Then, each among what the ones before
// have left over:
//
//   1. the same fingerprint in the same file;
//   2. the same code in the same file: its function was renamed;
//   3. another statement of the same function, when at least half of its words are the same: an edited line;
//   4. the same of another function of the file, when that holds without the words of the symbol: a renamed function's
//      head;
//   5. the same code in the same function of another file: a function that was moved.
//
// Every finding has one partner at most, so what is added to many equal ones is one finding too many, and shown.
#ifndef PYMOLT_HISTORY_MATCH_H_
#define PYMOLT_HISTORY_MATCH_H_

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/function_ref.h"
#include "model/known_finding.h"

namespace pymolt::history {

inline constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

struct Rules {
  /// Whether NOW may be taken for BEFORE at all.
  FunctionRef<bool(const KnownFinding& now, const KnownFinding& before)> may_be;
  /// Whether there is no such file any longer.
  FunctionRef<bool(const std::string& path)> is_gone;
};

/// For each of NOW its place in BEFORE, or kNobody.
[[nodiscard]] std::vector<std::size_t> match(std::span<const KnownFinding> now,
                                             std::span<const KnownFinding> before,
                                             const Rules& rules);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_MATCH_H_
