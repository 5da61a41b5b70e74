// Evidence is tried in order, and the first that speaks decides; where none does, that is the answer.
// SPDX-License-Identifier: MIT
#include "deps/dependency_judge.h"

#include <algorithm>

#include "deps/allowed_versions.h"
#include "deps/support_order.h"
#include "packaging/requires_python.h"
#include "packaging/wheel.h"

namespace pymolt::project {

namespace {

using packaging::PackageVersion;
using rulebook::PackageFacts;
using rulebook::RequiresFact;
using rulebook::SupportFact;

std::string on(Version python) { return "Python " + std::string(python.str()); }

bool is_before(const PackageVersion& version, std::string_view bound) {
  const auto parsed = PackageVersion::parse(bound);
  return parsed && version < *parsed;
}

// What VERSION demands of Python, by its place among the facts: none where that is not known for certain.
constexpr std::size_t kNowhere = SIZE_MAX;

std::size_t requires_of(const PackageFacts& facts, const PackageVersion& version) {
  std::size_t found = kNowhere;
  for (std::size_t i = 0; i < facts.required.size(); ++i) {
    const RequiresFact& fact = facts.required[i];
    if (fact.since.empty() || !is_before(version, fact.since)) {
      found = i;
    } else if (!fact.after.empty() && !is_before(version, fact.after) &&
               *PackageVersion::parse(fact.after) != version) {
      return kNowhere;  // it may have begun before this version or after
    }
  }
  return found;
}

// The fact that keeps VERSION from PYTHON; null where none does.
const RequiresFact* excluding(const KnownPackage& package, const PackageVersion& version,
                              Version python) {
  const std::size_t place = requires_of(*package.facts, version);
  return place == kNowhere || package.required[place].contains(python)
             ? nullptr
             : &package.facts->required[place];
}

// Before the first version that is for PYTHON: compiled code has no wheels then; pure Python may well work.
SupportJudgement judge_before(const std::string& name, const PackageVersion& version,
                              const PackageFacts& facts, const SupportFact& support,
                              Version python) {
  SupportJudgement made;
  const bool between = !support.after.empty() && !is_before(version, support.after) &&
                       *PackageVersion::parse(support.after) != version;
  const bool fails = facts.is_native && is_first(facts, support) && !between;
  made.support = fails ? Support::no : Support::unknown;
  made.evidence = name +
                  (support.kind == rulebook::SupportKind::wheel ? " has wheels for " : " names ") +
                  on(python) + " since " + std::string(support.since);
  if (!fails) made.evidence += "; of earlier versions nothing is known";
  return made;
}

// What is known of one version.
SupportJudgement judge_version(const std::string& name, const PackageVersion& version,
                               const KnownPackage& package, Version python) {
  SupportJudgement made;
  const PackageFacts& facts = *package.facts;
  const SupportFact* support = facts.support(python);
  if (const RequiresFact* fact = excluding(package, version, python)) {
    made.support = Support::no;
    made.evidence = name + " requires Python " + std::string(fact->specifier) +
                    (fact->since.empty() ? "" : " since " + std::string(fact->since));
  } else if (support == nullptr) {
    made.evidence = "nothing is known of " + name + " on " + on(python);
  } else if (is_before(version, support->since)) {
    made = judge_before(name, version, facts, *support, python);
  } else {
    made.support = Support::ok;
    const bool stated = support->kind == rulebook::SupportKind::classifier;
    made.evidence = name + (stated ? " states support for " : " has wheels for ") + on(python) +
                    " since " + std::string(support->since);
  }
  return made;
}

// Several allowed versions, older first: all agree, or the newest decides.
SupportJudgement judge_range(const std::string& name, std::vector<PackageVersion> versions,
                             const KnownPackage& package, Version python) {
  // What demands another Python is not taken by installers as long as something else is allowed.
  const auto excluded = [&](const PackageVersion& version) {
    return excluding(package, version, python) != nullptr;
  };
  if (!std::ranges::all_of(versions, excluded)) std::erase_if(versions, excluded);
  std::vector<SupportJudgement> each;
  for (const PackageVersion& version : versions)
    each.push_back(judge_version(name, version, package, python));
  SupportJudgement made = each.back();
  if (made.support == Support::no && std::ranges::any_of(each, [](const SupportJudgement& j) {
        return j.support != Support::no;
      })) {
    // The newest fails and another may not: installers cannot know, but whoever pins can.
    made.evidence += ", which is what the newest allowed version comes to";
  }
  return made;
}

// The first version for PYTHON, where it is known and the one asked for is before it.
void add_first(const PackageFacts* facts, Version python, SupportJudgement& made) {
  const SupportFact* support = facts == nullptr ? nullptr : facts->support(python);
  const bool lacks = made.support == Support::no || made.support == Support::source;
  if (support != nullptr && lacks && is_first(*facts, *support)) made.first = support->since;
}

}  // namespace

KnownPackage::KnownPackage(const PackageFacts* known) : facts(known) {
  if (facts == nullptr) return;
  for (const RequiresFact& fact : facts->required) required.push_back(fact.pythons());
}

SupportJudgement judge_by_facts(const std::string& name, const Wanted& wanted,
                                const KnownPackage& package, Version python) {
  SupportJudgement made;
  const PackageFacts* facts = package.facts;
  if (facts == nullptr) {
    made.evidence = "nothing is known of " + name;
  } else if (wanted.in_force) {
    made = judge_version(name, *wanted.in_force, package, python);
  } else {
    std::vector<PackageVersion> versions = allowed_versions(wanted.allowed, facts);
    if (versions.empty()) {
      made.evidence = "no version of " + name + " is allowed by `" + wanted.allowed.written() + "`";
    } else {
      made = judge_range(name, std::move(versions), package, python);
    }
  }
  add_first(facts, python, made);
  if (wanted.in_force) {
    made.in_force = wanted.in_force->str();
    made.evidence += "; " + made.in_force + " is in force" +
                     (wanted.in_force_because.empty() ? "" : " by " + wanted.in_force_because);
  }
  return made;
}

std::map<Version, std::string> fitting_wheels(const std::vector<LockedFile>& files,
                                              const Machine& machine) {
  std::map<Version, std::string> fitting;
  for (const LockedFile& file : files) {
    const auto wheel = packaging::WheelName::parse(file.name);
    if (!wheel) continue;
    for (const packaging::Tag& tag : wheel->tags) {
      for (const Version v :
           packaging::taken_by(tag, machine.platform, machine.free_threaded).versions())
        fitting.emplace(v, file.name);
    }
  }
  return fitting;
}

namespace {

// What the files of a lock entry say; nothing where it names none.
std::optional<SupportJudgement> judge_files(const DependencyDeclaration& declaration,
                                            const Machine& machine, Version python) {
  if (declaration.files.empty()) return std::nullopt;
  SupportJudgement made;
  const auto fitting = fitting_wheels(declaration.files, machine);
  const auto wheel = fitting.find(python);
  const auto is_source = [](const LockedFile& file) { return packaging::is_sdist(file.name); };
  const auto is_wheel = [](const LockedFile& file) { return file.name.ends_with(".whl"); };
  if (wheel != fitting.end()) {
    made.support = Support::ok;
    made.evidence = "the wheel " + wheel->second + " fits";
  } else if (std::ranges::any_of(declaration.files, is_source)) {
    made.support = Support::source;
    made.evidence = "none of the wheels named fits " + on(python) + " on " +
                    machine.platform.str() + "; there is a source archive";
  } else if (std::ranges::any_of(declaration.files, is_wheel)) {
    made.support = Support::no;
    made.evidence = "none of the wheels named fits " + on(python) + " on " +
                    machine.platform.str() + ", and no source archive is named";
  } else {
    return std::nullopt;
  }
  return made;
}

std::optional<SupportJudgement> judge_requires(const DependencyDeclaration& declaration,
                                               Version python) {
  if (declaration.requires_python.empty()) return std::nullopt;
  const auto demanded = packaging::SpecifierSet::parse(declaration.requires_python);
  if (!demanded || packaging::pythons_of(*demanded).contains(python)) return std::nullopt;
  SupportJudgement made;
  made.support = Support::no;
  made.evidence = "Requires-Python " + declaration.requires_python + " excludes " + on(python);
  return made;
}

}  // namespace

SupportJudgement judge(const DependencyDeclaration& declaration, const Wanted& wanted,
                       const KnownPackage& package, const Machine& machine, Version python) {
  std::optional<SupportJudgement> made = judge_requires(declaration, python);
  if (!made) made = judge_files(declaration, machine, python);
  if (!made && !declaration.url.empty()) {
    made = SupportJudgement{};
    made->evidence =
        "it comes from " + declaration.url.substr(0, 200) + ", of which nothing is known";
  }
  if (!made) {
    made = judge_by_facts(declaration.name, wanted, package, python);
    // What is known of compiled releases is known of builds with the GIL.
    if (machine.free_threaded && made->support == Support::ok && package.facts->is_native) {
      made->support = Support::unknown;
      made->evidence = "nothing is known of " + declaration.name +
                       " on the free-threaded build of " + on(python);
    }
    return *made;
  }
  if (wanted.in_force) made->in_force = wanted.in_force->str();
  add_first(package.facts, python, *made);
  return *made;
}

}  // namespace pymolt::project
