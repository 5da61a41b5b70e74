// Files that keep modules from importing come first, round by round; the other modules that have findings come last.
// SPDX-License-Identifier: MIT
#include "project/plan_steps.h"

#include <algorithm>
#include <map>
#include <set>

#include "imports/components.h"
#include "imports/fix_simulation.h"
#include "imports/outcomes.h"

namespace pymolt::project {

namespace {

struct Workload {
  std::array<std::uint32_t, 4> findings = {};
  std::array<std::uint32_t, kWorks> work = {};
  [[nodiscard]] bool empty() const { return work[0] + work[1] + work[2] == 0; }
};

class Planner {
 public:
  Planner(const Report& report, const ProjectModel& model) : report_(report), model_(model) {
    for (const ReportedFinding& reported : report.findings) {
      Workload& workload = workloads_[reported.path];
      ++workload.findings[static_cast<std::size_t>(reported.severity)];
      ++workload.work[static_cast<std::size_t>(work_of(reported.finding))];
    }
  }

  Plan run() {
    plan_.target = report_.target;
    plan_.modules = static_cast<std::uint32_t>(report_.modules.size());
    for (const ModuleVerdict& module : report_.modules) {
      plan_.importing += module.imports.contains(report_.target) ? 1 : 0;
      plan_.unknown += module.unknown.intersects(report_.target) ? 1 : 0;
    }
    add_causes();
    add_modules();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::string name(ModuleId id) const {
    const Module& module = model_.layout().module(id);
    return module.name.empty() ? model_.layout().facts(id).path : module.name;
  }

  [[nodiscard]] const std::string& path(ModuleId id) const {
    return model_.layout().facts(id).path;
  }

  void add_load(PlanStep& step, ModuleId id) const {
    step.modules.push_back(name(id));
    step.paths.push_back(path(id));
    const auto workload = workloads_.find(path(id));
    if (workload == workloads_.end()) return;
    for (std::size_t i = 0; i < step.findings.size(); ++i)
      step.findings[i] += workload->second.findings[i];
    for (std::size_t i = 0; i < kWorks; ++i) step.work[i] += workload->second.work[i];
  }

  void add_causes() {
    PlanPhase phase{"Files that keep modules from importing", {}};
    for (const std::vector<MendedFile>& round :
         mend(model_.layout(), model_.program(), report_.target)) {
      for (const MendedFile& file : round) {
        PlanStep step;
        add_load(step, file.module);
        for (const auto& [line, cause] : file.causes) step.causes.push_back({cause, line});
        step.takes_down = file.takes_down;
        step.brings_back = file.brings_back;
        phase.steps.push_back(std::move(step));
        planned_.insert(file.module);
      }
      if (plan_.phases.empty()) {
        plan_.phases.push_back(std::move(phase));
        phase = {"What fails when these are fixed, in this order", {}};
      }
    }
    if (!phase.steps.empty()) plan_.phases.push_back(std::move(phase));
  }

  void add_modules() {
    PlanPhase phase;
    phase.title = "The rest, those first that import none of the others";
    const std::vector<Program::Edge> edges = model_.program().edges(model_.layout());
    Rows graph;
    std::size_t at = 0;
    for (ModuleId id = 0; id < model_.layout().modules().size(); ++id) {
      for (; at < edges.size() && edges[at].from == id; ++at) graph.targets.push_back(edges[at].to);
      graph.begin.push_back(static_cast<std::uint32_t>(graph.targets.size()));
    }
    for (const std::vector<std::uint32_t>& component : components(graph)) {
      PlanStep step;
      for (const std::uint32_t id : component) {
        const bool has_work = workloads_.contains(path(id));
        if (has_work && !planned_.contains(id)) add_load(step, id);
        plan_.clean += has_work || planned_.contains(id) ? 0 : 1;
      }
      if (!step.modules.empty()) phase.steps.push_back(std::move(step));
    }
    if (!phase.steps.empty()) plan_.phases.push_back(std::move(phase));
  }

  const Report& report_;
  const ProjectModel& model_;
  Plan plan_;
  std::map<std::string, Workload, std::less<>> workloads_;  // by path
  std::set<ModuleId> planned_;
};

}  // namespace

Work work_of(const Finding& finding) {
  const std::string_view rule = finding.rule;
  if (finding.symbol.starts_with("syntax.")) return Work::mechanical;
  if (finding.python2_only || finding.confidence != Confidence::sure) return Work::review;
  if (rule.ends_with("-module") && finding.instead.empty()) return Work::redesign;
  if (rule.ends_with("-module") || finding.instead.empty()) return Work::review;
  return Work::mechanical;
}

Plan make_plan(const Report& report, const ProjectModel& model) {
  return Planner(report, model).run();
}

ImportGraph make_graph(const Report& report, const ProjectModel& model) {
  ImportGraph graph;
  graph.target = report.target;
  const std::vector<ImportOutcome>& outcomes = model.outcomes();
  const Layout& layout = model.layout();
  std::map<std::string_view, std::uint32_t> by_path;
  for (ModuleId id = 0; id < layout.modules().size(); ++id) {
    const std::string& path = layout.facts(id).path;
    GraphNode node;
    node.name = layout.module(id).name.empty() ? path : layout.module(id).name;
    node.path = path;
    node.imports = outcomes[id].imports;
    node.unknown = outcomes[id].unknown;
    for (const Version v : (~(node.imports | node.unknown)).versions()) {
      const FaultId fault = outcomes[id].faults[static_cast<std::size_t>(v.place())];
      if (fault != kNone && model.program().faults[fault].module == id) node.causes |= v;
    }
    by_path[path] = id;
    graph.nodes.push_back(std::move(node));
  }
  for (const Program::Edge& edge : model.program().edges(layout)) {
    if (edge.from != edge.to) graph.edges.push_back({edge.from, edge.to, edge.on});
  }
  for (const ExternalModule& external : report.externals) {
    const auto id = static_cast<std::uint32_t>(graph.nodes.size());
    graph.nodes.push_back({external.name, {}, VersionSet::all(), {}, {}});
    for (const std::string& path : external.imported_by) {
      if (by_path.contains(path)) graph.edges.push_back({by_path[path], id, VersionSet::all()});
    }
  }
  return graph;
}

}  // namespace pymolt::project
