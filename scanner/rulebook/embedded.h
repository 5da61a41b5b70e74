// The rule pack that is compiled into the binary.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_EMBEDDED_H_
#define PYMOLT_RULEBOOK_EMBEDDED_H_

#include <string_view>
#include <vector>

#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// Every file of rules/ that is compiled in but those of packages, by name. The views live as long as the program.
[[nodiscard]] std::vector<RuleFile> embedded_files();
/// The SHA-256 of their texts: hashing them anew costs as much as reading them.
[[nodiscard]] std::string_view embedded_sha256();
/// The same of packages, `packages/numpy.pkg`: unpacked when one is first asked for.
[[nodiscard]] const std::vector<RuleFile>& embedded_packages();
/// What the build says of these files (form: cmake/package_index.cmake).
[[nodiscard]] std::string_view embedded_package_index();

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_EMBEDDED_H_
