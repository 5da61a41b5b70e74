// Whether the facts about a package say that releases before one are not for a Python.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_DEPS_SUPPORT_ORDER_H_
#define PYMOLT_DEPS_SUPPORT_ORDER_H_

#include "rulebook/package_facts.h"

namespace pymolt::project {

/// Whether releases before FACT's are known not to be for its Python. Of a classifier they are where an earlier release was
/// looked at, which names an older Python only; what the first release that was looked at names tells nothing.
[[nodiscard]] bool is_first(const rulebook::PackageFacts& package,
                            const rulebook::SupportFact& fact);

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_SUPPORT_ORDER_H_
