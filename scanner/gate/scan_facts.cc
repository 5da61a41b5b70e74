// Follows the contract of pymolt-report/1; a section that a report lacks is simply not there.
// SPDX-License-Identifier: MIT
#include "gate/scan_facts.h"

#include "gate/dates.h"
#include "gate/documents.h"
#include "model/selection.h"

namespace pymolt::gate {

namespace {

VersionSet versions_of(const Json& list) {
  VersionSet set;
  for (const Json& item : list_of(list)) {
    const auto version =
        item.is_string() ? Version::parse(item.get_ref<const std::string&>()) : std::nullopt;
    if (version) set |= *version;
  }
  return set;
}

std::uint32_t count_at(const Json& object, std::string_view key) {
  const double number = number_at(object, key).value_or(0);
  return number > 0 && number < 4e9 ? static_cast<std::uint32_t>(number) : 0;
}

// How many of LIST say null for VERSION under KEY.
std::uint32_t unknown_in(const Json& list, std::string_view key, Version version) {
  std::uint32_t unknown = 0;
  for (const Json& item : list_of(list)) {
    // Files that are no Python have no answer to give, unless they could not be read.
    if (text_at(item, "kind") == "inventory" && !member(item, "failed").is_boolean()) continue;
    const Json& answers = member(item, key);
    unknown += answers.is_object() && member(answers, version.str()).is_null() ? 1 : 0;
  }
  return unknown;
}

ScanFinding finding_of(const Json& item) {
  ScanFinding finding;
  finding.rule = text_at(item, "rule");
  finding.symbol = text_at(item, "symbol");
  finding.instead = text_at(item, "instead");
  finding.severity = parse_severity(text_at(item, "severity")).value_or(Severity::low);
  finding.path = text_at(item, "path");
  finding.line = count_at(item, "line");
  finding.end_line = std::max(finding.line, count_at(item, "end_line"));
  return finding;
}

void read_counts(const Json& summary, Version version, ScanFacts& facts) {
  for (const char* section : {"compile", "import", "dependencies", "configuration"}) {
    const Json& count = member(member(summary, section), version.str());
    if (!number_at(count, "of")) continue;
    facts.counts[section] = {count_at(count, "ok"), count_at(count, "of"),
                             count_at(count, "unknown")};
  }
}

// What the report says was not asked or not looked at.
void read_limits(const Json& document, ScanFacts& facts) {
  const auto scanned = number_at(member(member(document, "summary"), "files"), "scanned");
  facts.empty = scanned && *scanned == 0;
  const std::string command = text_at(member(document, "evidence"), "command");
  facts.narrowed = asks_some_rules(command);
  facts.asks_origin = has_option(command, "--from");
  facts.suppressed = static_cast<std::uint32_t>(list_of(member(document, "suppressed")).size());
  const Json& in_force = member(document, "in_force");
  facts.severities = number_at(member(in_force, "keys"), "severity").has_value();
  for (const Json& one : list_of(member(in_force, "left_out"))) {
    facts.files_left_out += count_at(one, "files");
    facts.findings_left_out += count_at(one, "findings");
  }
}

}  // namespace

Result<ScanFacts> read_scan(std::string_view text, Version version) {
  const Result<Json> document = parse_json(text);
  if (!document) return document.mistake();
  if (text_at(*document, "schema") != "pymolt-report/1") {
    return Mistake{
        "is not a report of pymolt", "", 0, 0, "", "`pymolt scan --format json=FILE` makes one"};
  }
  const Json& summary = member(*document, "summary");
  if (!member(summary, "findings").is_object()) return Mistake{"has no `summary.findings`"};
  ScanFacts facts;
  const Json& evidence = member(*document, "evidence");
  const std::string date = text_at(evidence, "date");
  facts.revision = text_at(evidence, "revision");
  for (const Json& root : list_of(member(evidence, "roots"))) {
    if (root.is_string()) facts.roots.push_back(root.get<std::string>());
  }
  facts.dirty = member(evidence, "dirty") == Json(true);
  facts.time = parse_time(date).value_or(0);
  facts.target = versions_of(member(*document, "target"));
  facts.from = versions_of(member(*document, "from"));
  read_counts(summary, version, facts);
  for (std::size_t i = 0; i < facts.findings.size(); ++i) {
    facts.findings[i] = count_at(member(summary, "findings"), name(static_cast<Severity>(i)));
  }
  facts.unknown = unknown_in(member(*document, "files"), "compiles", version) +
                  unknown_in(member(*document, "modules"), "imports", version);
  facts.hidden = count_at(member(*document, "baseline"), "known") +
                 count_at(member(*document, "since"), "hidden");
  facts.since = member(*document, "since").is_object();
  read_limits(*document, facts);
  for (const Json& item : list_of(member(*document, "findings")))
    facts.list.push_back(finding_of(item));
  for (const Json& item : list_of(member(*document, "files"))) {
    facts.files.push_back(text_at(item, "path"));
    facts.hashes.push_back(text_at(item, "sha256"));
  }
  return facts;
}

}  // namespace pymolt::gate
