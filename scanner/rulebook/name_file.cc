// The words a line can have, with the values each can take.
// SPDX-License-Identifier: MIT
#include "rulebook/name_file.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "base/version_range.h"

namespace pymolt::rulebook {

namespace {

constexpr std::array<std::string_view, 23> kWords = {
    "asks",    "binds",  "catches", "compares", "ends",    "goes",  "hashes",   "holds",
    "imports", "is",     "keeps",   "never",    "orders",  "plain", "prepares", "reads",
    "reports", "speaks", "skips",   "tells",    "unpacks", "wants", "wraps"};

Result<NameFact> read_line(const RuleLine& line) {
  NameFact fact;
  const std::size_t colon = line.text.find(": ");
  if (colon == std::string_view::npos) {
    return line.mistake(line.text, "a fact about a name needs a colon behind the name",
                        "for example `sys.exit: ends program`");
  }
  fact.name = line.text.substr(0, colon);
  std::string_view rest = trim(line.text.substr(colon + 2));
  if (const std::size_t open = rest.find(" (");
      open != std::string_view::npos && rest.ends_with(')')) {
    const std::string_view versions = rest.substr(open + 2, rest.size() - open - 3);
    const Result<VersionSet> on = parse_versions(versions);
    if (!on) return line.mistake(versions, "these are no versions: " + on.mistake().message);
    fact.on = *on;
    rest = trim(rest.substr(0, open));
  }
  fact.word = rest.substr(0, rest.find(' '));
  fact.value = trim(rest.substr(fact.word.size()));
  if (std::find(kWords.begin(), kWords.end(), fact.word) == kWords.end()) {
    return line.mistake(fact.word, "unknown word `" + std::string(fact.word) + "`",
                        suggestion(fact.word, kWords));
  }
  return fact;
}

}  // namespace

Result<std::vector<NameFact>> read_names(const RuleFile& file) {
  return read_lines<NameFact>(
      file, [](const RuleLine& line, const std::vector<NameFact>&) { return read_line(line); });
}

}  // namespace pymolt::rulebook
