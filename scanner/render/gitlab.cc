// GitLab's code quality report: a JSON list that a merge request compares with the last.
// SPDX-License-Identifier: MIT
//
// GitLab keeps one entry a fingerprint in the whole report, so ours, which are unique within a
// file, are hashed with the path. Where several scanned folders give the same path and place, the
// number of the copy is hashed as well.
#include <map>

#include "base/hash.h"
#include "render/json_writer.h"
#include "render/renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

std::string_view weight(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return "blocker";
    case Severity::high:
      return "critical";
    case Severity::medium:
      return "major";
    case Severity::low:
      break;
  }
  return "info";
}

class GitlabFace {
 public:
  GitlabFace(const RenderOptions& options, std::ostream& out) : options_(options), json_(out) {}

  void write(const Report& report) {
    json_.open_array(JsonWriter::tall);
    for (const ReportedFinding& reported : report.findings) {
      const Finding& finding = reported.finding;
      std::string text = finding.message + " (" + when(finding) + ")";
      if (!finding.instead.empty()) text += " Instead: " + finding.instead;
      write_entry(text, finding.rule, weight(reported.severity), reported.path, finding.span,
                  finding.fingerprint);
    }
    for (const FileFacts& file : report.files) {
      if (file.state == FileState::failed) {
        write_entry("Not read: " + file.reason, "not-read", "major", file.path, {}, {});
      } else if (file.state == FileState::scanned && !file.compiles) {
        write_entry("Not analysed: " + file.unknown_because, "not-analysed", "major", file.path, {},
                    {});
      }
    }
    json_.close();
  }

 private:
  void write_entry(std::string_view text, std::string_view rule, std::string_view severity,
                   const std::string& path, const Span& span, std::string_view fingerprint) {
    Hash hash;
    hash.add(path).add(rule).add(fingerprint);
    if (const int copy = copies_[hash.hex()]++; copy > 0) hash.add(std::to_string(copy));
    json_.open_object().field("description", text).field("check_name", rule);
    json_.field("fingerprint", hash.hex()).field("severity", severity);
    json_.key("location").open_object().field("path", options_.path_prefix + path);
    json_.key("lines").open_object().field("begin", span.line).field("end", span.end_line);
    json_.close().close().close();
  }

  const RenderOptions& options_;
  JsonWriter json_;
  std::map<std::string, int> copies_;
};

}  // namespace

Remarks render_gitlab(const Report& report, const RenderOptions& options, std::ostream& out) {
  GitlabFace(options, out).write(report);
  return {};
}

}  // namespace pymolt::render
