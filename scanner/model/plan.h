// The order in which to port a project, and its import graph: what `pymolt plan` and `pymolt graph` tell.
// SPDX-License-Identifier: MIT
//
// project/ makes them, render/ shows them.
#ifndef PYMOLT_MODEL_PLAN_H_
#define PYMOLT_MODEL_PLAN_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/version.h"
#include "model/offered_fix.h"

namespace pymolt {

/// What sort of work a finding is.
enum class Work : std::uint8_t {
  mechanical,  // there is one thing to write instead
  review,      // somebody has to look what is meant
  redesign,    // what is gone has no successor
};
inline constexpr std::size_t kWorks = 3;
[[nodiscard]] std::string_view name(Work work);

/// What keeps a file's module from importing.
struct PlanCause {
  std::string name;
  std::uint32_t line = 0;
};

struct PlanStep {
  std::vector<std::string> modules;  // by name; several where they import each other in a cycle
  std::vector<std::string> paths;
  std::vector<std::string> owners;  // where they are asked for; `nobody` too
  std::vector<PlanCause> causes;    // of the first phases, whose steps are one file each
  std::uint32_t takes_down = 0;     // how many modules fail for it when its phase begins
  std::uint32_t brings_back = 0;    // how many modules import when this and all before it are done
  std::array<std::uint32_t, 4> findings = {};  // by severity
  std::array<std::uint32_t, kWorks> work = {};
  std::array<std::uint32_t, 4> fixes = {};  // by Fixable: how many findings `pymolt fix` mends
};

struct PlanPhase {
  std::string title;
  std::vector<PlanStep> steps;
};

/// The steps of one owner, by their numbers through all phases from 1.
struct PlanOwner {
  std::string name;
  std::vector<std::uint32_t> steps;
  std::array<std::uint32_t, kWorks> work = {};  // of these steps, whoever else owns them
};

struct Plan {
  VersionSet target;
  std::uint32_t modules = 0;
  std::uint32_t importing = 0;  // on every version of the target, as things stand
  std::uint32_t unknown = 0;    // whether they do could not be told
  std::uint32_t clean = 0;      // modules with nothing to do
  std::vector<PlanPhase> phases;
  std::vector<PlanOwner> owners;  // where they are asked for, by name
};

struct GraphNode {
  std::string name;  // of the module; the path of a script
  std::string path;  // empty: a module from elsewhere
  VersionSet imports;
  VersionSet unknown;
  VersionSet causes;  // on which it fails by itself, and not for another
};

struct GraphEdge {
  std::uint32_t from = 0;  // places among the nodes
  std::uint32_t to = 0;
  VersionSet on;  // on which the import is reached when the module is imported
  bool operator==(const GraphEdge&) const = default;
};

struct ImportGraph {
  VersionSet target;
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_PLAN_H_
