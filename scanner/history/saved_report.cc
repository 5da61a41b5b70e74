// Reads pymolt-report/1; keys that early versions did not write may be missing.
// SPDX-License-Identifier: MIT
#include "history/saved_report.h"

#include "history/json_file.h"

namespace pymolt::history {

namespace {

constexpr std::string_view kSchema = "pymolt-report/1";
constexpr std::string_view kHowTo = "`pymolt scan --format json=FILE` makes one";

std::string text_or_nothing(const Field& object, const char* key) {
  const std::optional<Field> found = object.maybe(key);
  return found && !found->is_null() ? found->text() : std::string();
}

SavedFinding read_finding(const Field& item) {
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

Mistake foreign(const std::string& file, std::string message) {
  Mistake mistake;
  mistake.file = file;
  mistake.message = std::move(message);
  mistake.hint = kHowTo;
  return mistake;
}

}  // namespace

Result<SavedReport> read_report(const std::string& file, std::string_view text) {
  Result<nlohmann::json> document = parse_json(file, text);
  if (!document) {
    Mistake mistake = document.mistake();
    if (mistake.hint.empty()) mistake.hint = kHowTo;
    return mistake;
  }
  Reading reading(file);
  const Field root(*document, reading);
  const std::optional<Field> schema = root.maybe("schema");
  if (!schema) return foreign(file, "this is no report of pymolt's: it has no `schema`");
  if (const std::string said = schema->text(); said != kSchema) {
    return foreign(file, "this is no report that this pymolt can read: its schema is `" + said +
                             "`, not `" + std::string(kSchema) + "`");
  }
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
  for (const Field& item : root.at("files").items())
    report.hashes[item.at("path").text()] = text_or_nothing(item, "sha256");
  for (const Field& item : root.at("findings").items())
    report.findings.push_back(read_finding(item));
  if (reading.mistake()) return foreign(file, reading.mistake()->message);
  return report;
}

}  // namespace pymolt::history
