// Scans each example like a file of its own and holds the findings against the marks.
// SPDX-License-Identifier: MIT
#include "scan/page_tests.h"

#include <algorithm>

#include "base/text.h"
#include "checks/relative_imports.h"
#include "scan/shell.h"

namespace pymolt::scan {

namespace {

using rulebook::Example;
using rulebook::ExpectedFinding;
using rulebook::Means;
using rulebook::RulePage;

// The findings of an example that its target and origin let through.
std::vector<Finding> findings_of(const Example& example, const RulePage& page, const Knowledge& knowledge,
                                 Bench& bench) {
  FileFacts facts;
  if (example.code.starts_with("#!/bin/sh")) {
    const Text text(example.code);
    const ByteSpan all = {0, static_cast<std::uint32_t>(example.code.size())};
    judge_scripts(text, {&all, 1}, knowledge, bench, facts);
  } else {
    facts = scan_file("example.py", example.code, knowledge, bench);
  }
  std::vector<Finding> findings = std::move(facts.findings);
  const auto beside = [&](std::string_view name) {
    return std::find(example.beside.begin(), example.beside.end(), name) != example.beside.end();
  };
  const auto on_top = [](std::string_view) { return false; };
  for (Finding& finding : checks::relative_imports(facts, knowledge.book, beside, on_top)) {
    findings.push_back(std::move(finding));
  }
  const bool python2 = example.from.contains(Version::of(2, 7));
  const Confidence at_least = std::min(page.confidence, Confidence::likely);
  std::erase_if(findings, [&](const Finding& f) {
    return (f.python2_only && !python2) || f.confidence < at_least || !f.consequence(example.target);
  });
  return findings;
}

bool is_own(const Finding& finding, const RulePage& page, const Knowledge& knowledge) {
  if (finding.rule == page.name) return true;
  return page.means == Means::explains && knowledge.book.advice_page(finding.symbol) == &page;
}

bool meets(const Finding& finding, const ExpectedFinding& expected) {
  return finding.rule == expected.rule && static_cast<int>(finding.span.line) == expected.line;
}

void test_example(const Example& example, const RulePage& page, const Knowledge& knowledge, Bench& bench,
                  std::vector<PageFailure>& failures) {
  const std::vector<Finding> findings = findings_of(example, page, knowledge, bench);
  const Text code(example.code);
  const auto fail = [&](PageFailure::Kind kind, int line, const std::string& rule, std::string what) {
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
    if (!is_own(finding, page, knowledge)) continue;
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
  return std::string(file) + ":" + std::to_string(line) + ": " + (is_missing ? "missing" : "noise") + ": `" + rule +
         "` " + (is_missing ? "was expected here and not found" : "was found here and not expected") + "\n    " + what;
}

std::vector<PageFailure> test_page(const RulePage& page, const Knowledge& knowledge, Bench& bench) {
  std::vector<PageFailure> failures;
  for (const Example& example : page.broken) test_example(example, page, knowledge, bench, failures);
  for (const Example& example : page.fine) test_example(example, page, knowledge, bench, failures);
  return failures;
}

}  // namespace pymolt::scan
