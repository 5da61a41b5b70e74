// Walks what CLI11 knows; what a value can be follows from its name in capitals.
// SPDX-License-Identifier: MIT
#include "cli/command_texts.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>

#include "base/version.h"
#include "cli/declarations.h"

namespace pymolt::cli {

namespace {

using Words = std::vector<std::string>;

Words version_words() {
  Words words = {"all"};
  for (const Version version : axis()) words.emplace_back(version.str());
  return words;
}

struct ValueRow {
  std::string_view value;
  ValueKind kind;
  Words words;
};

const std::vector<ValueRow>& value_rows() {
  static const std::vector<ValueRow> rows = {
      {"FORMAT", ValueKind::format, {}},  // each command has its own
      {"SEVERITY", ValueKind::words, {"critical", "high", "medium", "low", "never"}},
      {"CONFIDENCE", ValueKind::words, {"sure", "likely", "possible"}},
      {"WHEN", ValueKind::words, {"auto", "always", "never"}},
      {"GROUP", ValueKind::words, {"file", "rule", "cause"}},
      {"SHELL", ValueKind::words, {"bash", "zsh", "fish"}},
      {"VERSIONS", ValueKind::words, version_words()},
      {"RULE", ValueKind::rule, {}},
      {"WORD", ValueKind::rule, {}},
      {"FILE", ValueKind::file, {}},
      {"[FILE]", ValueKind::file, {}},
      {"OLD", ValueKind::file, {}},
      {"NEW", ValueKind::file, {}},
      {"PATH", ValueKind::file, {}},
      {"DIR", ValueKind::folder, {}},
  };
  return rows;
}

ArgumentText text_of(const CLI::Option& option, std::string_view command) {
  ArgumentText text;
  const bool is_option = !option.get_lnames().empty();
  text.name = is_option ? "--" + option.get_lnames().front() : option.get_name();
  text.what = option.get_description();
  text.is_required = option.get_required();
  text.repeats = option.get_items_expected_max() > 1;
  if (option.get_items_expected_max() == 0) return text;
  text.value = is_option ? option.get_type_name() : text.name;
  text.kind = ValueKind::text;
  const auto row = std::ranges::find(value_rows(), text.value, &ValueRow::value);
  if (row == value_rows().end()) return text;
  text.kind = row->kind;
  text.words = row->words;
  if (text.kind == ValueKind::format) {
    for (const std::string_view format : formats_of(command)) text.words.emplace_back(format);
  }
  return text;
}

std::vector<ArgumentText> arguments_of(const CLI::App& app, std::string_view command) {
  std::vector<ArgumentText> texts;
  for (const CLI::Option* option : app.get_options()) texts.push_back(text_of(*option, command));
  return texts;
}

}  // namespace

ProgramText program_text() {
  ProgramText program;
  with_declarations([&program](const CLI::App& app) {
    program.what = app.get_description();
    program.options = arguments_of(app, "");
    const auto none = [](const CLI::App*) { return true; };
    for (const CLI::App* command : app.get_subcommands(none)) {
      const std::string& name = command->get_name();
      const std::vector<const CLI::App*> below = command->get_subcommands(none);
      const CommandText text{name, command->get_description(), arguments_of(*command, name)};
      (below.empty() ? program.commands : program.groups).push_back(text);
      for (const CLI::App* one : below) {
        const std::string whole = name + " " + one->get_name();
        program.commands.push_back({whole, one->get_description(), arguments_of(*one, whole)});
      }
    }
  });
  return program;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace pymolt::cli
