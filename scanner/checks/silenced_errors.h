// Whether a broad handler only hides that something is gone, or does the same thing in another way.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_SILENCED_ERRORS_H_
#define PYMOLT_CHECKS_SILENCED_ERRORS_H_

#include "checks/api_usage.h"

namespace pymolt::checks {

/// Whether what USE raises is taken by a handler for everything that does nothing in its place.
[[nodiscard]] bool is_only_silenced(const FileView& view, const ApiUse& use);

/// Takes from DRAFT, which says that NODE raises, the versions on which a handler takes that: what only hides it makes it
/// medium.
void settle_caught(const FileView& view, syntax::Node node, Draft& draft);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_SILENCED_ERRORS_H_
