// Look-ups in a package's facts, and a life in words.
// SPDX-License-Identifier: MIT
#include "rulebook/package_facts.h"

#include "packaging/requires_python.h"

namespace pymolt::rulebook {

std::string_view name(SupportKind kind) {
  return kind == SupportKind::wheel ? "wheel" : "classifier";
}

VersionSet RequiresFact::pythons() const {
  const auto set = packaging::SpecifierSet::parse(specifier);
  return set ? packaging::pythons_of(*set) : VersionSet::all();
}

const SupportFact* PackageFacts::support(Version python) const {
  const SupportFact* found = nullptr;
  for (const SupportFact& fact : supports) {
    if (fact.python != python) continue;
    if (found == nullptr || fact.kind == SupportKind::wheel) found = &fact;
  }
  return found;
}

std::string PackageLife::str() const {
  std::string words;
  const auto [turns, deprecated] = read();
  const auto say = [&words](std::string_view word, std::string_view version) {
    if (!words.empty()) words += ", ";
    words.append(word).append(" ").append(version);
  };
  bool said = deprecated.empty();
  for (const PackageTurns::Turn& turn : turns) {
    if (!said && turn.to != PackageTurn::there) {
      say("deprecated", deprecated);
      said = true;
    }
    say(turn.to == PackageTurn::there  ? "since"
        : turn.to == PackageTurn::stub ? "raises since"
                                       : "removed",
        turn.version);
    if (!turn.after.empty()) words.append(" (after ").append(turn.after).append(")");
  }
  if (!said) say("deprecated", deprecated);
  return words;
}

}  // namespace pymolt::rulebook
