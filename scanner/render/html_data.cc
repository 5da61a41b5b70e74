// Sets of versions are bit masks here as they are in memory; report.js reads the rows in the order written here.
// SPDX-License-Identifier: MIT
#include "render/html_data.h"

#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "render/baseline_hidden.h"
#include "render/configuration_renderers.h"
#include "render/excerpt.h"
#include "render/json_writer.h"
#include "render/not_counted.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr int kExcerptColumns = 180;

class HtmlData {
 public:
  HtmlData(const Report& report, const RenderOptions& options)
      : report_(report), options_(options), json_(out_) {
    for (const FileFacts& file : report.files) files_.push_back(&file);
    // Findings about a file that is no module may be made of all files together, and stand in the report alone.
    std::set<std::string_view> told;
    for (const ReportedFinding& reported : report.findings) told.insert(reported.path);
    for (const FileFacts& file : report.inventory) {
      if (told.contains(file.path)) files_.push_back(&file);
    }
    for (std::size_t i = 0; i < files_.size(); ++i) file_numbers_[files_[i]->path] = i;
  }

  std::string text() {
    json_.open_object(JsonWriter::tall).field("tool", report_.tool_version);
    json_.field("command", visible(options_.command))
        .field("prefix", visible(options_.path_prefix));
    write_list("roots", report_.roots,
               [this](const std::string& root) { json_.value(visible(root)); });
    write_list("versions", axis(), [this](Version version) { json_.value(version.str()); });
    json_.field("target", report_.target.bits())
        .field("from", report_.from.empty() ? "" : report_.from.str());
    const Summary& sums = report_.summary;
    json_.key("counts")
        .open_array()
        .value(sums.found)
        .value(sums.scanned)
        .value(sums.skipped)
        .value(sums.failed)
        .close();
    std::vector<std::string> hidden = hidden_sentences(report_);
    if (!report_.suppressed.empty())
      hidden.insert(hidden.begin(), counted(report_.suppressed.size(), "finding") +
                                        " suppressed by comments in the code");
    write_list("hidden", hidden,
               [this](const std::string& sentence) { json_.value(visible(sentence)); });
    write_list("verdicts", report_.target.versions(),
               [this](Version version) { write_verdict(version); });
    write_list("files", files_, [this](const FileFacts* file) { write_file(*file); });
    write_list("sums", configuration_sums(report_),
               [this](const std::string& line) { json_.value(line); });
    write_list("configuration", report_.configuration,
               [this](const ConfigurationRow& row) { write_statement(row); });
    write_list("modules", report_.modules,
               [this](const ModuleVerdict& module) { write_module(module); });
    json_.field("rules", report_.rules)
        .field("evidence", visible(evidence_words(report_.evidence)));
    write_list("uncounted", not_counted(report_),
               [this](const NotCountedGroup& group) { write_not_counted(group); });
    write_list("owners", report_.owners ? report_.owners->sums : std::vector<OwnerSum>(),
               [this](const OwnerSum& sum) { write_owner(sum); });
    std::vector<ExternalModule> assumed;
    std::ranges::copy_if(
        report_.externals, std::back_inserter(assumed),
        [this](const ExternalModule& one) { return one.is_assumed(report_.target); });
    write_list("externals", assumed,
               [this](const ExternalModule& module) { write_external(module); });
    write_findings();
    json_.close();
    return escaped(out_.str());
  }

 private:
  template <typename List, typename Write>
  void write_list(std::string_view key, const List& list, Write write) {
    json_.key(key).open_array(JsonWriter::tall);
    for (const auto& item : list) write(item);
    json_.close();
  }

  // `<` stands only in strings, where it may be written otherwise.
  static std::string escaped(const std::string& json) {
    std::string text;
    text.reserve(json.size());
    for (const char c : json) {
      if (c == '<') {
        text += "\\u003c";
      } else {
        text += c;
      }
    }
    return text;
  }

  void write_count(const std::map<Version, Count>& counts, Version version) {
    const auto found = counts.find(version);
    if (found == counts.end()) {
      json_.null();
      return;
    }
    const Count& count = found->second;
    json_.open_array().value(count.ok).value(count.of).value(count.unknown).close();
  }

  void write_verdict(Version version) {
    const Decision verdict = decision(report_, version);
    json_.open_array().value(version.place()).value(name(verdict));
    json_.value(verdict == Decision::unknown ? why_unknown(report_, version) : "");
    write_count(report_.summary.compile, version);
    write_count(report_.summary.import, version);
    json_.close();
  }

  void write_statement(const ConfigurationRow& row) {
    const bool excludes = row.statement.pins && !row.statement.versions.contains(report_.target);
    json_.open_array()
        .value(visible(row.path))
        .value(row.statement.span.line)
        .value(visible(row.statement.kind));
    json_.value(visible(row.statement.stated)).value(stand_of(row, report_.target)).value(excludes);
    json_.value(visible(row.instead)).close();
  }

  void write_file(const FileFacts& file) {
    const bool known = file.state == FileState::scanned && file.compiles;
    if (file.kind == FileKind::inventory) return write_other_file(file);
    json_.open_array()
        .value(visible(file.path))
        .value(static_cast<int>(file.state))
        .value(file.sha256);
    json_.value(file.lines).value(visible(file.encoding));
    known ? json_.value(file.compiles->bits()) : json_.null();
    json_.value(visible(file.state == FileState::scanned ? file.unknown_because : file.reason));
    write_owners_of(file.path);
    json_.close();
  }

