// JUnit's XML: for every version that was asked, each file and each module is a test case.
// SPDX-License-Identifier: MIT
//
// A file fails where something critical or high stands in it, a module where it does not import; what else is found in a
// file is in its test case's output, so that everything is there.
// What could not be read or analysed is an error; what was skipped is skipped, and so is what fails for
// nothing but findings that a baseline hides, or that failed where the code comes from.
#include <algorithm>

#include "render/baseline_hidden.h"
#include "render/escape.h"
#include "render/renderers.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

enum class Outcome : std::uint8_t { passed, failed, error, skipped };

struct Case {
  std::string name;
  std::string file;
  Outcome outcome = Outcome::passed;
  std::string type;     // of the failure
  std::string message;  // in one line
  std::vector<std::string> details = {};
  std::vector<std::string> output = {};  // what was found and does not make it fail
};

// Closes the message's sentence and adds what to write instead.
std::string advice(const Finding& finding) {
  if (finding.instead.empty()) return {};
  return (finding.message.ends_with('.') ? " Instead: " : ". Instead: ") + finding.instead;
}

// Whether it works, or may, where the file at PATH comes from.
bool worked(const Report& report, const std::string& path, VersionSet on) {
  const VersionSet origin = report.origin_of(path);
  return origin.empty() || origin.intersects(on);
}

std::string line_of(const std::string& path, const Finding& finding, Severity severity) {
  const std::string cell = finding.cell > 0 ? ":cell " + std::to_string(finding.cell) : "";
  return path + cell + ":" + std::to_string(finding.span.line) + ":" +
         std::to_string(finding.span.column) + ": " + std::string(name(severity)) + " [" +
         finding.rule + "] " + finding.message + advice(finding);
}

// Puts what VERSION has of the findings in MADE's file into it.
void add_findings(const Report& report, Version version, Case& made) {
  const auto begin =
      std::ranges::lower_bound(report.findings, made.file, {}, &ReportedFinding::path);
  const auto end = std::find_if(begin, report.findings.end(),
                                [&](const auto& f) { return f.path != made.file; });
  for (auto reported = begin; reported != end; ++reported) {
    const Finding& finding = reported->finding;
    const auto severity = finding.consequence(version);
    if (!severity) continue;
    if (*severity < Severity::high) {
      made.output.push_back(line_of(made.file, finding, *severity));
      continue;
    }
    if (made.details.empty()) {
      made.type = finding.rule;
      made.message = finding.message;
    }
    made.details.push_back(line_of(made.file, finding, *severity));
  }
}

Case file_case(const Report& report, const Hidden& hidden, const FileFacts& file, Version version) {
  Case made{file.path, file.path, Outcome::passed, "", ""};
  add_findings(report, version, made);
  const auto turn = [&](Outcome outcome, std::string type, std::string message) {
    made.outcome = outcome;
    made.type = std::move(type);
    made.message = std::move(message);
  };
  if (file.state == FileState::failed) {
    turn(Outcome::error, "not-read", file.reason);
  } else if (file.state == FileState::skipped) {
    turn(Outcome::skipped, "", file.reason);
  } else if (!made.details.empty()) {
    made.outcome = Outcome::failed;
  } else if (const std::size_t known = hidden.severe_count(file.path, version); known > 0) {
    turn(Outcome::skipped, "", counted(known, "finding") + " hidden");
  } else if (file.kind == FileKind::inventory) {
    return made;
  } else if (!file.compiles) {
    turn(Outcome::error, "not-analysed", file.unknown_because);
  } else if (!file.compiles->contains(version) && !worked(report, file.path, *file.compiles)) {
    turn(Outcome::skipped, "", "did not compile before");
  } else if (!file.compiles->contains(version)) {  // its finding was not selected
    turn(Outcome::failed, "does-not-compile", "does not compile");
  }
  return made;
}

