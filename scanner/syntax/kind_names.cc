// Asks tree-sitter's tables.
// SPDX-License-Identifier: MIT
#include "syntax/kind_names.h"

#include <tree_sitter/api.h>

#include "syntax/tree_sitter.h"

namespace pymolt::syntax {

std::string_view name(Kind kind) {
  if (kind == Kind::error) return "ERROR";
  const char* const text = pymolt_symbol_name(static_cast<TSSymbol>(kind));
  return text == nullptr ? std::string_view() : text;
}

std::string_view name(Field field) {
  if (field == Field::none) return {};
  const char* const text = pymolt_field_name(static_cast<TSFieldId>(field));
  return text == nullptr ? std::string_view() : text;
}

}  // namespace pymolt::syntax
