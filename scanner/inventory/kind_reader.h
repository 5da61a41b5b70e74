// A reader: which files it takes, by their paths, and how it reads one.
// SPDX-License-Identifier: MIT
//
// Several readers may take one file (pyproject.toml states versions and declares dependencies); each adds to the same
// `Reading`. A reader holds nothing, looks at nothing but the bytes it is given, and bounds what it does with them: size
// and depth by `Limits`. What it cannot read at all it says in `failed`; a line it cannot read is a problem of the facts.
#ifndef PYMOLT_INVENTORY_KIND_READER_H_
#define PYMOLT_INVENTORY_KIND_READER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "inventory/script.h"
#include "model/inventory.h"

namespace pymolt::inventory {

/// Bytes of what a file says that a report quotes at most.
inline constexpr std::size_t kLongestShown = 200;

/// The file as it is read. Both are borrowed.
struct Source {
  std::string_view path;  // relative to the scanned root, with `/`
  std::string_view bytes;
};

/// What one file gives.
struct Reading {
  InventoryFacts facts;
  std::vector<Script> scripts;  // parts of the file that a shell runs
  std::optional<Mistake>
      failed;  // why the file cannot be read as what its name says; with its line where there is one
};

/// How sure a reader is, by the path alone, that a file is one of its own.
enum class Claim : std::uint8_t {
  named,  // `Dockerfile`: accounted for whatever it says
  possible,  // `*.yml`: taken only where its text names Python, and otherwise passed like any other file
};

/// One row of the table.
struct KindReader {
  std::string_view name;  // `dockerfile`
  /// Patterns separated by blanks: `Dockerfile`, `*.tf`, `Dockerfile.*` speak of the last part of a path, `.github/workflows/*.yml`
  /// of as many last parts as it has.
  std::string_view files;
  Claim claim = Claim::named;
  void (*read)(const Source&, Reading&) = nullptr;
};

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_KIND_READER_H_
