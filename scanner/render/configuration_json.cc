// The keys are a contract (design, §6).
// SPDX-License-Identifier: MIT
#include "render/configuration_json.h"

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
  json.close();
}

}  // namespace pymolt::render
