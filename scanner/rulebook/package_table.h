// The packages that something is known of: which there are at once, their facts when one is first asked for.
// SPDX-License-Identifier: MIT
//
// There are hundreds, and a scan asks for few. The compiled-in ones come with an index (cmake/package_index.cmake), so that
// their files are not read until then; a user's pack is read when it is added. Asked from any number of threads once the last
// pack is added; what is handed out lives as long as the table.
#ifndef PYMOLT_RULEBOOK_PACKAGE_TABLE_H_
#define PYMOLT_RULEBOOK_PACKAGE_TABLE_H_

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rulebook/lifetime.h"
#include "rulebook/package_file.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// What is known of a package before its facts are read. Words are the last parts of dotted names.
struct PackageWords {
  std::string_view name;  // of the distribution, as PEP 503 compares it
  std::vector<std::string_view> imports;
  std::vector<std::string_view> brings;
  std::vector<std::string_view> names;        // in modules: `float_`
  std::vector<std::string_view> members;      // of classes: `ix`
  std::vector<std::string_view> distinctive;  // those of the members that no other library calls so
  std::vector<std::string_view> tops;         // the first parts of all these names
};

/// The words of a file that is read: what the build's index says of it.
[[nodiscard]] PackageWords words_of(const PackageFile& file);
/// The packages of an index, in its order, and the path of each.
[[nodiscard]] std::vector<std::pair<std::string_view, PackageWords>> read_package_index(
    std::string_view index);

class PackageTable {
 public:
  /// Adds the compiled-in packages.
  void add_built_in();
  /// Adds what FILE says; of a package that is known it may say more. Returns how many facts that are.
  [[nodiscard]] Result<int> add(const RuleFile& file);

  /// Calls TAKE with the words of each package, and with its facts, which may not have been read yet.
  template <typename Take>
  void each(Take take) const {
    for (const Package& package : packages_) {
      for (const PackageWords& words : package.words) take(words, package.facts);
    }
  }
  /// The facts of the distribution NAME; null where nothing is known.
  [[nodiscard]] const PackageFacts* find(std::string_view name) const;
  /// Of each package, by name.
  [[nodiscard]] std::vector<const PackageFacts*> all() const;
  /// The packages that give DOTTED, or what is above it, to import; by name.
  [[nodiscard]] std::span<const PackageFacts* const> of_import(std::string_view dotted) const;
  /// The packages that bring the module TOP back, by name.
  [[nodiscard]] std::span<const PackageFacts* const> bringing(std::string_view top) const;

  /// The first parts of the names that there are facts about, sorted.
  [[nodiscard]] std::vector<std::string_view> tops() const;
  [[nodiscard]] bool has_top(std::string_view top) const { return tops_.contains(top); }
  /// The facts about names below TOP, by name; null where there are none.
  [[nodiscard]] const std::vector<Lifetime>* below(std::string_view top) const;
  /// The member of PACKAGE called NAME that no other library calls so; null when there is none.
  [[nodiscard]] const Lifetime* distinctive(const PackageFacts& package,
                                            std::string_view name) const;

 private:
  struct Package {
    std::string_view path;            // of its compiled-in file; empty where there is none
    std::vector<PackageWords> words;  // one for each file
    std::vector<PackageFile> added;   // of users' packs, in the order of their coming
    mutable std::atomic<bool> is_read = false;
    mutable PackageFacts facts;
    mutable std::deque<std::vector<PackageLife>> lives;
    mutable std::vector<Lifetime> names;  // by name
  };
  struct Top {
    std::vector<const Package*> packages;
    mutable std::atomic<bool> is_read = false;
    mutable std::vector<Lifetime> names;
  };
  struct Known {
    std::vector<const Package*> packages;
    std::vector<const PackageFacts*> facts;
  };
  using By = std::map<std::string_view, Known, std::less<>>;

  Package& package_of(std::string_view name);
  void enter(Package& package, PackageWords words);
  static void put(By& table, std::string_view module, const Package& package);
  void read(const Package& package) const;
  void take(const Package& package, PackageFile file) const;
  std::span<const PackageFacts* const> read_all(const Known& known) const;

  std::deque<Package> packages_;
  std::map<std::string_view, Package*, std::less<>> by_name_;
  By by_import_;
  By by_module_;  // that they bring back
  std::map<std::string_view, Top, std::less<>> tops_;
  mutable std::recursive_mutex reading_;
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_PACKAGE_TABLE_H_
