// Versions of Python that a command is given: `uv python install 3.12`, `--python-version 3.9`, `py -3.8`, `tox -e py38`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_COMMAND_VERSIONS_H_
#define PYMOLT_INVENTORY_COMMAND_VERSIONS_H_

#include <string_view>
#include <vector>

#include "inventory/command_words.h"

namespace pymolt::inventory {

/// How the version behind WORDS (`pyenv install`, `--target-version`) is to be read; null where none stands there.
[[nodiscard]] Understand version_behind_words(std::string_view words);

/// What the commands of LINE are given, in order; views into it.
[[nodiscard]] std::vector<StatedWord> versions_given(std::string_view line);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_COMMAND_VERSIONS_H_
