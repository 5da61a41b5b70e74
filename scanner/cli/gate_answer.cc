// A scan that was run now is asked through its JSON report, as a saved one is: one way to the same answer.
// SPDX-License-Identifier: MIT
#include "cli/gate_answer.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <sstream>

#include "cli/build_version.h"
#include "gate/criteria.h"
#include "gate/dates.h"
#include "gate/evidence_file.h"
#include "history/revision.h"
#include "project/reduce.h"
#include "render/renderer.h"
#include "settings/policy_file.h"

namespace pymolt::cli {

namespace {

constexpr std::uint64_t kLargestReport = std::uint64_t{1} << 30;

Result<gate::ScanFacts> facts_of(const Report& report, Version target) {
  std::ostringstream text;
  render::find_format("json")->render(report, {}, text);
  return gate::read_scan(std::move(text).str(), target);
}

Result<gate::ScanFacts> read_saved(const std::string& file, Version target) {
  Result<gate::Source> source = gate::Source::open(file);
  if (!source) return source.mistake();
  const Result<std::string> text = source->rest(kLargestReport);
  if (!text) return text.mistake();
  Result<gate::ScanFacts> facts = gate::read_scan(*text, target);
  if (!facts) return facts.mistake();
  facts->path = file;
  facts->sha256 = source->sha256();
  if (facts->time == 0) facts->time = source->modified();
  return facts;
}

// A report that cannot be used is no evidence; so is a scan that could not be run.
void look_at_scan(const GateOptions& options, const Policy& policy, const ProjectOptions& how,
                  const Report* reduced, gate::Surroundings& around, Streams& streams) {
  Result<gate::ScanFacts> facts = Mistake{};
  if (!options.report.empty()) {
    facts = read_saved(options.report, policy.target);
    if (!facts) around.no_scan = options.report + " " + facts.mistake().message;
    if (facts && gate::are_of_other_tree(facts->files, policy.folder)) {
      around.no_scan = options.report + " is of another tree: none of its files is here";
      return;
    }
  } else if (reduced != nullptr) {
    facts = facts_of(*reduced, policy.target);
  } else if (gate::needs_scan(policy)) {
    const Result<ReducedProject> project =
        reduce_project({policy.folder}, policy.target, policy.from, how, streams);
    facts = project ? facts_of(project->reduced.report, policy.target)
                    : Result<gate::ScanFacts>(project.mistake());
    if (!facts) around.no_scan = "the scan failed: " + facts.mistake().message;
  }
  if (facts) around.scan = facts.take();
}

}  // namespace

Result<ReducedProject> reduce_project(const std::vector<std::string>& paths, VersionSet target,
                                      VersionSet from, const ProjectOptions& how,
                                      Streams& streams) {
  ProjectOptions asked = how;
  asked.paths = paths;
  asked.target = target;
  asked.given.insert("target");
  if (!from.empty()) {
    asked.from = from;
    asked.given.insert("from");
  }
  // As for a plan: one target for all paths.
  const Result<EffectiveOptions> effective = effective_options(asked, "plan", *scan::real_disk());
  if (!effective) return effective.mistake();
  Result<ScannedProject> scanned = scan_project(*effective, streams);
  if (!scanned) return scanned.mistake();
  ReducedProject project{std::make_unique<ScannedProject>(scanned.take()), {}};
  ScannedProject& found = *project.scanned;
  project.reduced = project::reduce_whole(std::move(found.facts), found.request, found.book);
  project.reduced.report.tool_version = kToolVersion;
  put_in_force(found.in_force, project.reduced.report);
  tell_failed(project.reduced.report.files, streams);
  return project;
}

Result<std::int64_t> day_asked(const std::string& word) {
  const char* const pinned = std::getenv("SOURCE_DATE_EPOCH");
  if (!word.empty()) {
    if (const auto time = gate::parse_time(word)) return *time;
    return Mistake{"--as-of: `" + word + "` is not a date", "", 0, 0, "", "for example 2026-11-30"};
  }
  if (pinned != nullptr && *pinned != '\0') {
    char* end = nullptr;
    const long long seconds = std::strtoll(pinned, &end, 10);
    if (*end == '\0') return static_cast<std::int64_t>(seconds);
    return Mistake{"SOURCE_DATE_EPOCH is not a number of seconds"};
  }
  return static_cast<std::int64_t>(std::time(nullptr));
}

Result<Policy> policy_of(const GateOptions& options) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).generic_string();
  Result<Policy> policy = settings::load_policy(options.policy, here, *scan::real_disk());
  if (!policy) return policy.mistake();
  if (auto mistake = gate::check_policy(*policy)) return *mistake;
  return policy;
}

Result<Gated> answer_gate(const GateOptions& options, const Policy& policy,
                          const ProjectOptions& how, const Report* reduced, Streams& streams) {
  const Result<std::int64_t> as_of = day_asked(options.as_of);
  if (!as_of) return as_of.mistake();
  gate::Surroundings around;
  around.as_of = *as_of;
  if (const auto revision = history::revision_of(policy.folder, *history::real_commands())) {
    around.revision = revision->id;
    around.changed = revision->committed;
    if (policy.same_revision)
      around.dirty = history::is_dirty(policy.folder, *history::real_commands());
  }
  look_at_scan(options, policy, how, reduced, around, streams);
  return Gated{policy, gate::answer_policy(policy, around), *as_of};
}

}  // namespace pymolt::cli
