// One life is projected once; every use of it is then a set of versions like any other.
// SPDX-License-Identifier: MIT
#include "deps/package_uses.h"

#include <algorithm>
#include <map>

#include "base/dotted.h"
#include "crossfile/late_findings.h"
#include "deps/in_force.h"
#include "findings/findings.h"

namespace pymolt::project {

using rulebook::Lifetime;
using rulebook::PackageLife;
using rulebook::PackageTurn;

namespace {

// A life on the Pythons.
struct Projected {
  VersionSet gone;        // with the newest that can be in force, it is not there,
  VersionSet stub;        // or raises when it is used
  VersionSet sure;        // of these, on which the same holds of the least
  VersionSet not_yet;     // of what is gone: it is to come
  VersionSet deprecated;  // it is there, and deprecated with every version

  [[nodiscard]] VersionSet broken() const { return gone | stub; }
};

class Projection {
 public:
  Projection(const rulebook::Rulebook& book, PackagesInForce& in_force)
      : book_(book), in_force_(in_force) {}

  const Projected& of(const Lifetime& life) {
    const auto [known, is_new] = known_.try_emplace(&life);
    if (is_new) known->second = project(*life.package);
    return known->second;
  }

  /// On which the module, class or function that NAME stands in is gone by its own fact: that is told there.
  VersionSet gone_around(std::string_view name) {
    VersionSet gone;
    const std::size_t open = name.find('(');
    for (std::size_t end = open != std::string_view::npos ? open : name.rfind('.');
         end != std::string_view::npos && end > 0; end = name.rfind('.', end - 1)) {
      const Lifetime* life = book_.lifetime(name.substr(0, end));
      if (life != nullptr && life->package != nullptr) gone |= of(*life).broken();
    }
    return gone;
  }

 private:
  Projected project(const PackageLife& life) {
    Projected made;
    for (const Version v : axis()) {
      const InForce& in_force = in_force_.of(*life.package, v);
      if (in_force.is_none) continue;
      const Fate newest = fate_at_newest(life, in_force);
      const Fate least = fate_at_least(life, in_force);
      if (newest == Fate::there && is_deprecated(life, in_force)) made.deprecated |= v;
      if (newest != Fate::gone && newest != Fate::stub) continue;
      (newest == Fate::gone ? made.gone : made.stub) |= v;
      if (least == Fate::gone || least == Fate::stub) made.sure |= v;
      const bool comes =
          life.turns.front().to == PackageTurn::there && in_force.newest &&
          *in_force.newest < *packaging::PackageVersion::parse(life.turns.front().version);
      if (comes) made.not_yet |= v;
    }
    return made;
  }

  const rulebook::Rulebook& book_;
  PackagesInForce& in_force_;
  std::map<const Lifetime*, Projected> known_;
};

std::string_view kind_word(Subject subject) {
  switch (subject) {
    case Subject::module:
      return "module";
    case Subject::method:
      return "method";
    case Subject::parameter:
      return "parameter";
    default:
      return "name";
  }
}

std::string thing(const Finding& place, const Lifetime& life) {
  if (place.subject == Subject::parameter)
    return "The parameter `" + std::string(life.parameter) + "` of `" +
           place.symbol.substr(0, place.symbol.find('(')) + "`";
  return (place.subject == Subject::module ? "The module `" : "`") + place.symbol + '`';
}

class Settling {
 public:
  Settling(std::span<FileFacts> files, const Layout& layout, const ModuleResolver& resolver,
           const rulebook::Rulebook& book, const Declarations& declared)
      : files_(files),
        layout_(layout),
        resolver_(resolver),
        book_(book),
        target_(declared.target),
        in_force_(declared.pins),
        projection_(book, in_force_) {}

  void run() {
    for (ModuleId id = 0; id < layout_.modules().size(); ++id) {
      FileFacts& file = files_[layout_.module(id).file];
      std::vector<Finding> found;
      for (const PackageUse& use : file.packages) resolve(id, use, found);
      add_late(std::move(found), file);
    }
  }

 private:
  void resolve(ModuleId id, const PackageUse& use, std::vector<Finding>& out) {
    const Lifetime* life = book_.lifetime(use.fact);
    if (life == nullptr || life->package == nullptr || use.place.alive.empty()) return;
    const VersionSet alive =
        (use.place.alive & from_elsewhere(id, use.fact)) - projection_.gone_around(use.fact);
    const Projected& there = projection_.of(*life);
    const VersionSet broken = there.broken() & alive;
    if (broken.intersects(use.caught)) return;
    Finding finding = use.place;
    finding.alive = alive;
    if (!(broken - there.not_yet).empty()) {
      fill(use, *life, there, broken - there.not_yet, "removed-", finding);
    } else if (!broken.empty()) {
      fill(use, *life, there, broken, "missing-", finding);
    } else {
      if ((there.deprecated & alive).empty()) return;
    }
    warn(*life, there.deprecated & alive, finding);
    if (!finding.rule.empty()) out.push_back(std::move(finding));
  }

