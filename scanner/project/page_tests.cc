// Scans each example like a file of its own and holds the findings against the marks.
// SPDX-License-Identifier: MIT
#include "project/page_tests.h"

#include <algorithm>

#include "base/text.h"
#include "project/reduce.h"
#include "scan/read_c_source.h"
#include "scan/read_inventory.h"
#include "scan/shell_script.h"

namespace pymolt::project {

namespace {

using rulebook::Example;
using rulebook::ExpectedFinding;
using rulebook::RuleKind;
using rulebook::RulePage;

constexpr std::string_view kPackage = "package/";

// An example of shell commands.
FileFacts shell_facts(const Example& example, const scan::ScanContext& context,
                      scan::ScanScratch& bench) {
  FileFacts facts;
  facts.path = "example.py";
  facts.kind = FileKind::inventory;
  const inventory::Script all = inventory::script_of(example.code, 0);
  scan::judge_scripts(Text(example.code), {&all, 1}, context, bench, facts);
  return facts;
}

// An example of C.
FileFacts c_facts(const Example& example, const scan::ScanContext& context) {
  FileFacts facts = scan::read_c_source("example.c", example.code, context);
  facts.path = "example.py";
  return facts;
}

// An example of a file of another kind that would be at PATH.
FileFacts inventory_facts(const char* path, const Example& example,
                          const scan::ScanContext& context, scan::ScanScratch& bench) {
  FileFacts facts = scan::read_inventory(path, example.code, context, bench);
  facts.path = "example.py";
  return facts;
}

// The text of FILE among those that lie beside an example: what follows a line `# file util.py`, up to the next such line.
std::string_view text_of(std::string_view code, const std::string& file) {
  constexpr std::string_view kHead = "\n# file ";
  const std::size_t head = code.find(std::string(kHead) + file + '\n');
  if (head == std::string_view::npos) return {};
  code.remove_prefix(head + kHead.size());
  code.remove_prefix(code.find('\n') + 1);
  const std::size_t next = code.find(kHead);
  return next == std::string_view::npos ? code : code.substr(0, next + 1);
}

// The example as a small project: alone, or in a package with what lies beside it.
std::vector<FileFacts> facts_of(const Example& example, const scan::ScanContext& context,
                                scan::ScanScratch& bench) {
  const auto scanned = [&](const std::string& path, std::string_view code) {
    FileFacts facts = scan::scan_file(path, code, context, bench);
    scan::add_inventory(path, code, context, facts);
    return facts;
  };
  if (example.code.starts_with("#!/bin/sh")) return {shell_facts(example, context, bench)};
  if (example.code.starts_with("# a file of YAML"))
    return {inventory_facts(".github/workflows/example.yml", example, context, bench)};
  if (example.code.starts_with("# a Dockerfile"))
    return {inventory_facts("Dockerfile", example, context, bench)};
  if (example.code.starts_with("#include")) return {c_facts(example, context)};
  if (example.beside.empty()) return {scanned("example.py", example.code)};
  std::vector<std::string> paths = {"__init__.py"};
  for (const std::string_view name : example.beside) paths.push_back(std::string(name) + ".py");
  const std::string_view code = example.code;
  const std::string_view own = code.substr(0, code.find("\n# file ") + 1);
  std::vector<FileFacts> facts = {
      scanned(std::string(kPackage) + "example.py", own.empty() ? example.code : own)};
  for (const std::string& path : paths)
    facts.push_back(scanned(std::string(kPackage) + path, text_of(example.code, path)));
  std::sort(facts.begin(), facts.end(),
            [](const FileFacts& a, const FileFacts& b) { return a.path < b.path; });
  return facts;
}

// The findings of an example that its target and origin let through.
std::vector<Finding> findings_of(const Example& example, const RulePage& page,
                                 const scan::ScanContext& context, scan::ScanScratch& bench) {
  ReportRequest request;
  request.roots = {"."};
  request.target = example.target;
  request.machine.free_threaded = page.free_threaded_only;
  request.declares_python2 = example.from.contains(Version::of(2, 7));
  request.at_least = std::min(page.confidence, Confidence::likely);
  Report report = reduce(facts_of(example, context, bench), request, context.book);
  std::vector<Finding> findings;
  for (ReportedFinding& reported : report.findings) {
    if (reported.path.ends_with("example.py")) findings.push_back(std::move(reported.finding));
  }
  return findings;
}

bool is_own(const Finding& finding, const RulePage& page, const scan::ScanContext& context) {
  if (finding.rule == page.name) return true;
  return page.kind == RuleKind::explains && context.book.advice_page(finding.symbol) == &page;
}

bool meets(const Finding& finding, const ExpectedFinding& expected) {
  return finding.rule == expected.rule && static_cast<int>(finding.span.line) == expected.line;
}

void test_example(const Example& example, const RulePage& page, const scan::ScanContext& context,
                  scan::ScanScratch& bench, std::vector<PageFailure>& failures) {
  const std::vector<Finding> findings = findings_of(example, page, context, bench);
  const Text code(example.code);
  const auto fail = [&](PageFailure::Kind kind, int line, const std::string& rule,
                        std::string what) {
    failures.push_back({kind, page.file, example.first_line + line - 1, rule, std::move(what)});
  };
  for (const ExpectedFinding& expected : example.expected) {
    const auto met = [&](const Finding& f) { return meets(f, expected); };
    if (std::none_of(findings.begin(), findings.end(), met)) {
      fail(PageFailure::Kind::missing, expected.line, expected.rule,
           std::string(code.line(static_cast<std::uint32_t>(expected.line))));
    }
  }
  for (const Finding& finding : findings) {
    if (!is_own(finding, page, context)) continue;
    const auto wanted = [&](const ExpectedFinding& e) { return meets(finding, e); };
    if (std::none_of(example.expected.begin(), example.expected.end(), wanted)) {
      fail(PageFailure::Kind::noise, static_cast<int>(finding.span.line), finding.rule,
           finding.excerpt + "\n    said: " + finding.message);
    }
  }
}

}  // namespace

std::string PageFailure::str() const {
  const bool is_missing = kind == Kind::missing;
  return std::string(file) + ":" + std::to_string(line) + ": " +
         (is_missing ? "missing" : "noise") + ": `" + rule + "` " +
         (is_missing ? "was expected here and not found" : "was found here and not expected") +
         "\n    " + what;
}

std::vector<PageFailure> test_page(const RulePage& page, const scan::ScanContext& context,
                                   scan::ScanScratch& bench) {
  std::vector<PageFailure> failures;
  for (const Example& example : page.broken) test_example(example, page, context, bench, failures);
  for (const Example& example : page.fine) test_example(example, page, context, bench, failures);
  return failures;
}

}  // namespace pymolt::project
