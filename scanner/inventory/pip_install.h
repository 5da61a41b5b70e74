// What a command installs: `pip install X`, as words of a shell or of a list.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_PIP_INSTALL_H_
#define PYMOLT_INVENTORY_PIP_INSTALL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "inventory/declare.h"

namespace pymolt::inventory {

struct ShellWord {
  std::string text;
  std::uint32_t line = 0;
};

/// The arguments behind `install`: requirements, `-r` and `-c` with their files, and options, which say nothing.
void read_pip_arguments(Reading& reading, const std::vector<ShellWord>& words,
                        const Listed& listed);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_PIP_INSTALL_H_
