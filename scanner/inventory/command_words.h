// Where a line of any language names a Python by its version: `/usr/bin/python3.8`, `python3.8-dev`, `C:\Python39`, `pip3.8`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_COMMAND_WORDS_H_
#define PYMOLT_INVENTORY_COMMAND_WORDS_H_

#include <string_view>
#include <vector>

#include "inventory/stated.h"

namespace pymolt::inventory {

/// A word of a text, and what it states.
struct StatedWord {
  std::string_view word;  // a view into the text
  std::string_view kind;  // `interpreter`, `image`, `python-version`, `path`
  Stated stated;
};

/// All of them, in order. Addresses (`https://…`) are passed over.
[[nodiscard]] std::vector<StatedWord> stated_words(std::string_view text);

/// Whether a line in which SAID is stated tells nothing more by WORD.
[[nodiscard]] inline bool is_told(const StatedWord& word, VersionSet said) {
  const Stated& stated = word.stated;
  return stated.note.empty() && !stated.versions.empty() && said.contains(stated.versions);
}

/// The same for one value: the first word that states something.
[[nodiscard]] std::optional<Stated> read_command(std::string_view text);

/// `python3.9`, `python39`, `python-3.9`, `PYTHON|3.9`: a provider's name for a runtime.
[[nodiscard]] std::optional<Stated> read_runtime(std::string_view text);

/// Whether KEY is a name for a version of Python: `python`, `python-version`, `PYTHON_VERSION`, `pythonVersion`, `default_python_version`.
[[nodiscard]] bool is_version_key(std::string_view key);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_COMMAND_WORDS_H_
