// The compatibility report of a pull request or an audit: verdict, tables, a check list.
// SPDX-License-Identifier: MIT
//
// File names, symbols and lines of source stand in code spans, which hold whatever they hold;
// everything else is escaped. The check list is for what must be looked at: low findings are
// counted, not listed.
#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <tuple>

#include "render/baseline_hidden.h"
#include "render/configuration_renderers.h"
#include "render/escape.h"
#include "render/not_counted.h"
#include "render/renderers.h"
#include "render/statistics.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr MarkdownPlace kTable = MarkdownPlace::table;
constexpr std::size_t kMostBoxes = 1'000;
constexpr std::size_t kFoldersShown = 30;
constexpr std::size_t kCausesShown = 30;
constexpr std::size_t kNamesShown = 8;
constexpr std::size_t kLinesShown = 20;
constexpr std::size_t kReasonsShown = 100;

std::string counted_of(const std::map<Version, Count>& counts, Version version) {
  const auto found = counts.find(version);
  if (found == counts.end()) return "not analysed";
  const Count& count = found->second;
  std::string text = number(count.ok) + " of " + number(count.of);
  if (count.unknown > 0) text += " (" + number(count.unknown) + " unknown)";
  return text;
}

std::string codes(const std::vector<std::string>& names, std::size_t limit,
                  MarkdownPlace place = MarkdownPlace::line) {
  std::vector<std::string> spans;
  spans.reserve(names.size());
  for (const std::string& item : names) spans.push_back(markdown_code(item, place));
  return listed(spans, limit);
}

class MarkdownFace {
 public:
  MarkdownFace(const Report& report, const RenderOptions& options, std::ostream& out)
      : report_(report), options_(options), out_(out) {}

  void write() {
    write_verdict();
    write_folders();
    write_causes();
    write_owners();
    write_rules();
    write_check_list();
    write_already();
    write_not_counted();
    write_configuration();
    write_not_read();
    write_colophon();
  }

 private:
  // As it is called from the working folder.
  [[nodiscard]] std::string shown(std::string_view path) const {
    return options_.path_prefix + std::string(path);
  }

