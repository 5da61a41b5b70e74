// The rule pack that is compiled into the binary.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_EMBEDDED_H_
#define PYMOLT_RULEBOOK_EMBEDDED_H_

#include <string_view>
#include <vector>

#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// Every file of rules/ that is compiled in, by name. The views live as long as the program.
[[nodiscard]] std::vector<RuleFile> embedded_files();
/// The SHA-256 of their texts: hashing them anew costs as much as reading them.
[[nodiscard]] std::string_view embedded_sha256();

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_EMBEDDED_H_
