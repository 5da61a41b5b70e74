// A line is VERSION ": " ("released" | "planned") " " DATE.
// SPDX-License-Identifier: MIT
#include "rulebook/release_file.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "rulebook/end_file.h"

namespace pymolt::rulebook {

namespace {

constexpr std::array<std::string_view, 2> kStates = {"released", "planned"};

Result<Release> read_release_line(const RuleLine& line) {
  const std::size_t colon = line.text.find(": ");
  if (colon == std::string_view::npos) {
    return line.mistake(line.text, "a release needs a colon after its version",
                        "for example `3.17: planned 2028-10`");
  }
  Release release;
  release.version = line.text.substr(0, colon);
  const std::string_view rest = trim(line.text.substr(colon + 2));
  const std::string_view state = rest.substr(0, rest.find(' '));
  if (std::find(kStates.begin(), kStates.end(), state) == kStates.end()) {
    return line.mistake(state, "unknown word `" + std::string(state) + "`",
                        suggestion(state, kStates));
  }
  release.released = state == kStates[0];
  release.date = trim(rest.substr(state.size()));
  if (!is_date(release.date))
    return line.mistake(release.date, "a date is written 2028-10-06, or 2028-10");
  return release;
}

}  // namespace

Result<std::vector<Release>> read_releases(const RuleFile& file) {
  return read_lines<Release>(file, [](const RuleLine& line, const std::vector<Release>&) {
    return read_release_line(line);
  });
}

}  // namespace pymolt::rulebook
