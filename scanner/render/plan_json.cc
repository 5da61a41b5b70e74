// The plan as JSON, `pymolt-plan/1`.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "model/finding.h"
#include "render/json_writer.h"
#include "render/plan_renderers.h"

namespace pymolt::render {

namespace {

void write_list(JsonWriter& json, std::string_view key, const std::vector<std::string>& items) {
  json.key(key).open_array();
  for (const std::string& item : items) json.value(item);
  json.close();
}

void write_step(JsonWriter& json, const PlanStep& step) {
  json.open_object();
  json.key("causes").open_array();
  for (const PlanCause& cause : step.causes) {
    json.open_object().field("cause", cause.name).field("line", cause.line).close();
  }
  json.close().field("takes_down", step.takes_down).field("brings_back", step.brings_back);
  write_list(json, "modules", step.modules);
  write_list(json, "paths", step.paths);
  if (!step.owners.empty()) write_list(json, "owners", step.owners);
  json.key("findings").open_object();
  for (std::size_t i = step.findings.size(); i-- > 0;)
    json.field(name(static_cast<Severity>(i)), step.findings[i]);
  json.close().key("work").open_object();
  for (std::size_t i = 0; i < kWorks; ++i) json.field(name(static_cast<Work>(i)), step.work[i]);
  json.close();
  const std::array<Fixable, 3> all = {Fixable::safe, Fixable::unsafe, Fixable::by_hand};
  const auto count = [&](Fixable how) { return step.fixes[static_cast<std::size_t>(how)]; };
  if (std::any_of(all.begin(), all.end(), [&](Fixable how) { return count(how) > 0; })) {
    json.key("fixable").open_object();
    for (const Fixable how : all) json.field(name(how), count(how));
    json.close();
  }
  json.close();
}

}  // namespace

void plan_json(const Plan& plan, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall).field("$schema", "urn:pymolt:plan:1");
  json.field("schema", "pymolt-plan/1").field("target", plan.target);
  json.key("modules").open_object().field("all", plan.modules).field("importing", plan.importing);
  json.field("unknown", plan.unknown).field("clean", plan.clean).close();
  json.key("phases").open_array(JsonWriter::tall);
  for (const PlanPhase& phase : plan.phases) {
    json.open_object(JsonWriter::tall)
        .field("title", phase.title)
        .key("steps")
        .open_array(JsonWriter::tall);
    for (const PlanStep& step : phase.steps) write_step(json, step);
    json.close().close();
  }
  json.close();
  if (!plan.owners.empty()) json.key("owners").open_array(JsonWriter::tall);
  for (const PlanOwner& owner : plan.owners) {
    json.open_object().field("owner", owner.name).key("steps").open_array();
    for (const std::uint32_t step : owner.steps) json.value(step);
    json.close().key("work").open_object();
    for (std::size_t i = 0; i < kWorks; ++i) json.field(name(static_cast<Work>(i)), owner.work[i]);
    json.close().close();
  }
  if (!plan.owners.empty()) json.close();
  json.close();
}

}  // namespace pymolt::render
