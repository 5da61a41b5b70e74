// The forms in which a plan and an import graph are shown: tables of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_PLAN_RENDERERS_H_
#define PYMOLT_RENDER_PLAN_RENDERERS_H_

#include <ostream>
#include <span>
#include <string_view>

#include "model/plan.h"

namespace pymolt::render {

struct PlanFormat {
  std::string_view name;
  void (*render)(const Plan&, std::ostream&);
};

struct GraphFormat {
  std::string_view name;
  void (*render)(const ImportGraph&, std::ostream&);
};

[[nodiscard]] std::span<const PlanFormat> plan_formats();
[[nodiscard]] std::span<const GraphFormat> graph_formats();

void plan_text(const Plan& plan, std::ostream& out);
void plan_markdown(const Plan& plan, std::ostream& out);
void plan_json(const Plan& plan, std::ostream& out);
void graph_dot(const ImportGraph& graph, std::ostream& out);
void graph_json(const ImportGraph& graph, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_PLAN_RENDERERS_H_
