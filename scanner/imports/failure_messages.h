// What is said of an import that fails: its cause in a word, and in a sentence.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_IMPORTS_FAILURE_MESSAGES_H_
#define PYMOLT_IMPORTS_FAILURE_MESSAGES_H_

#include <string>

#include "imports/program.h"

namespace pymolt::project {

/// As a reason names it: `imp`, `pkg.a.X (not defined yet: circular import)`.
[[nodiscard]] std::string cause_of(const Fault& fault);

/// The message of a finding, without its full stop, in Python's words where it has some. FIRST is the module that has to be
/// imported first of all for it to fail; empty where it fails whoever is.
[[nodiscard]] std::string failure_message(const Fault& fault, std::string_view first = {});

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_FAILURE_MESSAGES_H_
