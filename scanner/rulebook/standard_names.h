// What each module of the standard library holds on each version, whole: names that nobody writes a lifetime for.
// SPDX-License-Identifier: MIT
//
// Lifetimes say when known things came and went. This says what is not there at all: `from os import no_such_name`. Read
// from the bytes of rules/text/standard_names.txt, which interpreters have shown; nothing is kept of it.
#ifndef PYMOLT_RULEBOOK_STANDARD_NAMES_H_
#define PYMOLT_RULEBOOK_STANDARD_NAMES_H_

#include <string_view>

#include "base/version.h"

namespace pymolt::rulebook {

/// The versions on which the module, by its dotted name, surely has neither NAME nor a submodule of that name. None for a
/// name that it may have on another platform, in another build or in another patch release, and for a module that was not
/// looked into.
[[nodiscard]] VersionSet standard_lacks(std::string_view module, std::string_view name);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_STANDARD_NAMES_H_
