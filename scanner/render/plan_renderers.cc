// The tables of forms for plans and graphs.
// SPDX-License-Identifier: MIT
#include "render/plan_renderers.h"

#include <array>

namespace pymolt::render {

namespace {

constexpr std::array kPlans = {
    PlanFormat{"text", plan_text},
    PlanFormat{"markdown", plan_markdown},
    PlanFormat{"json", plan_json},
};
constexpr std::array kGraphs = {
    GraphFormat{"dot", graph_dot},
    GraphFormat{"json", graph_json},
};

}  // namespace

std::span<const PlanFormat> plan_formats() { return kPlans; }
std::span<const GraphFormat> graph_formats() { return kGraphs; }

}  // namespace pymolt::render
