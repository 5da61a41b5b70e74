// The table of lifetimes itself, as one asks for it: what went in 3.13, what is deprecated, what is new.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_API_TABLE_H_
#define PYMOLT_RULEBOOK_API_TABLE_H_

#include <optional>
#include <string>
#include <vector>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {

/// Which facts are asked for. What is set narrows; a query with nothing set asks for all.
struct ApiQuery {
  std::vector<std::string> names = {};        // words with stars; a fact is taken by any of them
  std::optional<VersionSet> removed_in = {};  // removed in one of these
  std::optional<VersionSet> added_in =
      {};  // there since one of these, not counting the oldest of the axis
  std::optional<VersionSet> deprecated_in = {};  // deprecated since one of these
  /// Deprecated, and still there on the newest release; beside `removed_in`, deprecated before it went.
  bool deprecated = false;
};

struct ApiRow {
  const Lifetime* life = nullptr;
  LifeKind kind = LifeKind::name;
  VersionSet exists;  // as it can be reached: with all that it stands in
};

/// The facts that QUERY asks for, by name. A name is removed or added by its own line: what goes because its module
/// goes has none.
[[nodiscard]] std::vector<ApiRow> api_table(const Rulebook& book, const ApiQuery& query);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_API_TABLE_H_
