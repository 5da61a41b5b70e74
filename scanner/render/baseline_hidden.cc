// A cause and a finding are the same thing when path, line and name agree.
// SPDX-License-Identifier: MIT
#include "render/baseline_hidden.h"

#include <algorithm>

#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kMostShown = 10;

// At most so many of SENTENCES, and how many more there are.
void add_some(const std::vector<std::string>& some, std::string_view what,
              std::vector<std::string>& sentences) {
  const std::size_t shown = std::min(some.size(), kMostShown);
  sentences.insert(sentences.end(), some.begin(),
                   some.begin() + static_cast<std::ptrdiff_t>(shown));
  if (some.size() > shown) sentences.push_back("… and " + counted(some.size() - shown, what));
}

std::string pack_sentence(const PackInForce& pack) {
  std::string sentence = "rule pack " + pack.folder + " (" + pack.named_by +
                         "): " + counted(pack.pages, "page") + ", " + counted(pack.facts, "fact");
  if (!pack.contradicts.empty())
    sentence += "; says otherwise than is built in of " + listed(pack.contradicts, 5);
  return sentence;
}

void add_in_force(const SettingsInForce& in_force, std::vector<std::string>& sentences) {
  if (in_force.isolated)
    sentences.emplace_back(
        "isolated: settings, packs and comments of the scanned tree are ignored");
  if (!in_force.target_by.empty()) sentences.push_back("target by " + in_force.target_by);
  std::string keys;
  for (const auto& [key, line] : in_force.keys)
    keys += (keys.empty() ? "" : ", ") + key + " (line " + std::to_string(line) + ")";
  if (!in_force.settings.empty())
    sentences.push_back("settings of " + in_force.settings + (keys.empty() ? "" : ": " + keys));
  for (const PackInForce& pack : in_force.packs) sentences.push_back(pack_sentence(pack));
  std::vector<std::string> left_out;
  for (const LeftOut& one : in_force.left_out) {
    std::string what =
        one.files > 0 ? counted(one.files, "file or folder", "files or folders") : "";
    if (one.findings > 0) what += (what.empty() ? "" : ", ") + counted(one.findings, "finding");
    left_out.push_back(what + " " + one.by);
  }
  add_some(left_out, "more line that leaves something out", sentences);
}

// What the report holds the first places of, and counts the others.
std::vector<std::string> more_places(const Report& report) {
  std::vector<std::string> sentences;
  for (const auto* files : {&report.files, &report.inventory}) {
    for (const FileFacts& file : *files) {
      for (const MorePlaces& more : file.more)
        sentences.push_back(file.path + ": " + counted(more.places, "more place") + " of " +
                            more.rule + " (" + more.symbol + "), from line " +
                            std::to_string(more.line) + " on");
    }
  }
  return sentences;
}

}  // namespace

std::vector<std::string> in_force_sentences(const Report& report) {
  std::vector<std::string> sentences;
  add_in_force(report.in_force, sentences);
  std::vector<std::string> not_analysed;
  for (const auto* files : {&report.files, &report.inventory}) {
    for (const FileFacts& file : *files) {
      for (const std::string& question : file.not_analysed)
        not_analysed.push_back("not analysed in " + file.path + ": " + question);
    }
  }
  add_some(not_analysed, "more question that was not analysed", sentences);
  add_some(more_places(report), "more rule with places that are counted only", sentences);
  return sentences;
}

std::vector<std::string> hidden_sentences(const Report& report) {
  std::vector<std::string> sentences = in_force_sentences(report);
  if (!report.already.empty()) {
    sentences.push_back(counted(report.already.size(), "finding") +
                        (report.already.size() == 1 ? " stands" : " stand") + " on " +
                        python(report.from) + " already");
  }
  if (report.baseline) {
    const BaselineUse& use = *report.baseline;
    sentences.push_back(counted(use.known.size(), "known finding") + " hidden (" + use.file + ")");
    if (!use.stale.empty()) {
      sentences.push_back(counted(use.stale.size(), "finding") + " of " + use.file +
                          (use.stale.size() == 1 ? " is gone" : " are gone"));
    }
  }
  if (report.since) {
    sentences.push_back(counted(report.since->hidden.size(), "finding") +
                        " hidden on lines unchanged since " + report.since->revision);
  }
  return sentences;
}

Hidden::Hidden(const Report& report) {
  add(report.already);
  if (report.baseline) add(report.baseline->known);
  if (report.since) add(report.since->hidden);
}

void Hidden::add(const std::vector<ReportedFinding>& findings) {
  for (const ReportedFinding& reported : findings) {
    of_file_[reported.path].push_back(&reported.finding);
    places_.emplace(reported.path, reported.finding.span.line, spoken(reported.finding.symbol));
  }
}

std::size_t Hidden::severe_count(std::string_view path, Version version) const {
  const auto found = of_file_.find(path);
  if (found == of_file_.end()) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(found->second, [&](const Finding* finding) {
    const auto severity = finding->consequence(version);
    return severity && *severity >= Severity::high;
  }));
}

bool Hidden::has(const Because& because) const {
  return places_.contains({because.path, because.line, spoken(because.cause)});
}

}  // namespace pymolt::render
