// Reads reports and its own lines with the strict reader of saved files.
// SPDX-License-Identifier: MIT
#include "history/burn_down.h"

#include <algorithm>
#include <sstream>

#include "history/json_file.h"
#include "model/selection.h"
#include "render/json_writer.h"

namespace pymolt::history {

namespace {

constexpr JsonSchema kReport = {"pymolt-report/1", "report",
                                "`pymolt scan --format json=FILE` makes one"};
constexpr JsonSchema kLine = {"pymolt-history/1", "history",
                              "`pymolt history add REPORT` writes it"};

constexpr std::size_t kDay = 10;  // letters of 2026-11-30

Version known_version(const std::string& text, const Field& at) {
  const auto version = Version::parse(text);
  if (!version) at.wrong("`" + text + "` is no version that is known");
  return version.value_or(kNewestReleased);
}

std::map<Version, Count> read_counts(const Field& object) {
  std::map<Version, Count> counts;
  for (const auto& [version, count] : object.members()) {
    counts[known_version(version, count)] = {count.at("ok").number(), count.at("of").number(), 0};
  }
  return counts;
}

// Findings, sums and verdicts stand in the same form in a report's summary and in a line.
void read_sums(const Field& sums, BurnPoint& point) {
  for (std::size_t i = 0; i < point.findings.size(); ++i) {
    point.findings[i] =
        sums.at("findings").at(std::string(name(static_cast<Severity>(i))).c_str()).number();
  }
  point.compile = read_counts(sums.at("compile"));
  point.import = read_counts(sums.at("import"));
  for (const auto& [version, verdict] : sums.at("verdict").members()) {
    point.verdict[known_version(version, verdict)] = verdict.is_null() ? "unknown" : verdict.text();
  }
}

Result<BurnPoint> read_line(const std::string& file, std::string_view line) {
  const Result<nlohmann::json> document = parse_json(file, line, kLine);
  if (!document) return document.mistake();
  Reading reading(file, kLine);
  const Field root(*document, reading);
  BurnPoint point;
  point.date = root.at("date").text();
  point.revision = root.at("revision").text();
  point.target = root.at("target").versions();
  point.scanned = root.at("files").number();
  if (const auto hidden = root.maybe("hidden")) point.hidden = hidden->number();
  if (const auto command = root.maybe("command")) point.command = command->text();
  read_sums(root, point);
  if (reading.mistake()) return *reading.mistake();
  return point;
}

void write_counts(render::JsonWriter& json, std::string_view key,
                  const std::map<Version, Count>& counts) {
  json.key(key).open_object();
  for (const auto& [version, count] : counts)
    json.key(version.str()).open_object().field("ok", count.ok).field("of", count.of).close();
  json.close();
}

}  // namespace

Result<BurnPoint> read_point(const std::string& file, std::string_view text) {
  const Result<nlohmann::json> document = parse_json(file, text, kReport);
  if (!document) return document.mistake();
  Reading reading(file, kReport);
  const Field root(*document, reading);
  BurnPoint point;
  if (const auto made = root.maybe("evidence")) {
    point.date = made->at("date").text().substr(0, kDay);
    if (const auto revision = made->maybe("revision"); revision && !revision->is_null())
      point.revision = revision->text();
    if (const auto command = made->maybe("command")) point.command = command->text();
    if (asks_some_rules(point.command))
      root.wrong("it holds some rules only (--select or --ignore): scan without");
  }
  if (root.maybe("since")) root.wrong("it holds changed lines only (--since): scan without");
  if (const auto baseline = root.maybe("baseline")) point.hidden = baseline->at("known").number();
  point.target = root.at("target").versions();
  point.scanned = root.at("summary").at("files").at("scanned").number();
  read_sums(root.at("summary"), point);
  if (reading.mistake()) return *reading.mistake();
  return point;
}

Result<BurnDown> read_burn_down(const std::string& file, std::string_view text) {
  BurnDown burn_down;
  burn_down.file = file;
  int number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Result<BurnPoint> point = read_line(file, line);
    if (!point) {
      Mistake mistake = point.mistake();
      mistake.line = number;
      return mistake;
    }
    add_point(*point, burn_down);
  }
  return burn_down;
}

bool add_point(const BurnPoint& point, BurnDown& burn_down) {
  std::vector<BurnPoint>& points = burn_down.points;
  const auto replaced = std::erase_if(points, [&](const BurnPoint& other) {
    return other.date == point.date && other.target == point.target;
  });
  const auto later = [](const BurnPoint& a, const BurnPoint& b) { return a.date < b.date; };
  points.insert(std::upper_bound(points.begin(), points.end(), point, later), point);
  return replaced > 0;
}

std::string write_burn_down(const BurnDown& burn_down) {
  std::ostringstream out;
  for (const BurnPoint& point : burn_down.points) {
    render::JsonWriter json(out);
    json.open_object()
        .field("schema", kLine.schema)
        .field("date", point.date)
        .field("revision", point.revision);
    json.field("target", point.target).field("files", point.scanned).key("findings").open_object();
    for (std::size_t i = point.findings.size(); i-- > 0;)
      json.field(name(static_cast<Severity>(i)), point.findings[i]);
    json.close();
    if (point.hidden > 0) json.field("hidden", point.hidden);
    if (!point.command.empty()) json.field("command", point.command);
    write_counts(json, "compile", point.compile);
    write_counts(json, "import", point.import);
    json.key("verdict").open_object();
    for (const auto& [version, verdict] : point.verdict) json.field(version.str(), verdict);
    json.close().close();
  }
  return std::move(out).str();
}

}  // namespace pymolt::history
