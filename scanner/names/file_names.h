// All that is known about the names of one file, worked out together.
// SPDX-License-Identifier: MIT
//
//   const FileNames names(tree, standard);
//   names.guards.alive(node); names.resolver.meanings(node);
//
// Borrows the tree and the standard names. Built once, then only read, on one thread; it stays where it was made.
#ifndef PYMOLT_NAMES_FILE_NAMES_H_
#define PYMOLT_NAMES_FILE_NAMES_H_

#include "names/guards.h"
#include "names/resolver.h"
#include "names/scopes.h"
#include "names/stdlib_index.h"
#include "names/types.h"

namespace pymolt::names {

class FileNames {
 public:
  FileNames(const syntax::Tree& tree, const StdlibIndex& stdlib);
  FileNames(const FileNames&) = delete;
  FileNames& operator=(const FileNames&) = delete;

  [[nodiscard]] const Scopes& scopes() const { return scopes_; }
  [[nodiscard]] const Guards& guards() const { return guards_; }
  [[nodiscard]] const Resolver& resolver() const { return resolver_; }
  /// What expressions are; worked out when asked, and kept.
  [[nodiscard]] const Types& types() const { return types_; }
  [[nodiscard]] const StdlibIndex& stdlib() const { return resolver_.stdlib(); }
  [[nodiscard]] bool at_import_time(std::uint32_t node) const {
    return guards_.at_import_time(node);
  }

 private:
  void mark_stars(const StdlibIndex& stdlib);

  Scopes scopes_;
  Guards guards_;
  Resolver resolver_;
  Types types_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_FILE_NAMES_H_
