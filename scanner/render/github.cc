// Workflow commands: the lines by which a job tells GitHub to annotate a pull request.
// SPDX-License-Identifier: MIT
//
//   ::error file=src/feed.py,line=3,col=8,endLine=3,endColumn=11,title=removed-module%3A imp::`imp`
//   was removed …
//
// GitHub shows ten annotations of a kind for a step, so the most severe come first; all are in the
// job's log.
#include <algorithm>
#include <functional>
#include <map>

#include "render/baseline_hidden.h"
#include "render/renderers.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kShownOfAKind = 10;

std::string_view command(Severity severity) {
  if (severity >= Severity::high) return "error";
  return severity == Severity::medium ? "warning" : "notice";
}

// What follows the `::`: only `%` would be taken for more than it is, once all lines are one.
std::string message_text(std::string_view bytes) {
  std::string text;
  for (const char c : visible(bytes)) text += c == '%' ? std::string("%25") : std::string(1, c);
  return text;
}

std::string property(std::string_view bytes) {
  std::string text;
  for (const char c : message_text(bytes)) {
    text += c == ':' ? std::string("%3A") : c == ',' ? std::string("%2C") : std::string(1, c);
  }
  return text;
}

void write_finding(const ReportedFinding& reported, const RenderOptions& options,
                   std::ostream& out) {
  const Finding& finding = reported.finding;
  const Span& span = finding.span;
  std::string title = finding.rule;
  if (spoken(finding.symbol) != finding.rule) title.append(": ").append(spoken(finding.symbol));
  out << "::" << command(reported.severity)
      << " file=" << property(options.path_prefix + reported.path) << ",line=" << span.line;
  if (span.end_line == span.line) out << ",col=" << span.column;
  out << ",endLine=" << span.end_line;
  if (span.end_line == span.line) out << ",endColumn=" << span.end_column;
  out << ",title=" << property(title)
      << "::" << message_text(finding.message + " (" + when(finding) + ")");
  if (!finding.instead.empty()) out << "%0AInstead: " << message_text(finding.instead);
  if (!finding.docs.empty()) out << "%0A" << message_text(finding.docs);
  out << "\n";
}

void write_not_read(const Report& report, const RenderOptions& options, std::ostream& out) {
  for (const FileFacts& file : report.files) {
    const bool unknown = file.state == FileState::scanned && !file.compiles;
    if (file.state != FileState::failed && !unknown) continue;
    out << "::warning file=" << property(options.path_prefix + file.path)
        << ",title=" << (unknown ? "not analysed::" : "not read::")
        << message_text(unknown ? file.unknown_because : file.reason) << "\n";
  }
}

}  // namespace

Remarks render_github(const Report& report, const RenderOptions& options, std::ostream& out) {
  std::vector<const ReportedFinding*> findings;
  for (const ReportedFinding& reported : report.findings) findings.push_back(&reported);
  std::ranges::stable_sort(findings, std::greater<>(), &ReportedFinding::severity);
  std::map<std::string_view, std::size_t> of_a_kind;
  for (const ReportedFinding* reported : findings) {
    write_finding(*reported, options, out);
    ++of_a_kind[command(reported->severity)];
  }
  write_not_read(report, options, out);
  for (const Decision verdict : {Decision::go, Decision::unknown, Decision::no_go}) {
    const VersionSet versions = decided(report, verdict);
    if (versions.empty()) continue;
    out << "::notice title=pymolt::" << python(versions) << ": " << name(verdict) << "\n";
  }
  for (const std::string& sentence : hidden_sentences(report))
    out << "::notice title=pymolt::" << message_text(sentence) << "\n";
  Remarks remarks;
  for (const auto& [kind, count] : of_a_kind) {
    if (count <= kShownOfAKind) continue;
    remarks.push_back("github: " + number(count) + " " + std::string(kind) +
                      "s are in the log, of which GitHub shows " + number(kShownOfAKind) +
                      " beside the code");
  }
  return remarks;
}

}  // namespace pymolt::render
