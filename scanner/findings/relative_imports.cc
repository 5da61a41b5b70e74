// Where 3.x finds another module of that name, the line runs and means that one; where it finds none, it fails.
// SPDX-License-Identifier: MIT
#include "findings/relative_imports.h"

#include "base/dotted.h"
#include "findings/fingerprint.h"

namespace pymolt::checks {

namespace {

std::string_view stem_of(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

// The versions on which TOP is a module elsewhere.
VersionSet found_elsewhere(std::string_view top, const rulebook::Rulebook& book, HasModule on_top) {
  if (on_top(top) || book.package_of_import(top) != nullptr) return VersionSet::all();
  if (!book.is_module(top)) return VersionSet::none();
  return book.lifetime(top)->exists;
}

Finding finding_of(const ImportFact& import, const rulebook::RulePage& page) {
  Finding finding;
  finding.rule = page.name;
  finding.symbol = import.module;
  finding.raises = Raised::no_module;
  finding.confidence = page.confidence;
  finding.span = import.span;
  finding.alive = import.alive;
  finding.python2_only = page.python2_only;
  finding.message = page.message;
  finding.instead = page.instead;
  finding.docs = page.docs;
  finding.excerpt = import.excerpt;
  return finding;
}

}  // namespace

std::vector<Finding> relative_imports(const FileFacts& facts, const rulebook::Rulebook& book,
                                      HasModule beside, HasModule on_top) {
  std::vector<Finding> findings;
  const rulebook::RulePage* page = book.page("implicit-relative-import");
  std::uint32_t line = 0;
  std::string_view module;
  for (const ImportFact& import : facts.imports) {
    if (page == nullptr || import.excerpt.empty()) continue;
    const std::string_view top = first_part(import.module);
    if (top == stem_of(facts.path) || !beside(top)) continue;
    const bool goes_on =
        import.span.line == line || import.excerpt.find("import") == std::string::npos;
    if (goes_on && import.module == module) continue;  // another name of the same statement
    line = import.span.line;
    module = import.module;
    Finding finding = finding_of(import, *page);
    const VersionSet on = import.alive & page->breaks;
    const VersionSet elsewhere = found_elsewhere(top, book, on_top);
    finding.breaks_on =
        (on - elsewhere).intersects(import.caught) ? VersionSet::none() : on - elsewhere;
    finding.breaks_as = import.at_import_time ? Severity::critical : Severity::high;
    finding.warns_on = on & elsewhere;
    if (!finding.breaks_on.empty() || !finding.warns_on.empty())
      findings.push_back(std::move(finding));
  }
  assign_fingerprints(findings);
  return findings;
}

}  // namespace pymolt::checks
