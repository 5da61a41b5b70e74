// Which files are modules, what they are called, and where an import in a file looks for others.
// SPDX-License-Identifier: MIT
//
//   src/pkg/__init__.py     pkg            `src` is a root: a folder whose modules are imported by their own names
//   src/pkg/calc.py         pkg.calc
//   tests/test_calc.py      tests.test_calc
//   tools/run.py            run            if it imports its neighbour `tools/helper.py` as `helper`
//   plain/part.py           plain.part     if somebody imports it so: a package without `__init__.py`, from 3.3 on
//
// Folders without `__init__.py` may be roots, or packages, or neither; the imports of the project tell.
#ifndef PYMOLT_CROSSFILE_LAYOUT_H_
#define PYMOLT_CROSSFILE_LAYOUT_H_

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crossfile/unseen.h"
#include "model/facts.h"
#include "model/report.h"

namespace pymolt::project {

using ModuleId = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

struct Module {
  std::string name;        // dotted; empty for a script that cannot be imported
  std::string stem;        // the path without its ending; the folder of an `__init__.py`
  std::uint32_t file = 0;  // its place among the files
  bool is_package = false;
  bool needs_namespace = false;    // a folder above it is a package without `__init__.py`
  std::vector<ModuleId> packages;  // the `__init__` files that are run before it, outermost first
};

/// Where an absolute import looks: before the standard library, and after it. Behind each come folders that all imports
/// share: see Layout::shared.
struct SearchPath {
  std::vector<std::string> first;
  std::vector<std::string> last;
};

/// Folders that all imports look in, by what is in them.
class SharedFolders {
 public:
  /// TOP is in FOLDER, as a module or as a folder.
  void add(std::string_view top, std::string_view folder, bool is_module);
  /// The first folder that has TOP as a module, or, WITH_FOLDERS, as either; null when none has.
  [[nodiscard]] const std::string* find(std::string_view top, bool with_folders) const;

 private:
  std::map<std::string, std::string, std::less<>> modules_;
  std::map<std::string, std::string, std::less<>> either_;
};

class Layout {
 public:
  /// Borrows FILES. ROOTS as given on the command line; PACKAGE is what the folder that all paths begin in is called, where
  /// it is a package itself: then nothing in it is found by a bare name.
  /// EXTENSIONS: what build files make of sources that are known.
  Layout(std::span<const FileFacts> files, const std::vector<std::string>& roots,
         std::string package = {}, std::span<const ExtensionRow> extensions = {});

  [[nodiscard]] const std::vector<Module>& modules() const { return modules_; }
  [[nodiscard]] const Module& module(ModuleId id) const { return modules_[id]; }
  [[nodiscard]] const FileFacts& facts(ModuleId id) const { return files_[modules_[id].file]; }
  /// The module at STEM, or kNone.
  [[nodiscard]] ModuleId find(std::string_view stem) const;
  /// Whether PATH is a folder with modules in it or below it.
  [[nodiscard]] bool is_folder(std::string_view path) const {
    return folders_.find(path) != folders_.end();
  }
  /// Whether the folder has an `__init__` file, scanned or not.
  [[nodiscard]] bool is_package(std::string_view folder) const;
  /// Whether it is imported as a package all the same, in this project.
  [[nodiscard]] bool is_namespace(std::string_view folder) const {
    return namespaces_.find(folder) != namespaces_.end();
  }
  /// Whether a module may be at STEM of which no source was scanned.
  [[nodiscard]] Unseen unseen(std::string_view stem) const { return unseen_.at(stem); }
  /// Whether that is compiled code, which may import whatever it likes.
  [[nodiscard]] bool is_compiled(std::string_view stem) const { return unseen_.is_compiled(stem); }
  /// Where the extension module at STEM, if it is one, cannot be built.
  [[nodiscard]] VersionSet unbuilt(std::string_view stem) const;
  /// Where the project's extension module called NAME, in no package, cannot be built.
  [[nodiscard]] VersionSet unbuilt_on_top(std::string_view name) const;
  /// The folder relative imports of one dot start from.
  [[nodiscard]] std::string_view folder_of(ModuleId id) const;
  /// The folder the module's name begins below.
  [[nodiscard]] std::string root_of(ModuleId id) const { return root_above(folder_of(id)); }
  [[nodiscard]] const SearchPath& search_path(ModuleId id) const;
  /// Source folders, which come before the standard library; all roots, which come after it.
  [[nodiscard]] const SharedFolders& shared(bool before_standard) const {
    return before_standard ? sources_ : all_roots_;
  }
  /// What the scanned folder itself is called, where it is a package: dotted; else empty.
  [[nodiscard]] const std::string& own_name() const { return own_name_; }

 private:
  void add_extension(const ExtensionRow& extension);
  void add_modules();
  void gather_evidence();
  void note_relative(std::string_view folder, const ImportFact& import);
  void note_import(const std::string& home, ModuleId importer, const ImportFact& import);
  [[nodiscard]] bool note_namespace(const std::string& root, const ImportFact& import);
  void choose_roots(const std::vector<std::string>& roots);
  void share_roots();
  void name_modules();
  [[nodiscard]] std::string home_of(std::string_view folder) const;
  [[nodiscard]] std::string root_above(std::string_view folder) const;

  std::span<const FileFacts> files_;
  std::vector<Module> modules_;
  std::unordered_map<std::string_view, ModuleId> by_stem_;
  std::set<std::string, std::less<>> folders_;
  std::set<std::string, std::less<>>
      namespaces_;  // folders that are imported as packages without `__init__.py`
  std::set<std::string, std::less<>>
      siblings_;  // folders whose modules import each other by bare names
  std::set<std::string, std::less<>> roots_;
  SharedFolders sources_;
  SharedFolders all_roots_;
  std::string own_name_;
  UnseenModules unseen_;
  std::map<std::string, VersionSet, std::less<>> unbuilt_;         // by stem
  std::map<std::string, VersionSet, std::less<>> unbuilt_on_top_;  // by name
  mutable std::map<std::string, SearchPath, std::less<>> paths_;   // by home folder
};

/// `folder/name`; NAME alone at the top.
[[nodiscard]] std::string join(std::string_view folder, std::string_view name);
/// The folder above PATH; empty at the top.
[[nodiscard]] std::string_view above(std::string_view path);
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view dotted);

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_LAYOUT_H_
