// Tests first, since they say where uses are alive; then uses.
// SPDX-License-Identifier: MIT
#include "crossfile/cross_file_findings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/dotted.h"
#include "checks/api_usage.h"
#include "crossfile/cross_file_resolver.h"
#include "crossfile/late_findings.h"
#include "crossfile/provided_modules.h"
#include "crossfile/put_back.h"
#include "names/stdlib_index.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostBases = 32;

bool is_within(const Span& place, const CrossFileTest& test) {
  const auto at = std::pair(place.line, place.column);
  return at >= std::pair(test.span.line, test.span.column) &&
         at < std::pair(test.span.end_line, test.span.end_column);
}

bool is_within(std::uint32_t line, const CrossFileTest& test) {
  return test.is_block && line >= test.span.line && line <= test.span.end_line;
}

/// On which TEST leads to its place, as FLAG is what it asks.
VersionSet reached(const CrossFileTest& test, const FlagFact& flag) {
  if (!test.compares) return test.holds ? flag.holds : flag.fails;
  if (flag.tells == FlagFact::Tells::truth) return VersionSet::all();
  const bool is_called = !(test.holds_by[static_cast<std::size_t>(FlagFact::Tells::at_least)] |
                           test.holds_by[static_cast<std::size_t>(FlagFact::Tells::before)])
                              .empty();
  const bool is_function =
      flag.tells == FlagFact::Tells::at_least || flag.tells == FlagFact::Tells::before;
  if (is_called != is_function) return VersionSet::all();
  const VersionSet holds = test.holds_by[static_cast<std::size_t>(flag.tells)];
  return test.holds ? holds : ~holds;
}

/// Takes the versions DEAD from everything that TEST leads to.
void kill(FileFacts& file, const CrossFileTest& test, VersionSet dead) {
  for (Finding& finding : file.findings) {
    if (!is_within(finding.span, test)) continue;
    finding.alive -= dead;
    finding.breaks_on -= dead;
    finding.warns_on -= dead;
  }
  for (CrossFileUse& use : file.foreign.uses) {
    if (is_within(use.place.span, test)) use.place.alive -= dead;
  }
  for (PackageUse& use : file.packages) {
    if (is_within(use.place.span, test)) use.place.alive -= dead;
  }
  for (ImportFact& import : file.imports) {
    if (is_within(import.span, test)) import.alive -= dead;
  }
  for (ImportEvent& step : file.module.steps) {
    if (is_within(step.line, test)) step.alive -= dead;
  }
}

class Resolved {
 public:
  Resolved(std::span<FileFacts> files, const Layout& layout, const ModuleResolver& resolver,
           const rulebook::Rulebook& book)
      : files_(files),
        book_(book),
        stdlib_(book),
        layout_(layout),
        resolver_(resolver),
        follower_(layout_, resolver_) {}

  void run() {
    for (ModuleId id = 0; id < layout_.modules().size(); ++id) drop_unreached(id);
    for (ModuleId id = 0; id < layout_.modules().size(); ++id) {
      drop_starred(id);
      resolve_uses(id);
    }
  }

 private:
  void drop_unreached(ModuleId id) {
    FileFacts& file = files_[layout_.module(id).file];
    for (const CrossFileTest& test : file.foreign.tests) {
      VersionSet dead;
      for (const CrossFileMeaning& found : follower_.follow(id, test.flag, VersionSet::all())) {
        if (found.flag != nullptr) dead |= found.on - reached(test, *found.flag);
      }
      if (!dead.empty()) kill(file, test, dead);
    }
  }

  void resolve_uses(ModuleId id) {
    FileFacts& file = files_[layout_.module(id).file];
    std::vector<Finding> found;
    for (const CrossFileUse& use : file.foreign.uses) {
      if (use.place.alive.empty()) continue;
      if (use.member.empty()) {
        resolve_name(id, use, found);
      } else if (use.member == checks::kHashOfDefault) {
        settle_default(id, use, found);
      } else if (use.member == checks::kPatchedText) {
        settle_patched(id, use, found);
      } else {
        resolve_member(id, use, found, file.findings);
      }
    }
    add_late(std::move(found), file);
  }

  // What looks like a built-in name, and comes by a star import from a module that binds it.
  void drop_starred(ModuleId id) {
    FileFacts& file = files_[layout_.module(id).file];
    std::vector<ModuleId> from = starred(id);
    for (std::size_t i = 0; i < from.size() && i < kMostBases; ++i) {
      for (const ModuleId next : starred(from[i])) from.push_back(next);
    }
    if (from.empty()) return;
    std::erase_if(file.findings, [&](const Finding& finding) {
      if (!finding.symbol.starts_with("builtins.") || !finding.rule.ends_with("-name"))
        return false;
      return std::any_of(from.begin(), from.end(),
                         [&](ModuleId module) { return binds(module, finding.symbol.substr(9)); });
    });
  }

  [[nodiscard]] std::vector<ModuleId> starred(ModuleId id) const {
    std::vector<ModuleId> found;
    for (const ImportFact& import : layout_.facts(id).imports) {
      if (import.name != "*") continue;
      for (const Found& one : resolver_.find(id, import.module, import.level)) {
        if (one.kind == Found::Kind::own && one.module != kNone) found.push_back(one.module);
      }
    }
    return found;
  }