Case module_case(const Report& report, const Hidden& hidden, const ModuleVerdict& module,
                 Version version) {
  Case made{module.name, module.path, Outcome::passed, "", ""};
  if (module.imports.contains(version)) return made;
  if (module.unknown.contains(version)) {
    return {module.name, module.path, Outcome::error, "not-analysed", module.unknown_because};
  }
  made.outcome = Outcome::failed;
  made.type = "does-not-import";
  made.message = "does not import";
  if (const Because* found = module.because.on(version)) {
    const Because& because = *found;
    made.message = std::string(spoken(because.cause)) + " at " + because.path + ":" +
                   std::to_string(because.line);
    for (const std::string& via : because.via) made.details.push_back(via);
    made.details.push_back(made.message);
    const bool known = hidden.has(because);
    const bool before = !worked(report, module.path, module.imports | module.unknown);
    if (known || before) {
      made.outcome = Outcome::skipped;
      made.message.insert(0, before ? "did not import before: " : "hidden: ");
    }
  }
  return made;
}

void write_case(const Case& one, std::string_view suite, std::ostream& out) {
  out << "    <testcase classname=\"" << xml_text(suite) << "\" name=\"" << xml_text(one.name)
      << "\" file=\"" << xml_text(one.file) << "\" time=\"0\"";
  if (one.outcome == Outcome::passed && one.output.empty()) {
    out << "/>\n";
    return;
  }
  out << ">";
  if (one.outcome == Outcome::skipped) {
    out << "\n      <skipped message=\"" << xml_text(one.message) << "\"/>";
  } else if (one.outcome != Outcome::passed) {
    const std::string_view tag = one.outcome == Outcome::failed ? "failure" : "error";
    out << "\n      <" << tag << " type=\"" << xml_text(one.type) << "\" message=\""
        << xml_text(one.message) << "\">";
    for (const std::string& line : one.details) out << xml_text(line) << "\n";
    out << "</" << tag << ">";
  }
  if (!one.output.empty()) {
    out << "\n      <system-out>";
    for (const std::string& line : one.output) out << xml_text(line) << "\n";
    out << "</system-out>";
  }
  out << "\n    </testcase>\n";
}

std::string counts(const std::vector<Case>& cases) {
  const auto count = [&](Outcome outcome) {
    return std::to_string(std::ranges::count(cases, outcome, &Case::outcome));
  };
  return "tests=\"" + std::to_string(cases.size()) + "\" failures=\"" + count(Outcome::failed) +
         "\" errors=\"" + count(Outcome::error) + "\" skipped=\"" + count(Outcome::skipped) +
         "\" time=\"0\"";
}

void write_suite(const std::string& suite, const std::vector<Case>& cases, std::ostream& out) {
  out << "  <testsuite name=\"" << xml_text(suite) << "\" " << counts(cases) << ">\n";
  for (const Case& one : cases) write_case(one, suite, out);
  out << "  </testsuite>\n";
}

}  // namespace

Remarks render_junit(const Report& report, const RenderOptions& options, std::ostream& out) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pymolt\">\n";
  const Hidden hidden(report);
  for (const Version version : report.target.versions()) {
    const std::string python = "Python " + std::string(version.str());
    std::vector<Case> files;
    for (const auto* list : {&report.files, &report.inventory}) {
      for (const FileFacts& file : *list) {
        if (report.target_of(file.path).contains(version))
          files.push_back(file_case(report, hidden, file, version));
      }
    }
    std::vector<Case> modules;
    for (const ModuleVerdict& module : report.modules) {
      if (report.target_of(module.path).contains(version))
        modules.push_back(module_case(report, hidden, module, version));
    }
    for (std::vector<Case>* cases : {&files, &modules}) {
      for (Case& one : *cases) one.file.insert(0, options.path_prefix);
    }
    write_suite(python + ": files", files, out);
    write_suite(python + ": modules", modules, out);
  }
  out << "</testsuites>\n";
  return {};
}

}  // namespace pymolt::render
