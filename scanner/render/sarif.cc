// SARIF 2.1.0, as GitHub code scanning takes it: at most 25,000 results and 10 MB when compressed.
// SPDX-License-Identifier: MIT
//
// The most severe results come first, so that whatever limit cuts the list cuts the least. Ours are
// counted in results and in bytes of text that no compression takes away; what is left out is said
// in the run's notifications and to the caller. A finding that breaks modules carries them as
// related locations, with the way they import it.
//
// What a baseline hides is left out and counted in a notification, not sent along with
// `suppressions` or as `unchanged`: code scanning reads neither and would open an alert for each.
#include <algorithm>
#include <map>
#include <set>

#include "render/baseline_hidden.h"
#include "render/escape.h"
#include "render/json_writer.h"
#include "render/page_text.h"
#include "render/renderers.h"
#include "render/sarif_related.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kMostResults = 25'000;
constexpr std::size_t kMostText = 9'000'000;  // bytes that may not compress, below GitHub's 10 MB
constexpr std::size_t kMostNotices = 1'000;
constexpr std::size_t kLongestSnippet = 240;

std::string_view level(Severity severity) {
  if (severity >= Severity::high) return "error";
  return severity == Severity::medium ? "warning" : "note";
}

std::string_view precision(Confidence confidence) {
  switch (confidence) {
    case Confidence::sure:
      return "very-high";
    case Confidence::likely:
      return "high";
    case Confidence::possible:
      break;
  }
  return "low";
}

// The start of a source line; a code point is never cut in two.
std::string_view snippet(std::string_view line) {
  if (line.size() <= kLongestSnippet) return line;
  std::size_t end = kLongestSnippet;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return line.substr(0, end);
}

// `PrintStatement` of `print-statement`.
std::string pascal_case(std::string_view rule) {
  std::string text;
  bool starts = true;
  for (const char c : rule) {
    if (c == '-' || c == '.' || c == '/') {
      starts = true;
      continue;
    }
    text += starts && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    starts = false;
  }
  return text;
}

std::string_view first_sentence(std::string_view message) {
  const std::size_t end = message.find(". ");
  return end == std::string_view::npos ? message : message.substr(0, end + 1);
}

class SarifFace {
 public:
  SarifFace(const Report& report, const RenderOptions& options, std::ostream& out)
      : report_(report), options_(options), json_(out), related_(report) {
    choose_results();
    for (const ReportedFinding* result : results_) rules_.emplace(result->finding.rule, result);
  }

