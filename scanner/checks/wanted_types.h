// What a function, by its dotted name, wants of its arguments.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_WANTED_TYPES_H_
#define PYMOLT_CHECKS_WANTED_TYPES_H_

#include <span>
#include <string>

#include "rulebook/rulebook.h"
#include "syntax/tree.h"

namespace pymolt::checks {

/// The facts `FUNCTION(argument@place) <- type`, of the function itself or of the method of a base.
[[nodiscard]] std::span<const rulebook::TypeFact> wanted_by(const rulebook::Rulebook& book,
                                                            std::string name);

/// Whether PASSED, an argument of CALL as it is written there, is the one that FACT speaks of.
[[nodiscard]] bool is_passed_as(syntax::Node passed, syntax::Node call,
                                const rulebook::TypeFact& fact);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_WANTED_TYPES_H_
