// Which attributes are submodules that nothing has run: `import pkg` alone does not bring `pkg.sub`.
// SPDX-License-Identifier: MIT
//
//   import pkg
//   pkg.sub.x          fails, unless pkg, or another module that this one imports, imports pkg.sub
//
// A program that boots with `import pkg.sub` may well import the module afterwards: then nothing is said.
#include <algorithm>
#include <map>
#include <set>

#include "base/equal_part.h"
#include "imports/program.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostFollowed = 20'000;  // that are followed from one, and in all
constexpr std::size_t kMostWork = 5'000'000;

class Submodules {
 public:
  Submodules(const Layout& layout, Program& program)
      : layout_(layout), program_(program), edges_(program.edges(layout)) {
    for (const Program::Edge& edge : edges_) importers_[edge.to].push_back(edge.from);
  }

  void run() {
    for (ModuleId id = 0; id < program_.modules; ++id) {
      const Program::Body& body = program_.bodies[id];
      for (std::uint32_t at = body.first; at < body.last; ++at) settle(id, program_.ops[at]);
    }
  }

 private:
  [[nodiscard]] auto edges_of(ModuleId id) const {
    return equal_part(edges_, id, &Program::Edge::from);
  }

  void settle(ModuleId id, Op& op) {
    if (op.kind != Op::Kind::take || !op.by_name) return;
    for (const ModuleId module : {op.submodule, op.module}) {
      if (module == kNone || module == id || imports_directly(id, module)) continue;
      const std::vector<ModuleId>& packages = layout_.module(module).packages;
      if (packages.empty() || work_ > kMostWork || reached(id).contains(module)) continue;
      if (is_run_before(id, module)) {
        op.on = op.unlikely = VersionSet::none();
        return;
      }
      const VersionSet never = ~program_.bodies[packages.back()].any_name;
      if (module == op.module) program_.faults[op.fault].cause = layout_.module(module).name;
      if (module == op.module || !is_bound(op)) op.never |= never;
    }
  }

  // Whether the package itself may bind the name of its submodule.
  [[nodiscard]] bool is_bound(const Op& op) const {
    return op.slot != kNone && program_.is_defined[op.slot];
  }

  [[nodiscard]] bool imports_directly(ModuleId id, ModuleId module) const {
    return std::ranges::any_of(edges_of(id),
                               [&](const Program::Edge& edge) { return edge.to == module; });
  }

  // The modules that importing ID runs.
  const std::set<ModuleId>& reached(ModuleId id) {
    const auto [place, is_new] = reached_.try_emplace(id);
    if (!is_new) return place->second;
    std::set<ModuleId> seen = {id};
    std::vector<ModuleId> todo = {id};
    for (std::size_t i = 0; i < todo.size() && i < kMostFollowed; ++i) {
      for (const Program::Edge& edge : edges_of(todo[i])) {
        ++work_;
        if (seen.insert(edge.to).second) todo.push_back(edge.to);
      }
    }
    return reached_[id] = std::move(seen);
  }

  // Whether some module that comes to import ID imports MODULE as well.
  bool is_run_before(ModuleId id, ModuleId module) {
    std::set<ModuleId> seen = {id};
    std::vector<ModuleId> todo = {id};
    for (std::size_t i = 0; i < todo.size() && i < kMostFollowed; ++i) {
      const auto found = importers_.find(todo[i]);
      if (found == importers_.end()) continue;
      for (const ModuleId importer : found->second) {
        ++work_;
        if (!seen.insert(importer).second) continue;
        if (work_ > kMostWork || reached(importer).contains(module)) return true;
        todo.push_back(importer);
      }
    }
    return false;
  }

  const Layout& layout_;
  Program& program_;
  std::vector<Program::Edge> edges_;
  std::map<ModuleId, std::vector<ModuleId>> importers_;
  std::map<ModuleId, std::set<ModuleId>> reached_;
  std::size_t work_ = 0;
};

}  // namespace

void settle_submodules(const Layout& layout, Program& program) {
  Submodules(layout, program).run();
}

}  // namespace pymolt::project
