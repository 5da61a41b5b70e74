// `pymolt report`: scans, asks the policy, and writes the papers; what people wrote in them stays.
// SPDX-License-Identifier: MIT
#include <filesystem>

#include "base/suggest.h"
#include "base/trim.h"
#include "cli/gate_answer.h"
#include "cli/write_forms.h"
#include "gate/dates.h"
#include "history/revision.h"
#include "papers/marks.h"
#include "papers/papers.h"
#include "project/plan_steps.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestPaper = 16 << 20;

Result<std::vector<const papers::Paper*>> wanted_papers(const std::vector<std::string>& kinds) {
  std::vector<std::string_view> known;
  for (const papers::Paper& paper : papers::papers()) known.push_back(paper.kind);
  std::vector<const papers::Paper*> wanted;
  for (const std::string& kind : kinds) {
    const auto found = std::ranges::find(papers::papers(), kind, &papers::Paper::kind);
    if (found == papers::papers().end())
      return Mistake{"--kind: unknown word `" + kind + "`", "", 0, 0, "", suggestion(kind, known)};
    wanted.push_back(&*found);
  }
  if (kinds.empty()) {
    for (const papers::Paper& paper : papers::papers()) wanted.push_back(&paper);
  }
  return wanted;
}

// The policy: the one that is named, else the usual one where it is there.
Result<std::optional<Policy>> policy_if_any(const GateOptions& options) {
  std::error_code error;
  if (options.policy.empty() && !fs::exists("pymolt-gate.toml", error) &&
      !fs::exists("pyproject.toml", error))
    return std::optional<Policy>();
  Result<Policy> policy = policy_of(options);
  if (policy) return std::optional<Policy>(policy.take());
  const bool none =
      options.policy.empty() && policy.mistake().message.starts_with("there is no policy");
  if (none) return std::optional<Policy>();
  return policy.mistake();
}

// Writes FRESH to FILE, keeping what stands there outside the marks.
bool write_paper(const std::string& folder, const std::string& file, const std::string& fresh,
                 papers::PaperForm form, Streams& streams) {
  std::error_code error;
  std::string text = fresh;
  if (fs::exists(file, error)) {
    const auto disk = scan::real_disk();
    if (!lies_inside(*disk, folder, file)) {
      refuse(streams, Mistake{"is a link that leads out of this folder: it is not written", file});
      return false;
    }
    const auto old = read_inside(*disk, folder, file, kLargestPaper);
    if (old && trimmed(*old).empty())
      return write_to(
          file, streams, [&](std::ostream& out) { out << fresh; }, folder);
    Result<papers::Updated> updated =
        old ? papers::update(*old, fresh, form) : Result<papers::Updated>(old.mistake());
    if (!updated) {
      Mistake mistake = updated.mistake();
      mistake.file = file;
      refuse(streams, mistake);
      return false;
    }
    for (const std::string& id : updated->left_out)
      tell(streams, file + ": the section `" + id + "` was taken out and stays so");
    for (const std::string& id : updated->changed)
      tell(streams,
           file + ": the section `" + id +
               "` was changed by hand: it is made anew, and the changed lines stand below it");
    text = std::move(updated->text);
    if (text == *old) return true;
  }
  return write_to(
      file, streams, [&](std::ostream& out) { out << text; }, folder);
}

// When support of VERSION by Python's own developers ends, as the rules know it; empty where they do not.
std::string support_end(const rulebook::Rulebook& book, Version version) {
  for (const rulebook::SupportEnd& end : book.support_ends()) {
    if (end.of == "python" && end.version == version) return std::string(end.date);
  }
  return {};
}

// The ends of support of where the code comes from.
std::string origin_ends(const rulebook::Rulebook& book, const Report& report) {
  std::string words;
  for (const Version version : report.from.versions()) {
    const std::string date = support_end(book, version);
    if (!date.empty()) words += " Python " + std::string(version.str()) + ": " + date + ".";
  }
  return words;
}

