// The writer and the reader of the one form that baselines have.
// SPDX-License-Identifier: MIT
#include "history/baseline_file.h"

#include <algorithm>

#include "history/json_file.h"
#include "render/json_writer.h"

namespace pymolt::history {

namespace {

constexpr JsonSchema kBaselineSchema = {"pymolt-baseline/1", "baseline",
                                        "`pymolt scan --write-baseline` makes one"};

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

}  // namespace

void write_baseline(const Baseline& baseline, std::ostream& out) {
  render::JsonWriter json(out);
  json.open_object(render::JsonWriter::tall).field("schema", kBaselineSchema.schema);
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
  const Result<nlohmann::json> document = parse_json(file, text, kBaselineSchema);
  if (!document) return document.mistake();
  Reading reading(file, kBaselineSchema);
  const Field root(*document, reading);
  Baseline baseline;
  baseline.target = root.at("target").versions();
  baseline.from = root.at("from").versions();
  baseline.at_least = root.at("confidence").word(parse_confidence, Confidence::likely);
  root.at("findings").each([&](const Field& item) {
    baseline.findings.push_back(read_finding(item));
  });
  if (reading.mistake()) return *reading.mistake();
  std::sort(baseline.findings.begin(), baseline.findings.end());
  return baseline;
}

}  // namespace pymolt::history
