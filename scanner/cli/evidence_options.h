// The options of the commands about evidence: gate, verify, report, history.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_EVIDENCE_OPTIONS_H_
#define PYMOLT_CLI_EVIDENCE_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options.h"

namespace pymolt::cli {

/// Declares them to APP; FORMATS collects the words of --format, TARGET and FROM those of their options.
struct EvidenceWords {
  std::vector<std::string>& formats;
  std::vector<std::string>& target;
  std::vector<std::string>& from;
};
void declare_evidence_commands(CLI::App& app, Invocation& invocation, const EvidenceWords& words);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_EVIDENCE_OPTIONS_H_
