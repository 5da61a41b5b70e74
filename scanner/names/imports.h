// Import statements as values: what is imported, and which name that binds to what.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_IMPORTS_H_
#define PYMOLT_NAMES_IMPORTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/version.h"
#include "syntax/tree.h"

namespace pymolt::names {

/// One module or name of an import statement: `from ..a import b as c` is level 2, module `a`, name `b`, bound `c`.
struct Import {
  std::string module;         // dotted; empty for `from . import b`
  std::string_view name;      // taken from the module; `*` for a star import; empty for `import m`
  std::string_view bound_as;  // the name it binds; empty for a star import
  int level = 0;              // leading dots
  bool binds_first = false;   // `import a.b` binds `a`
  std::uint32_t statement = 0;  // nodes: the whole statement,
  std::uint32_t module_node = 0;
  std::uint32_t name_node = 0;  // and the name, or again the module
  std::uint32_t scope = 0;
  VersionSet on = VersionSet::all();  // of one by text: on which it is what is imported

  [[nodiscard]] bool is_star() const { return name == "*"; }
  /// What the bound name means: `a`, `a.b`; empty when it is relative or a star.
  [[nodiscard]] std::string target() const;
};

/// The most letters of a module's name that are looked at: no path is longer, and each import has a copy.
inline constexpr std::size_t kLongestModule = 1000;

/// Of one file, that many imports are read; those beyond bind names of which nothing is known.
inline constexpr std::size_t kMostImports = 50'000;

/// The imports of an import statement, `from __future__` included, in the order of the text. Those beyond what a file may have
/// are told as the names that they bind.
void read_imports(syntax::Node statement, std::vector<Import>& imports,
                  std::vector<syntax::Node>& beyond);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_IMPORTS_H_
