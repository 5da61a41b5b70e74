// Every fault of the run is looked up among the findings of its line; what is left becomes a finding of its own.
// SPDX-License-Identifier: MIT
#include "project/import_failures.h"

#include <algorithm>

#include "base/dotted.h"
#include "base/equal_part.h"
#include "findings/fingerprint.h"
#include "imports/failure_messages.h"

namespace pymolt::project {

namespace {

bool spans(const Finding& finding, std::uint32_t line) {
  return finding.span.line <= line && line <= finding.span.end_line;
}

// Whether the finding speaks of CAUSE by name: `letters` of `string.letters`, `print-statement` of its construct.
bool names(const Finding& finding, std::string_view cause) {
  const std::string_view symbol = finding.symbol;
  if (symbol == cause || finding.rule == cause) return true;
  const auto ends = [](std::string_view whole, std::string_view end) {
    return whole.size() > end.size() && whole.ends_with(end) &&
           whole[whole.size() - end.size() - 1] == '.';
  };
  return ends(symbol, cause) || ends(cause, symbol) ||
         (symbol.size() < cause.size() && cause.starts_with(symbol) && cause[symbol.size()] == '.');
}

bool raises(const Finding& finding, VersionSet on) {
  return finding.breaks_as >= Severity::high && finding.breaks_on.intersects(on);
}

// Whether FINDING is what fails: by name, or because it raises on that line.
bool stands_for(const Finding& finding, const Fault& fault, VersionSet on) {
  if (!spans(finding, fault.line) || !finding.breaks_on.intersects(on)) return false;
  return names(finding, fault.cause) || raises(finding, on);
}

}  // namespace

ImportFailures::ImportFailures(const ProjectModel& model, const rulebook::Rulebook& book,
                               const VersionsOf& target, const VersionsOf& origin)
    : model_(model), page_(book.page(kImportFailure)) {
  const Layout& layout = model.layout();
  for (ModuleId id = 0; id < layout.modules().size(); ++id) {
    const Module& module = layout.module(id);
    if (!module.name.empty()) add(id, target(layout.facts(id).path), origin(layout.facts(id).path));
  }
}

// What MODULE fails for, version by version.
void ImportFailures::add(ModuleId id, VersionSet target, VersionSet origin) {
  const ImportOutcome& outcome = model_.outcomes()[id];
  const bool worked = origin.empty() || origin.intersects(outcome.imports | outcome.unknown);
  for (const Version v : (~(outcome.imports | outcome.unknown)).versions()) {
    const FaultId number = outcome.faults[static_cast<std::size_t>(v.place())];
    if (number == kNone) continue;
    const Fault& fault = model_.program().faults[number];
    const std::uint32_t file = model_.layout().module(fault.module).file;
    std::vector<Failure>& failures = failures_[file];
    const std::string what = cause_of(fault);
    const auto [place, is_new] =
        places_[file].try_emplace(std::to_string(fault.line) + ' ' + what, failures.size());
    if (is_new) failures.push_back({&fault, what, {}, {}, {}, false, id});
    Failure& failure = failures[place->second];
    failure.on |= v;
    if (!target.contains(v)) continue;
    failure.on_target |= v;
    failure.anew = failure.anew || worked;
    const std::string& name = model_.layout().module(id).name;
    if (failure.modules.empty() || failure.modules.back() != name) failure.modules.push_back(name);
  }
}

const std::vector<ImportFailures::Failure>* ImportFailures::at(std::uint32_t file) const {
  const auto found = failures_.find(file);
  return found == failures_.end() ? nullptr : &found->second;
}

// The versions on which the module that the file is does not import.
VersionSet ImportFailures::fails(std::uint32_t file) const {
  const ModuleId id = model_.module_of(file);
  if (id == kNone) return VersionSet::all();
  return ~model_.outcomes()[id].imports;
}

Finding ImportFailures::finding_of(const Failure& failure, VersionSet on) const {
  const Fault& fault = *failure.fault;
  Finding finding;
  finding.rule = kImportFailure;
  finding.subject = Subject::import_failure;
  finding.raises = fault.raised;
  finding.at_import = on;
  finding.symbol = fault.cause;
  finding.breaks_on = on;
  finding.breaks_as = Severity::critical;
  finding.span = {fault.line, 1, fault.line, 1};
  if (fault.import != kNowhere)
    finding.span = model_.layout().facts(fault.module).imports[fault.import].span;
  const VersionSet asked = on & failure.on_target;
  const bool depends =
      fault.partial && !fails(model_.layout().module(fault.module).file).contains(on);
  finding.message =
      failure_message(fault, depends ? model_.layout().module(failure.first).name : "") +
      why_it_fails(fault, asked.empty() ? on : asked);
  if (page_ != nullptr) finding.docs = page_->docs;
  return finding;
}

// `: numpy 1.26.4 …`, where the module comes from a package that is known to fail.
std::string ImportFailures::why_it_fails(const Fault& fault, VersionSet on) const {
  if (fault.import == kNowhere || model_.dependencies() == nullptr) return {};
  const std::string_view top = first_part(fault.cause);
  const auto fails = [&](const Found& found) {
    return found.known_to_fail && found.on.intersects(on);
  };
  if (std::ranges::none_of(model_.resolver().find(fault.module, top, 0), fails)) return {};
  const std::string why = model_.dependencies()->failing(top).why(on);
  return why.empty() ? std::string() : ": " + why;
}

// A finding stops the import where its module does not import; where that imports, the line raises when it is reached.
void ImportFailures::weigh(std::uint32_t file, Finding finding, std::vector<Finding>& out) const {
  VersionSet stops;  // on which the line raises when the module is imported
  if (finding.breaks_as == Severity::critical) stops = finding.breaks_on;
  if (finding.breaks_as == Severity::high) stops = finding.breaks_on & finding.at_import;
  if (const std::vector<Failure>* failures = at(file)) {
    for (const Failure& failure : *failures) {
      if (stands_for(finding, *failure.fault, failure.on)) stops |= finding.breaks_on & failure.on;
    }
  }
  if (stops.empty() || finding.subject == Subject::construct)
    return out.push_back(std::move(finding));
  const VersionSet critical = stops & fails(file);
  const VersionSet rest = finding.breaks_on - critical;
  if (!rest.empty() && !critical.empty()) {
    Finding other = finding;
    other.breaks_on = rest;
    other.breaks_as = Severity::high;
    other.warns_on = {};
    finding.breaks_on = critical;
    out.push_back(std::move(other));
  }
  finding.breaks_as = critical.empty() ? Severity::high : Severity::critical;
  out.push_back(std::move(finding));
}

std::vector<Finding> ImportFailures::weighed(std::uint32_t file, std::vector<Finding> shown) const {
  std::vector<Finding> lacking;
  if (const std::vector<Failure>* failures = at(file)) {
    for (const Failure& failure : *failures) {
      VersionSet left = failure.on;
      for (const Finding& finding : shown) {
        if (stands_for(finding, *failure.fault, left)) left -= finding.breaks_on;
      }
      if (!left.empty()) lacking.push_back(finding_of(failure, left));
    }
    checks::assign_fingerprints(lacking);
  }
  std::vector<Finding> out;
  out.reserve(shown.size() + lacking.size());
  for (std::vector<Finding>* findings : {&shown, &lacking}) {
    for (Finding& finding : *findings) weigh(file, std::move(finding), out);
  }
  return out;
}

bool ImportFailures::takes_down_anew(std::uint32_t file, const Finding& finding) const {
  const std::vector<Failure>* failures = at(file);
  return failures != nullptr &&
         std::any_of(failures->begin(), failures->end(), [&](const Failure& failure) {
           return failure.anew && stands_for(finding, *failure.fault, failure.on_target);
         });
}

std::vector<ImportCause> ImportFailures::causes(const std::vector<ReportedFinding>& found) const {
  std::vector<ImportCause> causes;
  for (const auto& [file, failures] : failures_) {
    const std::string& path = model_.layout().facts(failures.front().fault->module).path;
    const auto of_file = equal_part(found, path, &ReportedFinding::path);
    for (const Failure& failure : failures) {
      if (failure.on_target.empty()) continue;
      const auto standing =
          std::find_if(of_file.begin(), of_file.end(), [&](const ReportedFinding& one) {
            return stands_for(one.finding, *failure.fault, failure.on_target);
          });
      if (standing == of_file.end()) continue;
      ImportCause cause{failure.what, failure.on_target, failure.modules, *standing};
      std::sort(cause.modules.begin(), cause.modules.end());
      causes.push_back(std::move(cause));
    }
  }
  std::stable_sort(causes.begin(), causes.end(), [](const ImportCause& a, const ImportCause& b) {
    return a.modules.size() > b.modules.size();
  });
  return causes;
}

}  // namespace pymolt::project
