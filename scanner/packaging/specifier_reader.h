// The grammar of one specifier inside a longer text, for requirements.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_SPECIFIER_READER_H_
#define PYMOLT_PACKAGING_SPECIFIER_READER_H_

#include <optional>

#include "packaging/characters.h"
#include "packaging/specifier.h"

namespace pymolt::packaging {

/// The specifier at IN, as far as it goes; nothing, and IN stays, where there is none.
[[nodiscard]] std::optional<Specifier> read_specifier(Cursor& in);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_SPECIFIER_READER_H_
