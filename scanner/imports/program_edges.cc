// Who may load whom: read off the operations.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "imports/program.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostFunctions = 10'000;  // that one module's calls are followed into

// The bodies that run when module ID does: its own, and those of the functions that it calls.
std::vector<ModuleId> running(const Program& program, ModuleId id) {
  std::vector<ModuleId> bodies = {id};
  std::set<ModuleId> seen;
  for (std::size_t i = 0; i < bodies.size() && i < kMostFunctions; ++i) {
    const Program::Body& body = program.bodies[bodies[i]];
    for (std::uint32_t at = body.first; at < body.last; ++at) {
      const Op& op = program.ops[at];
      if (op.kind != Op::Kind::load) continue;
      for (std::uint32_t link = op.first; link < op.last; ++link) {
        const ModuleId loaded = program.chains[link];
        if (program.is_function(loaded) && seen.insert(loaded).second) bodies.push_back(loaded);
      }
    }
  }
  return bodies;
}

}  // namespace

std::vector<Program::Edge> Program::edges(const Layout& layout) const {
  std::vector<Edge> edges;
  for (ModuleId id = 0; id < modules; ++id) {
    const std::size_t begin = edges.size();
    const auto add = [&](ModuleId to, VersionSet on) {
      if (to != kNone && !is_function(to)) edges.push_back({id, to, on});
    };
    for (const ModuleId package : layout.module(id).packages) add(package, VersionSet::all());
    for (const ModuleId body : running(*this, id)) {
      for (std::uint32_t at = bodies[body].first; at < bodies[body].last; ++at) {
        const Op& op = ops[at];
        if (op.kind == Op::Kind::load) {
          for (std::uint32_t i = op.first; i < op.last; ++i) add(chains[i], op.on | op.unlikely);
        } else if (op.kind == Op::Kind::take && !op.by_name) {
          add(op.submodule, op.on | op.unlikely);
        }
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
