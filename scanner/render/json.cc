// The JSON report, `pymolt-report/1`: a contract (see the design, §6). Keys keep their order.
// SPDX-License-Identifier: MIT
//
// What is not known is `null`, and the `why` beside it says why. Every file that was met stands in
// `files` (scanned, or failed: then with `"failed": true` and the reason as its `why`) or in
// `skipped`.
#include <algorithm>

#include "render/configuration_json.h"
#include "render/dependencies_json.h"
#include "render/json_writer.h"
#include "render/renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

void write_span(JsonWriter& json, const Span& span) {
  json.field("line", span.line).field("column", span.column);
  json.field("end_line", span.end_line).field("end_column", span.end_column);
}

void write_counts(JsonWriter& json, std::string_view key, const std::map<Version, Count>& counts) {
  json.key(key).open_object();
  for (const auto& [version, count] : counts) {
    json.key(version.str()).open_object().field("ok", count.ok).field("of", count.of);
    if (count.unknown > 0) json.field("unknown", count.unknown);
    json.close();
  }
  json.close();
}

void write_verdict(JsonWriter& json, const Report& report) {
  json.key("verdict").open_object();
  for (const auto& [version, decision] : report.summary.verdict) {
    json.key(version.str());
    decision == Decision::unknown ? json.null() : json.value(name(decision));
  }
  json.close();
  const VersionSet unknown = decided(report, Decision::unknown);
  if (unknown.empty()) return;
  json.key("why").open_object();
  for (const Version version : unknown.versions())
    json.field(version.str(), why_unknown(report, version));
  json.close();
}

void write_summary(JsonWriter& json, const Report& report) {
  const Summary& summary = report.summary;
  json.key("summary").open_object(JsonWriter::tall);
  json.key("files").open_object().field("found", summary.found).field("scanned", summary.scanned);
  json.field("skipped", summary.skipped).field("failed", summary.failed).close();
  write_counts(json, "compile", summary.compile);
  write_counts(json, "import", summary.import);
  json.key("findings").open_object();
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
    json.field(name(severity), summary.findings[static_cast<std::size_t>(severity)]);
  }
  json.close();
  json.key("already").open_object();
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
    json.field(name(severity), summary.already[static_cast<std::size_t>(severity)]);
  }
  json.close().field("suppressed", report.suppressed.size());
  write_dependency_sums(json, report);
  write_counts(json, "configuration", summary.configuration);
  if (!report.extensions.empty()) write_counts(json, "extensions", summary.extensions);
  write_verdict(json, report);
  json.close();
}

std::string_view why_not_known(const FileFacts& file) {
  if (file.state == FileState::failed) return file.reason;
  return file.kind == FileKind::python ? std::string_view(file.unknown_because)
                                       : "not a Python module";
}

void write_compiles(JsonWriter& json, const FileFacts& file) {
  const bool known = file.state == FileState::scanned && file.compiles.has_value();
  json.key("compiles").open_object();
  for (const Version version : axis()) {
    json.key(version.str());
    known ? json.value(file.compiles->contains(version)) : json.null();
  }
  json.close();
  if (!known) json.field("why", why_not_known(file));
}

void write_file(JsonWriter& json, const Report& report, const FileFacts& file) {
  json.open_object().field("path", file.path).key("sha256");
  file.sha256.empty() ? json.null() : json.value(file.sha256);
  json.field("lines", file.lines).field("encoding", file.encoding);
  if (file.kind == FileKind::inventory) json.field("kind", "inventory");
  if (file.state == FileState::failed) json.field("failed", true);
  const auto own = report.own_targets.find(file.path);
  if (own != report.own_targets.end()) json.field("target", own->second);
  write_compiles(json, file);
  if (!file.not_analysed.empty()) {
    json.key("not_analysed").open_array();
    for (const std::string& question : file.not_analysed) json.value(question);
    json.close();
  }
  if (!file.more.empty()) {
    json.key("more").open_array(JsonWriter::tall);
    for (const MorePlaces& more : file.more) {
      json.open_object().field("rule", more.rule).field("symbol", more.symbol);
      json.field("places", more.places).field("line", more.line).close();
    }
    json.close();
  }
  json.key("errors").open_array(JsonWriter::tall);
  for (const CompileError& error : file.errors) {
    json.open_object().field("construct", error.construct);
    if (error.cell != 0) json.field("cell", error.cell);
    write_span(json, error.span);
    json.field("message", error.message).field("fails_on", error.fails_on).close();
  }
  json.close().close();
}

