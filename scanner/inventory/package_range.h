// Ranges of package versions as Poetry, Pipfile and conda write them, in PEP 440.
// SPDX-License-Identifier: MIT
//
//   from_poetry("^1.2")     >=1.2,<2            from_conda("=1.26")        ==1.26.*
//   from_poetry("~1.2.3")   >=1.2.3,<1.3        from_conda("1.26.4")       ==1.26.4
//   from_poetry("1.2.3")    ==1.2.3             from_conda(">=1.2,<2")     >=1.2,<2
//   from_poetry("*")        (any)               from_conda("=1.26.4=py312_0")  ==1.26.4
//
// Alternatives (`^1 || ^2`) become the narrowest range that holds them all, since PEP 440 has none.
#ifndef PYMOLT_INVENTORY_PACKAGE_RANGE_H_
#define PYMOLT_INVENTORY_PACKAGE_RANGE_H_

#include <optional>
#include <string>
#include <string_view>

namespace pymolt::inventory {

/// Nothing where TEXT is no range.
[[nodiscard]] std::optional<std::string> from_poetry(std::string_view text);
[[nodiscard]] std::optional<std::string> from_conda(std::string_view text);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_PACKAGE_RANGE_H_
