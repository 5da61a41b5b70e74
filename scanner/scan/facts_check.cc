// One question for each kind of number in the facts.
// SPDX-License-Identifier: MIT
#include "scan/facts_check.h"

#include <algorithm>

namespace pymolt::scan {

namespace {

bool is_span(const Span& span) {
  return span.line >= 1 && span.column >= 1 && span.end_line >= span.line &&
         (span.end_line > span.line || span.end_column >= span.column);
}

bool is_place(const Place& place, const ModuleFacts& module, std::size_t before) {
  if (place.try_region == kNowhere) return true;
  // Body, handlers, `else`.
  return place.try_region < before &&
         place.part <= module.try_regions[place.try_region].handlers.size() + 1;
}

bool is_step(const ImportEvent& step, const FileFacts& facts) {
  const bool names_import = step.import < facts.imports.size();
  const bool needs_import =
      step.kind == ImportEvent::Kind::import || step.kind == ImportEvent::Kind::use;
  const bool names_function = step.function < facts.module.functions.size();
  const bool needs_function = step.kind == ImportEvent::Kind::call && !names_import;
  return (names_import || (step.import == kNowhere && !needs_import)) &&
         (names_function || (step.function == kNowhere && !needs_function)) &&
         is_place(step.place, facts.module, facts.module.try_regions.size());
}

bool are_steps(const std::vector<ImportEvent>& steps, const FileFacts& facts) {
  return std::ranges::all_of(steps, [&](const ImportEvent& s) { return is_step(s, facts); });
}

bool are_try_regions(const ModuleFacts& module) {
  for (std::size_t i = 0; i < module.try_regions.size(); ++i) {
    if (!is_place(module.try_regions[i].place, module, i)) return false;
  }
  return true;
}

}  // namespace

bool are_sound(const FileFacts& facts) {
  const auto finding = [](const Finding& f) { return is_span(f.span); };
  return std::ranges::all_of(facts.errors, [](const CompileError& e) { return is_span(e.span); }) &&
         std::ranges::all_of(facts.findings, finding) &&
         std::ranges::all_of(facts.imports,
                             [](const ImportFact& i) { return i.level >= 0 && is_span(i.span); }) &&
         are_try_regions(facts.module) && are_steps(facts.module.steps, facts) &&
         std::ranges::all_of(facts.module.functions,
                             [&](const FunctionFact& f) { return are_steps(f.steps, facts); }) &&
         std::ranges::all_of(facts.foreign.uses,
                             [&](const CrossFileUse& u) { return finding(u.place); }) &&
         std::ranges::all_of(facts.packages, [&](const PackageUse& u) { return finding(u.place); });
}

}  // namespace pymolt::scan
