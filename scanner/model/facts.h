// What looking at one file gives: plain data, true for every version, independent of the target.
// SPDX-License-Identifier: MIT
//
// This is the `map` half of map and reduce. `FileFacts` hold no pointer into a tree or a text, so they can be
// written down, cached by content hash (scan/), merged across machines, and reduced to a `Report` (project/)
// without looking at the source again.
#ifndef PYMOLT_MODEL_FACTS_H_
#define PYMOLT_MODEL_FACTS_H_

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/version.h"
#include "model/c_source.h"
#include "model/cross_file.h"
#include "model/finding.h"
#include "model/import_events.h"
#include "model/inventory.h"
#include "model/kept_places.h"
#include "model/suppression.h"

namespace pymolt {

/// One reason why a file does not compile on some versions.
struct CompileError {
  std::string
      construct;  // `print-statement`: the name in rules/lifetimes/syntax.life without `syntax.`
  Span span;
  VersionSet fails_on;
  std::string message;
  std::uint32_t cell = 0;  // as a finding's
  bool operator==(const CompileError&) const = default;
};

/// One import statement's worth of one module, as written: `from ..a import b` is level 2, module `a`, name `b`.
struct ImportFact {
  std::string module;    // empty for `from . import b`
  std::string name;      // the name taken from it; empty for `import m`, `*` for a star import
  std::string bound_as;  // the local name it binds; empty for a star import
  int level = 0;         // leading dots
  Span span;
  VersionSet alive = VersionSet::all();  // on which the statement is reached
  bool at_import_time = true;            // runs when the module is imported
  VersionSet caught =
      VersionSet::none();  // on which a failure of it would be caught by a handler around it
  std::string excerpt;     // its line, where 2.7 may find a module beside the file; else empty
  VersionSet supplied;     // on which another module, imported before, puts it where it is found
  VersionSet binds;        // on which the module's `bound_as` is this once it has run
  bool operator==(const ImportFact&) const = default;
};

enum class FileState : std::uint8_t { scanned, skipped, failed };

/// What a file is to a scan: a module of Python, or one that says something about Python or packages.
enum class FileKind : std::uint8_t { python, inventory };

/// A code cell of a notebook, which is read as one module.
struct CellStart {
  std::uint32_t cell = 0;  // counted from 1, cells of text counted too
  std::uint32_t line = 0;  // of the module, at which it begins
  bool operator==(const CellStart&) const = default;
};

struct FileFacts {
  std::string path;  // relative to the scanned root, with `/`
  FileKind kind = FileKind::python;
  FileState state = FileState::scanned;
  std::string reason;  // why skipped or failed
  std::string sha256;  // of the bytes as read, in hex
  std::uint32_t lines = 0;
  std::string encoding = "utf-8";
  bool from_python2 =
      false;  // the file itself shows that it was written for 2.7, perhaps among others
  std::optional<VersionSet> compiles;  // on which versions; nothing when that could not be told
  std::string unknown_because;         // why not
  std::vector<std::string>
      not_analysed;  // questions about it that would have cost too much: nothing is known of these
  std::vector<CompileError> errors;
  std::vector<Finding> findings;
  std::vector<MorePlaces> more;  // places that are counted, and neither errors nor findings
  std::vector<Suppression> suppressions;  // comments that suppress some of them
  std::vector<ImportFact> imports;
  ModuleFacts module;                // what running it does
  CrossFileFacts foreign;            // what it takes from other files, and gives to them
  std::vector<PackageUse> packages;  // what it uses of packages that came or went there
  /// Modules of the tree that may be there without Python source, as paths without an ending: `pkg/_fast`. A `*` stands for any
  /// letters, `pkg/**` for anything below; `pkg/_fast.so` for compiled code, whatever file tells of it.
  std::vector<std::string> unseen;
  std::vector<CellStart> cells;  // of a notebook: all other lines are lines of the module
  InventoryFacts
      inventory;  // what it says of versions and packages; of a module too (setup.py, a `#!` line)
  CSourceFacts c_source;  // of C, C++ and Cython
  bool operator==(const FileFacts&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_FACTS_H_
