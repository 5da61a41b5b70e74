// Every declaration is judged by itself, narrowed by what its file includes and locks; rows are never merged.
// SPDX-License-Identifier: MIT
#include "deps/dependencies.h"

#include <algorithm>

#include "packaging/names.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostPins =
    64;  // of one name around a declaration; locks name each version once

using packaging::canonical_name;
using packaging::PackageVersion;
using packaging::SpecifierSet;

std::optional<PackageVersion> pin_of(const SpecifierSet& specifiers) {
  const auto text = specifiers.pin();
  return text ? PackageVersion::parse(*text) : std::nullopt;
}

SpecifierSet specifiers_of(const DependencyDeclaration& declaration) {
  auto parsed = SpecifierSet::parse(declaration.specifier);
  return parsed ? parsed.take() : SpecifierSet();
}

bool is_constraint(const DependencyDeclaration& declaration) {
  return declaration.kind == DependencyKind::constraint;
}

// Where a lock is held back by the oldest Python that it is made for, its judgement says so: a newer release drops that one.
void name_floor(const FileFacts& lock, const KnownPackage& package, SupportJudgement& judged) {
  if (package.facts == nullptr || judged.first.empty() || judged.support == Support::ok) return;
  const auto first = PackageVersion::parse(judged.first);
  const auto states = [](const VersionStatement& s) { return s.kind == "lock-requires-python"; };
  const auto& statements = lock.inventory.statements;
  const auto stated = std::ranges::find_if(statements, states);
  if (!first || stated == statements.end() || stated->versions.empty()) return;
  const Version floor = stated->versions.oldest();
  const rulebook::RequiresFact* demanded = nullptr;
  for (const rulebook::RequiresFact& fact : package.facts->required) {
    const auto since = PackageVersion::parse(fact.since.empty() ? "0" : fact.since);
    if (since && *since <= *first) demanded = &fact;
  }
  if (demanded == nullptr || demanded->pythons().contains(floor)) return;
  judged.evidence += "; requires-python " + stated->stated + " holds it back: " + judged.first +
                     " requires Python " + std::string(demanded->specifier);
}

}  // namespace

Dependencies::Dependencies(const std::vector<const FileFacts*>& files,
                           const rulebook::Rulebook& book, const Machine& machine)
    : book_(book), machine_(machine) {
  add_installed();
  const DeclaringFiles declaring(files);
  for (const FileFacts* file : files) add_file(*file, declaring);
  problems_.insert(problems_.end(), declaring.problems().begin(), declaring.problems().end());
}

VersionSet Dependencies::applies(const DependencyDeclaration& declaration) {
  if (declaration.marker.empty()) return VersionSet::all();
  const auto [known, is_new] = applies_.try_emplace(declaration.marker);
  if (is_new) {
    const auto marker = packaging::Marker::parse(declaration.marker);
    known->second = marker ? packaging::applies_on(*marker, machine_.platform, machine_.extras)
                           : VersionSet::all();
  }
  return known->second;
}

// What DECLARATION allows and pins; a name is asked about by each of its declarations, on every version.
const Dependencies::Said& Dependencies::said(const DependencyDeclaration& declaration) {
  const auto [known, is_new] = said_.try_emplace(declaration.specifier);
  if (is_new) {
    known->second.allowed = specifiers_of(declaration);
    known->second.pin = pin_of(known->second.allowed);
  }
  return known->second;
}

const KnownPackage& Dependencies::known(const std::string& name) {
  const auto found = known_.find(name);
  if (found != known_.end()) return found->second;
  return known_.emplace(name, KnownPackage(book_.package(name))).first->second;
}

// Each is judged like an entry of a lock file; where nothing speaks, its classifiers do, which are only a statement.
void Dependencies::add_installed() {
  for (const scan::Installed& one : machine_.installed.packages) {
    const std::string name = canonical_name(one.declaration.name);
    installed_.emplace(name, &one.declaration);
    DependencyRow row{one.path, one.declaration, {}};
    std::map<Version, Wanted> asked;
    for (const Version python : axis()) {
      Wanted wanted;
      wanted.allowed = specifiers_of(one.declaration);
      wanted.in_force = pin_of(wanted.allowed);
      SupportJudgement judged = judge(one.declaration, wanted, known(name), machine_, python);
      if (judged.support == Support::unknown && one.stated.contains(python)) {
        judged.support = Support::ok;
        judged.evidence = "its classifiers name Python " + std::string(python.str()) +
                          ", which is a statement of its makers";
      }
      judge_by_sources(one, python, judged);
      row.on[python] = std::move(judged);
      asked.emplace(python, std::move(wanted));
    }
    add_row(std::move(row), std::move(asked));
  }
  for (const auto& [path, message] : machine_.installed.problems)
    problems_.push_back({path, {0, message}});
}

