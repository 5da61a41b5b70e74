// A function a section; rows are written as they come, under the name that the report has by then.
// SPDX-License-Identifier: MIT
#include "portfolio/one_report.h"

#include <algorithm>
#include <array>

namespace pymolt::portfolio {

namespace {

using history::Field;

constexpr history::JsonSchema kForm = {"pymolt-report/1", "report",
                                       "`pymolt scan --format json=FILE` makes one"};
constexpr std::array<std::string_view, 8> kAsked = {
    "schema", "name", "revision", "scanned_at", "summary", "findings", "modules", "dependencies"};

std::string text_of(const Field& object, const char* key) {
  const std::optional<Field> found = object.maybe(key);
  return found && !found->is_null() ? found->text() : std::string();
}

SqlValue value_of(const Field& object, const char* key) {
  const std::optional<Field> found = object.maybe(key);
  if (!found || found->is_null()) return {};
  return found->text();
}

std::int64_t number_of(const Field& object, const char* key) {
  const std::optional<Field> found = object.maybe(key);
  return found && !found->is_null() ? found->number() : 0;
}

std::optional<Version> version_of(const std::string& word, const Field& at) {
  const std::optional<Version> known = Version::parse(word);
  if (!known) at.wrong("`" + word + "` is no version that is known");
  return known;
}

std::map<Version, Count> counts_of(const Field& counts) {
  std::map<Version, Count> all;
  for (const auto& [word, count] : counts.members()) {
    const std::optional<Version> version = version_of(word, count);
    if (version)
      all[*version] = {count.at("ok").number(), count.at("of").number(),
                       static_cast<std::uint32_t>(number_of(count, "unknown"))};
  }
  return all;
}

// `null` is an answer: nobody can tell.
Decision decision_of(const Field& verdict) {
  if (verdict.is_null()) return Decision::unknown;
  const std::string word = verdict.text();
  if (word == "go") return Decision::go;
  if (word != "no-go" && word != "unknown") verdict.wrong("`" + word + "` is no word for it");
  return word == "no-go" ? Decision::no_go : Decision::unknown;
}

SqlValue count_at(const std::map<Version, Count>& counts, Version version,
                  std::uint32_t Count::*field) {
  const auto count = counts.find(version);
  if (count == counts.end()) return {};
  return static_cast<std::int64_t>(count->second.*field);
}

SqlValue word_of(Decision decision) {
  if (decision == Decision::unknown) return {};
  return std::string(decision == Decision::go ? "go" : "no-go");
}

}  // namespace

OneReport::OneReport(std::string name, const scan::CodeOwners& owners, Database* database)
    : owners_(owners), database_(database) {
  made_.row.name = std::move(name);
}

bool OneReport::is_asked(std::string_view section) {
  return std::find(kAsked.begin(), kAsked.end(), section) != kAsked.end();
}

void OneReport::put(Table table, std::vector<SqlValue> row) {
  has_rows_ = true;
  if (database_ == nullptr) return;
  if (table != Table::repositories) row.insert(row.begin(), made_.row.name);
  database_->add(table, row);
}

bool OneReport::take(const std::string& section, const nlohmann::json& value) {
  if (section == "schema") {
    take_schema(value);
    return wrong_.empty();
  }
  if (!has_schema_) {
    wrong_ = "this is no report of pymolt's: it does not begin with its `schema`";
    return false;
  }
  history::Reading reading({}, kForm);
  const Field field(value, reading);
  if (section == "name" && value.is_string()) take_name(value.get<std::string>());
  if (section == "revision" && value.is_string()) revision_ = value.get<std::string>();
  if (section == "scanned_at" && value.is_string()) scanned_at_ = value.get<std::string>();
  if (section == "summary") take_summary(field);
  if (section == "findings") take_finding(field);
  if (section == "modules") take_module(field);
  if (section == "dependencies") take_dependency(field);
  if (reading.mistake()) wrong_ = "`" + section + "`: " + reading.mistake()->message;
  return wrong_.empty();
}

void OneReport::take_schema(const nlohmann::json& value) {
  has_schema_ = value == kForm.schema;
  if (has_schema_) return;
  const std::string said =
      value.is_string() ? value.get<std::string>().substr(0, 60) : std::string(value.type_name());
  wrong_ = "this is no report that this pymolt can read: its schema is `" + said + "`, not `" +
           std::string(kForm.schema) + "`";
}

void OneReport::take_name(std::string name) {
  if (has_rows_ && name != made_.row.name) wrong_ = "its `name` stands after its findings";
  made_.row.name = std::move(name);
}

void OneReport::take_summary(const Field& summary) {
  has_summary_ = true;
  const Field files = summary.at("files");
  for (const char* key : {"found", "scanned", "failed"}) files_[key] = files.at(key).number();
  made_.row.compile = counts_of(summary.at("compile"));
  made_.row.import = counts_of(summary.at("import"));
  const Field findings = summary.at("findings");
  for (std::size_t i = 0; i < made_.row.findings.size(); ++i) {
    made_.row.findings[i] =
        findings.at(std::string(name(static_cast<Severity>(i))).c_str()).number();
  }
  for (const auto& [word, verdict] : summary.at("verdict").members()) {
    if (const auto version = version_of(word, verdict))
      made_.row.verdict[*version] = decision_of(verdict);
  }
}

void OneReport::take_finding(const Field& finding) {
  const std::string path = finding.at("path").text();
  const std::string rule = finding.at("rule").text();
  const std::string symbol = finding.at("symbol").text();
  const Severity severity = finding.at("severity").word(parse_severity, Severity::low);
  if (severity >= Severity::high) ++made_.blocking[{symbol, rule}];
  std::string owner;
  for (const std::string& one : owners_.of(path)) owner += (owner.empty() ? "" : " ") + one;
  ++made_.owners[owner][static_cast<std::size_t>(severity)];
  if (database_ == nullptr) return;
  const std::optional<Field> breaks = finding.maybe("breaks_on");
  const VersionSet broken = breaks ? breaks->versions() : VersionSet();
  const auto version = [&](bool first) {
    return broken.empty()
               ? SqlValue()
               : SqlValue(std::string((first ? broken.oldest() : broken.newest()).str()));
  };
  put(Table::findings,
      {path, static_cast<std::int64_t>(finding.at("line").number()), number_of(finding, "column"),
       rule, symbol, std::string(name(severity)), value_of(finding, "confidence"), version(true),
       version(false), value_of(finding, "fingerprint"),
       owner.empty() ? SqlValue() : SqlValue(owner)});
}

void OneReport::take_module(const Field& module) {
  const std::string name = module.at("name").text();
  if (database_ == nullptr) return;
  put(Table::modules, {name, value_of(module, "path")});
  for (const auto& [version, imports] : module.at("imports").members()) {
    SqlValue answer;
    if (!imports.is_null()) answer = static_cast<std::int64_t>(imports.yes() ? 1 : 0);
    put(Table::module_imports, {name, version, answer});
  }
}

void OneReport::take_dependency(const Field& dependency) {
  const std::string name = dependency.at("name").text();
  VersionSet& no = made_.dependencies[name];
  put(Table::dependencies, {name, text_of(dependency, "specifier"), value_of(dependency, "path"),
                            number_of(dependency, "line")});
  const std::optional<Field> verdicts = dependency.maybe("verdict");
  if (!verdicts || verdicts->is_null()) return;
  for (const auto& [word, verdict] : verdicts->members()) {
    const std::optional<Version> version = version_of(word, verdict);
    if (!version) continue;
    const SqlValue answer = verdict.is_null() ? SqlValue() : SqlValue(verdict.text());
    if (answer == SqlValue(std::string("no"))) no |= VersionSet(*version);
    put(Table::dependency_verdicts, {name, word, answer});
  }
}

void OneReport::finish(const std::string& digest) {
  if (!wrong_.empty()) return;
  if (!has_schema_ || !has_summary_) {
    wrong_ =
        has_schema_ ? "it has no `summary`" : "this is no report of pymolt's: it has no `schema`";
    return;
  }
  put(Table::repositories, {made_.row.name, digest, revision_, scanned_at_, files_["found"],
                            files_["scanned"], files_["failed"]});
  for (const auto& [version, decision] : made_.row.verdict) {
    put(Table::verdicts, {std::string(version.str()), word_of(decision),
                          count_at(made_.row.compile, version, &Count::ok),
                          count_at(made_.row.compile, version, &Count::of),
                          count_at(made_.row.import, version, &Count::ok),
                          count_at(made_.row.import, version, &Count::of)});
  }
}

}  // namespace pymolt::portfolio
