// Everything that is known about Python: the lifetimes and the rule pages, of the compiled-in pack and of users' own.
// SPDX-License-Identifier: MIT
//
// Built once at start, then only read, from any number of threads. It owns the text of users' packs; every view and
// pointer it hands out lives as long as it does.
#ifndef PYMOLT_RULEBOOK_RULEBOOK_H_
#define PYMOLT_RULEBOOK_RULEBOOK_H_

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "rulebook/c_api.h"
#include "rulebook/end_file.h"
#include "rulebook/lifetime.h"
#include "rulebook/name_file.h"
#include "rulebook/package_facts.h"
#include "rulebook/package_table.h"
#include "rulebook/release_file.h"
#include "rulebook/rule_file.h"
#include "rulebook/rule_page.h"
#include "rulebook/type_file.h"

namespace pymolt::rulebook {

class Rulebook {
 public:
  /// The compiled-in pack alone. A mistake in it is a defect of the build, and tested for.
  [[nodiscard]] static Result<Rulebook> built_in();

  Rulebook() = default;
  Rulebook(Rulebook&&) = default;
  Rulebook& operator=(Rulebook&&) = default;
  Rulebook(const Rulebook&) = delete;
  Rulebook& operator=(const Rulebook&) = delete;

  /// Adds the files of a pack, whose text is borrowed for good. Files that are neither `*.life`, `*.pkg` nor a page below
  /// `pages/` are left alone. A later pack replaces a rule or a fact of the same name.
  [[nodiscard]] Result<int> add(std::span<const RuleFile> files);
  /// The same, keeping the texts: pairs of name and text.
  [[nodiscard]] Result<int> add_owned(std::vector<std::pair<std::string, std::string>> files);

  /// The names of facts and rules of which a pack that was added later says otherwise than what was there, in the order of
  /// their coming.
  [[nodiscard]] const std::vector<std::string>& contradicted() const { return contradicted_; }

  /// The lifetime of a dotted name, `function(parameter)` or `syntax.construct`; null when nothing is known.
  [[nodiscard]] const Lifetime* lifetime(std::string_view name) const;
  /// The parameters of FUNCTION that came or went.
  [[nodiscard]] std::span<const Lifetime> parameters(std::string_view function) const;
  /// The facts about names directly or indirectly below DOTTED: `collections` gives `collections.Mapping` and others.
  [[nodiscard]] std::span<const Lifetime> below(std::string_view dotted) const;
  /// Whether DOTTED is a module of the standard library on some version.
  [[nodiscard]] bool is_module(std::string_view dotted) const;
  /// What sort of thing DOTTED is: a name stands in a module, a method in a class.
  [[nodiscard]] LifeKind kind(std::string_view dotted) const;
  [[nodiscard]] LifeKind kind(const Lifetime& life) const;
  /// The versions on which DOTTED is there, as far as is known: where it, its class and its modules all are. A name
  /// without a line of its own is there wherever its owner is.
  [[nodiscard]] VersionSet exists(std::string_view dotted) const;
  /// The same for a fact; a parameter is there where its function is.
  [[nodiscard]] VersionSet exists(const Lifetime& life) const;
  /// What is known of the C API, which is no part of the lifetimes above.
  [[nodiscard]] const CApi& c_api() const { return *c_api_; }
  /// What is known about the type of SUBJECT, which is written as in a type file: `os.environ[]`.
  [[nodiscard]] std::span<const TypeFact> types(std::string_view subject) const;
  /// What the arguments of FUNCTION must be.
  [[nodiscard]] std::span<const TypeFact> wanted(std::string_view function) const;
  [[nodiscard]] const std::vector<TypeFact>& wanted() const { return wanted_; }
  /// All facts about types, by subject.
  [[nodiscard]] const std::vector<TypeFact>& type_facts() const { return types_; }
  /// What NAME does, as a name file says: all its lines; often none.
  [[nodiscard]] std::span<const NameFact> names(std::string_view name) const;
  /// The versions on which NAME has the fact WORD VALUE, such as `ends`, `program`.
  [[nodiscard]] VersionSet does(std::string_view name, std::string_view word,
                                std::string_view value) const;
  /// All facts about names, by name.
  [[nodiscard]] const std::vector<NameFact>& name_facts() const { return names_; }
  /// The facts about Python, sorted by name within their top-level name; those about packages are not among them, unless
  /// a name of Python's is also of one.
  [[nodiscard]] const std::map<std::string_view, std::vector<Lifetime>, std::less<>>& of_python()
      const {
    return lifetimes_;
  }
  /// All facts, also those about packages, which are read for it: by top-level name.
  [[nodiscard]] std::map<std::string_view, const std::vector<Lifetime>*> lifetimes() const;
  /// Whether there are facts about something below TOP.
  [[nodiscard]] bool speaks_of(std::string_view top) const {
    return by_top_.contains(top) || packages_->has_top(top);
  }

