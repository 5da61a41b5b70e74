// Text, Markdown and HTML of the same tables; CSV is a row a repository and version, JSON is `pymolt-portfolio/1`.
// SPDX-License-Identifier: MIT
#include "render/portfolio_renderers.h"

#include <algorithm>
#include <array>

#include "base/visible.h"
#include "render/escape.h"
#include "render/json_writer.h"
#include "render/page.h"
#include "render/prose.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::array kPortfolioFormats = {
    PortfolioFormat{"text", portfolio_text},         PortfolioFormat{"json", portfolio_json},
    PortfolioFormat{"csv", portfolio_csv},           PortfolioFormat{"html", portfolio_html},
    PortfolioFormat{"markdown", portfolio_markdown},
};
constexpr std::size_t kMostInText = 10;
constexpr std::size_t kMostOnPage = 100;
constexpr std::size_t kWidestCell = 36;  // a longer one pushes its own line only

bool is_number(const std::string& cell) {
  return !cell.empty() && (cell[0] == '-' || cell[0] == '+' || (cell[0] >= '0' && cell[0] <= '9'));
}

void text_table(const WordTable& table, std::ostream& out) {
  std::vector<std::size_t> widths;
  for (const std::string& word : table.head) widths.push_back(word.size());
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], std::min(row[i].size(), kWidestCell));
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string cell = visible(cells[i]);
      const bool right_hand = i > 0 && !table.rows.empty() && is_number(table.rows.front()[i]);
      text += (i > 0 ? "  " : "") + (right_hand ? right(cell, static_cast<int>(widths[i]))
                                                : left(cell, static_cast<int>(widths[i])));
    }
    while (text.ends_with(' ')) text.pop_back();
    out << "  " << text << '\n';
  };
  out << '\n' << visible(table.title) << '\n';
  line(table.head);
  for (const auto& row : table.rows) line(row);
  if (table.more > 0) out << "  … and " << number(table.more) << " more\n";
}

void json_counts(JsonWriter& json, std::string_view key, const std::map<Version, Count>& counts) {
  json.key(key).open_object();
  for (const auto& [version, count] : counts) {
    json.key(version.str()).open_object().field("ok", count.ok).field("of", count.of);
    if (count.unknown > 0) json.field("unknown", count.unknown);
    json.close();
  }
  json.close();
}

void json_decision(JsonWriter& json, Decision decision) {
  decision == Decision::unknown ? json.null() : json.value(name(decision));
}

void json_severities(JsonWriter& json, const SeveritySums& sums) {
  json.key("findings").open_object();
  for (std::size_t i = sums.size(); i-- > 0;) json.field(name(static_cast<Severity>(i)), sums[i]);
  json.close();
}

void json_row(JsonWriter& json, const PortfolioRow& row) {
  json.open_object().field("name", row.name).key("verdict").open_object();
  for (const auto& [version, decision] : row.verdict)
    json_decision(json.key(version.str()), decision);
  json.close();
  json_counts(json, "compile", row.compile);
  json_counts(json, "import", row.import);
  json_severities(json, row.findings);
  json.close();
}

void json_progress(JsonWriter& json, const PortfolioProgress& progress) {
  const auto pair = [&](std::string_view key, std::uint64_t before, std::uint64_t now) {
    json.key(key).open_object().field("before", before).field("now", now).close();
  };
  json.key("progress")
      .open_object(JsonWriter::tall)
      .field("file", progress.file)
      .key("go")
      .open_object();
  for (const auto& [version, go] : progress.go) pair(version.str(), go.first, go.second);
  json.close().key("changed").open_array(JsonWriter::tall);
  for (const PortfolioChange& change : progress.changed) {
    json.open_object()
        .field("name", change.name)
        .field("findings", change.findings)
        .key("verdict")
        .open_object();
    for (const auto& [version, verdicts] : change.verdict) {
      json.key(version.str()).open_object();
      json_decision(json.key("before"), verdicts.first);
      json_decision(json.key("now"), verdicts.second);
      json.close();
    }
    json.close().close();
  }
  json.close();
  for (const auto& [key, names] :
       {std::pair("added", &progress.added), std::pair("gone", &progress.gone)}) {
    json.key(key).open_array();
    for (const std::string& one : *names) json.value(one);
    json.close();
  }
  json.close();
}

// Rows of one section.
template <typename Rows, typename Write>
void json_list(JsonWriter& json, std::string_view key, const Rows& rows, Write write) {
  json.key(key).open_array(JsonWriter::tall);
  for (const auto& row : rows) write(row);
  json.close();
}

void csv_row(const std::vector<std::string>& cells, std::ostream& out) {
  for (std::size_t i = 0; i < cells.size(); ++i) out << (i > 0 ? "," : "") << csv_field(cells[i]);
  out << "\r\n";
}

