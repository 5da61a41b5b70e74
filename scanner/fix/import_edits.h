// Import statements written anew, for the rewriters of modules and of names.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_IMPORT_EDITS_H_
#define PYMOLT_FIX_IMPORT_EDITS_H_

#include <string>

#include "fix/rewriters.h"

namespace pymolt::fix {

/// Whether the statement has its lines to itself.
[[nodiscard]] bool stands_alone(const Source& source, syntax::Node statement);

/// Takes STATEMENT out, with its line where it has one to itself; `pass` where the block would be empty.
void take_out(const Source& source, syntax::Node statement, Fix& fix);

/// Puts TEXT in the place of STATEMENT; under `try`, with the old one beside it, where it must run on versions that only
/// know that and the new one is not EVERYWHERE.
Answer put_statement(const Site& site, syntax::Node statement, const std::string& text,
                     bool everywhere, Fix& fix);

/// With --both, of `import a, b`: the other modules in a line of their own, then TEXT for MODULE under `try`, and OTHERWISE
/// under its `except ImportError`.
Answer put_one_under_try(const Site& site, syntax::Node statement, syntax::Node module,
                         const std::string& text, const std::string& otherwise, Fix& fix);

/// `from collections import Mapping, deque`: each name from where it is now.
Answer moved_from_import(const Site& site, syntax::Node statement, Fix& fix);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_IMPORT_EDITS_H_
