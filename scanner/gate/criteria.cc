// Each criterion by itself: find its files, read them, measure, ask whether they may speak, compare.
// SPDX-License-Identifier: MIT
#include "gate/criteria.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/suggest.h"
#include "gate/dates.h"
#include "gate/evidence_file.h"
#include "gate/formats.h"
#include "gate/measures.h"

namespace pymolt::gate {

namespace {

// Whether a share, which lies between 0 and 1, could have CRITERION's threshold.
bool is_wrong_share(const Criterion& criterion) {
  return criterion.measure.ends_with("-rate") &&
         (criterion.threshold < 0 || criterion.threshold > 1);
}

std::optional<Mistake> check_criterion(const Criterion& criterion, const std::string& file) {
  const auto wrong = [&](const std::string& what, const std::string& hint) {
    return Mistake{
        "criterion `" + criterion.name + "`: " + what, file, criterion.line, 0, {}, hint};
  };
  const Measure* measure = find_measure(criterion.measure);
  std::vector<std::string_view> known;
  for (const Measure& row : measures()) known.push_back(row.name);
  if (measure == nullptr)
    return wrong("unknown measure `" + criterion.measure + "`",
                 suggestion(criterion.measure, known));
  if (is_wrong_share(criterion)) return wrong("a rate lies between 0 and 1", "write 0.99 for 99 %");
  const std::vector<std::string_view> words = format_words();
  const std::string& word = criterion.format;
  if (word.empty()) return std::nullopt;
  if (std::ranges::find(words, word) == words.end())
    return wrong("unknown format `" + word + "`", suggestion(word, words));
  const bool fits = std::ranges::any_of(formats(), [&](const Format& row) {
    return row.family == measure->family && is_named(row, word);
  });
  if (!fits)
    return wrong(
        "the measure `" + criterion.measure + "` cannot be read from the format `" + word + "`",
        "leave out `format`");
  return std::nullopt;
}

// The files of some words of a policy, read.
struct Files {
  std::vector<Evidence> evidence;   // each file once, and of files with the same bytes the first
  std::vector<std::string> copies;  // `b.xml has the same bytes as a.xml and counts once`
  std::string problem;              // the first thing that is wrong, with the file's name
};

// Whether FILES have ONE already: by its place, or as a copy, which is noted.
bool has_already(Files& files, const Evidence& one, Family family) {
  for (const Evidence& other : files.evidence) {
    if (other.real_path == one.real_path) return true;
    if (family == Family::files || one.sha256.empty() || other.sha256 != one.sha256) continue;
    files.copies.push_back(one.path + " has the same bytes as " + other.path + " and counts once");
    return true;
  }
  return false;
}

// Files that were read, by place, family and format: each is read once, however many criteria rest on it.
struct Shelf {
  std::map<std::tuple<std::string, Family, std::string>, Evidence> files;
  std::size_t looked_at = 0;
};

// `3.13` of `3.13.1` or `CPython 3.13.1`; nothing where it names no version of the axis.
std::optional<Version> minor_of(std::string_view python) {
  const std::size_t begin = python.find_first_of("0123456789");
  if (begin == std::string_view::npos) return std::nullopt;
  python.remove_prefix(begin);
  const std::size_t dot = python.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::size_t end = python.find_first_not_of("0123456789", dot + 1);
  return Version::parse(python.substr(0, end));
}

// Of what several Pythons say in EVIDENCE, what the one of TARGET says; all of it where there is none of that.
void keep_target(Evidence& evidence, Version target) {
  auto* const results = std::get_if<VerifyResults>(&evidence.data);
  if (results == nullptr) return;
  std::vector<VerifyResults::Said> own;
  for (const VerifyResults::Said& said : results->pythons) {
    if (minor_of(said.python) == target) own.push_back(said);
  }
  if (own.empty()) return;
  if (own.size() > 1) evidence.problem = "speaks twice of Python " + std::string(target.str());
  evidence.python = own.front().python;
  results->pythons = std::move(own);
}

Files read_files(const std::vector<std::string>& words, const Measure& measure,
                 const Policy& policy, const Criterion& criterion, Shelf& shelf) {
  Files files;
  for (const std::string& word : words) {
    const Result<std::vector<FoundEvidence>> found =
        find_evidence(word, policy.folder, policy.fence, shelf.looked_at);
    if (!found) {
      if (files.problem.empty()) files.problem = found.mistake().message;
      continue;
    }
    for (const FoundEvidence& one : *found) {
      const auto [place, is_new] =
          shelf.files.try_emplace({one.real_path, measure.family, criterion.format});
      if (is_new) place->second = read_evidence(one, measure.family, criterion.format);
      Evidence evidence = place->second;
      evidence.path = one.path;
      keep_target(evidence, policy.target);
      if (has_already(files, evidence, measure.family)) continue;
      files.evidence.push_back(std::move(evidence));
      const Evidence& last = files.evidence.back();
      if (!last.problem.empty() && files.problem.empty())
        files.problem = last.path + " " + last.problem;
    }
  }
  return files;
}

// Why evidence of that Python may not speak for the target; empty when it may. `unsaid` when nobody says which it was.
std::string other_python(const Evidence& evidence, const Criterion& criterion, Version target,
                         bool& unsaid) {
  if (evidence.python.empty() && !criterion.python) {
    unsaid = true;
    return evidence.path + " does not say which Python it was made on: add python = \"" +
           std::string(target.str()) + "\" if it was that";
  }
  const std::optional<Version> made =
      evidence.python.empty() ? criterion.python : minor_of(evidence.python);
  if (made && *made == target) return {};
  const std::string said =
      evidence.python.empty() ? std::string(criterion.python->str()) : evidence.python;
  return evidence.path + " was made on Python " + said + ", not " + std::string(target.str());
}

std::string days_old(std::int64_t days) {
  return days == 1 ? "1 day old" : std::to_string(days) + " days old";
}

std::string stale(std::int64_t time, const std::string& path, const Policy& policy,
                  std::int64_t as_of) {
  const std::int64_t days = day_of(as_of) - day_of(time);
  if (!policy.max_age_days || static_cast<double>(days) <= *policy.max_age_days) return {};
  return path + " is " + days_old(days) + " (at most " + shortest(*policy.max_age_days) + ")";
}

void say(CriterionAnswer& answer, const std::string& text) {
  answer.why += (answer.why.empty() ? "" : "; ") + text;
}

constexpr std::size_t kShortestRevision = 7;  // digits that git gives for short

// What a file says of the tree that it was made from.
struct Made {
  const std::string& revision;
  bool dirty;
};

// Why what was MADE at TIME is not of the tree's revision; empty where nothing speaks against it.
std::string other_revision(const std::string& path, const Made& made, std::int64_t time,
                           const Policy& policy, const Surroundings& around) {
  if (around.revision.empty())
    return policy.same_revision ? "the revision of this tree is not known: same-revision needs git"
                                : std::string();
  const bool is_this =
      made.revision.size() >= kShortestRevision && around.revision.starts_with(made.revision);
  if (!made.revision.empty() && !is_this)
    return path + " is of revision " + made.revision.substr(0, 12) + ", the tree of " +
           around.revision.substr(0, 12);
  if (made.dirty) return path + " was made with changes that are in no revision";
  if (made.revision.empty() && around.changed > time)
    return path + " is older than the last commit (" + write_day(around.changed) + ")";
  return {};
}

// What is worth saying of evidence that may speak.
void add_remarks(const Evidence& evidence, const Policy& policy, const Surroundings& around,
                 CriterionAnswer& answer) {
  for (const std::string& remark : evidence.remarks)
    answer.details.push_back(evidence.path + ": " + remark);
  const std::string old = other_revision(evidence.path, {evidence.revision, evidence.dirty},
                                         evidence.time(), policy, around);
  if (!old.empty() && policy.same_revision) answer.outcome = Outcome::no_evidence;
  if (!old.empty()) say(answer, old);
  if (old.empty() && policy.same_revision && around.dirty) {
    answer.outcome = Outcome::no_evidence;
    say(answer, "the tree has changes that are in no revision");
  }
  const std::int64_t ahead = day_of(evidence.time()) - day_of(around.as_of);
  if (ahead > 0) say(answer, evidence.path + " is dated later than " + write_day(around.as_of));
  if (ahead > 1) answer.outcome = Outcome::no_evidence;  // one day is what time zones make
}

std::string interval_words(const Measured& measured) {
  return "95 % of the answers lie between " + rounded(measured.interval->low) + " and " +
         rounded(measured.interval->high);
}

void decide(const Measured& measured, const Criterion& criterion, CriterionAnswer& answer) {
  answer.details.insert(answer.details.end(), measured.details.begin(), measured.details.end());
  answer.why = measured.why;
  answer.findings_run = measured.findings_run;
  if (!measured.no_evidence.empty()) {
    answer.outcome = Outcome::no_evidence;
    answer.why = measured.no_evidence;
  } else if (!measured.unlike.empty()) {
    answer.outcome = Outcome::not_met;
    answer.why = measured.unlike;
  } else if (!measured.value || !std::isfinite(*measured.value)) {
    answer.why = "nothing could be measured";
  } else if (measured.cannot_tell && !measured.surely_not) {
    answer.why = "cannot tell: " + (measured.interval ? interval_words(measured) : measured.why);
  } else {
    answer.measured = measured.value;
    answer.outcome = keeps(criterion, *measured.value) ? Outcome::met : Outcome::not_met;
    if (measured.surely_not) answer.outcome = Outcome::not_met;
  }
}

// Why NOW and BEFORE are no two things to compare; empty where they are.
std::string not_two(const Files& now, const Files& before) {
  for (const Evidence& one : now.evidence) {
    const auto same = std::ranges::find(before.evidence, one.real_path, &Evidence::real_path);
    if (same != before.evidence.end())
      return one.path + " is the evidence and the baseline: nothing is compared";
  }
  return {};
}

// What is worth saying of files that were measured together.
std::vector<std::string> said_of(const Files& now, const Files& before, Version target) {
  std::vector<std::string> said = now.copies;
  said.insert(said.end(), before.copies.begin(), before.copies.end());
  for (const Evidence& other : before.evidence) {
    if (!other.python.empty() && minor_of(other.python) == target)
      said.push_back("the baseline " + other.path + " was made on Python " + other.python +
                     " as well");
  }
  for (const Evidence& one : now.evidence) {
    for (const Evidence& other : before.evidence) {
      if (one.sha256 == other.sha256)
        said.push_back(one.path + " has the same bytes as its baseline " + other.path);
      if (!one.machine.empty() && !other.machine.empty() && one.machine != other.machine)
        said.push_back(one.path + " is of another machine (" + one.machine + ") than " +
                       other.path + " (" + other.machine + ")");
      if (!one.address.empty() && !other.address.empty() && one.address != other.address)
        said.push_back(one.path + " asks " + one.address + ", " + other.path + " asks " +
                       other.address);
    }
  }
  return said;
}

void take_away(CriterionAnswer& answer, const std::string& reason, bool keeps_measured) {
  if (reason.empty()) return;
  answer.why =
      reason +
      (answer.why.empty() || answer.outcome == Outcome::no_evidence ? "" : "; " + answer.why);
  answer.outcome = Outcome::no_evidence;
  if (!keeps_measured) answer.measured.reset();
}

// The keys of CRITERION that MEASURE has no use for; empty where there is none.
std::string unused_keys(const Criterion& criterion, const Measure& measure) {
  const bool tables = measure.family == Family::tables;
  const bool findings = measure.name.starts_with("findings.");
  std::string keys;
  const auto note = [&keys](bool unused, const char* key) {
    if (unused) keys += (keys.empty() ? "`" : ", `") + std::string(key) + "`";
  };
  note(!criterion.baseline.empty() && !measure.compares, "baseline");
  note(!criterion.key.empty() && !tables, "key");
  note(!criterion.columns.empty() && !tables, "columns");
  note(!criterion.select.empty() && !findings, "select");
  note(criterion.python && measure.family == Family::scan && criterion.evidence.empty(), "python");
  return keys.empty() ? keys : std::string(measure.name) + " makes no use of " + keys;
}

class Judge {
 public:
  Judge(const Policy& policy, const Surroundings& around) : policy_(policy), around_(around) {}

