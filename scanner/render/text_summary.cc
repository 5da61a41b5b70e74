// Sections, silent when they have nothing to say, and short: --show-all makes them whole.
// SPDX-License-Identifier: MIT
#include "render/text_summary.h"

#include <algorithm>
#include <array>
#include <map>

#include "render/ansi.h"
#include "render/baseline_hidden.h"
#include "render/configuration_renderers.h"
#include "render/dependency_renderers.h"
#include "render/prose.h"
#include "render/statistics.h"
#include "render/text_matrix.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kAlreadyShown = 5;
constexpr std::size_t kSummaryCausesShown = 6;
constexpr std::size_t kSummaryReasonsShown = 4;
constexpr std::size_t kStatementsShown = 3;
constexpr std::size_t kPathsShown = 5;

std::string because(std::string_view what, const std::string& reason) {
  return std::string(what) + (reason.empty() ? "" : " (" + reason + ")");
}

class TextSummary {
 public:
  TextSummary(const Report& report, const RenderOptions& options, std::ostream& out)
      : report_(report),
        prefix_(options.path_prefix),
        width_(options.width),
        whole_(options.view.is_whole()),
        paint_(options),
        out_(out) {}

  void write(const Selection& selection) {
    write_counts(selection);
    write_matrix(report_, paint_, width_, whole_, out_);
    write_causes();
    write_already();
    write_configuration();
    write_owners();
    write_not_read();
    write_not_analysed();
  }

  void write_verdicts() {
    for (const Decision verdict : {Decision::go, Decision::unknown, Decision::no_go}) {
      const VersionSet versions = decided(report_, verdict);
      if (versions.empty()) continue;
      out_ << paint_(Ink::strong, python(versions) + ": ") << paint_(ink(verdict), name(verdict));
      if (verdict == Decision::unknown) out_ << ", " << why_unknown(report_, versions.newest());
      out_ << "\n";
    }
  }

 private:
  // How many of a list are shown.
  [[nodiscard]] std::size_t most(std::size_t limit) const { return whole_ ? SIZE_MAX : limit; }

  void heading(std::string_view title) { out_ << paint_(Ink::strong, title) << "\n"; }

  // A line that may need several, the later ones indented as deep as its first word.
  void item(std::string_view label, std::string_view sentence) {
    std::string before = "  " + std::string(label);
    const int indent = display_width(before);
    const int room = std::max(30, width_ - indent);
    for (const std::string& line : wrapped(sentence, room)) {
      out_ << before << line << "\n";
      before = right("", indent);
    }
  }

  void write_owners() {
    if (!report_.owners || report_.owners->sums.empty()) return;
    heading("By owner");
    for (const OwnerSum& sum : report_.owners->sums) {
      std::string words = counted(sum.files, "file");
      for (std::size_t i = sum.findings.size(); i-- > 0;)
        words += ", " + number(sum.findings[i]) + " " + std::string(name(static_cast<Severity>(i)));
      item(visible(sum.name) + "  ", words);
    }
    out_ << "\n";
  }

  // One line for each, as it needs no attention.
  void write_already() {
    if (report_.already.empty()) return;
    heading("Broken on " + python(report_.from) + " already");
    for (std::size_t i = 0; i < std::min(report_.already.size(), most(kAlreadyShown)); ++i) {
      const ReportedFinding& one = report_.already[i];
      const std::string place =
          visible(prefix_ + one.path) + ":" + std::to_string(one.finding.span.line);
      item("", place + ": " + std::string(name(one.severity)) + " [" + visible(one.finding.rule) +
                   "] " + visible(spoken(one.finding.symbol)));
    }
    if (report_.already.size() > most(kAlreadyShown)) {
      item("", "… and " + counted(report_.already.size() - most(kAlreadyShown), "more finding"));
    }
    out_ << "\n";
  }

  void write_causes() {
    const std::vector<ImportCause>& found = report_.causes;
    if (found.empty()) return;
    heading("Why modules do not import");
    for (std::size_t i = 0; i < std::min(found.size(), most(kSummaryCausesShown)); ++i) {
      const ImportCause& cause = found[i];
      const std::string& path = cause.finding.path;
      const std::string place =
          visible(prefix_ + path) + ":" + std::to_string(cause.finding.finding.span.line);
      const std::string what = visible(spoken(cause.what));
      const bool one = cause.modules.size() == 1;
      const std::string effect =
          "breaks " +
          (one ? visible(cause.modules.front()) : counted(cause.modules.size(), "module")) +
          " on " + cause.versions.str();
      const bool fits = display_width("  " + what + " at " + place + " " + effect) <= width_;
      out_ << "  " << paint_(Ink::strong, what) << " at " << paint_.file_link(path, place)
           << (fits ? " " : "\n    ") << effect << "\n";
      if (!one) item("  ", visible(listed(cause.modules, most(kPathsShown))));
    }
    if (found.size() > most(kSummaryCausesShown)) {
      item("", "… and " + counted(found.size() - most(kSummaryCausesShown), "more cause"));
    }
    out_ << "\n";
  }

  // One line for each reason, with the files it holds for.
  void write_reasons(const std::map<std::string, std::vector<std::string>>& reasons) {
    std::size_t shown = 0;
    for (const auto& [reason, paths] : reasons) {
      if (++shown > most(kSummaryReasonsShown)) break;
      item("", visible(reason + ": " + listed(paths, most(kPathsShown))));
    }
    if (shown > most(kSummaryReasonsShown))
      item("", "… and " + counted(reasons.size() - most(kSummaryReasonsShown), "more reason"));
    out_ << "\n";
  }

