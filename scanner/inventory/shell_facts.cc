// Lines of KIND NAME VERSIONS INSTEAD, or KIND NAME and words of its own, read once.
// SPDX-License-Identifier: MIT
#include "inventory/shell_facts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/version_range.h"
#include "packed/packed.h"

extern "C" const unsigned char shell_commands_txt[];

namespace pymolt::inventory {

namespace {

using Facts = std::map<std::string_view, std::vector<ShellFact>>;

std::string_view first_of_line(std::string_view& line) {
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
    const std::string_view kind = first_of_line(line);
    ShellFact fact{first_of_line(line), {}, {}, {}};
    fact.rest = line;
    if (const Result<VersionSet> gone = parse_versions(first_of_line(line))) fact.gone = *gone;
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

bool shell_fact_names(std::string_view kind, std::string_view name, std::string_view word) {
  const ShellFact* fact = shell_fact(kind, name);
  if (fact == nullptr) return false;
  for (std::string_view rest = fact->rest; !rest.empty();) {
    if (first_of_line(rest) == word) return true;
  }
  return false;
}

bool activates_python(std::string_view name, std::string_view argument) {
  return std::ranges::any_of(facts().at("activates"), [&](const ShellFact& fact) {
    return fact.name == name &&
           (argument == fact.rest || fact.rest.empty() ||
            (fact.rest.find('/') != std::string_view::npos && argument.ends_with(fact.rest)));
  });
}

// A path that is no system's is of an installation of its own as well.
bool in_environment(std::string_view path) {
  const bool named = std::ranges::any_of(facts().at("environment"), [path](const ShellFact& fact) {
    return path.find(fact.name) != std::string_view::npos;
  });
  const std::size_t folder = path.rfind('/') + 1;
  return named || (folder > 0 && shell_fact("system", path.substr(0, folder)) == nullptr);
}

}  // namespace pymolt::inventory
