// Measures of test results: of one run, and against a run on the old Python.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "gate/measures.h"

namespace pymolt::gate {

namespace {

struct Sums {
  std::size_t tests = 0;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
};

// By name, the most severe outcome: failed before skipped before passed.
using Outcomes = std::map<std::string, TestOutcome>;

int weight(TestOutcome outcome) {
  return outcome == TestOutcome::failed ? 2 : outcome == TestOutcome::skipped ? 1 : 0;
}

Outcomes outcomes_of(const std::vector<Evidence>& files, Sums& sums) {
  Outcomes outcomes;
  for (const Evidence& evidence : files) {
    for (const TestResults::Test& test : std::get<TestResults>(evidence.data).tests) {
      ++sums.tests;
      sums.passed += test.outcome == TestOutcome::passed ? 1 : 0;
      sums.failed += test.outcome == TestOutcome::failed ? 1 : 0;
      sums.skipped += test.outcome == TestOutcome::skipped ? 1 : 0;
      const auto [place, is_new] = outcomes.emplace(test.id, test.outcome);
      if (weight(test.outcome) > weight(place->second)) place->second = test.outcome;
    }
  }
  return outcomes;
}

std::vector<std::string> names_with(const Outcomes& outcomes, TestOutcome wanted) {
  std::vector<std::string> names;
  for (const auto& [id, outcome] : outcomes) {
    if (outcome == wanted) names.push_back(id);
  }
  return names;
}

std::string words(const Sums& sums) {
  std::string text = std::to_string(sums.passed) + " of " + counted(sums.tests, "test") + " passed";
  if (sums.failed > 0) text += ", " + std::to_string(sums.failed) + " failed";
  if (sums.skipped > 0) text += ", " + std::to_string(sums.skipped) + " skipped";
  return text;
}

// Whether test ID is of a module that failed as a whole, as pytest tells a module that it could not import: one failed test
// by the module's name, `tests.test_feed`, that the run before does not have.
bool is_in_failed_module(const std::string& id, const Outcomes& now, const Outcomes& before) {
  for (std::size_t end = id.find_first_of(".:"); end != std::string::npos;
       end = id.find_first_of(".:", end + 1)) {
    const std::string module = id.substr(0, end);
    const auto found = now.find(module);
    if (found != now.end() && found->second == TestOutcome::failed && !before.contains(module))
      return true;
  }
  return false;
}

Measured compared(const MeasureInput& input, const Outcomes& now, TestOutcome wanted,
                  const char* verb) {
  Measured measured;
  Sums sums;
  const Outcomes before = outcomes_of(input.before, sums);
  if (sums.tests == sums.skipped) measured.no_evidence = "no test was run in the baseline";
  std::vector<std::string> fresh;
  std::size_t common = 0;
  std::size_t gone = 0;
  for (const auto& [id, outcome] : before) {
    if (outcome != TestOutcome::passed) continue;
    const auto found = now.find(id);
    const bool module_failed = found == now.end() && is_in_failed_module(id, now, before);
    found == now.end() && !module_failed ? ++gone : ++common;
    const bool is_it = found == now.end() ? module_failed && wanted == TestOutcome::failed
                                          : found->second == wanted;
    if (is_it) fresh.push_back(id);
  }
  if (measured.no_evidence.empty() && common == 0)
    measured.no_evidence = "no test that passed in the baseline is in the evidence";
  if (!measured.no_evidence.empty()) return measured;
  measured.value = static_cast<double>(fresh.size());
  measured.why = std::to_string(fresh.size()) + " of " + counted(common, "test") +
                 " that passed before " + verb;
  if (gone > 0)
    measured.why +=
        "; " + counted(gone, "other") + " that passed " + (gone == 1 ? "is" : "are") + " gone";
  add_details(measured.details, "", fresh);
  return measured;
}

}  // namespace

Measured measure_tests(const MeasureInput& input) {
  Sums sums;
  const Outcomes now = outcomes_of(input.now, sums);
  Measured measured;
  if (sums.tests == sums.skipped) {
    measured.no_evidence =
        sums.tests == 0 ? "no test was run"
                        : "no test was run: all " + std::to_string(sums.tests) + " were skipped";
    return measured;
  }
  const std::string& measure = input.criterion.measure;
  if (measure == "newly-failing") return compared(input, now, TestOutcome::failed, "fail");
  if (measure == "newly-skipped") return compared(input, now, TestOutcome::skipped, "are skipped");
  measured.why = words(sums);
  if (measure == "pass-rate")
    measured.value =
        static_cast<double>(sums.passed) / static_cast<double>(sums.tests - sums.skipped);
  if (measure == "failed") measured.value = static_cast<double>(sums.failed);
  if (measure == "skipped") measured.value = static_cast<double>(sums.skipped);
  if (measure == "tests") measured.value = static_cast<double>(sums.tests);
  add_details(measured.details, measure == "skipped" ? "skipped: " : "failed: ",
              names_with(now, measure == "skipped" ? TestOutcome::skipped : TestOutcome::failed));
  return measured;
}

}  // namespace pymolt::gate
