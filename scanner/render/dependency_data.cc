// Dependencies for programs: JSON (`pymolt-deps/1`), and CycloneDX 1.5.
// SPDX-License-Identifier: MIT
#include <map>

#include "packaging/names.h"
#include "render/configuration_json.h"
#include "render/dependencies_json.h"
#include "render/dependency_renderers.h"
#include "render/escape.h"

namespace pymolt::render {

namespace {

void write_plan(JsonWriter& json, const UpgradePlan& plan) {
  json.key("upgrade_plan").open_array(JsonWriter::tall);
  for (const UpgradeStep& step : plan.steps) {
    json.open_object().field("name", step.name).field("from", step.from).key("to");
    step.to.empty() ? json.null() : json.value(step.to);
    if (!step.instead.empty()) json.field("instead", step.instead);
    if (!step.requires_python.empty()) json.field("requires_python", step.requires_python);
    json.field("imported_by", step.imported_by)
        .field("breaks", step.breaks)
        .key("places")
        .open_array();
    for (const std::string& place : step.places) json.value(place);
    json.close().close();
  }
  json.close();
}

}  // namespace

void dependencies_json(const DependencyAnswer& answer, std::ostream& out) {
  const Report& report = answer.report;
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("schema", "pymolt-deps/1")
      .field("target", report.target);
  json.key("summary").open_object();
  write_dependency_sums(json, report);
  json.close();
  write_dependencies(json, report);
  write_problems(json, report);
  if (answer.plan != nullptr) write_plan(json, *answer.plan);
  json.close();
  out << '\n';
}

namespace {

// A package is one component, whoever declares it; a version is said where one is in force.
struct Component {
  std::string name;
  std::string version;
  std::map<Version, Support> on;
};

std::map<std::string, Component> components_of(const Report& report) {
  std::map<std::string, Component> components;
  for (const DependencyRow* row : shown_rows(report)) {
    if (row->declaration.kind == DependencyKind::constraint) continue;
    const std::string name = packaging::canonical_name(row->declaration.name);
    for (const auto& [python, judged] : row->on) {
      if (!report.target.contains(python)) continue;
      const std::string purl =
          "pkg:pypi/" + percent_encoded(name, "") +
          (judged.in_force.empty() ? "" : "@" + percent_encoded(judged.in_force, ""));
      Component& one = components[purl];
      one.name = name;
      one.version = judged.in_force;
      const auto [known, is_new] = one.on.try_emplace(python, judged.support);
      if (!is_new) known->second = std::min(known->second, judged.support);
    }
  }
  return components;
}

}  // namespace

void dependencies_cyclonedx(const DependencyAnswer& answer, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("bomFormat", "CycloneDX")
      .field("specVersion", "1.5")
      .field("version", 1U);
  json.key("metadata")
      .open_object()
      .key("tools")
      .open_object()
      .key("components")
      .open_array()
      .open_object();
  json.field("type", "application")
      .field("name", "pymolt")
      .field("version", answer.report.tool_version)
      .close()
      .close()
      .close()
      .close();
  json.key("components").open_array(JsonWriter::tall);
  for (const auto& [purl, one] : components_of(answer.report)) {
    json.open_object().field("type", "library").field("bom-ref", purl).field("name", one.name);
    if (!one.version.empty()) json.field("version", one.version);
    json.field("purl", purl).key("properties").open_array();
    for (const auto& [python, support] : one.on) {
      json.open_object()
          .field("name", "pymolt:python:" + std::string(python.str()))
          .field("value", pymolt::name(support))
          .close();
    }
    json.close().close();
  }
  json.close().close();
  out << '\n';
}

}  // namespace pymolt::render
