// A row is one declaration; a Python that its marker excludes is in none of its maps.
// SPDX-License-Identifier: MIT
#include "render/dependencies_json.h"

namespace pymolt::render {

std::string_view name(DependencyKind kind) {
  constexpr std::string_view kNames[] = {"dependency", "constraint", "build", "group",
                                         "lock",       "editable",   "url"};
  return kNames[static_cast<std::size_t>(kind)];
}

namespace {

// One of the four maps, by Python; what has nothing to say is left out.
template <typename Of>
void write_map(JsonWriter& json, const char* key, VersionSet target, const DependencyRow& row,
               Of of) {
  json.key(key).open_object();
  for (const auto& [python, judged] : row.on) {
    const std::string text = of(judged);
    if (target.contains(python) && !text.empty()) json.field(python.str(), text);
  }
  json.close();
}

void write_row(JsonWriter& json, VersionSet target, const DependencyRow& row) {
  const DependencyDeclaration& declared = row.declaration;
  json.open_object().field("name", declared.name).field("specifier", declared.specifier);
  json.field("kind", name(declared.kind)).field("path", row.path).field("line", declared.line);
  if (!declared.marker.empty()) json.field("marker", declared.marker);
  if (!declared.group.empty()) json.field("group", declared.group);
  if (!declared.url.empty()) json.field("url", declared.url);
  if (!declared.extras.empty()) {
    json.key("extras").open_array();
    for (const std::string& extra : declared.extras) json.value(extra);
    json.close();
  }
  write_map(json, "in_force", target, row, [](const SupportJudgement& j) { return j.in_force; });
  write_map(json, "verdict", target, row,
            [](const SupportJudgement& j) { return std::string(pymolt::name(j.support)); });
  write_map(json, "first", target, row, [](const SupportJudgement& j) { return j.first; });
  write_map(json, "evidence", target, row, [](const SupportJudgement& j) { return j.evidence; });
  json.close();
}

}  // namespace

void write_dependencies(JsonWriter& json, const Report& report) {
  json.key("dependencies").open_array(JsonWriter::tall);
  for (const DependencyRow& row : report.dependencies.rows) write_row(json, report.target, row);
  json.close().key("undeclared").open_array(JsonWriter::tall);
  for (const UndeclaredImport& one : report.dependencies.undeclared) {
    json.open_object().field("import", one.module).key("name");
    one.name.empty() ? json.null() : json.value(one.name);
    json.field("path", one.path).field("line", one.line).close();
  }
  json.close().key("unused").open_array();
  for (const std::string& one : report.dependencies.unused) json.value(one);
  json.close();
}

void write_dependency_sums(JsonWriter& json, const Report& report) {
  json.key("dependencies").open_object();
  for (const auto& [version, count] : report.summary.dependencies) {
    json.key(version.str())
        .open_object()
        .field("ok", count.ok)
        .field("of", count.of)
        .field("unknown", count.unknown)
        .close();
  }
  json.close();
}

}  // namespace pymolt::render
