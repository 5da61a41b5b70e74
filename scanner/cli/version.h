// pymolt's own version.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_VERSION_H_
#define PYMOLT_CLI_VERSION_H_

#include <string_view>

namespace pymolt::cli {

inline constexpr std::string_view kToolVersion = PYMOLT_VERSION;

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_VERSION_H_