// What was read of its own sources says more than what its makers state.
void Dependencies::judge_by_sources(const scan::Installed& one, Version python,
                                    SupportJudgement& judged) const {
  if (judged.support == Support::no) return;
  for (const std::string& module : one.modules) {
    const auto broken = machine_.broken.find(module);
    if (broken == machine_.broken.end() || !broken->second.on.contains(python)) continue;
    judged.support = Support::no;
    judged.evidence = broken->second.why(broken->second.on);
    return;
  }
}

void Dependencies::add_row(DependencyRow row, std::map<Version, Wanted> wanted) {
  if (!is_constraint(row.declaration))
    by_name_.emplace(canonical_name(row.declaration.name), rows_.size());
  rows_.push_back(std::move(row));
  wanted_.push_back(std::move(wanted));
}

void Dependencies::add_file(const FileFacts& file, const DeclaringFiles& files) {
  std::multimap<std::string, Pin> pins;
  for (const FileFacts* other : files.narrowing(file)) {
    for (const DependencyDeclaration& made : other->inventory.dependencies) {
      if (!made.specifier.empty()) pins.emplace(canonical_name(made.name), Pin{&made, other});
    }
  }
  const bool constraints = files.is_constraints(file);
  for (const DependencyDeclaration& declaration : file.inventory.dependencies) {
    DependencyRow row{file.path, declaration, {}};
    if (constraints && row.declaration.kind == DependencyKind::dependency)
      row.declaration.kind = DependencyKind::constraint;
    const std::string name = canonical_name(declaration.name);
    const KnownPackage& package = known(name);
    std::map<Version, Wanted> asked;
    for (const Version python : applies(declaration).versions()) {
      Wanted wanted = wanted_by(declaration, file, pins, python);
      row.on[python] = judged(declaration, wanted, package, python);
      if (declaration.kind == DependencyKind::lock) name_floor(file, package, row.on[python]);
      asked.emplace(python, std::move(wanted));
    }
    add_row(std::move(row), std::move(asked));
  }
}

// The judgement of one that rests on its range alone: files that include each other ask it of each of their rows.
SupportJudgement Dependencies::judged(const DependencyDeclaration& declaration,
                                      const Wanted& wanted, const KnownPackage& package,
                                      Version python) {
  if (!declaration.files.empty() || !declaration.url.empty() ||
      !declaration.requires_python.empty())
    return judge(declaration, wanted, package, machine_, python);
  std::string asked = declaration.name + "\n" + wanted.allowed.str() + "\n" +
                      wanted.in_force_because + "\n" + std::string(python.str());
  if (wanted.in_force) asked += "\n" + wanted.in_force->str();
  const auto [known, is_new] = judged_.try_emplace(std::move(asked));
  if (is_new) known->second = judge(declaration, wanted, package, machine_, python);
  return known->second;
}

