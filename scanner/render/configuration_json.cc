// The keys are a contract (design, §6).
// SPDX-License-Identifier: MIT
#include "render/configuration_json.h"

#include "render/configuration_renderers.h"

namespace pymolt::render {

void write_configuration(JsonWriter& json, VersionSet target, const ConfigurationRow& row) {
  const VersionStatement& statement = row.statement;
  json.open_object().field("path", row.path).field("line", statement.span.line);
  json.field("column", statement.span.column).field("end_line", statement.span.end_line);
  json.field("end_column", statement.span.end_column).field("kind", statement.kind);
  json.field("stated", statement.stated).field("versions", statement.versions).key("allows");
  if (statement.pins) {
    json.open_object();
    for (const Version v : target.versions()) json.field(v.str(), statement.versions.contains(v));
    json.close();
  } else {
    json.null();
  }
  json.field("instead", row.instead);
  if (!statement.note.empty()) json.field("note", statement.note);
  if (!row.ended.empty()) {
    json.key("ended").open_object();
    for (const auto& [version, date] : row.ended) json.field(version.str(), date);
    json.close();
  }
  json.close();
}

void write_configuration_sums(JsonWriter& json, const Report& report) {
  json.key("configuration").open_object();
  for (const auto& [version, count] : report.summary.configuration) {
    json.key(version.str()).open_object().field("ok", count.ok).field("of", count.of);
    if (count.unknown > 0) json.field("unknown", count.unknown);
    json.close();
  }
  json.close();
}

void write_contradictions(JsonWriter& json, const Report& report) {
  json.key("contradictions").open_array(JsonWriter::tall);
  for (const Contradiction& one : report.contradictions) {
    json.open_object().field("message", one.message).key("statements").open_array();
    for (const std::size_t r : one.rows) {
      const ConfigurationRow& row = report.configuration[r];
      json.open_object()
          .field("path", row.path)
          .field("line", row.statement.span.line)
          .field("stated", row.statement.stated)
          .close();
    }
    json.close().close();
  }
  json.close();
}

void write_problems(JsonWriter& json, const Report& report) {
  json.key("problems").open_array(JsonWriter::tall);
  for (const ReportedProblem& problem : report.problems) {
    json.open_object().field("path", problem.path).field("line", problem.problem.line);
    json.field("message", problem.problem.message).close();
  }
  json.close();
}

void configuration_json(const Report& report, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("schema", "pymolt-config-files/1")
      .field("target", report.target);
  json.key("as_of");
  report.as_of.empty() ? json.null() : json.value(report.as_of);
  json.key("summary").open_object();
  write_configuration_sums(json, report);
  json.close().field("supports", report.says_it_supports);
  json.key("configuration").open_array(JsonWriter::tall);
  for (const ConfigurationRow& row : report.configuration)
    write_configuration(json, report.target, row);
  json.close();
  write_contradictions(json, report);
  write_problems(json, report);
  json.key("failed").open_array(JsonWriter::tall);
  for (const FileFacts& file : report.files) {
    if (file.state == FileState::failed)
      json.open_object().field("path", file.path).field("reason", file.reason).close();
  }
  json.close().close();
}

}  // namespace pymolt::render