// `src, tests/a.py`; empty where no path was named, or the whole folder.
std::string listed_paths(const std::vector<std::string>& paths) {
  std::string text;
  for (const std::string& path : paths) {
    if (fs::path(path).lexically_normal() == fs::path(".")) return {};
    text += (text.empty() ? "" : ", ") + path;
  }
  return text;
}

int write_all(const papers::Facts& facts, const std::vector<const papers::Paper*>& wanted,
              const std::string& folder, Streams& streams) {
  const std::string any = (fs::path(folder) / "paper").string();
  if (const auto mistake = make_way(folder, any)) return refuse(streams, *mistake);
  bool good = true;
  for (const papers::Paper* paper : wanted) {
    const papers::Document document = paper->make(facts);
    const std::string stem = (fs::path(folder) / paper->kind).string();
    good = write_paper(folder, stem + ".md", papers::to_markdown(document),
                       papers::PaperForm::markdown, streams) &&
           good;
    good = write_paper(folder, stem + ".html", papers::to_html(document), papers::PaperForm::html,
                       streams) &&
           good;
    if (good) streams.out << stem << ".md\n" << stem << ".html\n";
  }
  return good ? 0 : 2;
}

}  // namespace

int run_report(const Invocation& invocation, Streams& streams) {
  const ProjectOptions& how = invocation.scan;
  const auto wanted = wanted_papers(invocation.papers.kinds);
  if (!wanted) return refuse(streams, wanted.mistake());
  const Result<std::optional<Policy>> policy = policy_if_any(invocation.gate);
  if (!policy) return refuse(streams, policy.mistake());
  const VersionSet asked =
      how.target.value_or(*policy ? VersionSet((*policy)->target) : VersionSet(kNewestReleased));
  if (asked.size() != 1)
    return refuse(streams, Mistake{"--target: papers are about one version", "", 0, 0, "",
                                   "for example --target 3.13"});
  const Version target = asked.oldest();
  if (*policy && (*policy)->target != target)
    return refuse(streams, Mistake{"--target: the policy is about Python " +
                                   std::string((*policy)->target.str())});
  if (*policy && how.from && *how.from != (*policy)->from)
    return refuse(streams,
                  Mistake{"--from: the policy " +
                          ((*policy)->from.empty() ? std::string("names no `from`")
                                                   : "is about Python " + (*policy)->from.str())});
  std::vector<std::string> paths = how.paths;
  if (paths.empty()) paths.push_back(*policy ? (*policy)->folder : ".");
  const Result<ReducedProject> project = reduce_project(
      paths, target, how.from.value_or(*policy ? (*policy)->from : VersionSet()), how, streams);
  if (!project) return refuse(streams, project.mistake());
  const Report& report = project->reduced.report;
  const Plan plan = project::make_plan(report, *project->reduced.model);
  std::optional<Gated> gated;
  if (*policy) {
    // The policy is about its whole tree, whatever part of it the papers are about.
    Result<Gated> answer =
        answer_gate(invocation.gate, **policy, how, how.paths.empty() ? &report : nullptr, streams);
    if (!answer) return refuse(streams, answer.mistake());
    gated = answer.take();
  }
  const Result<std::int64_t> day = day_asked(invocation.gate.as_of);
  if (!day) return refuse(streams, day.mistake());
  const std::string& base = project->scanned->request.paths_begin;
  const scan::CodeOwners owners = scan::CodeOwners::find_above(base, *scan::real_disk());
  const auto revision = history::revision_of(base, *history::real_commands());
  const papers::Facts facts{report,
                            plan,
                            gated ? &gated->answer : nullptr,
                            owners,
                            target,
                            listed_paths(how.paths),
                            gate::write_day(*day),
                            revision ? revision->id : std::string(),
                            support_end(project->scanned->book, target),
                            origin_ends(project->scanned->book, report)};
  return write_all(facts, *wanted, invocation.papers.folder, streams);
}

}  // namespace pymolt::cli
