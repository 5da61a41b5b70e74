// Reads pymolt-report/1; keys that early versions did not write may be missing.
// SPDX-License-Identifier: MIT
#include "history/saved_report.h"

#include "history/json_file.h"

namespace pymolt::history {

namespace {

constexpr JsonSchema kReportSchema = {"pymolt-report/1", "report",
                                      "`pymolt scan --format json=FILE` makes one"};

std::string text_or_nothing(const Field& object, const char* key) {
  const std::optional<Field> found = object.maybe(key);
  return found && !found->is_null() ? found->text() : std::string();
}

SavedFinding read_saved_finding(const Field& item) {
  SavedFinding saved;
  saved.known = {item.at("path").text(),
                 item.at("rule").text(),
                 item.at("symbol").text(),
                 text_or_nothing(item, "scope"),
                 text_or_nothing(item, "code"),
                 item.at("fingerprint").text(),
                 item.at("severity").word(parse_severity, Severity::low)};
  saved.line = item.at("line").number();
  saved.message = item.at("message").text();
  return saved;
}

}  // namespace

Result<SavedReport> read_report(const std::string& file, std::string_view text) {
  const Result<nlohmann::json> document = parse_json(file, text, kReportSchema);
  if (!document) return document.mistake();
  Reading reading(file, kReportSchema);
  const Field root(*document, reading);
  SavedReport report;
  report.file = file;
  report.tool = root.at("tool").at("version").text();
  report.rules = text_or_nothing(root.at("tool"), "rules");
  report.target = root.at("target").versions();
  report.from = root.at("from").versions();
  for (const auto& [version, verdict] : root.at("summary").at("verdict").members()) {
    const std::optional<Version> known = Version::parse(version);
    if (!known) verdict.wrong("`" + version + "` is no version that is known");
    if (known) report.verdicts[*known] = verdict.is_null() ? "unknown" : verdict.text();
  }
  root.at("files").each([&](const Field& item) {
    report.hashes[item.at("path").text()] = text_or_nothing(item, "sha256");
  });
  root.at("findings").each([&](const Field& item) {
    report.findings.push_back(read_saved_finding(item));
  });
  if (reading.mistake()) return *reading.mistake();
  return report;
}

}  // namespace pymolt::history
