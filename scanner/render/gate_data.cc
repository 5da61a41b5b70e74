// The answer of a gate for programs: JSON, `pymolt-gate/1` (a contract, see the design, §6), and JUnit's XML.
// SPDX-License-Identifier: MIT
//
// In JUnit a criterion that is not met is a failure, one without evidence an error.
#include "render/escape.h"
#include "render/gate_renderers.h"
#include "render/json_writer.h"

namespace pymolt::render {

namespace {

void write_criterion(const CriterionAnswer& answer, JsonWriter& json) {
  json.open_object(JsonWriter::tall);
  json.field("name", answer.criterion.name)
      .field("measure", answer.criterion.measure)
      .field("wanted", wanted(answer.criterion));
  json.key("measured");
  answer.measured ? json.value(*answer.measured) : json.null();
  json.field("outcome", name(answer.outcome)).field("why", answer.why);
  json.key("details").open_array(JsonWriter::tall);
  for (const std::string& detail : answer.details) json.value(detail);
  json.close().key("evidence").open_array(JsonWriter::tall);
  for (const EvidenceFile& file : answer.evidence) {
    json.open_object().field("path", file.path).key("sha256");
    file.sha256.empty() ? json.null() : json.value(file.sha256);
    json.field("date", file.date).close();
  }
  json.close();
  if (answer.findings_run) {
    json.key("findings_run").open_object();
    json.field("run", answer.findings_run->run)
        .field("not_run", answer.findings_run->not_run.size())
        .field("unknown", answer.findings_run->unknown)
        .close();
  }
  json.close();
}

void write_case(const CriterionAnswer& answer, const std::string& suite, std::ostream& out) {
  const std::string what = answer.criterion.measure + " " + wanted(answer.criterion);
  out << "    <testcase classname=\"" << xml_text(suite) << "\" name=\""
      << xml_text(answer.criterion.name) << "\" time=\"0\"";
  if (answer.outcome == Outcome::met) {
    out << "/>\n";
    return;
  }
  const std::string_view tag = answer.outcome == Outcome::not_met ? "failure" : "error";
  out << ">\n      <" << tag << " type=\"" << name(answer.outcome) << "\" message=\""
      << xml_text(what + ": " + answer.why) << "\">";
  for (const std::string& detail : answer.details) out << xml_text(detail) << "\n";
  out << "</" << tag << ">\n    </testcase>\n";
}

}  // namespace

void gate_json(const GateAnswer& answer, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("$schema", "urn:pymolt:gate:1")
      .field("schema", "pymolt-gate/1")
      .field("target", answer.target.str());
  json.field("verdict", name(answer.verdict())).key("criteria").open_array(JsonWriter::tall);
  for (const CriterionAnswer& one : answer.criteria) write_criterion(one, json);
  json.close().close();
}

void gate_junit(const GateAnswer& answer, std::ostream& out) {
  const std::string suite = "Python " + std::string(answer.target.str()) + ": gate";
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pymolt\">\n  <testsuite "
         "name=\""
      << xml_text(suite) << "\" tests=\"" << answer.criteria.size() << "\" failures=\""
      << answer.count(Outcome::not_met) << "\" errors=\"" << answer.count(Outcome::no_evidence)
      << "\" skipped=\"0\" time=\"0\">\n";
  for (const CriterionAnswer& one : answer.criteria) write_case(one, suite, out);
  out << "  </testsuite>\n</testsuites>\n";
}

}  // namespace pymolt::render
