// What the rulebook knows, in the form in which names are asked: does this dotted name exist, and where?
// SPDX-License-Identifier: MIT
//
// Built once beside the rulebook, which must outlive it; read by any thread.
#ifndef PYMOLT_NAMES_STDLIB_INDEX_H_
#define PYMOLT_NAMES_STDLIB_INDEX_H_

#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/version.h"
#include "model/raised.h"
#include "names/interned_names.h"
#include "rulebook/rulebook.h"

namespace pymolt::names {

class StdlibIndex {
 public:
  explicit StdlibIndex(const rulebook::Rulebook& book);

  [[nodiscard]] const rulebook::Rulebook& book() const { return *book_; }
  [[nodiscard]] const WellKnownNames& well_known_names() const { return well_known_names_; }

  /// Whether the first part of DOTTED is a module of the standard library, or `builtins`.
  [[nodiscard]] bool is_standard(std::string_view dotted) const;
  /// The versions on which DOTTED is there, as far as is known: where it, its class and its modules all are. A name
  /// without a line of its own is there wherever its owner is.
  [[nodiscard]] VersionSet exists(std::string_view dotted) const;
  /// The lifetime of the attribute NAME of the class TYPE, or of a base; DOTTED becomes its name there.
  [[nodiscard]] const rulebook::Lifetime* member(std::string type, std::string_view name,
                                                 std::string* dotted) const;
  /// Whether DOTTED is a class, as far as the rulebook shows: something of it has a life, or it has bases.
  [[nodiscard]] bool is_class(std::string_view dotted) const;
  /// Whether anything is said of DOTTED itself, so that `exists` is not only what its owner is.
  [[nodiscard]] bool is_listed(std::string_view dotted) const {
    return book_->lifetime(dotted) != nullptr || !book_->parameters(dotted).empty() ||
           !book_->below(dotted).empty() || advised_.contains(dotted);
  }
  /// On which versions the class A is B or derives from it, both dotted.
  [[nodiscard]] VersionSet derives(std::string_view a, std::string_view b) const;
  /// On which versions what a failure of that kind raises is an instance of the exception CLASS.
  [[nodiscard]] VersionSet is_kind(Raised raised, std::string_view exception) const;
  /// The lifetime of a method that is gone, if the method's NAME speaks for itself: nothing that lives is called so.
  [[nodiscard]] const rulebook::Lifetime* distinctive(std::string_view name) const;
  /// Whether some function or method called NAME wants an argument of a certain type.
  [[nodiscard]] bool wants(std::string_view name) const { return wants_.contains(name); }
  /// Whether the rulebook has facts about a package that gives DOTTED to import.
  [[nodiscard]] bool speaks_of(std::string_view dotted) const;
  /// The packages whose classes have a member called NAME with a life, where no class of the standard library has one.
  [[nodiscard]] std::span<const rulebook::PackageFacts* const> packages_with(
      std::string_view member) const;
  /// The lifetime of the member of PACKAGE called NAME that no other library calls so; null when there is none.
  [[nodiscard]] const rulebook::Lifetime* distinctive_of(const rulebook::PackageFacts& package,
                                                         std::string_view name) const;
  /// Whether DOTTED is of a package that there are facts about, and none of them says that it went.
  [[nodiscard]] bool package_keeps(std::string_view dotted) const;
  /// Whether something called NAME, perhaps of a module, ends the program or the test.
  [[nodiscard]] bool may_end(std::string_view name) const { return endings_.contains(name); }
  /// What NAME, dotted, or without a dot by convention, tells of the version: a fact `tells`; null where it tells nothing.
  [[nodiscard]] const rulebook::NameFact* predicate(std::string_view name) const {
    const auto found = predicates_.find(name);
    return found == predicates_.end() ? nullptr : found->second;
  }
  /// Whether some function or method called NAME gives a list on 2.7 and something else on 3.x: `map`, `keys`.
  [[nodiscard]] bool gave_list(std::string_view name) const { return gave_list_.contains(name); }
  /// Whether what is of that type on 3.x may have been a list on 2.7.
  [[nodiscard]] bool was_list(std::string_view type) const { return was_list_.contains(type); }

 private:
  void add_calls();
  void add_names();
  void add_advice(const rulebook::Lifetime& fact);
  void add_member(const rulebook::Lifetime& fact, std::string_view name);
  void add_packages();

  const rulebook::Rulebook* book_;
  // By the name of a method: its lifetime where all of that name end alike, else null.
  std::unordered_map<std::string_view, const rulebook::Lifetime*> distinctive_;
  std::unordered_set<std::string_view> distinctive_of_packages_;
  std::unordered_map<std::string_view, std::vector<const rulebook::PackageFacts*>> package_members_;
  std::unordered_set<std::string_view> standard_members_;
  std::unordered_set<std::string_view> gave_list_;
  std::unordered_set<std::string_view> was_list_;
  std::unordered_set<std::string_view> wants_;
  std::unordered_set<std::string_view>
      of_plain_types_;  // the methods of lists, texts and dictionaries
  // What is advised in the place of what went, which is there from a version on: `sys.maxsize` for `sys.maxint`.
  std::unordered_map<std::string_view, VersionSet> advised_;
  std::unordered_set<std::string_view> endings_;  // the last parts of what ends something
  std::unordered_map<std::string_view, const rulebook::NameFact*> predicates_;
  WellKnownNames well_known_names_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_STDLIB_INDEX_H_