void write_extension(JsonWriter& json, const ExtensionRow& row) {
  json.open_object()
      .field("module", row.module)
      .field("path", row.path)
      .field("line", row.line)
      .key("sources")
      .open_array();
  for (const std::string& source : row.sources) json.value(source);
  json.close().key("builds").open_object();
  for (const Version version : axis()) {
    json.key(version.str());
    row.unknown.contains(version) ? json.null() : json.value(row.builds.contains(version));
  }
  json.close();
  if (!row.unknown.empty()) json.field("why", "not all of its sources were found and read");
  json.close();
}

void write_module(JsonWriter& json, const ModuleVerdict& module) {
  json.open_object().field("name", module.name).field("path", module.path);
  json.key("imports").open_object();
  for (const Version version : axis()) {
    json.key(version.str());
    module.unknown.contains(version) ? json.null() : json.value(module.imports.contains(version));
  }
  json.close();
  if (!module.unknown.empty()) json.field("why", module.unknown_because);
  json.key("because").open_object(JsonWriter::tall);
  for (const Version version : module.because.versions().versions()) {
    const Because& because = *module.because.on(version);
    json.key(version.str()).open_object().key("via").open_array();
    for (const std::string& via : because.via) json.value(via);
    json.close().field("cause", because.cause).field("path", because.path);
    json.field("line", because.line).close();
  }
  json.close().close();
}

// Nothing where the report was not asked for fixes.
void write_fix(JsonWriter& json, const OfferedFix& fix) {
  if (fix.how == Fixable::unasked) return;
  json.field("fixable", name(fix.how));
  if (!fix.why_not.empty()) json.field("fixable_because", fix.why_not);
  if (fix.edits.empty()) return;
  json.key("fix").open_array();
  for (const OfferedEdit& edit : fix.edits) {
    json.open_object();
    write_span(json, edit.span);
    json.field("text", edit.text).close();
  }
  json.close();
}

void write_fields(JsonWriter& json, const ReportedFinding& reported) {
  const Finding& finding = reported.finding;
  json.field("rule", finding.rule).field("symbol", finding.symbol);
  json.field("severity", name(reported.severity)).field("confidence", name(finding.confidence));
  json.field("path", reported.path);
  if (finding.cell != 0) json.field("cell", finding.cell);
  write_span(json, finding.span);
  json.field("breaks_on", finding.breaks_on).field("message", finding.message);
  json.field("instead", finding.instead).field("docs", finding.docs);
  json.field("scope", finding.scope).field("code", finding.code);
  if (finding.package) {
    json.key("package")
        .open_object()
        .field("name", finding.package->name)
        .field("in_force", finding.package->in_force);
    json.field("because", finding.package->because).close();
  }
  json.field("fingerprint", finding.fingerprint);
  write_fix(json, reported.fix);
}

void write_json_finding(JsonWriter& json, const ReportedFinding& reported) {
  json.open_object();
  write_fields(json, reported);
  json.close();
}

void write_owned(JsonWriter& json, const ReportedFinding& reported,
                 const std::optional<OwnerReport>& owners) {
  json.open_object();
  write_fields(json, reported);
  const auto of = owners ? owners->of.find(reported.path) : decltype(owners->of.find(""))();
  if (owners && of != owners->of.end()) {
    json.key("owners").open_array();
    for (const std::string& owner : of->second) json.value(owner);
    json.close();
  }
  json.close();
}

void write_owner(JsonWriter& json, const OwnerSum& sum) {
  json.open_object()
      .field("owner", sum.name)
      .field("files", sum.files)
      .key("findings")
      .open_object();
  for (std::size_t i = sum.findings.size(); i-- > 0;)
    json.field(name(static_cast<Severity>(i)), sum.findings[i]);
  json.close().close();
}

void write_cause(JsonWriter& json, const ImportCause& cause) {
  json.open_object();
  write_fields(json, cause.finding);
  json.field("cause", cause.what).field("versions", cause.versions);
  json.field("modules", cause.modules.size()).close();
}

void write_stale(JsonWriter& json, const KnownFinding& known) {
  json.open_object().field("rule", known.rule).field("symbol", known.symbol);
  json.field("severity", name(known.severity)).field("path", known.path);
  json.field("scope", known.scope).field("code", known.code);
  json.field("fingerprint", known.fingerprint).close();
}

// What is not among the findings, and why; silent when nothing was asked to be hidden.
void write_hidden(JsonWriter& json, const Report& report) {
  if (report.baseline) {
    const BaselineUse& use = *report.baseline;
    json.key("baseline").open_object(JsonWriter::tall).field("file", use.file);
    json.field("known", use.known.size()).field("comparable", use.comparable);
    json.key("stale").open_array(JsonWriter::tall);
    for (const KnownFinding& known : use.stale) write_stale(json, known);
    json.close().close();
  }
  if (report.since) {
    json.key("since").open_object().field("revision", report.since->revision);
    json.field("hidden", report.since->hidden.size()).close();
  }
}

