// A release that names 3.11 and not 3.12 shows that the one which does is the first; without one nothing does.
// SPDX-License-Identifier: MIT
#include "deps/support_order.h"

#include <algorithm>

#include "packaging/package_version.h"

namespace pymolt::project {

bool is_first(const rulebook::PackageFacts& package, const rulebook::SupportFact& fact) {
  if (fact.kind == rulebook::SupportKind::wheel || !fact.after.empty()) return true;
  const auto since = packaging::PackageVersion::parse(fact.since);
  return std::ranges::any_of(package.supports, [&](const rulebook::SupportFact& other) {
    const auto earlier = packaging::PackageVersion::parse(other.since);
    return other.python < fact.python && since && earlier && *earlier < *since;
  });
}

}  // namespace pymolt::project
