// Completion scripts for shells, made from the commands' own declarations.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_COMPLETIONS_H_
#define PYMOLT_CLI_COMPLETIONS_H_

#include <iosfwd>

#include "cli/command_texts.h"

namespace pymolt::cli {

void write_bash(const ProgramText& program, std::ostream& out);
void write_zsh(const ProgramText& program, std::ostream& out);
void write_fish(const ProgramText& program, std::ostream& out);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_COMPLETIONS_H_
