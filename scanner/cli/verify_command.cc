// `pymolt verify`: what interpreters say of the files, beside what pymolt says.
// SPDX-License-Identifier: MIT
#include "cli/gate_answer.h"
#include "cli/terminal.h"
#include "cli/write_forms.h"
#include "gate/dates.h"
#include "render/verify_renderers.h"
#include "verify/verify.h"

namespace pymolt::cli {

namespace {

// The versions of all interpreters that are asked; one that cannot be run is a mistake before anything long begins.
Result<VersionSet> versions_of(const std::vector<std::string>& pythons) {
  VersionSet set;
  for (const std::string& python : pythons) {
    const Result<std::string> version = verify::version_of(python);
    if (!version) return version.mistake();
    const auto known = Version::parse(version->substr(0, version->find('.', 2)));
    if (!known) return Mistake{python + " is Python " + *version + ", which pymolt does not know"};
    if (set.contains(*known))
      return Mistake{"--python: Python " + std::string(known->str()) + " is asked twice"};
    set |= *known;
  }
  return set;
}

}  // namespace

int run_verify(const Invocation& invocation, Streams& streams) {
  const ProjectOptions& how = invocation.scan;
  const VerifyOptions& options = invocation.verify;
  if (const auto mistake = check_outputs(how.formats, how.output)) return refuse(streams, *mistake);
  const Result<std::int64_t> day = day_asked({});
  if (!day) return refuse(streams, day.mistake());
  const Result<VersionSet> versions = versions_of(options.pythons);
  if (!versions) return refuse(streams, versions.mistake());
  const std::vector<std::string> paths =
      how.paths.empty() ? std::vector<std::string>{"."} : how.paths;
  const Result<ReducedProject> project = reduce_project(paths, *versions, {}, how, streams);
  if (!project) return refuse(streams, project.mistake());
  Verification verification{gate::write_time(*day), paths, {}, {}, {}};
  const Report& scanned = project->reduced.report;
  for (const FileFacts& file : scanned.files) {
    if (!verify::is_asked(file)) continue;
    verification.files.push_back(file.path);
    verification.hashes.push_back(file.sha256);
  }
  bool agreed = true;
  bool compared = true;  // nothing to compare is no agreement
  for (const std::string& python : options.pythons) {
    Progress progress(streams);
    verify::VerifyRequest request{
        python, project->scanned->request.paths_begin, options.imports, options.seconds, {}};
    if (progress.shown())
      request.progress = [&](std::size_t done, std::size_t of) { progress.tell(done, of); };
    Result<InterpreterWord> word = verify::verify(scanned, request);
    progress.clear();
    if (!word) return refuse(streams, word.mistake());
    if (!word->not_isolated.empty() && options.imports) tell(streams, word->not_isolated);
    const bool no_import = options.imports && !scanned.modules.empty() && word->import.of == 0;
    compared = compared && word->agreement.of > 0 && !no_import;
    agreed = agreed && word->disagreements.empty();
    verification.words.push_back(word.take());
  }
  if (!write_forms(verification, how.formats, how.output, render::verify_formats(), streams))
    return 2;
  return !agreed ? 1 : compared ? 0 : 2;
}

}  // namespace pymolt::cli