  [[nodiscard]] const PackageTable& packages() const { return *packages_; }
  /// What is known of the distribution NAME, written as PEP 503 compares it; null when nothing is.
  [[nodiscard]] const PackageFacts* package(std::string_view name) const {
    return packages_->find(name);
  }
  /// The package that gives DOTTED to import, as far as is known: `google.protobuf.message` of `protobuf`; else null. Of
  /// several the one whose name comes last.
  [[nodiscard]] const PackageFacts* package_of_import(std::string_view dotted) const {
    const auto all = packages_of_import(dotted);
    return all.empty() ? nullptr : all.back();
  }
  /// All of them: `MySQLdb` is of mysqlclient and of mysql-python.
  [[nodiscard]] std::span<const PackageFacts* const> packages_of_import(
      std::string_view dotted) const {
    return packages_->of_import(dotted);
  }
  /// The packages that put the module TOP back where the standard library has it no more, by name.
  [[nodiscard]] std::span<const PackageFacts* const> bringing_back(std::string_view top) const {
    return packages_->bringing(top);
  }

  /// When the versions of Python come out, older first.
  [[nodiscard]] const std::vector<Release>& releases() const { return releases_; }

  /// When support ends, of Python and of providers' runtimes.
  [[nodiscard]] const std::vector<SupportEnd>& support_ends() const { return ends_; }

  [[nodiscard]] const std::vector<RulePage>& pages() const { return pages_; }
  [[nodiscard]] const RulePage* page(std::string_view rule) const;
  /// The page of a construct, given as `syntax.print-statement`; null when it has none.
  [[nodiscard]] const RulePage* construct_page(std::string_view construct) const;
  /// The advice page for a dotted name; null when none speaks of it.
  [[nodiscard]] const RulePage* advice_page(std::string_view dotted) const;

  /// The modules by whose import MODULE can be imported where the standard library has it no more; often none.
  [[nodiscard]] std::span<const std::string_view> suppliers(std::string_view module) const;

  /// Changes whenever a rule or a fact does: part of the key of what is cached.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_.value(); }

 private:
  Result<int> add_file(const RuleFile& file);
  Result<int> add_lifetimes(const RuleFile& file);
  Result<int> add_c_api(const RuleFile& file);
  Result<int> add_package(const RuleFile& file);
  void add_lives(std::vector<Lifetime> facts);
  void add_lives_below(std::string_view top, std::span<const Lifetime> facts);
  void set_lives(std::string_view top, std::vector<Lifetime> facts);
  /// The facts about names below the first part of NAME, by name; null where there are none.
  [[nodiscard]] const std::vector<Lifetime>* beside(std::string_view name) const;
  Result<int> add_page(const RuleFile& file);
  Result<int> add_types(const RuleFile& file);
  Result<int> add_names(const RuleFile& file);
  Result<int> add_releases(const RuleFile& file);
  Result<int> add_ends(const RuleFile& file);

  std::deque<std::pair<std::string, std::string>> owned_;
  std::map<std::string_view, std::vector<Lifetime>, std::less<>>
      lifetimes_;  // by first part of the name; all of them where packages have facts below it as well
  // What is asked for most, found by hash; most of what is asked for is not there.
  std::unordered_map<std::string_view, const std::vector<Lifetime>*> by_top_;  // of lifetimes_
  std::unordered_map<std::string_view, std::uint32_t> first_type_;  // the place of the first fact
  std::unordered_map<std::string_view, std::uint32_t> first_wanted_;
  std::unordered_map<std::string_view, std::uint32_t> first_name_;
  std::unique_ptr<CApi> c_api_ = std::make_unique<CApi>();
  bool is_built_in_ = false;  // while the compiled-in pack is added
  std::unique_ptr<PackageTable> packages_ = std::make_unique<PackageTable>();
  std::vector<TypeFact> types_;    // by subject
  std::vector<TypeFact> wanted_;   // by subject
  std::vector<NameFact> names_;    // by name
  std::vector<Release> releases_;  // older first
  std::vector<SupportEnd> ends_;
  std::vector<RulePage> pages_;                                             // by name
  std::map<std::string_view, std::string_view, std::less<>> explained_by_;  // pattern → rule
  std::map<std::string_view, std::vector<std::string_view>, std::less<>>
      supplied_by_;  // by top module
  std::vector<std::string> contradicted_;
  Hash fingerprint_;
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_RULEBOOK_H_