  void write_verdict() {
    out_ << "# Python compatibility\n\n";
    for (const Decision verdict : {Decision::go, Decision::unknown, Decision::no_go}) {
      const VersionSet versions = decided(report_, verdict);
      if (versions.empty()) continue;
      out_ << "**" << python(versions) << ": " << name(verdict) << "**";
      if (verdict == Decision::unknown) out_ << ", " << why_unknown(report_, versions.newest());
      out_ << "\n\n";
    }
    out_ << "| Python | verdict | files that compile | modules that import |\n| --- | --- | --- | "
            "--- |\n";
    for (const VersionSet& column : columns(report_, {})) {
      const Version version = column.oldest();
      out_ << "| " << column.str() << " | " << name(decision(report_, version)) << " | "
           << counted_of(report_.summary.compile, version) << " | "
           << counted_of(report_.summary.import, version) << " |\n";
    }
    out_ << "\n";
    std::vector<std::string> counts;
    for (const Severity severity :
         {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
      counts.push_back(number(report_.summary.findings[static_cast<std::size_t>(severity)]) + " " +
                       std::string(name(severity)));
    }
    const Summary& summary = report_.summary;
    out_ << "Findings: " << listed(counts) << ". Files: " << number(summary.found) << " found, "
         << number(summary.scanned) << " scanned, " << number(summary.skipped) << " skipped, "
         << number(summary.failed) << " failed.";
    if (!report_.suppressed.empty()) {
      out_ << " Suppressed in the code: " << counted(report_.suppressed.size(), "finding") << ".";
    }
    out_ << "\n";
    for (const std::string& sentence : hidden_sentences(report_))
      out_ << "\n" << markdown_text(sentence) << ".\n";
  }

  void write_folders() {
    const std::vector<FolderRow> rows = folders(report_, kFoldersShown);
    if (rows.empty() || report_.target.size() < 2) return;
    const std::vector<VersionSet> heads = columns(report_, rows);
    out_ << "\n## Files that compile, by folder\n\n| folder |";
    for (const VersionSet& head : heads) out_ << " " << head.str() << " |";
    out_ << "\n| --- |";
    for (std::size_t i = 0; i < heads.size(); ++i) out_ << " --- |";
    out_ << "\n";
    for (const FolderRow& row : rows) {
      out_ << "| " << markdown_code(row.folder, kTable) << " |";
      for (const VersionSet& head : heads)
        out_ << " " << counted_of(row.compile, head.oldest()) << " |";
      out_ << "\n";
    }
  }

  void write_causes() {
    const std::vector<ImportCause>& found = report_.causes;
    if (found.empty()) return;
    out_ << "\n## Why modules do not import\n\n| cause | where | Python | modules |\n| --- | --- | "
            "--- | --- |\n";
    for (std::size_t i = 0; i < std::min(found.size(), kCausesShown); ++i) {
      const ImportCause& cause = found[i];
      const std::string place =
          shown(cause.finding.path) + ":" + std::to_string(cause.finding.finding.span.line);
      out_ << "| " << markdown_code(spoken(cause.what), kTable) << " | "
           << markdown_code(place, kTable) << " | " << cause.versions.str() << " | "
           << number(cause.modules.size()) << ": " << codes(cause.modules, kNamesShown, kTable)
           << " |\n";
    }
    if (found.size() > kCausesShown)
      out_ << "\n… and " << counted(found.size() - kCausesShown, "more cause") << ".\n";
  }

  void write_owners() {
    if (!report_.owners || report_.owners->sums.empty()) return;
    out_ << "\n## By owner\n\n| Owner | Files | Critical | High | Medium | Low |\n"
            "| --- | ---: | ---: | ---: | ---: | ---: |\n";
    for (const OwnerSum& sum : report_.owners->sums) {
      out_ << "| " << markdown_sentence(sum.name, kTable) << " | " << sum.files;
      for (std::size_t i = sum.findings.size(); i-- > 0;) out_ << " | " << sum.findings[i];
      out_ << " |\n";
    }
  }

  void write_already() {
    if (report_.already.empty()) return;
    out_ << "\n## Broken on " << python(report_.from) << " already\n\n";
    for (std::size_t i = 0; i < std::min(report_.already.size(), kCausesShown); ++i) {
      const ReportedFinding& one = report_.already[i];
      out_ << "- " << markdown_code(shown(one.path) + ":" + std::to_string(one.finding.span.line))
           << ": " << name(one.severity) << ", " << markdown_code(spoken(one.finding.symbol))
           << "\n";
    }
    if (report_.already.size() > kCausesShown)
      out_ << "\n… and " << counted(report_.already.size() - kCausesShown, "more finding") << ".\n";
  }

  // What somebody chose not to count; a stale baseline too, for it has to be written again.
  void write_not_counted() {
    for (const NotCountedGroup& group : not_counted(report_)) {
      out_ << "\n## " << markdown_text(group.title) << "\n\n| severity | where | what | why not |\n"
           << "| --- | --- | --- | --- |\n";
      const std::size_t listed_here = std::min(group.findings.size(), kReasonsShown);
      for (std::size_t i = 0; i < listed_here; ++i) {
        const ReportedFinding& one = *group.findings[i].finding;
        out_ << "| " << name(one.severity) << " | "
             << markdown_code(shown(one.path) + ":" + std::to_string(one.finding.span.line), kTable)
             << " | " << linked(one.finding) << " | " << markdown_text(group.findings[i].why)
             << " |\n";
      }
      if (group.findings.size() > listed_here)
        out_ << "\n… and " << counted(group.findings.size() - listed_here, "more finding") << ".\n";
    }
    if (!report_.baseline || report_.baseline->stale.empty()) return;
    out_ << "\n## Gone, and still in the baseline\n\n";
    const std::vector<KnownFinding>& stale = report_.baseline->stale;
    for (std::size_t i = 0; i < std::min(stale.size(), kReasonsShown); ++i)
      out_ << "- " << markdown_code(stale[i].path) << ": " << markdown_code(spoken(stale[i].symbol))
           << "\n";
    if (stale.size() > kReasonsShown)
      out_ << "\n… and " << counted(stale.size() - kReasonsShown, "more finding") << ".\n";
  }

  // By rule and symbol, the most severe and most frequent first.
  void write_rules() {
    struct Row {
      const ReportedFinding* first;
      Finding sum;
      std::size_t findings = 0;
      std::size_t files = 0;
      std::string_view last_path;
    };
    std::map<std::tuple<Severity, std::string_view, std::string_view>, Row> rows;
    for (const ReportedFinding& reported : report_.findings) {
      Row& row =
          rows.try_emplace({reported.severity, reported.finding.rule, reported.finding.symbol},
                           Row{&reported, reported.finding, 0, 0, {}})
              .first->second;
      if (row.findings > 0) add_to(row.sum, reported.finding);
      ++row.findings;
      if (row.last_path != reported.path) ++row.files;
      row.last_path = reported.path;
    }
    if (rows.empty()) return;
    std::vector<Row> sorted;
    sorted.reserve(rows.size());
    for (const auto& [key, row] : rows) sorted.push_back(row);
    std::ranges::stable_sort(sorted, std::greater<>(),
                             [](const Row& r) { return std::pair(r.first->severity, r.findings); });
    out_ << "\n## What was found\n\n| severity | what | findings | files | on | instead |\n"
         << "| --- | --- | --- | --- | --- | --- |\n";
    for (const Row& row : sorted) {
      const Finding& finding = row.sum;
      out_ << "| " << name(row.first->severity) << " | " << linked(finding) << " | "
           << number(row.findings) << " | " << number(row.files) << " | "
           << (finding.breaks_on.empty() ? finding.warns_on : finding.breaks_on).str() << " | "
           << markdown_sentence(finding.instead, kTable) << " |\n";
    }
  }

  static std::string linked(const Finding& finding) {
    std::string label = markdown_code(spoken(finding.symbol), kTable);
    if (is_web_link(finding.docs))
      label = "[" + label + "](" + percent_encoded(finding.docs, ":/?#@!$&'*+,;=%") + ")";
    return spoken(finding.symbol) == finding.rule ? label
                                                  : label + " " + markdown_text(finding.rule);
  }

  void write_check_list() {
    std::size_t boxes = 0;
    std::size_t left_out = 0;
    for (auto begin = report_.findings.begin(); begin != report_.findings.end();) {
      const auto end =
          std::ranges::find_if(begin, report_.findings.end(),
                               [&](const ReportedFinding& f) { return f.path != begin->path; });
      const std::vector<Task> tasks = tasks_of({begin, end});
      left_out += write_tasks(begin->path, tasks, boxes);
      begin = end;
    }
    if (left_out > 0)
      out_ << "\n… and " << counted(left_out, "more box", "more boxes")
           << "; the JSON report has them all.\n";
    const std::uint32_t low = report_.summary.findings[static_cast<std::size_t>(Severity::low)];
    if (low == 0) return;
    out_ << "\n"
         << counted(low, "finding") << " of low severity " << (low == 1 ? "is" : "are")
         << " not listed here.\n";
  }

  // What is to be done about one name in one file, on one or more lines.
  struct Task {
    const ReportedFinding* first;
    std::vector<std::string> lines;
  };

  static std::vector<Task> tasks_of(std::span<const ReportedFinding> findings) {
    std::vector<Task> tasks;
    for (const ReportedFinding& reported : findings) {
      if (reported.severity == Severity::low) continue;
      const auto alike = std::ranges::find_if(tasks, [&](const Task& task) {
        const Finding& a = task.first->finding;
        const Finding& b = reported.finding;
        return task.first->severity == reported.severity && a.message == b.message &&
               a.instead == b.instead && a.breaks_on == b.breaks_on && a.warns_on == b.warns_on;
      });
      Task& task = alike == tasks.end() ? tasks.emplace_back(Task{&reported, {}}) : *alike;
      task.lines.push_back(std::to_string(reported.finding.span.line));
    }
    return tasks;
  }

  // How many found no room.
  std::size_t write_tasks(std::string_view path, const std::vector<Task>& tasks,
                          std::size_t& boxes) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (boxes == kMostBoxes) return tasks.size() - i;
      if (boxes++ == 0) out_ << "\n## Check list\n";
      if (i == 0) out_ << "\n### " << markdown_code(shown(path)) << "\n\n";
      const Finding& finding = tasks[i].first->finding;
      out_ << "- [ ] line" << (tasks[i].lines.size() > 1 ? "s " : " ")
           << listed(tasks[i].lines, kLinesShown) << ", " << name(tasks[i].first->severity) << ": "
           << markdown_sentence(finding.message);
      if (const std::string versions = when(finding); !versions.empty())
        out_ << " (" << versions << ")";
      if (!finding.instead.empty()) out_ << " Instead: " << markdown_sentence(finding.instead);
      out_ << "\n";
    }
    return 0;
  }

  void write_configuration() {
    if (report_.configuration.empty()) return;
    out_ << "\n## Stated versions\n\n";
    for (const std::string& line : configuration_sums(report_)) out_ << line << ".\n";
    const bool all_allow =
        std::all_of(report_.configuration.begin(), report_.configuration.end(),
                    [&](const ConfigurationRow& row) {
                      return !row.statement.pins || row.statement.versions.contains(report_.target);
                    });
    if (all_allow) return;
    out_ << "\n";
    configuration_table(report_, false, out_, options_.path_prefix);
  }

  void write_not_read() {
    std::vector<std::string> lines;
    for (const FileFacts& file : report_.files) {
      const std::string path = markdown_code(shown(file.path));
      if (file.state == FileState::failed)
        lines.push_back(path + " failed: " + markdown_text(file.reason));
      if (file.state == FileState::skipped)
        lines.push_back(path + " skipped: " + markdown_text(file.reason));
      if (file.state == FileState::scanned && !file.compiles) {
        lines.push_back(path + " not analysed: " + markdown_text(file.unknown_because));
      }
    }
    for (const ModuleVerdict& module : report_.modules) {
      if (!module.unknown.intersects(report_.target_of(module.path))) continue;
      lines.push_back("whether " + markdown_code(module.name) +
                      " imports: " + markdown_text(module.unknown_because));
    }
    std::vector<std::string> externals;
    for (const ExternalModule& external : report_.externals) {
      if (external.is_assumed(report_.target)) externals.push_back(external.name);
    }
    if (!externals.empty()) {
      lines.push_back(counted(externals.size(), "third-party module") +
                      ", assumed importable: " + codes(externals, 50));
    }
    if (lines.empty()) return;
    out_ << "\n## What was not read or not analysed\n\n";
    for (std::size_t i = 0; i < std::min(lines.size(), kReasonsShown); ++i)
      out_ << "- " << lines[i] << "\n";
    if (lines.size() > kReasonsShown)
      out_ << "- … and " << number(lines.size() - kReasonsShown) << " more\n";
  }

  void write_colophon() {
    out_ << "\n---\n\nMade by pymolt " << markdown_text(report_.tool_version);
    if (!report_.rules.empty()) out_ << " (rules " << markdown_text(report_.rules) << ")";
    if (const std::string words = evidence_words(report_.evidence); !words.empty())
      out_ << " " << markdown_text(words);
    if (!options_.command.empty()) out_ << " with " << markdown_code(options_.command);
    out_ << ", for " << python(report_.target);
    if (!report_.from.empty()) out_ << ", from " << report_.from.str();
    out_ << ".\n";
  }

  const Report& report_;
  const RenderOptions& options_;
  std::ostream& out_;
};

}  // namespace

Remarks render_markdown(const Report& report, const RenderOptions& options, std::ostream& out) {
  MarkdownFace(report, options, out).write();
  return {};
}

}  // namespace pymolt::render
