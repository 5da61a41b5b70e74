// For bash: one function that finds the command, then what its last word wants.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>
#include <set>

#include "cli/completions.h"

namespace pymolt::cli {

namespace {

constexpr const char* kHead =
    R"sh(# Completion of pymolt's command line in bash, as `pymolt completions bash` prints it.

# Words for the part of $cur behind its last comma.
_pymolt_words() {
  local before=
  [[ $cur == *,* ]] && before=${cur%,*},
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
}

_pymolt_rules() {
  _pymolt_words "$("${COMP_WORDS[0]}" rules list --names 2>/dev/null)"
}

_pymolt_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

_pymolt() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command ${COMP_WORDS[i]}" in
)sh";

// The shell command that completes a value.
std::string bash_completion(const ArgumentText& argument) {
  switch (argument.kind) {
    case ValueKind::words:
    case ValueKind::format:
      return "_pymolt_words \"" + joined(argument.words) + "\"";
    case ValueKind::file:
      return "_pymolt_paths -f";
    case ValueKind::folder:
      return "_pymolt_paths -d";
    case ValueKind::rule:
      return "_pymolt_rules";
    case ValueKind::none:
    case ValueKind::text:
      break;
  }
  return ":";
}

std::string option_names(const std::vector<ArgumentText>& arguments) {
  std::string names;
  for (const ArgumentText& argument : arguments) {
    if (argument.is_option()) names += (names.empty() ? "" : " ") + argument.name;
  }
  return names;
}

// The words that may follow WORD ("rules"), or begin (""): commands and groups.
std::vector<std::string> words_after(const ProgramText& program, const std::string& word) {
  std::vector<std::string> words;
  const std::string before = word.empty() ? "" : word + " ";
  for (const CommandText& command : program.commands) {
    if (!command.name.starts_with(before)) continue;
    std::string next = command.name.substr(before.size());
    next = next.substr(0, next.find(' '));
    if (std::ranges::find(words, next) == words.end()) words.push_back(std::move(next));
  }
  return words;
}

void write_command(const CommandText& command, std::ostream& out) {
  out << "    \"" << command.name << "\")\n      case $prev in\n";
  std::string positional = ":";
  for (const ArgumentText& argument : command.arguments) {
    if (!argument.is_option()) positional = bash_completion(argument);
    if (argument.is_option() && argument.kind != ValueKind::none) {
      out << "        " << argument.name << ") " << bash_completion(argument) << "; return ;;\n";
    }
  }
  out << "      esac\n      if [[ $cur == -* ]]; then\n        _pymolt_words \""
      << option_names(command.arguments) << "\"\n      else\n        " << positional
      << "\n      fi\n      ;;\n";
}

void write_group(const std::string& name, const std::vector<std::string>& words,
                 const std::string& options, std::ostream& out) {
  out << "    \"" << name << "\") _pymolt_words \"" << joined(words) << (options.empty() ? "" : " ")
      << options << "\" ;;\n";
}

}  // namespace

void write_bash(const ProgramText& program, std::ostream& out) {
  out << kHead;
  const auto step = [&out](const std::string& before, const std::string& word) {
    out << "      \"" << before << " " << word << "\") command=\"" << before
        << (before.empty() ? "" : " ") << word << "\" ;;\n";
  };
  for (const std::string& word : words_after(program, "")) step("", word);
  for (const CommandText& group : program.groups) {
    for (const std::string& word : words_after(program, group.name)) step(group.name, word);
  }
  // Bash cuts words at `=`: `--format sarif=FILE` is three of them.
  out << "    esac\n  done\n  if [[ $prev == = || $cur == = ]]; then\n    [[ $cur == = ]] && "
         "cur=\n    _pymolt_paths -f\n"
         "    return\n  fi\n  case $command in\n";
  write_group("", words_after(program, ""), option_names(program.options), out);
  for (const CommandText& group : program.groups) {
    write_group(group.name, words_after(program, group.name), option_names(group.arguments), out);
  }
  for (const CommandText& command : program.commands) write_command(command, out);
  out << "  esac\n}\n\ncomplete -F _pymolt pymolt\n";
}

}  // namespace pymolt::cli
