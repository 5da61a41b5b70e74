// Looks every construct up in the rulebook once, and words what its absence means.
// SPDX-License-Identifier: MIT
#include "rulebook/constructs.h"

namespace pymolt::verdict {

namespace {

// A set of versions as the subject of a sentence: "3.0 and later", "2.7", "2.7 and 3.0 to 3.2".
std::string subject(VersionSet set) {
  std::string text;
  const std::vector<Version> members = set.versions();
  for (std::size_t i = 0; i < members.size();) {
    std::size_t last = i;
    while (last + 1 < members.size() && members[last + 1].place() == members[last].place() + 1)
      ++last;
    if (members[i].major() == 2) last = i;  // 2.7 and 3.0 are neighbours on the axis only
    if (!text.empty()) text += last + 1 == members.size() ? " and " : ", ";
    text += members[i].str();
    if (last > i && last + 1 == members.size() && set.contains(Version::at(Version::kCount - 1))) {
      text += " and later";
    } else if (last > i) {
      text += (last == i + 1 ? " and " : " to ") + std::string(members[last].str());
    }
    i = last + 1;
  }
  return text;
}

}  // namespace

Constructs::Constructs(const rulebook::Rulebook& rulebook) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto* lifetime = rulebook.lifetime("syntax." + std::string(kConstructIds[i]));
    if (lifetime == nullptr) continue;
    rows_[i] = {lifetime->exists, lifetime->title};
  }
}

std::string Constructs::message(Construct construct, VersionSet fails_on) const {
  const std::string_view title = row(construct).title;
  std::string text(title.empty() ? id(construct) : title);
  text += ": ";
  if (fails_on == VersionSet::all()) return text + "no version compiles it";
  text += subject(fails_on);
  return text + (fails_on.size() == 1 ? " rejects it" : " reject it");
}

}  // namespace pymolt::verdict