  void write_not_read() {
    std::map<std::string, std::vector<std::string>> reasons;
    for (const FileFacts& file : report_.files) {
      if (file.state == FileState::skipped)
        reasons[because("skipped", file.reason)].push_back(prefix_ + file.path);
      if (file.state == FileState::failed)
        reasons[because("failed", file.reason)].push_back(prefix_ + file.path);
    }
    if (reasons.empty()) return;
    heading("Not read");
    write_reasons(reasons);
  }

  // What excludes the target; the whole list is `pymolt config-files`.
  void write_configuration() {
    std::vector<const ConfigurationRow*> against;
    for (const ConfigurationRow& row : report_.configuration) {
      if (row.statement.pins && !row.statement.versions.contains(report_.target))
        against.push_back(&row);
    }
    if (report_.configuration.empty()) return;
    heading("Stated versions");
    for (const std::string& line : configuration_sums(report_)) item("", line);
    for (std::size_t i = 0; i < std::min(against.size(), most(kStatementsShown)); ++i) {
      const ConfigurationRow& row = *against[i];
      const std::string instead = row.instead.empty() || row.instead.find('\n') != std::string::npos
                                      ? ""
                                      : ", write " + row.instead;
      item("", visible(prefix_ + row.path + ":" + std::to_string(row.statement.span.line) + ": " +
                       row.statement.stated + " " + stand_of(row, report_.target) + instead));
    }
    if (against.size() > most(kStatementsShown))
      item("", "… and " + number(against.size() - most(kStatementsShown)) +
                   " more: see `pymolt config-files`");
    out_ << "\n";
  }

  void write_not_analysed() {
    std::map<std::string, std::vector<std::string>> reasons;
    for (const FileFacts& file : report_.files) {
      if (file.state == FileState::scanned && !file.compiles) {
        reasons[because("compilation unknown", file.unknown_because)].push_back(prefix_ +
                                                                                file.path);
      }
    }
    for (const ModuleVerdict& module : report_.modules) {
      if (module.unknown.intersects(report_.target_of(module.path))) {
        reasons[because("import unknown", module.unknown_because)].push_back(module.name);
      }
    }
    std::vector<std::string> names;
    for (const ExternalModule& external : report_.externals) {
      if (!external.is_assumed(report_.target)) continue;
      const std::string& by = external.supplied_by;
      names.push_back(external.name + (by.empty() ? "" : " (supplied by " + by + ")"));
    }
    for (const ReportedProblem& problem : report_.problems) {
      reasons["lines about packages or versions not understood"].push_back(
          prefix_ + problem.path + ":" + std::to_string(problem.problem.line));
    }
    if (reasons.empty() && names.empty()) return;
    heading("Not analysed");
    if (!names.empty()) {
      reasons[counted(names.size(), "third-party module") + " (assumed importable)"] = names;
    }
    write_reasons(reasons);
  }

  void write_counts(const Selection& selection) {
    const Summary& summary = report_.summary;
    heading("Summary");
    item("files     ", number(summary.found) + " found: " + number(summary.scanned) + " scanned, " +
                           number(summary.skipped) + " skipped, " + number(summary.failed) +
                           " failed");
    out_ << "  findings  ";
    for (const Severity severity :
         {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
      const std::uint32_t n = summary.findings[static_cast<std::size_t>(severity)];
      const std::string words = number(n) + " " + std::string(name(severity));
      out_ << paint_(n > 0 ? ink(severity) : Ink::faint, words)
           << (severity == Severity::low ? "" : ", ");
    }
    if (!report_.suppressed.empty())
      out_ << "; " << number(report_.suppressed.size()) << " suppressed";
    out_ << "\n";
    if (const std::string left_out = selection.left_out_words(); !left_out.empty())
      item("not shown ", left_out + ": " +
                             (selection.below.empty() ? "--style" : "--min-severity low") +
                             " shows them");
    std::array<std::uint32_t, 4> fixes = {};
    for (const ReportedFinding& reported : report_.findings)
      ++fixes[static_cast<std::size_t>(reported.fix.how)];
    if (const std::string words = fix_words(fixes); !words.empty()) item("          ", words);
    for (const std::string& sentence : hidden_sentences(report_))
      item("          ", visible(sentence));
    if (report_.target.size() == 1) {
      write_count("compile   ", "file", summary.compile);
      write_count("import    ", "module", summary.import);
      const auto depends = summary.dependencies.find(report_.target.oldest());
      if (depends != summary.dependencies.end() && depends->second.of > 0)
        item("depend    ", sum_words(depends->second));
    }
    out_ << "\n";
  }

  void write_count(std::string_view label, std::string_view unit,
                   const std::map<Version, Count>& counts) {
    const auto found = counts.find(report_.target.oldest());
    if (found == counts.end()) {
      item(label, "not analysed");
      return;
    }
    const Count& count = found->second;
    std::string words =
        count.of == 0 ? counted(0, unit) : number(count.ok) + " of " + counted(count.of, unit);
    if (count.unknown > 0) words += ", " + number(count.unknown) + " unknown";
    item(label, words);
  }

  const Report& report_;
  const std::string& prefix_;
  int width_;
  bool whole_;
  Paint paint_;
  std::ostream& out_;
};

}  // namespace

void write_text_summary(const Report& report, const RenderOptions& options,
                        const Selection& selection, std::ostream& out) {
  TextSummary(report, options, out).write(selection);
}

void write_text_verdicts(const Report& report, const RenderOptions& options, std::ostream& out) {
  TextSummary(report, options, out).write_verdicts();
}

}  // namespace pymolt::render
