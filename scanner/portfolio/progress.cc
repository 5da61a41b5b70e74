// An earlier portfolio, held against the one of today: which repositories moved.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <numeric>

#include "history/json_file.h"
#include "portfolio/gather.h"

namespace pymolt::portfolio {

namespace {

using history::Field;

constexpr history::JsonSchema kPortfolioSchema = {
    "pymolt-portfolio/1", "portfolio", "`pymolt portfolio DIR --format json=FILE` makes one"};

struct Before {
  std::map<Version, Decision> verdict;
  std::uint64_t findings = 0;
};

Before read_row(const Field& row) {
  Before before;
  for (const auto& [word, verdict] : row.at("verdict").members()) {
    const std::optional<Version> version = Version::parse(word);
    if (!version) verdict.wrong("`" + word + "` is no version that is known");
    if (version)
      before.verdict[*version] = verdict.is_null()        ? Decision::unknown
                                 : verdict.text() == "go" ? Decision::go
                                                          : Decision::no_go;
  }
  for (const auto& [severity, count] : row.at("findings").members())
    before.findings += count.number();
  return before;
}

PortfolioChange change_of(const Before& before, const PortfolioRow& now) {
  PortfolioChange change{now.name, {}, 0};
  for (const auto& [version, decision] : now.verdict) {
    const auto then = before.verdict.find(version);
    if (then != before.verdict.end() && then->second != decision)
      change.verdict[version] = {then->second, decision};
  }
  const std::uint64_t findings =
      std::accumulate(now.findings.begin(), now.findings.end(), std::uint64_t{0});
  change.findings =
      static_cast<std::int64_t>(findings) - static_cast<std::int64_t>(before.findings);
  return change;
}

}  // namespace

Result<PortfolioProgress> progress_since(const std::string& file, std::string_view text,
                                         const Portfolio& now) {
  const Result<nlohmann::json> document = history::parse_json(file, text, kPortfolioSchema);
  if (!document) return document.mistake();
  history::Reading reading(file, kPortfolioSchema);
  std::map<std::string, Before> rows;
  Field(*document, reading).at("repositories").each([&](const Field& row) {
    rows[row.at("name").text()] = read_row(row);
  });
  if (reading.mistake()) return *reading.mistake();
  PortfolioProgress progress;
  progress.file = file;
  for (const auto& [name, before] : rows) {
    for (const auto& [version, decision] : before.verdict)
      progress.go[version].first += decision == Decision::go ? 1 : 0;
  }
  for (const PortfolioRow& row : now.repositories) {
    for (const auto& [version, decision] : row.verdict)
      progress.go[version].second += decision == Decision::go ? 1 : 0;
    const auto before = rows.find(row.name);
    if (before == rows.end()) {
      progress.added.push_back(row.name);
      continue;
    }
    PortfolioChange change = change_of(before->second, row);
    if (!change.verdict.empty() || change.findings != 0)
      progress.changed.push_back(std::move(change));
    rows.erase(before);
  }
  for (const auto& [name, before] : rows) progress.gone.push_back(name);
  return progress;
}

}  // namespace pymolt::portfolio
