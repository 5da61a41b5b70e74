// Measures of load tests; of several runs the median, and an interval that says whether they can tell.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/measures.h"

namespace pymolt::gate {

namespace {

// The values of MEASURE in FILES; where one lacks it, WHY says so.
std::vector<double> values_of(const std::vector<Evidence>& files, std::string_view measure,
                              std::string& why) {
  std::vector<double> values;
  for (const Evidence& evidence : files) {
    const auto& load = std::get<LoadResults>(evidence.data);
    const auto found = load.values.find(measure);
    if (found != load.values.end()) {
      values.push_back(found->second);
      continue;
    }
    why = evidence.path + " does not say `" + std::string(measure) + "`" +
          (load.missing_hint.empty() ? "" : ": " + load.missing_hint);
  }
  return values;
}

// Why FILES are no runs of one test; empty where they may be.
std::string other_address(const std::vector<Evidence>& files) {
  const Evidence* first = nullptr;
  for (const Evidence& one : files) {
    if (one.address.empty()) continue;
    if (first == nullptr) first = &one;
    if (one.address != first->address)
      return one.path + " asks " + one.address + ", " + first->path + " asks " + first->address +
             ": they are no runs of one test, give each a criterion";
  }
  return {};
}

bool all_failed(const std::vector<Evidence>& files) {
  return std::ranges::any_of(files, [](const Evidence& evidence) {
    const auto& values = std::get<LoadResults>(evidence.data).values;
    const auto found = values.find("error-rate");
    return found != values.end() && found->second >= 1;
  });
}

// Requests that failed are fast, or slow, in their own way.
void add_errors(const std::vector<Evidence>& files, std::string& why) {
  double most = 0;
  for (const Evidence& evidence : files) {
    const auto& values = std::get<LoadResults>(evidence.data).values;
    const auto found = values.find("error-rate");
    if (found != values.end()) most = std::max(most, found->second);
  }
  if (most > 0) why += ", where a share of " + rounded(most) + " of the requests failed";
}

void set_interval(Measured& measured, const Criterion& criterion,
                  std::optional<Interval> interval) {
  measured.interval = interval;
  if (!interval || criterion.bound == Bound::equals) return;
  measured.cannot_tell = keeps(criterion, interval->low) != keeps(criterion, interval->high);
}

}  // namespace

Measured measure_load(const MeasureInput& input) {
  Measured measured;
  if (const std::string other = other_address(input.now); !other.empty()) return no_evidence(other);
  if (input.criterion.measure != "error-rate" && all_failed(input.now))
    return no_evidence("every request failed");
  const std::vector<double> values =
      values_of(input.now, input.criterion.measure, measured.no_evidence);
  if (!measured.no_evidence.empty()) return measured;
  measured.value = median(values);
  measured.why = input.criterion.measure + " is " + rounded(*measured.value);
  if (values.size() > 1)
    measured.why += ", the median of " + std::to_string(values.size()) + " runs";
  if (input.criterion.measure != "error-rate") add_errors(input.now, measured.why);
  set_interval(measured, input.criterion, median_interval(values));
  return measured;
}

Measured measure_throughput_ratio(const MeasureInput& input) {
  Measured measured;
  for (const auto* files : {&input.now, &input.before}) {
    if (const std::string other = other_address(*files); !other.empty()) return no_evidence(other);
  }
  if (all_failed(input.now)) return no_evidence("every request failed");
  const std::vector<double> now = values_of(input.now, "throughput", measured.no_evidence);
  const std::vector<double> before = values_of(input.before, "throughput", measured.no_evidence);
  if (!measured.no_evidence.empty()) return measured;
  const double old_rate = median(before);
  const double new_rate = median(now);
  if (!(old_rate > 0)) measured.no_evidence = "the throughput of the baseline is 0";
  if (!(old_rate > 0)) return measured;
  measured.value = new_rate / old_rate;
  measured.why = rounded(new_rate) + " per second after " + rounded(old_rate);
  add_errors(input.now, measured.why);
  if (all_failed(input.before)) measured.why += "; every request of the baseline failed";
  if (now.size() > 1 && before.size() > 1)
    set_interval(measured, input.criterion, ratio_interval(now, before, 2000));
  return measured;
}

}  // namespace pymolt::gate