// Python and other files alike, by path.
std::vector<const FileFacts*> read_files(const Report& report) {
  std::vector<const FileFacts*> files;
  for (const FileFacts& file : report.files) {
    if (file.state != FileState::skipped) files.push_back(&file);
  }
  for (const FileFacts& file : report.inventory) files.push_back(&file);
  std::ranges::sort(files, {}, &FileFacts::path);
  return files;
}

// Always there, so that a program need not guess whether something had a say.
void write_in_force(JsonWriter& json, const SettingsInForce& in_force) {
  json.key("in_force").open_object(JsonWriter::tall).key("settings");
  in_force.settings.empty() ? json.null() : json.value(in_force.settings);
  json.key("keys").open_object();
  for (const auto& [key, line] : in_force.keys) json.field(key, line);
  json.close().key("packs").open_array(JsonWriter::tall);
  for (const PackInForce& pack : in_force.packs) {
    json.open_object().field("folder", pack.folder).field("named_by", pack.named_by);
    json.field("pages", pack.pages).field("facts", pack.facts).key("contradicts").open_array();
    for (const std::string& name : pack.contradicts) json.value(name);
    json.close().close();
  }
  json.close().key("left_out").open_array(JsonWriter::tall);
  for (const LeftOut& one : in_force.left_out) {
    json.open_object()
        .field("by", one.by)
        .field("files", one.files)
        .field("findings", one.findings)
        .close();
  }
  json.close().field("target_by", in_force.target_by);
  json.field("isolated", in_force.isolated).close();
}

void write_evidence(JsonWriter& json, const Evidence& evidence,
                    const std::vector<std::string>& roots) {
  json.key("evidence").open_object().field("date", evidence.date);
  json.field("command", evidence.command).key("roots").open_array();
  for (const std::string& root : roots) json.value(root);
  json.close().key("revision");
  evidence.revision.empty() ? json.null() : json.value(evidence.revision);
  json.key("dirty");
  evidence.revision.empty() ? json.null() : json.value(evidence.dirty);
  json.close();
}

void write_external(JsonWriter& json, const ExternalModule& external) {
  json.open_object().field("name", external.name).key("imported_by").open_array();
  for (const std::string& path : external.imported_by) json.value(path);
  json.close();
  if (!external.supplied_by.empty()) json.field("supplied_by", external.supplied_by);
  json.close();
}

}  // namespace

Remarks render_json(const Report& report, const RenderOptions&, std::ostream& out) {
  JsonWriter json(out);
  const auto list = [&json](std::string_view key, const auto& items, auto write) {
    json.key(key).open_array(JsonWriter::tall);
    for (const auto& item : items) write(json, item);
    json.close();
  };
  json.open_object(JsonWriter::tall)
      .field("$schema", "urn:pymolt:report:1")
      .field("schema", "pymolt-report/1");
  json.key("tool")
      .open_object()
      .field("name", "pymolt")
      .field("version", report.tool_version)
      .field("rules", report.rules)
      .close();
  if (!report.evidence.date.empty()) write_evidence(json, report.evidence, report.roots);
  json.field("target", report.target).field("from", report.from);
  write_summary(json, report);
  write_hidden(json, report);
  write_in_force(json, report.in_force);
  list("files", read_files(report),
       [&report](JsonWriter& to, const FileFacts* file) { write_file(to, report, *file); });
  write_dependencies(json, report);
  list("configuration", report.configuration,
       [&report](JsonWriter& to, const ConfigurationRow& row) {
         write_configuration(to, report.target, row);
       });
  write_contradictions(json, report);
  write_problems(json, report);
  list("modules", report.modules, write_module);
  if (!report.extensions.empty()) list("extensions", report.extensions, write_extension);
  list("externals", report.externals, write_external);
  list("findings", report.findings, [&report](JsonWriter& to, const ReportedFinding& finding) {
    write_owned(to, finding, report.owners);
  });
  if (report.owners) list("owners", report.owners->sums, write_owner);
  list("causes", report.causes, write_cause);
  list("already", report.already, write_json_finding);
  list("suppressed", report.suppressed, write_json_finding);
  list("skipped", report.files, [](JsonWriter& to, const FileFacts& file) {
    if (file.state == FileState::skipped) {
      to.open_object().field("path", file.path).field("reason", file.reason).close();
    }
  });
  json.close();
  return {};
}

}  // namespace pymolt::render
