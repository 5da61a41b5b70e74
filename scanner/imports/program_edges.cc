// Who may load whom: read off the operations.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "imports/program.h"

namespace pymolt::project {

std::vector<Program::Edge> Program::edges(const Layout& layout) const {
  std::vector<Edge> edges;
  for (ModuleId id = 0; id < bodies.size(); ++id) {
    const std::size_t begin = edges.size();
    const auto add = [&](ModuleId to, VersionSet on) {
      if (to != kNone) edges.push_back({id, to, on});
    };
    for (const ModuleId package : layout.module(id).packages) add(package, VersionSet::all());
    for (std::uint32_t at = bodies[id].first; at < bodies[id].last; ++at) {
      const Op& op = ops[at];
      if (op.kind == Op::Kind::load) {
        for (std::uint32_t i = op.first; i < op.last; ++i) add(chains[i], op.on | op.unlikely);
      } else if (op.kind == Op::Kind::take && !op.by_name) {
        add(op.submodule, op.on | op.unlikely);
      }
    }
    // One edge for each pair.
    std::sort(edges.begin() + static_cast<std::ptrdiff_t>(begin), edges.end(),
              [](const Edge& a, const Edge& b) { return a.to < b.to; });
    std::size_t last = begin;
    for (std::size_t i = begin + 1; i < edges.size(); ++i) {
      if (edges[i].to == edges[last].to) {
        edges[last].on |= edges[i].on;
      } else {
        edges[++last] = edges[i];
      }
    }
    if (begin < edges.size()) edges.resize(last + 1);
  }
  return edges;
}

}  // namespace pymolt::project
