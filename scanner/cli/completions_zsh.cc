// For zsh: `_arguments` knows the rest once it is told what every option takes.
// SPDX-License-Identifier: MIT
#include <ostream>

#include "cli/completions.h"

namespace pymolt::cli {

namespace {

// Within single quotes; `[`, `]` and `:` end what `_arguments` reads.
std::string zsh_quoted(const std::string& text) {
  std::string made;
  for (const char c : text) {
    if (c == '\'') {
      made += "'\\''";
    } else if (c == '[' || c == ']' || c == ':' || c == '\\') {
      made += std::string("\\") + c;
    } else {
      made += c;
    }
  }
  return made;
}

// What completes a value, as the third field of an argument.
std::string zsh_completion(const ArgumentText& argument) {
  switch (argument.kind) {
    case ValueKind::words:
      return argument.value == "VERSIONS" ? "_sequence compadd - " + joined(argument.words)
                                          : "(" + joined(argument.words) + ")";
    case ValueKind::format:
      return "_pymolt_formats " + joined(argument.words);
    case ValueKind::file:
      return "_files";
    case ValueKind::folder:
      return "_files -/";
    case ValueKind::rule:
      return "_pymolt_rule_names";
    case ValueKind::none:
    case ValueKind::text:
      break;
  }
  return " ";
}

void write_zsh_argument(const ArgumentText& argument, std::ostream& out) {
  out << " \\\n        '";
  if (!argument.is_option()) {
    out << (argument.repeats ? "*" : "") << ":" << zsh_quoted(argument.what) << ":"
        << zsh_completion(argument) << "'";
    return;
  }
  out << (argument.repeats ? "*" : "") << argument.name << "[" << zsh_quoted(argument.what) << "]";
  if (argument.kind != ValueKind::none)
    out << ":" << zsh_quoted(argument.value) << ":" << zsh_completion(argument);
  out << "'";
}

void write_zsh_arguments(const std::vector<ArgumentText>& arguments, std::ostream& out) {
  out << "      _arguments -s";
  for (const ArgumentText& argument : arguments) write_zsh_argument(argument, out);
  out << "\n";
}

// The first word of each command, with what it does.
void write_described(const std::vector<std::pair<std::string, std::string>>& words,
                     std::ostream& out) {
  out << "      local -a commands=(";
  for (const auto& [word, what] : words)
    out << "\n        '" << word << ":" << zsh_quoted(what) << "'";
  out << ")\n      _describe command commands\n";
}

}  // namespace

void write_zsh(const ProgramText& program, std::ostream& out) {
  out << R"sh(#compdef pymolt
# Completion of pymolt's command line in zsh, as `pymolt completions zsh` prints it.

_pymolt_rule_names() {
  local -a rules=(${(f)"$(pymolt rules list --names 2>/dev/null)"})
  _sequence compadd - $rules
}

# FORMAT or FORMAT=FILE.
_pymolt_formats() {
  if compset -P '*='; then
    _files
  else
    compadd - $@
  fi
}

_pymolt() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C)sh";
  for (const ArgumentText& option : program.options) write_zsh_argument(option, out);
  out << " \\\n        '1: :->command' '*:: :->arguments' && return\n";
  out << "  local word=$words[1]\n  case $state in\n    command)\n";
  std::vector<std::pair<std::string, std::string>> first;
  for (const CommandText& command : program.commands) {
    if (command.name.find(' ') == std::string::npos) first.emplace_back(command.name, command.what);
  }
  for (const CommandText& group : program.groups) first.emplace_back(group.name, group.what);
  write_described(first, out);
  out << "      return ;;\n  esac\n  case $word in\n";
  for (const CommandText& command : program.commands) {
    if (command.name.find(' ') != std::string::npos) continue;
    out << "    " << command.name << ")\n";
    write_zsh_arguments(command.arguments, out);
    out << "      ;;\n";
  }
  for (const CommandText& group : program.groups) {
    out << "    " << group.name << ") _pymolt_" << group.name << " ;;\n";
  }
  out << "  esac\n}\n";
  for (const CommandText& group : program.groups) {
    out << "\n_pymolt_" << group.name << "() {\n  local curcontext=$curcontext state line\n"
        << "  _arguments -C '1: :->command' '*:: :->arguments' && return\n"
        << "  case $state in\n    command)\n";
    std::vector<std::pair<std::string, std::string>> below;
    for (const CommandText& command : program.commands) {
      if (command.name.starts_with(group.name + " ")) {
        below.emplace_back(command.name.substr(group.name.size() + 1), command.what);
      }
    }
    write_described(below, out);
    out << "      return ;;\n  esac\n  case $words[1] in\n";
    for (const CommandText& command : program.commands) {
      if (!command.name.starts_with(group.name + " ")) continue;
      out << "    " << command.name.substr(group.name.size() + 1) << ")\n";
      write_zsh_arguments(command.arguments, out);
      out << "      ;;\n";
    }
    out << "  esac\n}\n";
  }
  out << "\nif [[ $funcstack[1] == _pymolt ]]; then\n  _pymolt \"$@\"\nelse\n  compdef _pymolt "
         "pymolt\nfi\n";
}

}  // namespace pymolt::cli