  CriterionAnswer answer(const Criterion& criterion) {
    CriterionAnswer answer;
    answer.criterion = criterion;
    const Measure& measure = *find_measure(criterion.measure);
    if (measure.family == Family::scan && criterion.evidence.empty()) {
      of_scan(measure, answer);
    } else if (criterion.evidence.empty()) {
      answer.why = "the policy names no evidence";
    } else {
      of_files(measure, answer);
    }
    if (const std::string unused = unused_keys(criterion, measure); !unused.empty())
      say(answer, unused);
    return answer;
  }

 private:
  void of_scan(const Measure& measure, CriterionAnswer& answer) {
    const std::vector<Evidence> none;
    if (!around_.scan) {
      answer.why = around_.no_scan.empty() ? "there is no report of a scan" : around_.no_scan;
      return;
    }
    const ScanFacts& scan = *around_.scan;
    decide(measure.measure({answer.criterion, none, none, &scan, policy_.target, policy_.from,
                            policy_.folder, tables_}),
           answer.criterion, answer);
    if (answer.outcome != Outcome::no_evidence && !scan.from.contains(policy_.from)) {
      answer.why += "; the report does not ask about code from Python " + policy_.from.str();
    }
    if (scan.path.empty()) return;
    answer.evidence.push_back({scan.path, scan.sha256, write_time(scan.time)});
    const std::string old =
        other_revision(scan.path, {scan.revision, scan.dirty}, scan.time, policy_, around_);
    if (policy_.same_revision) take_away(answer, old, true);
    if (!policy_.same_revision && !old.empty()) say(answer, old);
    take_away(answer, stale(scan.time, scan.path, policy_, around_.as_of), true);
  }