  void write_owners_of(const std::string& path) {
    json_.open_array();
    if (report_.owners) {
      const auto of = report_.owners->of.find(path);
      if (of != report_.owners->of.end())
        for (const std::string& owner : of->second) json_.value(visible(owner));
    }
    json_.close();
  }

  void write_owner(const OwnerSum& sum) {
    json_.open_array().value(visible(sum.name)).value(sum.files).open_array();
    for (const std::uint32_t count : sum.findings) json_.value(count);
    json_.close().close();
  }

  // A file that is no module and has findings: nothing in it fails to compile.
  void write_other_file(const FileFacts& file) {
    json_.open_array()
        .value(visible(file.path))
        .value(static_cast<int>(file.state))
        .value(file.sha256);
    json_.value(file.lines).value(visible(file.encoding));
    file.state == FileState::scanned ? json_.value(VersionSet::all().bits()) : json_.null();
    json_.value(visible(file.reason));
    write_owners_of(file.path);
    json_.close();
  }

  // Versions that fail for the same reason share it.
  void write_module(const ModuleVerdict& module) {
    std::vector<std::pair<VersionSet, const Because*>> reasons;
    for (const Version version : module.because.versions().versions()) {
      const Because* because = module.because.on(version);
      if (reasons.empty() || reasons.back().second != because) reasons.push_back({{}, because});
      reasons.back().first |= version;
    }
    json_.open_array()
        .value(visible(module.name))
        .value(number_of(module.path))
        .value(module.imports.bits());
    json_.value(module.unknown.bits()).value(visible(module.unknown_because)).open_array();
    for (const auto& [versions, because] : reasons) {
      json_.open_array().value(versions.bits()).value(visible(spoken(because->cause)));
      json_.value(visible(because->path)).value(because->line).open_array();
      for (const std::string& via : because->via) json_.value(visible(via));
      json_.close().close();
    }
    json_.close().close();
  }

  void write_external(const ExternalModule& module) {
    json_.open_array().value(visible(module.name)).open_array();
    for (const std::string& path : module.imported_by) json_.value(visible(path));
    json_.close().close();
  }

  void write_not_counted(const NotCountedGroup& group) {
    json_.open_array().value(visible(group.title)).open_array(JsonWriter::tall);
    for (const NotCounted& one : group.findings) {
      const Finding& finding = one.finding->finding;
      json_.open_array()
          .value(visible(options_.path_prefix + one.finding->path))
          .value(finding.span.line)
          .value(name(one.finding->severity));
      json_.value(visible(finding.rule)).value(visible(spoken(finding.symbol)));
      json_.value(visible(finding.message)).value(one.why).close();
    }
    json_.close().close();
  }

  // What a finding says apart from its place, numbered in order of appearance.
  using Kind = std::tuple<std::string, std::string, int, std::uint32_t, int, std::uint32_t, int,
                          std::string, std::string, std::string>;

  static Kind kind_of(const Finding& f) {
    return {f.rule,
            std::string(spoken(f.symbol)),
            static_cast<int>(f.confidence),
            f.breaks_on.bits(),
            static_cast<int>(f.breaks_as),
            f.warns_on.bits(),
            static_cast<int>(f.warns_as),
            f.message,
            f.instead,
            f.docs};
  }

  void write_findings() {
    std::map<Kind, std::size_t> numbers;
    std::vector<const Finding*> kinds;
    json_.key("findings").open_array(JsonWriter::tall);
    for (const ReportedFinding& reported : report_.findings) {
      const auto [kind, is_new] = numbers.try_emplace(kind_of(reported.finding), kinds.size());
      if (is_new) kinds.push_back(&reported.finding);
      write_finding(reported, kind->second);
    }
    json_.close();
    write_list("kinds", kinds, [this](const Finding* finding) { write_kind(*finding); });
  }

  void write_finding(const ReportedFinding& reported, std::size_t kind) {
    const Finding& f = reported.finding;
    const Excerpt shown = excerpt(f.excerpt, f.span, kExcerptColumns);
    const std::string_view line = shown.line;
    json_.open_array()
        .value(number_of(reported.path))
        .value(kind)
        .value(static_cast<int>(reported.severity));
    json_.value(f.span.line).value(f.span.column).value(visible(f.scope));
    json_.value(line.substr(0, shown.mark_begin));
    json_.value(line.substr(shown.mark_begin, shown.mark_end - shown.mark_begin));
    json_.value(line.substr(shown.mark_end)).close();
  }

  void write_kind(const Finding& f) {
    json_.open_array()
        .value(visible(f.rule))
        .value(visible(spoken(f.symbol)))
        .value(name(f.confidence));
    json_.value(f.breaks_on.bits()).value(static_cast<int>(f.breaks_as));
    json_.value(f.warns_on.bits()).value(static_cast<int>(f.warns_as));
    json_.value(visible(f.message))
        .value(visible(when(f)))
        .value(visible(f.instead))
        .value(visible(f.docs))
        .close();
  }

  // -1 for a file that the report does not list.
  long number_of(const std::string& path) const {
    const auto found = file_numbers_.find(path);
    return found == file_numbers_.end() ? -1 : static_cast<long>(found->second);
  }

  const Report& report_;
  const RenderOptions& options_;
  std::vector<const FileFacts*> files_;  // Python, and others with findings
  std::ostringstream out_;
  JsonWriter json_;
  std::map<std::string_view, std::size_t> file_numbers_;
};

}  // namespace

std::string html_data(const Report& report, const RenderOptions& options) {
  return HtmlData(report, options).text();
}

}  // namespace pymolt::render
