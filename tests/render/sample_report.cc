// Reduced in the plainest way, so that what the reports say agrees with what they count.
// SPDX-License-Identifier: MIT
#include "render/sample_report.h"

#include <algorithm>
#include <map>

namespace pymolt::render {

namespace {

constexpr Version kV3 = Version::of(3, 0);
constexpr Version kV39 = Version::of(3, 9);
constexpr Version kV310 = Version::of(3, 10);
constexpr Version kV312 = Version::of(3, 12);

FileFacts file(std::string path, std::uint32_t lines, VersionSet compiles) {
  FileFacts facts;
  facts.sha256 = std::string(56, '0') + std::to_string(10000000 + path.size() * 7919 + lines);
  facts.path = std::move(path);
  facts.lines = lines;
  facts.compiles = compiles;
  return facts;
}

FileFacts unread(std::string path, FileState state, std::string reason) {
  FileFacts facts;
  facts.path = std::move(path);
  facts.state = state;
  facts.reason = std::move(reason);
  return facts;
}

Finding finding(std::string rule, std::string symbol, Span span, VersionSet breaks, Severity as,
                std::string excerpt, std::string message, std::string instead = {},
                std::string docs = {}) {
  Finding made;
  made.rule = std::move(rule);
  made.symbol = std::move(symbol);
  made.span = span;
  made.breaks_on = breaks;
  made.breaks_as = as;
  made.excerpt = std::move(excerpt);
  made.message = std::move(message);
  made.instead = std::move(instead);
  made.docs = std::move(docs);
  made.fingerprint = std::to_string(1000 * span.line + span.column);
  return made;
}

Finding warning(Finding made, VersionSet warns, Severity as) {
  made.warns_on = warns;
  made.warns_as = as;
  return made;
}

Finding print_statement(std::uint32_t line, std::uint32_t end_column, std::string excerpt) {
  const auto indent = static_cast<std::uint32_t>(excerpt.find_first_not_of(" \t"));
  return finding(
      "print-statement", "syntax.print-statement", {line, indent + 1, line, end_column},
      VersionSet::python3(), Severity::critical, std::move(excerpt),
      "`print` is a function on Python 3: the file does not compile.",
      "print(…), after `from __future__ import print_function` where 2.7 must still run it",
      "https://docs.python.org/3/whatsnew/3.0.html#print-is-a-function");
}

void add_errors(FileFacts& facts) {
  for (const Finding& found : facts.findings) {
    if (found.symbol.starts_with("syntax.") && found.breaks_as == Severity::critical) {
      facts.errors.push_back({found.symbol.substr(7), found.span, found.breaks_on, found.message});
    }
  }
}

ModuleVerdict module(std::string name, std::string path, VersionSet imports, Because because) {
  ModuleVerdict verdict{std::move(name), std::move(path), imports, {}, {}, {}};
  for (const Version version : (~imports).versions()) verdict.because.add(version, because);
  return verdict;
}

// The causes of the modules' failures, as the reduction would give them.
void add_causes(Report& report) {
  for (const ModuleVerdict& verdict : report.modules) {
    for (const Version version : (report.target & verdict.because.versions()).versions()) {
      const Because& because = *verdict.because.on(version);
      const auto same = [&](const ImportCause& cause) {
        return cause.what == because.cause && cause.finding.path == because.path;
      };
      auto cause = std::ranges::find_if(report.causes, same);
      if (cause == report.causes.end()) {
        ReportedFinding stands{because.path, Severity::critical, {}};
        stands.finding.symbol = because.cause;
        stands.finding.span = {because.line, 1, because.line, 2};
        cause = report.causes.insert(report.causes.end(), {because.cause, {}, {}, stands});
      }
      cause->versions |= version;
      if (cause->modules.empty() || cause->modules.back() != verdict.name)
        cause->modules.push_back(verdict.name);
    }
  }
  std::ranges::stable_sort(report.causes, [](const ImportCause& a, const ImportCause& b) {
    return std::make_pair(b.modules.size(), a.finding.path) <
           std::make_pair(a.modules.size(), b.finding.path);
  });
}

void count(Report& report) {
  add_causes(report);
  Summary& summary = report.summary;
  for (const FileFacts& facts : report.files) {
    ++summary.found;
    if (facts.state == FileState::skipped) ++summary.skipped;
    if (facts.state == FileState::failed) ++summary.failed;
    if (facts.state != FileState::scanned) continue;
    ++summary.scanned;
    for (const Finding& found : facts.findings) {
      if (const auto severity = found.consequence(report.target)) {
        report.findings.push_back({facts.path, *severity, found});
        ++summary.findings[static_cast<std::size_t>(*severity)];
      }
    }
  }
  for (const Version version : report.target.versions()) {
    Count& compile = summary.compile[version];
    for (const FileFacts& facts : report.files) {
      if (facts.state != FileState::scanned) continue;
      ++compile.of;
      if (!facts.compiles) ++compile.unknown;
      if (facts.compiles && facts.compiles->contains(version)) ++compile.ok;
    }
    Count& import = summary.import[version];
    for (const ModuleVerdict& verdict : report.modules) {
      ++import.of;
      if (verdict.unknown.contains(version)) ++import.unknown;
      if (verdict.imports.contains(version)) ++import.ok;
    }
    const bool breaks = std::ranges::any_of(report.findings, [&](const ReportedFinding& reported) {
      const auto severity = reported.finding.consequence(version);
      return severity && *severity >= Severity::high;
    });
    const bool unknown = summary.failed + compile.unknown + import.unknown > 0;
    const bool fails =
        compile.ok + compile.unknown < compile.of || import.ok + import.unknown < import.of;
    summary.verdict[version] = breaks || fails ? Decision::no_go
                               : unknown       ? Decision::unknown
                                               : Decision::go;
  }
}

Report new_report(VersionSet target) {
  Report report;
  report.tool_version = "0.1.0";
  report.roots = {"quant"};
  report.target = target;
  report.from = VersionSet::python2();
  return report;
}

FileFacts feed() {
  FileFacts facts = file("feeds/feed.py", 40, VersionSet::python2());
  facts.findings = {
      warning(finding("removed-module", "imp", {3, 8, 3, 11}, VersionSet::from(kV312),
                      Severity::critical, "import imp, os",
                      "`imp` was removed in Python 3.12: the import fails.", "importlib",
                      "https://docs.python.org/3/whatsnew/3.12.html#imp"),
              VersionSet::between(Version::of(3, 4), Version::of(3, 11)), Severity::medium),
      print_statement(9, 34, "    print \"%d ticks\" % len(ticks)"),
      print_statement(12, 28, "\tprint 'späte Zeile: 終値', x"),
      print_statement(30, 13, "print 'done'"),
      finding("removed-method", "dict.iteritems", {31, 18, 31, 27}, VersionSet::python3(),
              Severity::high, "for k, v in rows.iteritems():",
              "Dictionaries have no `iteritems` on Python 3: the line raises AttributeError.",
              "rows.items()",
              "https://docs.python.org/3/whatsnew/3.0.html#views-and-iterators-instead-of-lists"),
  };
  facts.findings.back().confidence = Confidence::likely;
  add_errors(facts);
  return facts;
}

FileFacts store() {
  FileFacts facts = file("store/cache.py", 88, VersionSet::all());
  facts.findings = {
      warning(
          finding("removed-name", "collections.Mapping", {5, 25, 5, 32}, VersionSet::from(kV310),
                  Severity::critical, "from collections import Mapping",
                  "`collections.Mapping` was removed in Python 3.10: the import fails.",
                  "collections.abc.Mapping (3.3+)",
                  "https://docs.python.org/3/whatsnew/3.10.html#removed"),
          VersionSet::between(Version::of(3, 3), kV39), Severity::medium),
      warning(
          finding("percent-format", "syntax.percent-format", {21, 12, 21, 200}, {}, Severity::low,
                  "    logger.note(\"" + std::string(90, 'x') +
                      "%s and %s and %s and %s\" % (first, second, third, "
                      "fourth), with_a_rather_long_keyword_argument=None)",
                  "`%` formatting is an outdated idiom.", "an f-string (3.6+)"),
          VersionSet::all(), Severity::low),
  };
  return facts;
}

}  // namespace

Report sample_report(VersionSet target) {
  Report report = new_report(target);
  FileFacts unknown = file("store/odd.py", 7, {});
  unknown.compiles.reset();
  unknown.unknown_because = "the parser lost its way at line 3";
  FileFacts walrus = file("models/fit.py", 61, VersionSet::from(Version::of(3, 8)));
  report.files = {file("__init__.py", 0, VersionSet::all()),
                  unread("data/blob.py", FileState::skipped, "larger than 64 MB"),
                  unread("data/pipe.py", FileState::skipped, "not a regular file"),
                  feed(),
                  walrus,
                  unread("private/keys.py", FileState::failed, "permission denied"),
                  store(),
                  unknown};
  const Because print{{"quant.feeds.feed"}, "syntax.print-statement", "feeds/feed.py", 9};
  const Because mapping{{"quant.store.cache"}, "collections.Mapping", "store/cache.py", 5};
  Because through = mapping;
  through.via.insert(through.via.begin(), "quant");
  const Because walrus_cause{{"quant.models.fit"}, "syntax.walrus", "models/fit.py", 12};
  report.modules = {
      module("quant", "__init__.py", VersionSet::before(kV310), through),
      module("quant.feeds.feed", "feeds/feed.py", VersionSet::python2(), print),
      module("quant.models.fit", "models/fit.py", *walrus.compiles, walrus_cause),
      module("quant.store.cache", "store/cache.py", VersionSet::before(kV310), mapping),
      {"quant.store.odd", "store/odd.py", {}, VersionSet::all(), "it could not be parsed", {}}};
  report.externals = {{"numpy", {"models/fit.py"}}, {"pandas", {"feeds/feed.py", "models/fit.py"}}};
  count(report);
  return report;
}

Report owned_report(VersionSet target) {
  Report report = sample_report(target);
  OwnerReport owners;
  std::map<std::string, OwnerSum> sums;
  for (const ReportedFinding& finding : report.findings) {
    const std::string owner = finding.path.starts_with("store/") ? "@bank/store" : "nobody";
    const bool is_new = owners.of.emplace(finding.path, std::vector<std::string>{owner}).second;
    OwnerSum& sum = sums[owner];
    sum.name = owner;
    sum.files += is_new ? 1 : 0;
    ++sum.findings[static_cast<std::size_t>(finding.severity)];
  }
  for (const auto& [name, sum] : sums) owners.sums.push_back(sum);
  report.owners = std::move(owners);
  return report;
}

Report hostile_report() {
  Report report = new_report(VersionSet(Version::of(3, 13)));
  report.roots = {"<script>alert(1)</script>"};
  const std::string path =
      "a`|</script><img src=x onerror=alert(1)>\n::error::\x1b[2J\xFF=cmd|' /C calc'!A0,\"]]>.py";
  FileFacts facts = file(path, 3, VersionSet::python2());
  facts.findings = {
      finding("print-statement", "syntax.print-statement", {2, 1, 2, 9}, VersionSet::python3(),
              Severity::critical, "print '<!--</script>]]>\x1b]0;owned\x07 \xE2\x80\xAE''&amp;",
              "=1+1 | ``` <b>%0A::warning::</b> \xC3", "@evil\r\n# heading\n- [x] done",
              "javascript:alert(1)"),
      finding("</script>", "\"><svg onload=alert(1)>", {3, 1, 3, 1}, VersionSet::python3(),
              Severity::high, "", "-2+3", "", "https://example.org/\"><script>")};
  add_errors(facts);
  report.files = {facts, unread("+skip\t<b>.py", FileState::skipped, "it is a <FIFO> & \"more\"")};
  std::ranges::sort(report.files, {}, &FileFacts::path);
  report.modules = {module("a.b\n</script>", path, VersionSet::python2(),
                           {{"a.b\n</script>"}, "=HYPERLINK(1)", path, 2})};
  report.externals = {{"@SUM(1)", {path}}};
  count(report);
  return report;
}

Report large_report(std::uint32_t wanted) {
  Report report = new_report(VersionSet::all());
  for (std::uint32_t n = 0; n * 40 < wanted; ++n) {
    const std::string path =
        "package" + std::to_string(100 + n % 23) + "/module" + std::to_string(10000 + n) + ".py";
    FileFacts facts = file(path, 900, n % 3 == 0 ? VersionSet::python2() : VersionSet::all());
    for (std::uint32_t k = 0; k < 40 && n * 40 + k < wanted; ++k) {
      facts.findings.push_back(
          k % 4 == 0
              ? finding(
                    "removed-method", "dict.iteritems", {k * 20 + 1, 18, k * 20 + 1, 27},
                    VersionSet::python3(), Severity::high,
                    "for k, v in rows.iteritems():  # " + std::to_string(n * 40 + k),
                    "Dictionaries have no `iteritems` on Python 3: the line raises AttributeError.",
                    "rows.items()")
              : print_statement(k * 20 + 1, 34,
                                "    print \"%d ticks\" % len(ticks" + std::to_string(k) + ")"));
    }
    add_errors(facts);
    report.files.push_back(std::move(facts));
  }
  std::ranges::sort(report.files, {}, &FileFacts::path);
  for (const FileFacts& facts : report.files) {
    std::string name = facts.path.substr(0, facts.path.size() - 3);
    std::ranges::replace(name, '/', '.');
    report.modules.push_back(module(name, facts.path, *facts.compiles,
                                    {{name}, "syntax.print-statement", facts.path, 21}));
  }
  count(report);
  return report;
}

Report empty_report() {
  Report report = new_report(VersionSet(Version::of(3, 13)));
  count(report);
  return report;
}

}  // namespace pymolt::render
