// The table of readers, and which of them take a path.
// SPDX-License-Identifier: MIT
//
//   const Table table;
//   table.claim("deploy/Dockerfile")  -> Claim::named
//   table.claim("photo.png")          -> nothing; the common case costs two look-ups
//   table.read({path, bytes})         -> what all readers that take it found
//
// Made once a scan, then only read, from any number of threads. A new kind of file is a reader in a file of its own and a row
// in kind_readers.cc.
#ifndef PYMOLT_INVENTORY_KIND_TABLE_H_
#define PYMOLT_INVENTORY_KIND_TABLE_H_

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "inventory/kind_reader.h"

namespace pymolt::inventory {

/// All of them, one a kind of file.
[[nodiscard]] std::span<const KindReader> readers();
/// The same, and documents in which there is code.
[[nodiscard]] std::span<const KindReader> readers_and_documents();

/// Hidden folders whose files are read for what they say of Python, never as Python: `.github`.
[[nodiscard]] bool is_read_though_hidden(std::string_view folder);

/// The largest file a reader is given, in bytes; a larger one fails with a reason.
inline constexpr std::size_t kLargestInventoryFile = 16U << 20;

class Table {
 public:
  explicit Table(std::span<const KindReader> rows = readers());

  /// Whether a file at PATH is taken, and how surely; nothing for the most.
  [[nodiscard]] std::optional<Claim> claim(std::string_view path) const;
  /// What the readers that take the file find in it; `possible` ones only where its bytes name Python.
  [[nodiscard]] Reading read(const Source& source) const;

 private:
  struct Pattern {
    std::string_view glob;
    const KindReader* reader = nullptr;
  };
  template <typename See>
  void each(std::string_view path, See see) const;

  std::unordered_multimap<std::string_view, const KindReader*> names_;  // `Dockerfile`
  std::unordered_multimap<std::string_view, Pattern>
      endings_;                              // `.yml`, with what must match besides
  std::vector<Pattern> others_;              // `Dockerfile.*`
  std::array<bool, 256> other_begins_ = {};  // first letters of those
};

/// Whether BYTES, of a file that may be about anything, name Python: `python`, `pip`, `py3`, `PYTHON`.
[[nodiscard]] bool names_python(std::string_view bytes);

/// Whether BYTES begin with the shebang of a shell: `#!/bin/sh`, `#!/usr/bin/env bash`.
[[nodiscard]] bool is_shell_script(std::string_view bytes);

/// Whether GLOB (`*` takes anything but `/`) matches PATH's last parts, as many as it has itself.
[[nodiscard]] bool takes(std::string_view glob, std::string_view path);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_KIND_TABLE_H_
