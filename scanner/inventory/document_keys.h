// Which keys of a document state a version, and how their values are read: a table a kind of file.
// SPDX-License-Identifier: MIT
//
//   {"ruff-target", "tool/ruff/target-version", read_compact_lower_bound}
//
// A part of a path is a key, `*` for any key or item, `**` for any way down, `~` for any key that is a name for a version of Python. A
// list is one statement of all its items; an item that says nothing is passed over.
#ifndef PYMOLT_INVENTORY_DOCUMENT_KEYS_H_
#define PYMOLT_INVENTORY_DOCUMENT_KEYS_H_

#include <functional>
#include <span>
#include <string_view>

#include "inventory/parsed_document.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

struct KeyRow {
  std::string_view kind;
  std::string_view path;
  Understand read;
};

/// Whether a number without quotes loses its last zero, as in YAML and TOML, where `3.10` is 3.1.
enum class Numbers : std::uint8_t { as_written, lose_zeros };

/// Makes of STATED, read from NODE, what a YAML or TOML parser makes of it: 3.10 without quotes is 3.1.
void lose_zero(const Node& node, Stated& stated);

/// Adds what ROWS find in DOCUMENT.
void read_keys(const Page& page, const Node& document, std::span<const KeyRow> rows,
               Numbers numbers);

/// Calls SEE for every value at PATH; bounded work.
void each_at(const Node& document, std::string_view path,
             const std::function<void(const Node&)>& see);

/// One value or a list of them as one statement of KIND; whether it said something.
bool add_value(const Page& page, std::string_view kind, const Node& node, Understand read,
               Numbers numbers);

/// The values as one statement: at the first, with what all of them allow.
bool add_values(const Page& page, std::string_view kind, std::span<const Node* const> values,
                Understand read, Numbers numbers);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_DOCUMENT_KEYS_H_