// A pin of its own decides; else the first of those around it, and everything narrows what is allowed.
Wanted Dependencies::wanted_by(const DependencyDeclaration& declaration, const FileFacts& file,
                               const std::multimap<std::string, Pin>& pins, Version python) {
  Wanted wanted;
  wanted.allowed = specifiers_of(declaration);
  wanted.in_force = pin_of(wanted.allowed);
  const SpecifierSet own = wanted.allowed;
  if (!declaration.url.empty()) return wanted;
  if (const auto installed = installed_.find(canonical_name(declaration.name));
      installed != installed_.end()) {
    wanted.in_force = pin_of(specifiers_of(*installed->second));
    wanted.in_force_because = "the environment";
  }
  const auto [begin, end] = pins.equal_range(canonical_name(declaration.name));
  std::size_t looked = 0;
  std::map<std::string_view, const SpecifierSet*> narrowing;  // each range once, in one order
  for (auto at = begin; at != end && looked < kMostPins; ++at, ++looked) {
    const DependencyDeclaration& other = *at->second.by;
    const bool adds_nothing = other.specifier == declaration.specifier;
    if (adds_nothing || !applies(other).contains(python)) continue;
    const auto& [narrowed, pin] = said(other);
    // What is installed with an extra or group alone decides about nothing else of its file.
    const bool together =
        other.group.empty() || other.group == declaration.group || at->second.file != &file;
    if (pin && !wanted.in_force && together && own.contains(*pin, true)) {
      wanted.in_force = pin;
      wanted.in_force_because = at->second.file->path + ":" + std::to_string(other.line);
    }
    if (at->second.file != &file || is_constraint(other))
      narrowing.try_emplace(other.specifier, &narrowed);
  }
  if (narrowing.empty()) return wanted;
  std::string together = declaration.specifier;  // worked out once for files that narrow each other
  for (const auto& [text, narrowed] : narrowing) together += "\n" + std::string(text);
  const auto [known, is_new] = allowed_.try_emplace(std::move(together));
  if (is_new) {
    for (const auto& [text, narrowed] : narrowing) wanted.allowed = wanted.allowed & *narrowed;
    known->second = wanted.allowed;
  }
  wanted.allowed = known->second;
  return wanted;
}

// Build tools live in an environment of their own.
std::optional<Wanted> Dependencies::wanted(std::string_view name, Version python) const {
  std::optional<Wanted> all;
  std::string said;
  std::size_t looked = 0;
  const auto [begin, end] = by_name_.equal_range(name);
  for (auto at = begin; at != end; ++at) {
    const DependencyRow& row = rows_[at->second];
    const auto one = wanted_[at->second].find(python);
    if (one == wanted_[at->second].end() || row.declaration.kind == DependencyKind::build) continue;
    if (!all) all.emplace();
    if (++looked > kMostPins) break;
    const Wanted& wanted = one->second;
    all->allowed = all->allowed & wanted.allowed;
    if (!all->in_force) all->in_force = wanted.in_force;
    if (wanted.allowed.empty() && !wanted.in_force) continue;
    const std::string text = wanted.in_force ? wanted.in_force->str() : wanted.allowed.str();
    const std::string place = wanted.in_force_because.empty()
                                  ? row.path + ":" + std::to_string(row.declaration.line)
                                  : wanted.in_force_because;
    if (!all->where.empty() && (said == text || all->where.find(place) != std::string::npos))
      continue;
    all->where += (all->where.empty() ? "" : ", ") + place;
    said = text;
  }
  return all;
}

bool Dependencies::is_declared(std::string_view module) const {
  const std::string canonical = canonical_name(module);
  if (by_name_.contains(canonical)) return true;
  return std::ranges::any_of(
      book_.packages_of_import(module),
      [&](const rulebook::PackageFacts* brings) { return by_name_.contains(brings->name); });
}

std::string FailingImport::why(VersionSet asked) const {
  for (const auto& [on_those, reason] : because) {
    if (on_those.intersects(asked)) return reason;
  }
  return {};
}

// It fails where every declaration that applies is known to; undeclared, where every version is.
FailingImport Dependencies::failing(std::string_view module) const {
  FailingImport failing;
  if (const auto broken = machine_.broken.find(module); broken != machine_.broken.end())
    failing = broken->second;
  const rulebook::PackageFacts* brings = book_.package_of_import(module);
  if (brings == nullptr) return failing;
  const KnownPackage package(brings);
  const auto [begin, end] = by_name_.equal_range(brings->name);
  for (const Version python : axis()) {
    std::vector<const SupportJudgement*> declared;
    for (auto at = begin; at != end; ++at) {
      const auto judged = rows_[at->second].on.find(python);
      if (judged != rows_[at->second].on.end()) declared.push_back(&judged->second);
    }
    SupportJudgement judged;
    if (declared.empty()) {
      judged = judge_by_facts(std::string(brings->name), {}, package, python);
    } else {
      const auto best = std::ranges::max_element(
          declared, {}, [](const SupportJudgement* one) { return one->support; });
      judged = **best;
    }
    if (judged.support != Support::no) continue;
    failing.on |= python;
    const auto same = std::ranges::find(failing.because, judged.evidence,
                                        &std::pair<VersionSet, std::string>::second);
    if (same == failing.because.end()) {
      failing.because.emplace_back(VersionSet(python), judged.evidence);
    } else {
      same->first |= python;
    }
  }
  return failing;
}

}  // namespace pymolt::project
