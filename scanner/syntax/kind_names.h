// The grammar's names of node kinds and fields, for people.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_KIND_NAMES_H_
#define PYMOLT_SYNTAX_KIND_NAMES_H_

#include <string_view>

#include "syntax/kinds.h"

namespace pymolt::syntax {

[[nodiscard]] std::string_view name(Kind kind);
/// Empty for no field.
[[nodiscard]] std::string_view name(Field field);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_KIND_NAMES_H_
