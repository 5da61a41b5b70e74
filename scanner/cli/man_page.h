// The manual page, in the roff that `man` reads, made from the commands' own declarations.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_MAN_PAGE_H_
#define PYMOLT_CLI_MAN_PAGE_H_

#include <iosfwd>

#include "cli/command_texts.h"

namespace pymolt::cli {

void write_man_page(const ProgramText& program, std::ostream& out);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_MAN_PAGE_H_