  void of_files(const Measure& measure, CriterionAnswer& answer) {
    const Criterion& criterion = answer.criterion;
    const Files now = read_files(criterion.evidence, measure, policy_, criterion, shelf_);
    note(now, answer);
    Files before;
    if (measure.compares) {
      before = read_files(criterion.baseline, measure, policy_, criterion, shelf_);
      note(before, answer);
      if (criterion.baseline.empty())
        before.problem = "the policy names no baseline to compare with";
      if (before.problem.empty()) before.problem = not_two(now, before);
    }
    if (!now.problem.empty() || !before.problem.empty()) {
      answer.why = now.problem.empty() ? before.problem : now.problem;
      return;
    }
    const ScanFacts* scan = around_.scan ? &*around_.scan : nullptr;
    decide(measure.measure({criterion, now.evidence, before.evidence, scan, policy_.target,
                            policy_.from, policy_.folder, tables_}),
           criterion, answer);
    for (const std::string& said : said_of(now, before, policy_.target)) say(answer, said);
    for (const Evidence& evidence : now.evidence) {
      if (answer.outcome != Outcome::no_evidence) add_remarks(evidence, policy_, around_, answer);
    }
    for (const Evidence& evidence : now.evidence) {
      take_away(answer, stale(evidence.time(), evidence.path, policy_, around_.as_of), true);
      if (are_of_other_tree(evidence.files, policy_.folder))
        take_away(answer, evidence.path + " is of another tree: none of its files is here", false);
      bool unsaid = false;
      if (measure.family == Family::files) continue;
      const std::string other = other_python(evidence, criterion, policy_.target, unsaid);
      take_away(answer, other, !unsaid);
      if (!other.empty()) break;
    }
  }

