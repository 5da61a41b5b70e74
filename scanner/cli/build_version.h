// pymolt's own version.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_BUILD_VERSION_H_
#define PYMOLT_CLI_BUILD_VERSION_H_

#include <string>
#include <string_view>

namespace pymolt::cli {

inline constexpr std::string_view kToolVersion = PYMOLT_VERSION;
inline constexpr std::string_view kToolDate = "2026-11-25";  // on which this version was begun

/// Tells this build from others of the same version, by the program file's size and time: another build may find other
/// facts in the same source. Empty where the system does not say.
[[nodiscard]] std::string build_stamp();

/// Tells this build from others wherever it lies: the id that the linker made of all it linked; where it made none, the
/// SHA-256 of the program.
[[nodiscard]] std::string build_id();

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_BUILD_VERSION_H_
