// The rule pack that is compiled into the binary.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_EMBEDDED_H_
#define PYMOLT_RULEBOOK_EMBEDDED_H_

#include <vector>

#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// Every file of rules/, by name. The views live as long as the program. Written by cmake/embed.cmake.
[[nodiscard]] std::vector<RuleFile> embedded_files();

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_EMBEDDED_H_
