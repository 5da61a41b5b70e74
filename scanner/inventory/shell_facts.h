// What rules/text/shell_commands.txt says of commands and options of a shell.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_SHELL_FACTS_H_
#define PYMOLT_INVENTORY_SHELL_FACTS_H_

#include <string_view>

#include "base/version.h"

namespace pymolt::inventory {

/// `command`, `option`, `setup`, `wrapper`, `environment`: which list of the file.
struct ShellFact {
  std::string_view name;
  std::string_view rest;     // all behind the name
  VersionSet gone;           // on which versions; none for lists that say nothing of versions
  std::string_view instead;  // may be empty
};

/// The fact of KIND about NAME; null where there is none.
[[nodiscard]] const ShellFact* shell_fact(std::string_view kind, std::string_view name);
/// Whether one of the words in what the list KIND says of NAME is WORD.
[[nodiscard]] bool shell_fact_names(std::string_view kind, std::string_view name,
                                    std::string_view word);
/// Whether NAME, given ARGUMENT, sets up the Python that is called from then on: `. venv/bin/activate`.
[[nodiscard]] bool activates_python(std::string_view name, std::string_view argument);
/// Whether PATH is of an environment of its own, whose interpreter is whatever made it.
[[nodiscard]] bool in_environment(std::string_view path);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_SHELL_FACTS_H_