  [[nodiscard]] bool binds(ModuleId id, const std::string& name) const {
    const FileFacts& file = layout_.facts(id);
    return std::any_of(file.module.steps.begin(), file.module.steps.end(),
                       [&](const ImportEvent& s) {
                         return s.kind == ImportEvent::Kind::define && s.name == name;
                       }) ||
           std::any_of(file.imports.begin(), file.imports.end(),
                       [&](const ImportFact& i) { return i.bound_as == name; });
  }

  void resolve_name(ModuleId id, const CrossFileUse& use, std::vector<Finding>& out) {
    for (const CrossFileMeaning& found : follower_.follow(id, use.name, use.place.alive)) {
      if (!found.external.empty()) use_package(id, use, found.external, found.on);
      if (found.standard.empty()) continue;
      const rulebook::Lifetime* life = book_.lifetime(found.standard);
      if (life == nullptr) continue;
      if (life->package != nullptr) {
        use_package(id, use, found.standard, found.on);
        continue;
      }
      const std::string_view owner =
          std::string_view(found.standard).substr(0, found.standard.rfind('.'));
      report(use, *life, found.standard, found.on & stdlib_.exists(owner), out);
    }
  }

  // Another file of the project hands on something of a package.
  void use_package(ModuleId id, const CrossFileUse& use, const std::string& dotted, VersionSet on) {
    const rulebook::Lifetime* life = book_.lifetime(dotted);
    std::vector<PackageUse>& known = files_[layout_.module(id).file].packages;
    if (life == nullptr || life->package == nullptr || on.intersects(use.caught)) return;
    if (indexed_ != id) {
      uses_.clear();
      for (std::size_t i = 0; i < known.size(); ++i)
        uses_.try_emplace({known[i].place.span, known[i].fact}, i);
      indexed_ = id;
    }
    const auto [seen, is_new] =
        uses_.try_emplace({use.place.span, std::string(life->name)}, known.size());
    if (!is_new) {  // where the package is known to fail is followed apart from the rest
      known[seen->second].place.alive |= on;
      return;
    }
    PackageUse made;
    made.fact = life->name;
    made.place = use.place;
    made.place.symbol = dotted;
    made.place.subject = !use.member.empty() || life->package->in_class ? Subject::method
                         : life->is_module                              ? Subject::module
                                                                        : Subject::name;
    made.place.raises = Raised::no_attribute;
    made.place.alive = on;
    made.caught = use.caught;
    made.at_import_time = use.at_import_time;
    known.push_back(std::move(made));
  }

  static bool defines(const ClassFact& made, const std::string& member) {
    return std::find(made.defines.begin(), made.defines.end(), member) != made.defines.end();
  }

  // `limits: Limits = Limits()` in a dataclass, where the class is in another file.
  void settle_default(ModuleId id, const CrossFileUse& use, std::vector<Finding>& out) {
    const rulebook::RulePage* page = book_.page("dataclass-default");
    for (const CrossFileMeaning& found : follower_.follow(id, use.name, use.place.alive)) {
      if (page == nullptr || found.made == nullptr || !defines(*found.made, use.member)) continue;
      checks::Draft draft = checks::draft_of(*page, {}, found.on);
      if (use.at_import_time) draft.breaks_as = Severity::critical;
      place(checks::finding_of(draft), use, out);
    }
  }

  // `mock.patch("appr.Appr.notify")`, where the package hands on the class Appr of its module Appr: the text means the
  // module since 3.11.
  void settle_patched(ModuleId id, const CrossFileUse& use, std::vector<Finding>& out) {
    const rulebook::RulePage* page = book_.page("mock-patch-module");
    const std::string_view text = use.name.module;
    for (std::size_t end = text.rfind('.'); page != nullptr && end != std::string_view::npos;) {
      const std::string_view inner = text.substr(0, end);
      const std::string_view attribute = first_part(text.substr(end + 1));
      end = inner.rfind('.');
      if (end == std::string_view::npos ||
          !is_handed_on(id, inner.substr(0, end), inner.substr(end + 1)))
        continue;
      for (const Found& found : resolver_.find(id, inner, 0)) {
        if (found.kind != Found::Kind::own || found.module == kNone ||
            !layout_.facts(found.module).module.any_name.empty() ||
            binds(found.module, std::string(attribute)))
          continue;
        checks::Draft draft = checks::draft_of(*page, {}, found.on & use.place.alive);
        draft.confidence = use.place.confidence;
        return place(checks::finding_of(draft), use, out);
      }
    }
  }

  // Whether PACKAGE binds WORD to what its module WORD calls so: `from .Appr import Appr`.
  [[nodiscard]] bool is_handed_on(ModuleId id, std::string_view package,
                                  std::string_view word) const {
    for (const Found& found : resolver_.find(id, package, 0)) {
      if (found.kind != Found::Kind::own || found.module == kNone) continue;
      for (const ImportFact& import : layout_.facts(found.module).imports) {
        if (import.name == word && import.bound_as == word &&
            std::string_view(import.module).substr(import.module.rfind('.') + 1) == word)
          return true;
      }
    }
    return false;
  }