  static void note(const Files& files, CriterionAnswer& answer) {
    for (const Evidence& evidence : files.evidence) {
      if (evidence.sha256.empty()) continue;  // it could not be opened: `why` says so
      answer.evidence.push_back({evidence.path, evidence.sha256, write_time(evidence.time())});
    }
  }

  const Policy& policy_;
  const Surroundings& around_;
  TableCache tables_;
  Shelf shelf_;
};

}  // namespace

std::optional<Mistake> check_policy(const Policy& policy) {
  for (const Criterion& criterion : policy.criteria) {
    if (auto mistake = check_criterion(criterion, policy.file)) return mistake;
  }
  return std::nullopt;
}

bool needs_scan(const Policy& policy) {
  return std::ranges::any_of(policy.criteria, [](const Criterion& criterion) {
    const Family family = find_measure(criterion.measure)->family;
    return family == Family::scan || family == Family::warnings || family == Family::coverage;
  });
}

GateAnswer answer_policy(const Policy& policy, const Surroundings& surroundings) {
  GateAnswer answer;
  answer.policy = policy.file;
  answer.target = policy.target;
  answer.rollback = policy.rollback;
  answer.monitoring = policy.monitoring;
  Judge judge(policy, surroundings);
  for (const Criterion& criterion : policy.criteria)
    answer.criteria.push_back(judge.answer(criterion));
  return answer;
}

}  // namespace pymolt::gate
