// What an import finds, version by version: modules of the project, of the standard library, others, or nothing.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_MODULE_RESOLVER_H_
#define PYMOLT_CROSSFILE_MODULE_RESOLVER_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crossfile/layout.h"
#include "model/import_events.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// What a module name leads to on some versions.
struct Found {
  enum class Kind : std::uint8_t {
    own,
    standard,
    external,  // of elsewhere, or of the project and not seen: taken to be there
    unseen,    // of the project, if it is there: that could not be told
    nothing,
  };
  Kind kind = Kind::external;
  bool known_to_fail =
      false;  // of nothing: it comes from elsewhere, and its package is known not to work there
  VersionSet on;
  std::vector<ModuleId> chain;  // to be run, in this order: packages and the module itself
  ModuleId module =
      kNone;  // what the whole name is; none for a package without `__init__.py`, or nothing
  std::string folder;  // of a package: where its submodules are; of others empty
  bool is_folder = false;
  bool is_compiled =
      false;              // code of the project that is not seen: it may import any of its modules
  bool any_name = false;  // a package whose `__init__` was not seen: it may have any name
  std::string name;       // of what was sought, absolute
  Raised raised = Raised::no_module;  // where there is nothing
};

/// Top-level modules from elsewhere, and where importing one is known to fail.
using FailingModules = std::map<std::string, VersionSet, std::less<>>;

/// Whether a declared dependency may bring the top-level module of that name.
using DeclaredModules = std::function<bool(std::string_view)>;

class ModuleResolver {
 public:
  ModuleResolver(const Layout& layout, const rulebook::Rulebook& book, FailingModules failing = {},
                 DeclaredModules is_declared = {});

  /// What IMPORTER's `import MODULE`, or `from MODULE import …`, with LEVEL dots finds, on every version exactly once.
  [[nodiscard]] std::vector<Found> find(ModuleId importer, std::string_view module,
                                        int level) const;
  /// The same for IMPORT, whose module another import may supply.
  [[nodiscard]] std::vector<Found> find(ModuleId importer, const ImportFact& import) const;
  /// The versions on which the standard library has DOTTED, as far as is known.
  [[nodiscard]] VersionSet standard(std::string_view dotted) const;
  /// The versions on which the standard module MODULE surely has no NAME.
  [[nodiscard]] VersionSet standard_lacking(std::string_view module, std::string_view name) const;
  /// The submodule NAME of what was found, added to its chain; nothing when there is none.
  [[nodiscard]] Found below(const Found& package, std::string_view name) const;
  /// The versions on which MISSING, which no file holds, may be found by IMPORTER all the same.
  [[nodiscard]] VersionSet injected(const Found& missing, ModuleId importer) const;

 private:
  void add_external(std::string_view top, Found external, std::vector<Found>& out) const;
  [[nodiscard]] Found walk(std::string_view root, std::string_view dotted, VersionSet on) const;
  [[nodiscard]] Found relative(ModuleId importer, std::string_view module, int level) const;
  [[nodiscard]] const std::string* top_in(const std::vector<std::string>& folders,
                                          const SharedFolders& shared, std::string_view top,
                                          bool with_folders, ModuleId not_this) const;
  void note_injected_modules();
  void add(ModuleId importer, Found found, std::vector<Found>& out) const;
  [[nodiscard]] Found in_own_package(std::string_view module, VersionSet on) const;
  [[nodiscard]] bool is_plain_folder(std::string_view stem) const;
  void leave_plain_folders(const ImportFact& import, std::vector<Found>& found) const;
  void note_foreign();
  void note_foreign(ModuleId importer, std::string_view module);
  [[nodiscard]] bool means_neighbour(ModuleId importer, std::string_view top) const;

  const Layout& layout_;
  const rulebook::Rulebook& book_;
  FailingModules failing_;
  DeclaredModules is_declared_;           // empty: nothing is
  std::vector<InjectedModule> injected_;  // with names
  std::vector<VersionSet> any_injected_;  // by module: where its group injected unknown names
  std::set<ModuleId>
      foreign_;  // whose bare name, imported beside them, means a module from elsewhere
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_MODULE_RESOLVER_H_
