// Settings as editors give them, JSON with the keys of pymolt.toml, written as TOML: one reader checks both.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_EDITOR_SETTINGS_H_
#define PYMOLT_LSP_EDITOR_SETTINGS_H_

#include <string>

#include "lsp/positions.h"

namespace pymolt::lsp {

/// A line a key; what is null is left out. SETTINGS is an object, else there are none.
[[nodiscard]] std::string toml_of(const Json& settings);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_EDITOR_SETTINGS_H_