  Remarks write() {
    json_.open_object(JsonWriter::tall);
    json_.field("$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                "sarif-schema-2.1.0.json");
    json_.field("version", "2.1.0").key("runs").open_array().open_object(JsonWriter::tall);
    write_tool();
    json_.key("automationDetails").open_object().field("id", "pymolt/" + run_id() + "/").close();
    json_.field("columnKind", "unicodeCodePoints");
    write_invocation();
    json_.key("results").open_array(JsonWriter::tall);
    for (const ReportedFinding* result : results_) write_result(*result);
    json_.close();
    write_properties();
    json_.close().close().close();
    return remarks_;
  }

 private:
  // The most severe first; within a severity in the report's own order.
  void choose_results() {
    for (const ReportedFinding& finding : report_.findings) results_.push_back(&finding);
    std::ranges::stable_sort(results_, std::greater<>(), &ReportedFinding::severity);
    if (options_.with_suppressed) {
      for (const ReportedFinding& finding : report_.suppressed) results_.push_back(&finding);
    }
    std::set<std::string_view> messages;
    std::size_t text = 0;
    std::size_t kept = 0;
    for (; kept < std::min(results_.size(), kMostResults); ++kept) {
      const Finding& finding = results_[kept]->finding;
      if (messages.insert(finding.message).second) text += finding.message.size();
      text += results_[kept]->path.size() + snippet(finding.excerpt).size() +
              finding.symbol.size() + 32;
      if (text > kMostText) break;
    }
    if (kept == results_.size()) return;
    remarks_.push_back("sarif: " + counted(results_.size() - kept, "finding") + " of " +
                       number(results_.size()) +
                       " left out, the least severe: code scanning takes " + number(kMostResults) +
                       " results and 10 MB");
    results_.resize(kept);
  }

  std::string run_id() const {
    std::string id = report_.target.str();
    std::erase(id, ' ');
    return id;
  }

  void write_tool() {
    json_.key("tool").open_object().key("driver").open_object(JsonWriter::tall);
    json_.field("name", "pymolt").field("semanticVersion", report_.tool_version);
    json_.key("rules").open_array(JsonWriter::tall);
    for (const auto& [rule, result] : rules_) write_rule(rule, *result);
    json_.close().close().close();
  }

  void text_object(std::string_view key, std::string_view text) {
    json_.key(key).open_object().field("text", text).close();
  }

  void write_rule(const std::string& rule, const ReportedFinding& first) {
    const rulebook::RulePage* page = options_.book == nullptr ? nullptr : options_.book->page(rule);
    const std::string message = page != nullptr ? page->message : first.finding.message;
    const std::string_view docs =
        page != nullptr ? page->docs : std::string_view(first.finding.docs);
    const Severity severity = page != nullptr ? page->severity : first.severity;
    json_.open_object().field("id", rule);
    if (rule.find('-') != std::string::npos) json_.field("name", pascal_case(rule));
    text_object("shortDescription", first_sentence(message.empty() ? rule : message));
    text_object("fullDescription", message.empty() ? rule : message);
    json_.key("help").open_object();
    json_.field("text", page != nullptr ? help_plain(*page) : message.empty() ? rule : message);
    if (page != nullptr) json_.field("markdown", help_markdown(*page));
    json_.close();
    if (is_web_link(docs)) json_.field("helpUri", percent_encoded(docs, kUrlMarks));
    json_.key("defaultConfiguration").open_object().field("level", level(severity)).close();
    json_.key("properties").open_object().key("tags").open_array();
    json_.value("compatibility").value("python").close();
    json_.field("precision",
                precision(page != nullptr ? page->confidence : first.finding.confidence));
    json_.field("problem.severity", severity == Severity::low ? "recommendation" : level(severity));
    json_.close().close();
  }

  void write_place(std::string_view path, const Span* span, std::string_view line) {
    json_.key("physicalLocation").open_object().key("artifactLocation").open_object();
    json_.field("uri", percent_encoded(options_.path_prefix + std::string(path), "/"));
    json_.field("uriBaseId", "%SRCROOT%").close();
    if (span != nullptr) {
      json_.key("region")
          .open_object()
          .field("startLine", span->line)
          .field("startColumn", span->column);
      json_.field("endLine", span->end_line).field("endColumn", span->end_column);
      if (!line.empty()) text_object("snippet", snippet(line));
      json_.close();
    }
    json_.close();
  }

  void write_result(const ReportedFinding& result) {
    const Finding& finding = result.finding;
    json_.open_object().field("ruleId", finding.rule).key("ruleIndex");
    json_.value(std::distance(rules_.begin(), rules_.find(finding.rule)))
        .field("level", level(result.severity));
    if (report_.baseline) json_.field("baselineState", "new");
    text_object("message", message_of(finding) + linked(related_.of(result)));
    json_.key("locations").open_array().open_object();
    write_place(result.path, &finding.span, finding.excerpt);
    if (!finding.scope.empty()) {
      json_.key("logicalLocations").open_array().open_object();
      json_.field("fullyQualifiedName", finding.scope).close().close();
    }
    json_.close().close();
    write_related(result);
    if (is_suppressed(result)) {
      json_.key("suppressions")
          .open_array()
          .open_object()
          .field("kind", "inSource")
          .close()
          .close();
    }
    json_.key("partialFingerprints").open_object().field("pymolt/v1", finding.fingerprint).close();
    json_.key("properties").open_object().field("severity", name(result.severity));
    json_.field("confidence", name(finding.confidence)).field("symbol", finding.symbol);
    json_.field("breaksOn", finding.breaks_on.str()).close().close();
  }

  bool is_suppressed(const ReportedFinding& result) const {
    const std::vector<ReportedFinding>& suppressed = report_.suppressed;
    return std::less_equal<>()(suppressed.data(), &result) &&
           std::less<>()(&result, suppressed.data() + suppressed.size());
  }

  static std::string message_of(const Finding& finding) {
    std::string text = finding.message.empty() ? finding.rule : finding.message;
    if (const std::string versions = when(finding); !versions.empty())
      text += " (" + versions + ")";
    if (!finding.instead.empty()) text += " Instead: " + finding.instead;
    // `[text](target)` would be a link.
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 3))
      text.insert(at, "\\");
    return text;
  }

  // " Takes down: [quant](1), [quant.store](2) and 9 more": a reader follows the numbers to the related locations.
  static std::string linked(const std::vector<RelatedModule>& related) {
    constexpr std::size_t kMostLinked = 5;
    std::vector<std::string> links;
    for (std::size_t i = 0; i < std::min(related.size(), kMostLinked); ++i)
      links.push_back("[" + related[i].name + "](" + std::to_string(i + 1) + ")");
    if (related.size() > kMostLinked)
      links.push_back(number(related.size() - kMostLinked) + " more");
    return links.empty() ? "" : " Takes down: " + listed(links) + ".";
  }

  void write_related(const ReportedFinding& result) {
    const std::vector<RelatedModule> related = related_.of(result);
    if (related.empty()) return;
    json_.key("relatedLocations").open_array();
    std::size_t id = 0;
    for (const RelatedModule& module : related) {
      json_.open_object().field("id", ++id);
      write_place(module.path, nullptr, {});
      text_object("message", module.message);
      json_.close();
    }
    json_.close();
  }

  void write_notice(std::string_view level, std::string_view id, const std::string& message,
                    std::string_view path) {
    json_.open_object()
        .key("descriptor")
        .open_object()
        .field("id", id)
        .close()
        .field("level", level);
    text_object("message", message);
    if (!path.empty()) {
      json_.key("locations").open_array().open_object();
      write_place(path, nullptr, {});
      json_.close().close();
    }
    json_.close();
  }

  void write_invocation() {
    json_.key("invocations").open_array().open_object(JsonWriter::tall);
    json_.field("executionSuccessful", options_.exit_status < 2)
        .field("exitCode", options_.exit_status);
    if (!options_.command.empty()) json_.field("commandLine", options_.command);
    json_.key("toolExecutionNotifications").open_array(JsonWriter::tall);
    for (const std::string& remark : remarks_)
      write_notice("warning", "results-left-out", remark, {});
    for (const std::string& sentence : hidden_sentences(report_))
      write_notice("note", "findings-hidden", sentence, {});
    std::size_t notices = 0;
    for (const FileFacts& file : report_.files) {
      const bool unknown = file.state == FileState::scanned && !file.compiles;
      if (file.state == FileState::scanned && !unknown) continue;
      if (++notices > kMostNotices) continue;
      if (unknown)
        write_notice("warning", "not-analysed", "not analysed: " + file.unknown_because, file.path);
      if (file.state == FileState::failed)
        write_notice("error", "not-read", "failed: " + file.reason, file.path);
      if (file.state == FileState::skipped)
        write_notice("note", "skipped", "skipped: " + file.reason, file.path);
    }
    if (notices > kMostNotices) {
      write_notice("warning", "more-notices",
                   counted(notices - kMostNotices, "file") + " more not read or not analysed", {});
    }
    json_.close().close().close();
  }

  void write_properties() {
    json_.key("properties")
        .open_object()
        .field("target", report_.target)
        .field("from", report_.from);
    json_.field("rules", report_.rules);
    if (const Evidence& evidence = report_.evidence; !evidence.date.empty()) {
      json_.field("date", evidence.date);
      if (!evidence.revision.empty())
        json_.field("revision", evidence.revision).field("dirty", evidence.dirty);
    }
    json_.key("verdict").open_object();
    for (const Version version : report_.target.versions())
      json_.field(version.str(), name(decision(report_, version)));
    json_.close().close();
  }

  const Report& report_;
  const RenderOptions& options_;
  JsonWriter json_;
  RelatedModules related_;
  std::vector<const ReportedFinding*> results_;
  std::map<std::string, const ReportedFinding*> rules_;  // with the first finding of each
  Remarks remarks_;
};

}  // namespace

Remarks render_sarif(const Report& report, const RenderOptions& options, std::ostream& out) {
  return SarifFace(report, options, out).write();
}

}  // namespace pymolt::render
