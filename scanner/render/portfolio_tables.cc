// The portfolio as tables of words, for text, Markdown and HTML alike.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "render/portfolio_renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

std::string count_words(const std::map<Version, Count>& counts, Version version) {
  const auto count = counts.find(version);
  return count == counts.end()
             ? "-"
             : std::to_string(count->second.ok) + "/" + std::to_string(count->second.of);
}

void put_severities(const SeveritySums& sums, std::vector<std::string>& row) {
  for (std::size_t i = sums.size(); i-- > 0;) row.push_back(number(sums[i]));
}

// A line a version; the name and the findings stand on the first.
void put_repository(const PortfolioRow& row, WordTable& table) {
  bool first = true;
  for (const auto& [version, decision] : row.verdict) {
    std::vector<std::string> cells = {
        first ? row.name : "", std::string(version.str()), std::string(name(decision)),
        count_words(row.compile, version), count_words(row.import, version)};
    if (first) put_severities(row.findings, cells);
    cells.resize(table.head.size());
    table.rows.push_back(std::move(cells));
    first = false;
  }
}

WordTable repositories(const Portfolio& portfolio) {
  WordTable table{
      "Repositories",
      {"repository", "to", "verdict", "compile", "import", "crit", "high", "med", "low"},
      {}};
  for (const PortfolioRow& row : portfolio.repositories) put_repository(row, table);
  return table;
}

std::string moved(const PortfolioChange& change) {
  std::string text;
  for (const auto& [version, verdicts] : change.verdict) {
    text += (text.empty() ? "" : ", ") + std::string(version.str()) + ": " +
            std::string(name(verdicts.first)) + " -> " + std::string(name(verdicts.second));
  }
  return text;
}

WordTable changed(const PortfolioProgress& progress) {
  WordTable table{"Since " + progress.file, {"repository", "verdict", "findings"}, {}};
  for (const PortfolioChange& change : progress.changed) {
    table.rows.push_back({change.name, moved(change),
                          (change.findings > 0 ? "+" : "") + std::to_string(change.findings)});
  }
  for (const std::string& name : progress.added) table.rows.push_back({name, "new", ""});
  for (const std::string& name : progress.gone) table.rows.push_back({name, "no longer here", ""});
  return table;
}

void cut(WordTable& table, std::size_t most) {
  if (table.rows.size() <= most) return;
  table.more = table.rows.size() - most;
  table.rows.resize(most);
}

}  // namespace

std::vector<WordTable> portfolio_tables(const Portfolio& portfolio, std::size_t most) {
  std::vector<WordTable> tables = {repositories(portfolio)};
  WordTable blocking{
      "What blocks most repositories", {"symbol", "rule", "repositories", "findings"}, {}};
  for (const BlockingSymbol& b : portfolio.blocking)
    blocking.rows.push_back(
        {std::string(spoken(b.symbol)), b.rule, number(b.repositories), number(b.findings)});
  WordTable dependencies{"Dependencies", {"name", "repositories", "does not work on"}, {}};
  for (const PortfolioDependency& d : portfolio.dependencies) {
    std::string no;
    for (const auto& [version, count] : d.no)
      no += (no.empty() ? "" : ", ") + std::string(version.str()) + " in " + number(count);
    dependencies.rows.push_back({d.name, number(d.repositories), no});
  }
  WordTable owners{"Owners", {"owner", "repositories", "crit", "high", "med", "low"}, {}};
  for (const PortfolioOwner& o : portfolio.owners) {
    std::vector<std::string> row = {o.owner.empty() ? "(nobody)" : o.owner, number(o.repositories)};
    put_severities(o.findings, row);
    owners.rows.push_back(std::move(row));
  }
  WordTable failed{"Reports that could not be read", {"report", "why"}, {}};
  for (const FailedReport& f : portfolio.failed) failed.rows.push_back({f.path, f.message});
  for (WordTable* table : {&blocking, &dependencies, &owners}) {
    cut(*table, most);
    if (!table->rows.empty()) tables.push_back(std::move(*table));
  }
  if (portfolio.progress) tables.push_back(changed(*portfolio.progress));
  if (!failed.rows.empty()) tables.push_back(std::move(failed));
  return tables;
}

std::vector<std::string> portfolio_sentences(const Portfolio& portfolio) {
  std::map<Version, std::array<std::uint64_t, 3>> sums;  // by decision
  for (const PortfolioRow& row : portfolio.repositories) {
    for (const auto& [version, decision] : row.verdict)
      ++sums[version][static_cast<std::size_t>(decision)];
  }
  std::vector<std::string> sentences = {
      counted(portfolio.repositories.size(), "repository", "repositories")};
  if (!portfolio.failed.empty())
    sentences.front() +=
        ", and " + counted(portfolio.failed.size(), "report") + " that could not be read";
  for (const auto& [version, sum] : sums) {
    std::string sentence = "Python " + std::string(version.str()) + ": " + number(sum[0]) +
                           " go, " + number(sum[1]) + " no-go, " + number(sum[2]) + " unknown";
    if (portfolio.progress) {
      const auto go = portfolio.progress->go.find(version);
      if (go != portfolio.progress->go.end())
        sentence += " (go before: " + number(go->second.first) + ")";
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace pymolt::render
