// Whether a line stands behind a test of a package's version, or of what it has, which no one can tell for another environment.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_PACKAGE_GUARDS_H_
#define PYMOLT_CHECKS_PACKAGE_GUARDS_H_

#include "checks/check.h"

namespace pymolt::checks {

/// Whether a condition around NODE asks for the version of something that is not Python:
/// `if Version(np.__version__) < Version("2.0"):`, `if PYDANTIC_V2:`, `if hasattr(flask, "globals"):`, `try` aside.
[[nodiscard]] bool asks_for_version(const FileView& view, syntax::Node node);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_PACKAGE_GUARDS_H_
