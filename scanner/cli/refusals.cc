// Words the errors of the command line; what was probably meant is told where a word is near.
// SPDX-License-Identifier: MIT
#include "cli/refusals.h"

#include "base/suggest.h"

namespace pymolt::cli {

std::string command_in(const CLI::App& app) {
  std::string command;
  const CLI::App* at = &app;
  for (auto below = at->get_subcommands(); !below.empty(); below = at->get_subcommands()) {
    at = below.front();
    command += (command.empty() ? "" : " ") + at->get_name();
  }
  return command;
}

namespace {

// The command that was given, or the program where it is none.
const CLI::App& given(const CLI::App& app) {
  const CLI::App* at = &app;
  for (auto below = at->get_subcommands(); !below.empty(); below = at->get_subcommands())
    at = below.front();
  return *at;
}

// As it is typed: `pymolt`, `pymolt rules list`.
std::string typed(const CLI::App& app) {
  const std::string command = command_in(app);
  return command.empty() ? "pymolt" : "pymolt " + command;
}

std::vector<std::string> commands_below(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(below->get_name());
  return names;
}

}  // namespace

Parsed refuse(const std::string& text) { return {std::nullopt, "pymolt: " + text + "\n", 2}; }

bool lacks_command(const CLI::App& app) { return !commands_below(given(app)).empty(); }

Parsed refuse_without_command(const CLI::App& app) {
  std::string names;
  for (const std::string& name : commands_below(given(app)))
    names += (names.empty() ? "" : ", ") + name;
  return refuse("`" + typed(app) + "` requires a command: " + names + "\n  see `" + typed(app) +
                " --help`");
}

Parsed refuse_unexpected(const CLI::App& app, const std::string& unexpected) {
  const std::string word = unexpected.substr(0, unexpected.find('='));
  const CLI::App& command = given(app);
  std::vector<std::string> known;
  if (word.starts_with('-')) {
    for (const CLI::Option* option : command.get_options()) {
      if (!option->get_lnames().empty()) known.push_back("--" + option->get_lnames().front());
    }
  } else {
    known = commands_below(command);
  }
  const std::vector<std::string_view> views(known.begin(), known.end());
  std::string hint =
      nearest(word, views).empty() ? "see `" + typed(app) + " --help`" : suggestion(word, views);
  const char* const kind = word.starts_with('-') ? "unknown option"
                           : known.empty()       ? "unexpected argument:"
                                                 : "unknown command";
  return refuse(std::string(kind) + " `" + word + "`\n  " + hint);
}

Parsed refuse_without_value(const std::string& what) {
  return refuse(what.substr(0, what.find(':')) + " requires a value\n  see --help");
}

}  // namespace pymolt::cli
