// What the Python leaves (support facts, Requires-Python), narrowed by what the project declares, end by end.
// SPDX-License-Identifier: MIT
#include "deps/in_force.h"

#include <algorithm>

#include "deps/support_order.h"

namespace pymolt::project {

using packaging::PackageVersion;
using packaging::Specifier;
using rulebook::PackageFacts;
using rulebook::PackageTurn;
using rulebook::PackageTurns;
using rulebook::RequiresFact;
using rulebook::SupportFact;
using rulebook::SupportKind;

namespace {

PackageVersion parsed(std::string_view text) {
  return PackageVersion::parse(text).value_or(PackageVersion());
}

// A stretch of versions, from `least` on to `newest`.
struct Stretch {
  std::optional<PackageVersion> least;
  std::optional<PackageVersion> newest;
  bool up_to_newest = false;

  void from(const PackageVersion& version) {
    if (!least || *least < version) least = version;
  }
  void to(const PackageVersion& version, bool is_out) {
    if (newest && (*newest < version || (*newest == version && up_to_newest))) return;
    newest = version;
    up_to_newest = is_out;
  }
  [[nodiscard]] bool empty() const {
    return least && newest && (*newest < *least || (*newest == *least && up_to_newest));
  }
};

// `1.26` for `1.25` and `1.25.*`: the first release behind everything that begins so.
PackageVersion after_all(PackageVersion version, std::size_t parts) {
  version = version.base();
  version.release.resize(std::min(parts, version.release.size()));
  version.release.back() = version.release.back().next();
  return version;
}

void narrow(const Specifier& specifier, Stretch& stretch) {
  using Op = Specifier::Op;
  const PackageVersion& version = specifier.version;
  if (version.release.empty()) return;
  switch (specifier.op) {
    case Op::at_least:
    case Op::greater:
      return stretch.from(version);
    case Op::at_most:
      return stretch.to(version, false);
    case Op::less:
      return stretch.to(version, true);
    case Op::compatible:
      stretch.from(version);
      return stretch.to(after_all(version, std::max<std::size_t>(version.release.size(), 2) - 1),
                        true);
    case Op::equal:
    case Op::arbitrary:
      stretch.from(version);
      return specifier.wildcard ? stretch.to(after_all(version, version.release.size()), true)
                                : stretch.to(version, false);
    case Op::not_equal:
      return;
  }
}

// What the Python alone leaves, and why it begins where it does.
struct ByPython {
  Stretch stretch;
  std::string because;   // `numpy ≥ 2.1.0 (first with 3.13)`
  bool is_none = false;  // no release takes this Python
};

// The fact about PYTHON; of a Python that nothing is known of yet, that of the one before it: what is for the later Python
// did not come earlier.
const SupportFact* support_up_to(const PackageFacts& package, Version python) {
  for (int place = python.place(); place >= 0; --place) {
    const Version at = Version::at(place);
    if (at.major() != python.major()) break;
    if (const SupportFact* fact = package.support(at)) return fact;
  }
  return nullptr;
}

// The first release that is for PYTHON, where the ones before surely are not.
void begin_with_support(const PackageFacts& package, Version python, ByPython& made) {
  const SupportFact* fact = support_up_to(package, python);
  if (fact == nullptr || !package.is_native || !is_first(package, *fact)) return;
  const std::string_view least = fact->after.empty() ? fact->since : fact->after;
  made.stretch.from(parsed(least));
  made.because = std::string(package.name) + (fact->after.empty() ? " ≥ " : " > ") +
                 std::string(least) + " (first with " + std::string(fact->python.str()) + ")";
}

// Requires-Python takes releases out at both ends.
void apply_requirements(const PackageFacts& package, Version python, ByPython& made) {
  const auto lets_in = [&](const RequiresFact& fact) { return fact.pythons().contains(python); };
  const std::vector<RequiresFact>& all = package.required;
  const auto last_in = std::find_if(all.rbegin(), all.rend(), lets_in);
  const auto first_out = last_in.base();  // behind the last that lets it in, all are out
  if (first_out != all.end() && !first_out->since.empty() &&
      (last_in != all.rend() || !all.front().since.empty()))
    made.stretch.to(parsed(first_out->after.empty() ? first_out->since : first_out->after),
                    first_out->after.empty());
  made.is_none = !all.empty() && last_in == all.rend() && all.front().since.empty();
  const auto first_in = std::find_if(all.begin(), all.end(), lets_in);
  if (first_in == all.end() || first_in == all.begin() || first_in->since.empty()) return;
  const PackageVersion since = parsed(first_in->after.empty() ? first_in->since : first_in->after);
  if (made.stretch.least && *made.stretch.least >= since) return;
  made.stretch.from(since);
  made.because = std::string(package.name) + " ≥ " + std::string(first_in->since) +
                 " (the first that takes Python " + std::string(python.str()) + ")";
}

std::string text_of(const Stretch& stretch) {
  if (stretch.least && stretch.newest && !stretch.up_to_newest && *stretch.least == *stretch.newest)
    return stretch.least->str();
  std::string text;
  if (stretch.least) text = ">=" + stretch.least->str();
  if (stretch.newest) {
    text += (text.empty() ? "" : ",") + std::string(stretch.up_to_newest ? "<" : "<=") +
            stretch.newest->str();
  }
  return text.empty() ? "newest" : text;
}

InForce unpinned(const PackageFacts& package, Version python, const ByPython& by_python) {
  InForce made;
  made.least = by_python.stretch.least;
  made.newest = by_python.stretch.newest;
  made.up_to_newest = by_python.stretch.up_to_newest;
  made.is_none = by_python.is_none;
  made.text = text_of(by_python.stretch);
  const std::string start = "Python " + std::string(python.str()) + " → ";
  made.chain = !by_python.because.empty() ? start + by_python.because
               : made.newest
                   ? start + std::string(package.name) + ' ' + made.text
                   : start + "the newest " + std::string(package.name) + ", since nothing pins it";
  return made;
}

Fate to_fate(PackageTurn turn) {
  return turn == PackageTurn::there  ? Fate::there
         : turn == PackageTurn::stub ? Fate::stub
                                     : Fate::gone;
}

// With VERSION in force, or with the last one before it.
Fate fate_at(const PackageTurns& life, const PackageVersion& version, bool before) {
  if (life.turns.empty()) return Fate::there;
  Fate fate = life.turns.front().to == PackageTurn::there ? Fate::gone : Fate::there;
  for (const PackageTurns::Turn& turn : life.turns) {
    const PackageVersion at = parsed(turn.version);
    if (before ? at < version : at <= version) {
      fate = to_fate(turn.to);
    } else {
      const bool perhaps = !turn.after.empty() && parsed(turn.after) < version;
      return perhaps ? Fate::unknown : fate;
    }
  }
  return fate;
}

}  // namespace

Fate fate_at_least(const PackageTurns& life, const InForce& in_force) {
  if (!in_force.least) return Fate::unknown;
  return fate_at(life, *in_force.least, false);
}

Fate fate_at_newest(const PackageTurns& life, const InForce& in_force) {
  if (in_force.newest) return fate_at(life, *in_force.newest, in_force.up_to_newest);
  return life.turns.empty() ? Fate::there : to_fate(life.turns.back().to);
}

bool is_deprecated(const PackageTurns& life, const InForce& in_force) {
  if (life.deprecated.empty() || !in_force.least) return false;
  const auto deprecated = parsed(life.deprecated);
  const auto is_back = [&](const PackageTurns::Turn& turn) {  // it came back as another: numpy.bool
    return turn.to == PackageTurn::there && deprecated < parsed(turn.version) &&
           parsed(turn.version) <= *in_force.least;
  };
  return deprecated <= *in_force.least && std::ranges::none_of(life.turns, is_back);
}

const InForce& PackagesInForce::of(const PackageFacts& package, Version python) {
  const auto [known, is_new] = known_.try_emplace({&package, python});
  if (!is_new) return known->second;
  ByPython by_python;
  begin_with_support(package, python, by_python);
  apply_requirements(package, python, by_python);
  InForce& made = known->second = unpinned(package, python, by_python);
  const auto wanted = declared_ == nullptr ? std::nullopt : declared_->wanted(package.name, python);
  if (!wanted || wanted->where.empty() || made.is_none) return made;
  const std::string& where = wanted->where;
  Stretch both = by_python.stretch;
  for (const Specifier& specifier : wanted->allowed.specifiers()) narrow(specifier, both);
  if (wanted->in_force) {
    both.from(*wanted->in_force);
    both.to(*wanted->in_force, false);
  }
  if (both.empty()) {  // no version is left: what the Python forces is what there will be
    if (made.least && !by_python.because.empty())
      made.newest = made.least, made.up_to_newest = false;
    made.chain = where + " allows none for Python " + std::string(python.str()) + " → " +
                 (by_python.because.empty() ? std::string(package.name) + ' ' + made.text
                                            : by_python.because);
    return made;
  }
  made.least = both.least;
  made.newest = both.newest;
  made.up_to_newest = both.up_to_newest;
  made.text = text_of(both);
  made.chain = where + " → " + std::string(package.name) + ' ' + made.text;
  const bool forced =
      by_python.stretch.least && both.least && *by_python.stretch.least == *both.least;
  if (forced && !by_python.because.empty()) {
    made.chain = "Python " + std::string(python.str()) + " → " + by_python.because + ", " + where +
                 " → " + std::string(package.name) + ' ' + made.text;
  }
  return made;
}

}  // namespace pymolt::project
