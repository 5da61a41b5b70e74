// With what exception something fails, as far as handlers care: the one enumeration of kinds of failure.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_RAISED_H_
#define PYMOLT_MODEL_RAISED_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/version.h"

namespace pymolt {

enum class Raised : std::uint8_t {
  no_module,     // ModuleNotFoundError; ImportError before 3.6
  no_import,     // ImportError
  no_attribute,  // AttributeError
  no_name,       // NameError
  wrong_type,    // TypeError
  syntax,        // SyntaxError
  exit,          // SystemExit
  other,
};
inline constexpr std::size_t kRaisedKinds = 8;

/// For each kind of failure the versions on which something holds, such as that a handler catches it.
using ByRaised = std::array<VersionSet, kRaisedKinds>;

/// The exception's name; empty for `other`.
[[nodiscard]] std::string_view exception_of(Raised raised);
/// What an exception of that name, perhaps dotted, is.
[[nodiscard]] Raised raised_by(std::string_view exception);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_RAISED_H_
