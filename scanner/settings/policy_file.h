// Reads the policy of `pymolt gate`: the whole of a pymolt-gate.toml, or [tool.pymolt.gate] of a pyproject.toml.
// SPDX-License-Identifier: MIT
//
//   target = "3.13"
//   max-age-days = 30
//   [[criterion]]
//   name = "tests"
//   evidence = "out/junit.xml"
//   measure = "pass-rate"
//   at-least = 0.99
//
// It knows shapes only; what the words of `measure` and `format` mean is gate/'s.
#ifndef PYMOLT_SETTINGS_POLICY_FILE_H_
#define PYMOLT_SETTINGS_POLICY_FILE_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/gate_verdict.h"
#include "scan/disk.h"

namespace pymolt::settings {

/// The policy in TEXT, the content of FILE; nothing when it is a pyproject.toml without one.
[[nodiscard]] Result<std::optional<Policy>> read_policy(const std::string& file,
                                                        std::string_view text);

/// The policy in FILE, meant from the folder HERE; where FILE is empty that of pymolt-gate.toml or pyproject.toml in HERE.
[[nodiscard]] Result<Policy> load_policy(const std::string& file, const std::string& here,
                                         const scan::Disk& disk);

}  // namespace pymolt::settings

#endif  // PYMOLT_SETTINGS_POLICY_FILE_H_
