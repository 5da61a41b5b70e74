// From judged declarations to findings, sums, and the comparison with what is imported.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <utility>

#include "deps/dependencies.h"
#include "findings/fingerprint.h"
#include "packaging/characters.h"
#include "packaging/names.h"

namespace pymolt::project {

namespace {

using packaging::canonical_name;

std::string wanted_text(const DependencyRow& row, const SupportJudgement& judged) {
  const DependencyDeclaration& declared = row.declaration;
  if (!judged.in_force.empty()) return declared.name + " " + judged.in_force;
  return declared.name + (declared.specifier.empty() ? "" : " " + declared.specifier);
}

// What is written, or the rest of the line where that stands there in another form (`numpy = "^1.26"`).
Span place_of(const DependencyDeclaration& declaration) {
  const std::uint32_t line = std::max<std::uint32_t>(declaration.line, 1);
  const std::uint32_t column = declaration.column;
  std::string_view written = declaration.raw;
  if (!declaration.source.empty() && declaration.source.find(written) == std::string::npos) {
    written = declaration.source;
    const std::size_t name = written.find(declaration.name);
    written = packaging::stripped(written.substr(name == std::string_view::npos ? 0 : name));
  }
  const std::uint32_t width = std::min<std::uint32_t>(count_code_points(written), 200);
  return {line, column, line, column + width};
}

// Versions that fail for the same reason are one finding.
std::vector<Finding> findings_of(const DependencyRow& row) {
  std::map<std::string, Finding> by_reason;
  for (const auto& [python, judged] : row.on) {
    if (judged.support != Support::no) continue;
    // One kind of evidence names other Pythons in the same words.
    const std::string kind = judged.evidence.substr(0, judged.evidence.find_first_of("0123456789"));
    Finding& finding = by_reason[judged.first + '\x01' + judged.in_force + '\x01' + kind];
    finding.breaks_on |= python;
    if (!finding.rule.empty()) continue;
    finding.rule = "dependency";
    finding.symbol = canonical_name(row.declaration.name);
    finding.breaks_as = Severity::critical;
    finding.span = place_of(row.declaration);
    finding.message = "`" + wanted_text(row, judged) + "` does not support Python " +
                      std::string(python.str()) + ": " + judged.evidence;
    if (!judged.first.empty()) finding.instead = row.declaration.name + ">=" + judged.first;
    finding.package = PackageNote{
        finding.symbol, judged.in_force.empty() ? row.declaration.specifier : judged.in_force,
        judged.evidence};
    finding.code = row.declaration.raw;
    finding.excerpt = row.declaration.source.empty() ? row.declaration.raw : row.declaration.source;
  }
  std::vector<Finding> findings;
  for (auto& [reason, finding] : by_reason) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace

std::map<std::string, std::vector<Finding>> dependency_findings(const Dependencies& dependencies) {
  std::map<std::string, std::vector<Finding>> all;
  for (const DependencyRow& row : dependencies.rows()) {
    if (row.declaration.kind == DependencyKind::constraint) continue;
    for (Finding& finding : findings_of(row)) all[row.path].push_back(std::move(finding));
  }
  for (auto& [path, findings] : all) {
    std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
      return std::pair(finding.span, finding.breaks_on.oldest());
    });
    checks::assign_fingerprints(findings);
  }
  return all;
}

std::map<Version, Count> count_dependencies(const std::vector<DependencyRow>& rows,
                                            VersionSet target) {
  std::map<Version, Count> counts;
  for (const Version python : target.versions()) {
    std::map<std::string, Support> worst;
    for (const DependencyRow& row : rows) {
      if (row.declaration.kind == DependencyKind::constraint) continue;
      const auto judged = row.on.find(python);
      if (judged == row.on.end()) continue;
      const auto [known, is_new] =
          worst.try_emplace(canonical_name(row.declaration.name), judged->second.support);
      if (!is_new) known->second = std::min(known->second, judged->second.support);
    }
    Count& count = counts[python];
    count.of = static_cast<std::uint32_t>(worst.size());
    for (const auto& [name, support] : worst) {
      count.ok += support == Support::ok ? 1 : 0;
      count.unknown += support == Support::unknown ? 1 : 0;
    }
  }
  return counts;
}

namespace {

// Where each import is first written, by path and the first part of its name; of the files that first import one of EXTERNALS.
class FirstImports {
 public:
  FirstImports(const std::vector<ExternalModule>& externals, const std::vector<FileFacts>& files) {
    for (const ExternalModule& external : externals) {
      if (!external.imported_by.empty()) lines_.try_emplace(external.imported_by.front());
    }
    for (const FileFacts& file : files) {
      const auto lines = lines_.find(file.path);
      if (lines == lines_.end()) continue;
      for (const ImportFact& import : file.imports) {
        if (import.level != 0 || import.alive.empty()) continue;
        const std::string_view module = import.module;
        std::uint32_t& line = lines->second[module.substr(0, module.find('.'))];
        line = line == 0 ? import.span.line : std::min(line, import.span.line);
      }
    }
  }

  /// The line is 0 where it is imported nowhere.
  [[nodiscard]] UndeclaredImport of(const ExternalModule& external) const {
    UndeclaredImport made;
    made.module = external.name;
    if (external.imported_by.empty()) return made;
    made.path = external.imported_by.front();
    const auto& lines = lines_.at(made.path);
    if (const auto line = lines.find(external.name); line != lines.end()) made.line = line->second;
    return made;
  }

 private:
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, std::uint32_t>> lines_;
};

std::set<std::string> modules_of(const DependencyRow& row, const rulebook::Rulebook& book) {
  std::set<std::string> modules;
  const auto* facts = book.package(canonical_name(row.declaration.name));
  if (facts != nullptr) modules.insert(facts->imports.begin(), facts->imports.end());
  std::string own = canonical_name(row.declaration.name);
  std::ranges::replace(own, '-', '_');
  if (modules.empty()) modules.insert(own);
  return modules;
}

}  // namespace

void compare_with_imports(const Dependencies& dependencies, const rulebook::Rulebook& book,
                          const Report& report, DependencyReport& out) {
  std::set<std::string> imported;
  const FirstImports first(report.externals, report.files);
  for (const ExternalModule& external : report.externals) {
    imported.insert(external.name);
    const auto* brings = book.package_of_import(external.name);
    // `distutils` is gone, and no package that one could declare.
    const bool is_standard = brings == nullptr && book.is_module(external.name);
    if (is_standard || dependencies.is_declared(external.name)) continue;
    UndeclaredImport made = first.of(external);
    if (brings != nullptr) made.name = brings->written;
    if (made.line > 0) out.undeclared.push_back(std::move(made));
  }
  std::set<std::string> unused;
  for (const DependencyRow& row : dependencies.rows()) {
    if (row.declaration.kind != DependencyKind::dependency || !row.declaration.group.empty())
      continue;
    const std::set<std::string> modules = modules_of(row, book);
    const auto used = [&](const std::string& module) {
      return imported.contains(module.substr(0, module.find('.')));
    };
    if (std::ranges::none_of(modules, used)) unused.insert(row.declaration.name);
  }
  out.unused.assign(unused.begin(), unused.end());
}

}  // namespace pymolt::project
