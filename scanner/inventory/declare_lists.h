// Lists of requirements in a document: an item a declaration.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_DECLARE_LISTS_H_
#define PYMOLT_INVENTORY_DECLARE_LISTS_H_

#include <algorithm>
#include <string>

#include "inventory/declare.h"
#include "inventory/parsed_document.h"

namespace pymolt::inventory {

/// Declares the items of LIST, strings in TEXT; a single text of several lines is a list of lines. What asks for OWN_NAME,
/// the project's (its extras asking for each other), is none. Items that are maps (`{include-group = "x"}`) are left alone.
void declare_list(const Text& text, const Node& list, const Listed& listed,
                  const std::string& own_name, Reading& reading);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_DECLARE_LISTS_H_
