// Files that a command is given beside the code: reports, baselines.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_INPUTS_H_
#define PYMOLT_CLI_INPUTS_H_

#include <cstdint>
#include <string>

#include "base/result.h"

namespace pymolt::cli {

inline constexpr std::uint64_t kLargestInput = 256ULL << 20;
inline constexpr std::uint64_t kLargestNamedByTree = 64ULL << 20;  // as settings may name it

/// All of FILE, of at most LIMIT bytes: a regular one, or what the shell puts in /dev/fd. One that a link in this folder leads
/// away from it for is not read, unless FOLLOW_LINKS.
[[nodiscard]] Result<std::string> read_whole(const std::string& file, bool follow_links = false,
                                             std::uint64_t limit = kLargestInput);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_INPUTS_H_
