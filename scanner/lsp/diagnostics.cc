// One finding, one diagnostic; the order is the report's.
// SPDX-License-Identifier: MIT
#include "lsp/diagnostics.h"

#include <algorithm>

#include "base/equal_part.h"
#include "lsp/uri.h"
#include "render/escape.h"
#include "render/wording.h"
#include "syntax/decode.h"

namespace pymolt::lsp {

namespace {

enum Level : int { kError = 1, kWarning = 2, kInformation = 3 };
constexpr int kDeprecatedTag = 2;

int level(Severity severity) {
  if (severity >= Severity::high) return kError;
  return severity == Severity::medium ? kWarning : kInformation;
}

std::string message_of(const Finding& finding) {
  std::string text = finding.message.empty() ? finding.rule : finding.message;
  if (const std::string versions = render::when(finding); !versions.empty())
    text += " (" + versions + ")";
  if (!finding.instead.empty()) text += "\nInstead: " + finding.instead;
  return text;
}

// What could not be told, at the beginning of a line.
Json remark(const Text& text, std::uint32_t line, const std::string& message, Units units) {
  const std::uint32_t begin = bytes_of(text, {line, 1, line, 1}).begin;
  const auto end = begin + static_cast<std::uint32_t>(text.line(line).size());
  return {{"range", range_of(text, {begin, end}, units)},
          {"severity", kInformation},
          {"source", "pymolt"},
          {"message", message}};
}

const FileFacts* file_of(const std::vector<FileFacts>& files, const std::string& path) {
  const auto file = std::ranges::lower_bound(files, path, {}, &FileFacts::path);
  return file == files.end() || file->path != path ? nullptr : &*file;
}

// What the scan of the file could not tell.
void add_remarks(const Report& report, const std::string& path, const Text& text, Units units,
                 Json& out) {
  if (const FileFacts* file = file_of(report.files, path)) {
    if (file->state == FileState::failed)
      out.push_back(remark(text, 1, "not analysed: " + file->reason, units));
    if (!file->unknown_because.empty())
      out.push_back(remark(text, 1, "not known to compile: " + file->unknown_because, units));
    for (const std::string& question : file->not_analysed)
      out.push_back(remark(text, 1, "not analysed: " + question, units));
  }
  for (const ReportedProblem& problem : report.problems) {
    if (problem.path == path)
      out.push_back(remark(text, problem.problem.line, problem.problem.message, units));
  }
}

}  // namespace

Json diagnostic(const ReportedFinding& found, VersionSet target, const Text& text, Units units) {
  const Finding& finding = found.finding;
  Json made = {{"range", range_of(text, bytes_of(text, finding.span), units)},
               {"severity", level(found.severity)},
               {"code", finding.rule},
               {"source", "pymolt"},
               {"message", message_of(finding)},
               {"data",
                {{"symbol", finding.symbol},
                 {"severity", std::string(name(found.severity))},
                 {"fingerprint", finding.fingerprint}}}};
  if (render::is_web_link(finding.docs)) made["codeDescription"] = {{"href", finding.docs}};
  if (has_lifetime(finding.subject) && !finding.breaks_on.intersects(target) &&
      finding.warns_on.intersects(target))
    made["tags"] = Json::array({kDeprecatedTag});
  return made;
}

Json diagnostics(const Folder& folder, const Buffer& document, Units units) {
  Json all = Json::array();
  const Report& report = folder.report();
  const std::string path = folder.reported(document.path);
  if (path.empty() || path.ends_with(".ipynb")) return all;  // lines of cells are no lines of it
  for (const ReportedFinding& found : equal_part(report.findings, path, &ReportedFinding::path))
    all.push_back(diagnostic(found, report.target_of(path), document.text, units));
  add_remarks(report, path, document.text, units, all);
  return all;
}

std::map<std::string, Json> import_diagnostics(const Folder& folder, const Buffers& open,
                                               const scan::Disk& disk, Units units) {
  std::map<std::string, Json> all;
  std::map<std::string, Text> texts;
  const Report& report = folder.report();
  for (const ImportCause& cause : report.causes) {
    const std::string place = folder.on_disk(cause.finding.path);
    if (open.contains(place) || place.ends_with(".ipynb")) continue;
    if (!texts.contains(place)) {
      const Result<std::string> bytes = scan::read_bounded(disk, place, scan::kLargestFile);
      if (!bytes) continue;
      texts.emplace(place, Text(syntax::decode(*bytes).text));
    }
    Json& list = all.try_emplace(uri_of(place), Json::array()).first->second;
    list.push_back(
        diagnostic(cause.finding, report.target_of(cause.finding.path), texts.at(place), units));
  }
  return all;
}

Json mistake_diagnostic(const Mistake& mistake) {
  const int line = std::max(mistake.line - 1, 0);
  const int column = std::max(mistake.column - 1, 0);
  std::string message = mistake.message;
  if (!mistake.hint.empty()) message += "\n" + mistake.hint;
  return {{"range",
           {{"start", {{"line", line}, {"character", column}}},
            {"end", {{"line", line}, {"character", column + 1}}}}},
          {"severity", kError},
          {"source", "pymolt"},
          {"message", message}};
}

}  // namespace pymolt::lsp