  // The bases are looked at in Python's order, as far as that is a walk from left to right.
  void resolve_member(ModuleId id, const CrossFileUse& use, std::vector<Finding>& out,
                      std::vector<Finding>& known) {
    std::vector<CrossFileMeaning> todo = follower_.follow(id, use.name, use.place.alive);
    bool all_known = !todo.empty();
    const std::size_t named = todo.size();
    for (std::size_t i = 0; i < todo.size(); ++i) {
      const CrossFileMeaning found = todo[i];
      std::string dotted_member;
      if (!found.external.empty() &&
          stdlib_.member(found.external, use.member, &dotted_member) != nullptr)
        use_package(id, use, dotted_member, found.on);
      if (i >= kMostBases || (found.standard.empty() && found.made == nullptr)) {
        all_known = false;
        continue;
      }
      if (!found.standard.empty()) {
        std::string dotted;
        const rulebook::Lifetime* life = stdlib_.member(found.standard, use.member, &dotted);
        if (life != nullptr && life->package != nullptr)
          return use_package(id, use, dotted, found.on);
        if (life != nullptr) return report(use, *life, dotted, found.on, out);
        continue;
      }
      const bool hides = found.made->any_member || defines(*found.made, use.member) ||
                         (i < named && may_be_of_subclass(found.module, use.member));
      if (hides) return forget_guess(use, known);
      std::size_t place = i + 1;
      for (const ClassFact::Base& base : found.made->bases) {
        if (base.standard) {
          CrossFileMeaning above;
          above.standard = base.name;
          above.on = found.on;
          todo.insert(todo.begin() + static_cast<std::ptrdiff_t>(place++), above);
          continue;
        }
        for (CrossFileMeaning& above : follower_.base(found.module, base.name, found.on)) {
          todo.insert(todo.begin() + static_cast<std::ptrdiff_t>(place++), std::move(above));
        }
      }
    }
    if (all_known) forget_guess(use, known);
  }

  // Whether a class beside the one that is named has MEMBER: the object may be one of a subclass.
  [[nodiscard]] bool may_be_of_subclass(ModuleId id, const std::string& member) const {
    const std::vector<std::string>& members = layout_.facts(id).foreign.members;
    return std::binary_search(members.begin(), members.end(), member);
  }

  // What was said by the name alone, before it was known that the class has that of its own.
  static void forget_guess(const CrossFileUse& use, std::vector<Finding>& known) {
    std::erase_if(known, [&](const Finding& f) {
      return f.span == use.place.span && f.rule.ends_with("-method") &&
             f.confidence < Confidence::sure;
    });
  }

  void report(const CrossFileUse& use, const rulebook::Lifetime& life, const std::string& dotted,
              VersionSet on, std::vector<Finding>& out) {
    checks::ApiUse made;
    made.kind = use.member.empty() ? book_.kind(dotted) : checks::LifeKind::method;
    made.life = &life;
    made.symbol = dotted;
    made.alive = on;
    made.missing = on - life.exists;
    made.caught = use.caught;
    made.at_import_time = use.at_import_time;
    made.confidence = use.place.confidence;
    for (const checks::Draft& draft : checks::drafts_of(book_, made)) {
      Finding finding = checks::finding_of(draft);
      if ((finding.breaks_on | finding.warns_on).empty()) continue;
      place(std::move(finding), use, out);
    }
  }

  static void place(Finding finding, const CrossFileUse& use, std::vector<Finding>& out) {
    finding.span = use.place.span;
    finding.excerpt = use.place.excerpt;
    finding.code = use.place.code;
    finding.scope = use.place.scope;
    out.push_back(std::move(finding));
  }

  std::span<FileFacts> files_;
  const rulebook::Rulebook& book_;
  names::StdlibIndex stdlib_;
  const Layout& layout_;
  const ModuleResolver& resolver_;
  CrossFileResolver follower_;
  std::map<std::pair<Span, std::string>, std::size_t> uses_;  // of packages, by place and fact
  std::optional<ModuleId> indexed_;                           // in that module
};

}  // namespace

void resolve_cross_file(std::span<FileFacts> files, const Layout& layout,
                        const ModuleResolver& resolver, const rulebook::Rulebook& book) {
  resolve_provided(files, layout, book);
  settle_put_back(files, layout, resolver, book);
  const bool open = std::any_of(files.begin(), files.end(), [](const FileFacts& file) {
    const bool stars = std::any_of(file.imports.begin(), file.imports.end(),
                                   [](const ImportFact& import) { return import.name == "*"; });
    return stars || !file.foreign.uses.empty() || !file.foreign.tests.empty();
  });
  if (open) Resolved(files, layout, resolver, book).run();
  for (FileFacts& file : files) {
    CrossFileFacts left;
    left.members = std::move(file.foreign.members);  // asked later: own_modules.h
    file.foreign = std::move(left);
  }
}

}  // namespace pymolt::project
