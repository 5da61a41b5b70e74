// Tables of dependencies as Poetry writes them: `[tool.poetry.dependencies]` and its groups.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_POETRY_H_
#define PYMOLT_INVENTORY_POETRY_H_

#include "inventory/declare.h"
#include "inventory/parsed_document.h"

namespace pymolt::inventory {

/// What `[tool.poetry]` below ROOT declares.
void read_poetry(const Text& text, const Node& root, Reading& reading);

/// A table of names and ranges, as Poetry and Pipfile have them: a value is a range, a table with `version`, `markers`,
/// `python`, `extras`, `git` …, or a list of such tables.
void declare_table(const Text& text, const Node& table, const Listed& listed, Reading& reading);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_POETRY_H_
