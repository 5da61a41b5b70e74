// For fish: one `complete` a fact; files are offered only where a path is wanted.
// SPDX-License-Identifier: MIT
#include <ostream>

#include "cli/completions.h"

namespace pymolt::cli {

namespace {

std::string fish_quoted(const std::string& text) {
  std::string made = "'";
  for (const char c : text)
    made += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return made + "'";
}

// What completes a value.
std::string fish_completion(const ArgumentText& argument) {
  switch (argument.kind) {
    case ValueKind::none:
      return "";
    case ValueKind::words:
    case ValueKind::format:
      return " -x -a " + fish_quoted(joined(argument.words));
    case ValueKind::file:
      return " -r -F";
    case ValueKind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::rule:
      return " -x -a '(pymolt rules list --names 2>/dev/null)'";
    case ValueKind::text:
      break;
  }
  return " -x";
}

// The condition under which the words of COMMAND have been typed.
std::string seen(const std::string& command) {
  const std::size_t space = command.find(' ');
  const std::string first = "__fish_seen_subcommand_from " + command.substr(0, space);
  if (space == std::string::npos) return first;
  return first + "; and __fish_seen_subcommand_from " + command.substr(space + 1);
}

void write_fish_argument(const std::string& condition, const ArgumentText& argument,
                         std::ostream& out) {
  out << "complete -c pymolt -n " << fish_quoted(condition);
  if (argument.is_option()) {
    out << " -l " << argument.name.substr(2) << fish_completion(argument) << " -d "
        << fish_quoted(argument.what) << '\n';
    return;
  }
  std::string what = fish_completion(argument);
  for (const std::string unwanted : {" -r", " -x"}) {
    if (what.starts_with(unwanted)) what.erase(0, unwanted.size());  // no option that could take it
  }
  out << what << '\n';
}

}  // namespace

void write_fish(const ProgramText& program, std::ostream& out) {
  out << "# Completion of pymolt's command line in fish, as `pymolt completions fish` prints "
         "it.\ncomplete -c pymolt -f\n";
  for (const ArgumentText& option : program.options)
    write_fish_argument("__fish_use_subcommand", option, out);
  const auto offer = [&out](const std::string& condition, const std::string& word,
                            const std::string& what) {
    out << "complete -c pymolt -n " << fish_quoted(condition) << " -a " << word << " -d "
        << fish_quoted(what) << '\n';
  };
  for (const CommandText& command : program.commands) {
    if (command.name.find(' ') == std::string::npos)
      offer("__fish_use_subcommand", command.name, command.what);
  }
  for (const CommandText& group : program.groups) {
    offer("__fish_use_subcommand", group.name, group.what);
    std::vector<std::string> below;
    for (const CommandText& command : program.commands) {
      if (command.name.starts_with(group.name + " "))
        below.push_back(command.name.substr(group.name.size() + 1));
    }
    for (const CommandText& command : program.commands) {
      if (!command.name.starts_with(group.name + " ")) continue;
      offer(seen(group.name) + "; and not __fish_seen_subcommand_from " + joined(below),
            command.name.substr(group.name.size() + 1), command.what);
    }
  }
  for (const CommandText& command : program.commands) {
    for (const ArgumentText& argument : command.arguments)
      write_fish_argument(seen(command.name), argument, out);
  }
}

}  // namespace pymolt::cli
