// Lines of KIND NAME VERSIONS INSTEAD, read once.
// SPDX-License-Identifier: MIT
#include "scan/shell_facts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/version_range.h"
#include "packed/packed.h"

extern "C" const unsigned char shell_commands_txt[];

namespace pymolt::scan {

namespace {

using Facts = std::map<std::string_view, std::vector<ShellFact>>;

std::string_view next_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

Facts read() {
  Facts facts;
  static const Unpacked kCommands(shell_commands_txt);
  std::string_view rest = kCommands.text();
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty() || line.front() == '#') continue;
    const std::string_view kind = next_word(line);
    ShellFact fact{next_word(line), {}, {}};
    if (const Result<VersionSet> gone = parse_versions(next_word(line))) fact.gone = *gone;
    fact.instead = line;
    facts[kind].push_back(fact);
  }
  return facts;
}

const Facts& facts() {
  static const Facts kFacts = read();
  return kFacts;
}

}  // namespace

const ShellFact* shell_fact(std::string_view kind, std::string_view name) {
  const auto list = facts().find(kind);
  if (list == facts().end()) return nullptr;
  const auto found = std::ranges::find(list->second, name, &ShellFact::name);
  return found == list->second.end() ? nullptr : &*found;
}

bool in_environment(std::string_view path) {
  return std::ranges::any_of(facts().at("environment"), [path](const ShellFact& fact) {
    return path.find(fact.name) != std::string_view::npos;
  });
}

}  // namespace pymolt::scan
