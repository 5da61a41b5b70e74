// The writer and the reader of the one form that baselines have.
// SPDX-License-Identifier: MIT
#include "history/baseline_file.h"

#include <algorithm>

#include "history/json_file.h"
#include "render/json_writer.h"

namespace pymolt::history {

namespace {

constexpr std::string_view kSchema = "pymolt-baseline/1";
constexpr std::string_view kHowTo = "`pymolt scan --write-baseline` makes one";

KnownFinding read_finding(const Field& item) {
  KnownFinding known;
  known.path = item.at("path").text();
  known.rule = item.at("rule").text();
  known.symbol = item.at("symbol").text();
  known.scope = item.at("scope").text();
  known.code = item.at("code").text();
  known.fingerprint = item.at("fingerprint").text();
  known.severity = item.at("severity").word(parse_severity, Severity::low);
  return known;
}

Mistake foreign(const std::string& file, std::string message) {
  Mistake mistake;
  mistake.file = file;
  mistake.message = std::move(message);
  mistake.hint = kHowTo;
  return mistake;
}

}  // namespace

void write_baseline(const Baseline& baseline, std::ostream& out) {
  render::JsonWriter json(out);
  json.open_object(render::JsonWriter::tall).field("schema", kSchema);
  json.field("target", baseline.target).field("from", baseline.from);
  json.field("confidence", name(baseline.at_least));
  json.key("findings").open_array(render::JsonWriter::tall);
  for (const KnownFinding& f : baseline.findings) {
    json.open_object().field("path", f.path).field("rule", f.rule).field("symbol", f.symbol);
    json.field("severity", name(f.severity)).field("scope", f.scope).field("code", f.code);
    json.field("fingerprint", f.fingerprint).close();
  }
  json.close().close();
}

Result<Baseline> read_baseline(const std::string& file, std::string_view text) {
  Result<nlohmann::json> document = parse_json(file, text);
  if (!document) {
    Mistake mistake = document.mistake();
    if (mistake.hint.empty()) mistake.hint = kHowTo;
    return mistake;
  }
  Reading reading(file);
  const Field root(*document, reading);
  const std::optional<Field> schema = root.maybe("schema");
  if (!schema) return foreign(file, "this is no baseline: it has no `schema`");
  if (const std::string said = schema->text(); said != kSchema) {
    return foreign(file, "this is no baseline that this pymolt can read: its schema is `" + said +
                             "`, not `" + std::string(kSchema) + "`");
  }
  Baseline baseline;
  baseline.target = root.at("target").versions();
  baseline.from = root.at("from").versions();
  baseline.at_least = root.at("confidence").word(parse_confidence, Confidence::likely);
  for (const Field& item : root.at("findings").items())
    baseline.findings.push_back(read_finding(item));
  if (reading.mistake()) return foreign(file, reading.mistake()->message);
  std::sort(baseline.findings.begin(), baseline.findings.end());
  return baseline;
}

}  // namespace pymolt::history
