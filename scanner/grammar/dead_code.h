// Conditions that are constants: until 3.7 what such a condition rules out was not compiled.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_DEAD_CODE_H_
#define PYMOLT_GRAMMAR_DEAD_CODE_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// What a condition always is, and the versions that see it.
struct ConditionTruth {
  Dead seen = Dead::no;
  bool value = false;
};

/// The truth of the condition made of the tokens [FIRST, LAST).
[[nodiscard]] ConditionTruth truth(const Reader& reader, std::uint32_t first, std::uint32_t last);

/// What is wrong with an error in code that is DEAD: the later versions, which compile it.
[[nodiscard]] Construct error_in(Dead dead);

/// The versions that do not compile the place that is being read.
[[nodiscard]] VersionSet dead_on(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_DEAD_CODE_H_