  // Where it is deprecated, and where that is all there is to say of the target.
  void warn(const Lifetime& life, VersionSet warns, Finding& finding) {
    finding.warns_on = warns;
    finding.warns_as = life.package->turns.empty() ? Severity::low : Severity::medium;
    if (warns.empty() || finding.breaks_on.intersects(target_)) return;
    if (!finding.breaks_on.empty() && !warns.intersects(target_)) return;
    const std::string since(life.package->deprecated);
    finding.message = thing(finding, life) + " is deprecated since " +
                      std::string(life.package->package->name) + ' ' + since;
    const VersionSet asked = warns.intersects(target_) ? warns & target_ : warns;
    explain(life, asked, "deprecated in " + since,
            finding.breaks_on.empty() ? "deprecated-" : "removed-", finding);
  }

  // The versions on which the import means the package, not a module of the project.
  VersionSet from_elsewhere(ModuleId id, std::string_view fact) const {
    VersionSet on;
    for (const Found& found : resolver_.find(id, first_part(fact.substr(0, fact.find('('))), 0)) {
      const bool elsewhere = found.kind == Found::Kind::external || found.known_to_fail;
      if (elsewhere || found.kind == Found::Kind::standard) on |= found.on;
    }
    return on;
  }

  void fill(const PackageUse& use, const Lifetime& life, const Projected& there, VersionSet broken,
            std::string_view prefix, Finding& finding) {
    const VersionSet asked = broken.intersects(target_) ? broken & target_ : broken;
    const bool is_gone = there.gone.contains(asked);
    finding.breaks_on = broken;
    finding.breaks_as = use.at_import_time && is_gone ? Severity::critical : Severity::high;
    if (!is_gone) finding.at_import = VersionSet::none();  // importing it works, and so may the use
    if (!there.sure.contains(asked))
      finding.confidence = std::min(finding.confidence, Confidence::likely);
    const Version v = asked.oldest();
    const bool to_come = prefix == "missing-";
    const PackageTurn to = to_come                  ? PackageTurn::there
                           : there.gone.contains(v) ? PackageTurn::gone
                                                    : PackageTurn::stub;
    const std::string package(life.package->package->name);
    const auto& turns = life.package->turns;
    const auto turn = std::find_if(turns.rbegin(), turns.rend(),
                                   [&](const PackageLife::Turn& t) { return t.to == to; });
    const std::string when = turn == turns.rend() ? std::string() : std::string(turn->version);
    const std::string what = to_come                   ? "added in "
                             : to == PackageTurn::gone ? "removed in "
                                                       : "raises since ";
    finding.message = thing(finding, life) +
                      (to_come                   ? " was added in "
                       : to == PackageTurn::gone ? " was removed in "
                                                 : " raises since ") +
                      package + ' ' + when;
    explain(life, asked, what + when, prefix, finding);
  }

  // The chain, the advice, and the page.
  void explain(const Lifetime& life, VersionSet on, const std::string& fate,
               std::string_view prefix, Finding& finding) {
    const Version v = on.oldest();
    const InForce& in_force = in_force_.of(*life.package->package, v);
    finding.package = PackageNote{std::string(life.package->package->name), in_force.text,
                                  in_force.chain + " → `" + finding.symbol + "` " + fate};
    finding.message += ": " + in_force.chain;
    finding.instead = life.advice;
    finding.docs = life.docs;
    const rulebook::RulePage* page =
        book_.page(std::string(prefix) + std::string(kind_word(finding.subject)));
    if (page != nullptr) finding.rule = page->name;
  }

  std::span<FileFacts> files_;
  const Layout& layout_;
  const ModuleResolver& resolver_;
  const rulebook::Rulebook& book_;
  VersionSet target_;
  PackagesInForce in_force_;
  Projection projection_;
};

}  // namespace

void resolve_package_uses(std::span<FileFacts> files, const Layout& layout,
                          const ModuleResolver& resolver, const rulebook::Rulebook& book,
                          const Declarations& declared) {
  const bool any = std::any_of(files.begin(), files.end(),
                               [](const FileFacts& file) { return !file.packages.empty(); });
  if (!any) return;
  Settling(files, layout, resolver, book, declared).run();
  for (FileFacts& file : files) file.packages.clear();
}

}  // namespace pymolt::project
