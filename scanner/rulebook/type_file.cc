// A line is SUBJECT -> TYPE [(VERSIONS)], CLASS < BASE [(VERSIONS)], or FUNCTION(ARGUMENT) <- TYPE [(VERSIONS)].
// SPDX-License-Identifier: MIT
#include "rulebook/type_file.h"

#include "base/version_range.h"

namespace pymolt::rulebook {

namespace {

// `hmac.new(key@0) <-`: the function, and its argument.
Result<int> take_argument(const RuleLine& line, TypeFact& fact) {
  const std::size_t open = fact.subject.find('(');
  const std::size_t close = fact.subject.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos ||
      fact.subject.find('@') > close) {
    return line.mistake(fact.subject, "what an argument must be needs the argument and its place",
                        "for example `hmac.new(key@0) <- builtins.bytes`");
  }
  fact.argument = fact.subject.substr(open + 1, close - open - 1);
  fact.subject = fact.subject.substr(0, open);
  return 0;
}

Result<TypeFact> read_type_line(const RuleLine& line) {
  TypeFact fact;
  const std::size_t wants = line.text.find(" <- ");
  const std::size_t arrow = line.text.find(" -> ");
  const std::size_t less = line.text.find(" < ");
  const bool is_wanted = wants != std::string_view::npos;
  const bool is_base = arrow == std::string_view::npos && !is_wanted;
  if (is_base && less == std::string_view::npos) {
    return line.mistake(line.text, "a type fact needs ` -> ` or ` < `",
                        "for example `threading.current_thread() -> threading.Thread`");
  }
  fact.subject = line.text.substr(0, is_wanted ? wants : is_base ? less + 2 : arrow);
  std::string_view rest = trim(line.text.substr(is_wanted ? wants + 4
                                                : is_base ? less + 3
                                                          : arrow + 4));
  if (is_wanted) {
    const Result<int> taken = take_argument(line, fact);
    if (!taken) return taken.mistake();
  }
  if (const std::size_t open = rest.find(" (");
      open != std::string_view::npos && rest.ends_with(')')) {
    const std::string_view versions = rest.substr(open + 2, rest.size() - open - 3);
    const Result<VersionSet> on = parse_versions(versions);
    if (!on) return line.mistake(versions, "these are no versions: " + on.mistake().message);
    fact.on = *on;
    rest = trim(rest.substr(0, open));
  }
  fact.type = rest;
  if (fact.type.empty() || fact.type.find(' ') != std::string_view::npos) {
    return line.mistake(rest, "a type is one dotted name");
  }
  return fact;
}

}  // namespace

Result<std::vector<TypeFact>> read_types(const RuleFile& file) {
  std::vector<TypeFact> facts;
  std::string_view before;
  std::string_view rest = file.text;
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const RuleLine line{file.name, number, trim(rest.substr(0, end))};
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.text.empty() || line.text.starts_with('#')) continue;
    Result<TypeFact> fact = read_type_line(line);
    if (!fact) return fact.mistake();
    if (line.text <= before)
      return line.mistake(line.text, "lines are sorted, and none stands twice");
    before = line.text;
    facts.push_back(*fact);
  }
  return facts;
}

}  // namespace pymolt::rulebook
