// A requirement as PEP 508 writes it: `name[extra] >=1.0,<2; python_version < "3.8"`, or `name @ url`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_REQUIREMENT_H_
#define PYMOLT_PACKAGING_REQUIREMENT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "packaging/marker.h"
#include "packaging/specifier.h"

namespace pymolt::packaging {

struct Requirement {
  std::string name;  // as written; canonical_name() of it is compared
  std::vector<std::string> extras;
  SpecifierSet specifier;
  std::string url;  // where it is named by one; then the specifier is empty
  std::optional<Marker> marker;

  /// A mistake carries the column at which TEXT is no requirement any more, and says what was expected there.
  [[nodiscard]] static Result<Requirement> parse(std::string_view text);
};

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_REQUIREMENT_H_
