// The commands and their options as text: what completions and the manual page are made of.
// SPDX-License-Identifier: MIT
//
// Nothing is written twice: names, sentences and values are asked of the same declarations that read the command line.
#ifndef PYMOLT_CLI_COMMAND_TEXTS_H_
#define PYMOLT_CLI_COMMAND_TEXTS_H_

#include <string>
#include <vector>

namespace pymolt::cli {

/// What can be typed where a value is wanted.
enum class ValueKind : std::uint8_t {
  none,    // a flag: no value
  text,    // anything
  words,   // one of `words`
  format,  // one of `words`, or `word=FILE`
  file,
  folder,
  rule,  // what `pymolt rules list --names` prints
};

struct ArgumentText {
  std::string name;   // `--target`, or `PATH` for what has no dashes
  std::string value;  // `VERSIONS`; empty for a flag
  std::string what;   // a sentence
  ValueKind kind = ValueKind::none;
  std::vector<std::string> words;
  bool is_required = false;
  bool repeats = false;

  [[nodiscard]] bool is_option() const { return name.starts_with("--"); }
};

struct CommandText {
  std::string name;  // `scan`, `rules list`
  std::string what;
  std::vector<ArgumentText> arguments;
};

struct ProgramText {
  std::string what;
  std::vector<ArgumentText> options;  // before any command: --help, --version
  std::vector<CommandText> groups;    // words that only lead to commands: `rules`
  std::vector<CommandText> commands;  // in the order of --help
};

[[nodiscard]] ProgramText program_text();

/// WORDS with blanks between them, as shells want lists of words.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_COMMAND_TEXTS_H_
