// The cycles of a graph: its strongly connected components, those that depend on nothing first.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_IMPORTS_COMPONENTS_H_
#define PYMOLT_IMPORTS_COMPONENTS_H_

#include <cstdint>
#include <vector>

namespace pymolt::project {

/// Edges in rows: those of node N are `targets[begin[N]]` … `targets[begin[N + 1]]`.
struct Rows {
  std::vector<std::uint32_t> begin = {0};
  std::vector<std::uint32_t> targets;
};

/// The components, each with its nodes in ascending order; a component comes after all those it has edges to.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> components(const Rows& graph);

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_COMPONENTS_H_
