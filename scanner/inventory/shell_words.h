// What a command calls in the end: behind `sudo`, `env A=b`, `timeout 60`, `docker exec web`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_SHELL_WORDS_H_
#define PYMOLT_INVENTORY_SHELL_WORDS_H_

#include <span>
#include <string>
#include <string_view>

#include "syntax/shell.h"

namespace pymolt::inventory {

struct Called {
  std::span<const syntax::ShellWord> words;  // empty where nothing is called: `command -v python`
  bool own_python = false;                   // it runs where another Python may be
};

[[nodiscard]] Called behind_wrappers(std::span<const syntax::ShellWord> words);

/// The interpreter that WORD names, or a variable that is called after one: `/usr/bin/python2.7`, `python.exe`, `$PYTHON`.
struct Interpreter {
  std::string name;     // as it is shown
  std::string version;  // `2.7`; empty where none is named
  bool by_variable = false;
  bool in_place = false;  // its path says which it is
  explicit operator bool() const { return !name.empty(); }
};
[[nodiscard]] Interpreter interpreter_of(const syntax::ShellWord& word);

/// The last part of a path, without `.exe`.
[[nodiscard]] std::string_view program_of(std::string_view path);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_SHELL_WORDS_H_
