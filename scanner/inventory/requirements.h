// The lines of a requirements file, wherever they stand: in a file of their own, under `deps` of tox, under `pip` of conda.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_REQUIREMENTS_H_
#define PYMOLT_INVENTORY_REQUIREMENTS_H_

#include "inventory/declare.h"

namespace pymolt::inventory {

/// One logical line, comments gone: a requirement with its options, or an option (`-r other.txt`, `-e .`).
void read_requirement_line(Reading& reading, std::string_view text, std::uint32_t line,
                           const Listed& listed);

/// TEXT, whose first line is FIRST_LINE: continuation lines are joined, comments left out.
void read_requirement_lines(Reading& reading, std::string_view text, std::uint32_t first_line,
                            const Listed& listed);

/// What a file that another names with `-r`, or with `-c` as CONSTRAINTS, declares, whatever it is called.
[[nodiscard]] Reading read_named_requirements(const Source& source, bool constraints);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_REQUIREMENTS_H_
