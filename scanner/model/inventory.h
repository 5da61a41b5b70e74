// What a project's other files say of Python and of packages: stated versions and dependency declarations, as written.
// SPDX-License-Identifier: MIT
//
// Plain data, part of `FileFacts`: the readers of inventory/ fill it (one a kind of file), project/ judges it for a target. Nothing
// here depends on the target: what to write instead is kept as a pattern into which the target is put.
#ifndef PYMOLT_MODEL_INVENTORY_H_
#define PYMOLT_MODEL_INVENTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/version.h"

namespace pymolt {

/// One statement about the Python version: an image, a bound, a list, a matrix.
struct VersionStatement {
  std::string kind;     // `dockerfile-from`: a row of rules/configuration.kinds
  std::string stated;   // as written: `python:3.8-slim`
  VersionSet versions;  // that it allows; versions outside the axis are in no set
  bool pins = true;     // false: it names a Python but no version of it (`python:latest`)
  Span span;            // of `stated` in the file
  ByteSpan bytes;       // the same in bytes, for an edit
  std::string
      rewrite;  // what allows the target: `python:{V}-slim`; {V} 3.13, {C} 313, {N} 3.14 (the next); may be empty
  std::string
      note;  // what is wrong with it whatever the target: `YAML reads 3.10 as 3.1`; may be empty
  bool operator==(const VersionStatement&) const = default;
};

enum class DependencyKind : std::uint8_t {
  dependency,
  constraint,
  build,
  group,
  lock,
  editable,
  url
};

/// A wheel or source archive that a lock file names.
struct LockedFile {
  std::string name;  // `numpy-1.26.4-cp312-cp312-manylinux_2_17_x86_64.whl`
  std::string hash;  // `sha256:…`; may be empty
  bool operator==(const LockedFile&) const = default;
};

/// One declaration that another package is wanted, at the line where it begins.
struct DependencyDeclaration {
  std::string name;                 // as written
  std::string specifier;            // PEP 440: `>=1.2,<2`; empty: any version
  std::string raw;                  // as written
  std::string marker;               // PEP 508, without the `;`
  std::vector<std::string> extras;  // that it asks of the package: `requests[socks]`
  DependencyKind kind = DependencyKind::dependency;
  std::string group;  // the extra or group that it belongs to; empty: always wanted
  std::string url;    // where it comes from, when that is said
  std::uint32_t line = 0;
  std::uint32_t column = 1;  // where what is written begins in the line; 1 where it is not there
  std::string source;        // the line, where more than what is written stands in it
  std::vector<LockedFile> files;  // of a lock file's entry
  std::string
      requires_python;  // what a lock file says that version demands of Python; may be empty
  bool operator==(const DependencyDeclaration&) const = default;
};

/// `-r other.txt` and `-c constraints.txt`.
struct IncludedFile {
  std::string path;  // as written, relative to the file
  bool constraints = false;
  std::uint32_t line = 0;
  bool operator==(const IncludedFile&) const = default;
};

/// A line that could not be read, while the rest of the file could.
struct LineProblem {
  std::uint32_t line = 0;
  std::string message;
  bool operator==(const LineProblem&) const = default;
};

struct InventoryFacts {
  std::vector<VersionStatement> statements;
  std::vector<DependencyDeclaration> dependencies;
  std::vector<IncludedFile> includes;
  std::vector<LineProblem> problems;

  [[nodiscard]] bool empty() const {
    return statements.empty() && dependencies.empty() && includes.empty() && problems.empty();
  }
  bool operator==(const InventoryFacts&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_INVENTORY_H_