void put_count(const std::map<Version, Count>& counts, Version version,
               std::vector<std::string>& cells) {
  const auto count = counts.find(version);
  cells.push_back(count == counts.end() ? "" : std::to_string(count->second.ok));
  cells.push_back(count == counts.end() ? "" : std::to_string(count->second.of));
}

}  // namespace

std::span<const PortfolioFormat> portfolio_formats() { return kPortfolioFormats; }

void portfolio_text(const Portfolio& portfolio, std::ostream& out) {
  for (const std::string& sentence : portfolio_sentences(portfolio)) out << sentence << '\n';
  for (const WordTable& table : portfolio_tables(portfolio, kMostInText)) text_table(table, out);
}

void portfolio_json(const Portfolio& portfolio, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall).field("$schema", "urn:pymolt:portfolio:1");
  json.field("schema", "pymolt-portfolio/1");
  json_list(json, "repositories", portfolio.repositories,
            [&](const PortfolioRow& row) { json_row(json, row); });
  json_list(json, "blocking", portfolio.blocking, [&](const BlockingSymbol& b) {
    json.open_object()
        .field("symbol", b.symbol)
        .field("rule", b.rule)
        .field("repositories", b.repositories)
        .field("findings", b.findings)
        .close();
  });
  json_list(json, "dependencies", portfolio.dependencies, [&](const PortfolioDependency& d) {
    json.open_object()
        .field("name", d.name)
        .field("repositories", d.repositories)
        .key("no")
        .open_object();
    for (const auto& [version, count] : d.no) json.field(version.str(), count);
    json.close().close();
  });
  if (!portfolio.owners.empty()) {
    json_list(json, "owners", portfolio.owners, [&](const PortfolioOwner& o) {
      json.open_object().key("owner");
      o.owner.empty() ? json.null() : json.value(o.owner);
      json.field("repositories", o.repositories);
      json_severities(json, o.findings);
      json.close();
    });
  }
  if (portfolio.progress) json_progress(json, *portfolio.progress);
  json_list(json, "failed", portfolio.failed, [&](const FailedReport& f) {
    json.open_object().field("path", f.path).field("message", f.message).close();
  });
  json.close();
}

void portfolio_csv(const Portfolio& portfolio, std::ostream& out) {
  csv_row({"repository", "version", "verdict", "compile_ok", "compile_of", "import_ok", "import_of",
           "critical", "high", "medium", "low"},
          out);
  for (const PortfolioRow& row : portfolio.repositories) {
    for (const auto& [version, decision] : row.verdict) {
      std::vector<std::string> cells = {row.name, std::string(version.str()),
                                        std::string(name(decision))};
      put_count(row.compile, version, cells);
      put_count(row.import, version, cells);
      for (std::size_t i = row.findings.size(); i-- > 0;)
        cells.push_back(std::to_string(row.findings[i]));
      csv_row(cells, out);
    }
  }
  for (const FailedReport& failed : portfolio.failed)
    csv_row({failed.path, "", "not-read", "", "", "", "", "", "", "", ""}, out);
}

void portfolio_markdown(const Portfolio& portfolio, std::ostream& out) {
  out << "# Portfolio\n\n";
  for (const std::string& sentence : portfolio_sentences(portfolio))
    out << "- " << sentence << '\n';
  for (const WordTable& table : portfolio_tables(portfolio, kMostOnPage)) {
    out << "\n## " << markdown_text(table.title) << "\n\n|";
    for (const std::string& word : table.head) out << ' ' << word << " |";
    out << "\n|";
    for (std::size_t i = 0; i < table.head.size(); ++i) out << " --- |";
    out << '\n';
    for (const auto& row : table.rows) {
      out << '|';
      for (const std::string& cell : row) out << ' ' << markdown_text(cell) << " |";
      out << '\n';
    }
    if (table.more > 0) out << "\n… and " << number(table.more) << " more\n";
  }
}

void portfolio_html(const Portfolio& portfolio, std::ostream& out) {
  open_page("pymolt portfolio",
            counted(portfolio.repositories.size(), "repository", "repositories"), out);
  out << "<section><ul>";
  for (const std::string& sentence : portfolio_sentences(portfolio))
    out << "<li>" << xml_text(sentence) << "</li>";
  out << "</ul></section>\n";
  for (const WordTable& table : portfolio_tables(portfolio, kMostOnPage)) {
    out << "<section><h2>" << xml_text(table.title) << "</h2>\n<table class=\"plain\"><thead><tr>";
    for (const std::string& word : table.head) out << "<th>" << word << "</th>";
    out << "</tr></thead><tbody>\n";
    for (const auto& row : table.rows) {
      out << "<tr>";
      for (const std::string& cell : row) out << "<td>" << xml_text(cell) << "</td>";
      out << "</tr>\n";
    }
    out << "</tbody></table>";
    if (table.more > 0) out << "<p>… and " << number(table.more) << " more</p>";
    out << "</section>\n";
  }
  close_page(out);
}

}  // namespace pymolt::render
