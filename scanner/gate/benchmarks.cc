// Benchmark results of pytest-benchmark, hyperfine and asv: a median for each full name, and all times where they are kept.
// SPDX-License-Identifier: MIT
//
//   pytest-benchmark  {"machine_info": {"python_version"}, "benchmarks": [{"fullname", "stats": {"median", "data": […]}}]}
//   hyperfine         {"results": [{"command", "median", "times": […]}]}
//   asv               {"commit_hash", "python", "result_columns": […], "results": {"module.time_it": […]}}
#include <algorithm>
#include <filesystem>

#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"
#include "gate/sample_statistics.h"

namespace pymolt::gate {

namespace {

std::vector<double> numbers_of(const Json& list) {
  std::vector<double> numbers;
  for (const Json& item : list_of(list)) {
    if (item.is_number()) numbers.push_back(item.get<double>());
  }
  return numbers;
}

// Adds one; a median that is missing is computed from the times.
void add(BenchmarkResults& results, const std::string& name, std::optional<double> given,
         std::vector<double> samples, Evidence& evidence) {
  if (!given && !samples.empty()) given = median(samples);
  if (!given || !(*given > 0)) {
    evidence.remarks.push_back("`" + name + "` has no time");
    return;
  }
  Benchmark& benchmark = results.benchmarks[name];
  benchmark.median = *given;
  benchmark.samples = std::move(samples);
}

Problem finish(BenchmarkResults results, Evidence& evidence) {
  if (results.benchmarks.empty() && results.failed.empty())
    return Mistake{"has no benchmark with a time"};
  evidence.data = std::move(results);
  return std::nullopt;
}

bool has(const Head& head, std::string_view word) {
  return head.bytes.find(word) != std::string_view::npos;
}

// The value at NAME of an asv result, whose places are named by `result_columns`.
const Json& asv_value(const Json& columns, const Json& row, std::string_view name) {
  static const Json kNothing;
  const Json::array_t& names = list_of(columns);
  for (std::size_t i = 0; i < names.size() && i < list_of(row).size(); ++i) {
    if (names[i].is_string() && names[i].get_ref<const std::string&>() == name) return row[i];
  }
  return kNothing;
}

// `(1, 'a')` of place AT in the product of all PARAMETERS, the last of which runs fastest.
std::string asv_parameters(const Json& parameters, std::size_t at) {
  const Json::array_t& lists = list_of(parameters);
  std::string text;
  for (std::size_t i = lists.size(); i-- > 0;) {
    const Json::array_t& values = list_of(lists[i]);
    if (values.empty()) continue;
    const Json& value = values[at % values.size()];
    at /= values.size();
    text = (value.is_string() ? value.get<std::string>()
                              : value.dump(-1, ' ', false, Json::error_handler_t::replace)) +
           (text.empty() ? "" : ", ") + text;
  }
  return text.empty() ? text : "(" + text + ")";
}

// asv tells what it measures by the beginning of the function's name.
bool is_asv_time(const std::string& name) {
  const std::string last = name.substr(name.rfind('.') + 1);
  return last.starts_with("time") || last.starts_with("Time");
}

void add_asv(BenchmarkResults& results, const std::string& name, const Json& columns,
             const Json& row, Evidence& evidence) {
  const bool is_row = row.is_array();
  const Json& values = is_row            ? asv_value(columns, row, "result")
                       : row.is_object() ? member(row, "result")
                                         : row;
  const Json& parameters = is_row ? asv_value(columns, row, "params") : member(row, "params");
  const Json& samples = is_row ? asv_value(columns, row, "samples") : member(row, "samples");
  if (values.is_number()) return add(results, name, values.get<double>(), {}, evidence);
  if (values.is_null() && (is_row || row.is_object() || row.is_null())) {
    results.failed.insert(name);
    evidence.remarks.push_back("`" + name + "` failed");
  }
  for (std::size_t i = 0; i < list_of(values).size(); ++i) {
    if (!values[i].is_number()) {
      const std::string whole = name + asv_parameters(parameters, i);
      const bool failed = values[i].is_null();  // NaN: it was skipped
      if (failed) results.failed.insert(whole);
      evidence.remarks.push_back("`" + whole + "` " + (failed ? "failed" : "was skipped"));
      continue;
    }
    std::vector<double> times =
        i < list_of(samples).size() ? numbers_of(samples[i]) : std::vector<double>();
    add(results, name + asv_parameters(parameters, i), values[i].get<double>(), std::move(times),
        evidence);
  }
}

// The kind of machine, not its name, which differs from run to run on the machines of a cloud.
std::string machine_of(std::string text, const Json& processor) {
  const std::string brand =
      processor.is_string() ? processor.get<std::string>() : text_at(processor, "brand_raw");
  if (!brand.empty()) text += (text.empty() ? "" : ", ") + brand;
  return text;
}

}  // namespace

bool looks_like_pytest_benchmark(const Head& head) {
  return has(head, "\"machine_info\"") && head.bytes.find('{') != std::string_view::npos;
}

Problem read_pytest_benchmark(Source& source, Evidence& evidence) {
  const Result<Json> document = json_of(source);
  if (!document) return document.mistake();
  BenchmarkResults results;
  for (const Json& item : list_of(member(*document, "benchmarks"))) {
    const Json& stats = member(item, "stats");
    std::string name = text_at(item, "fullname");
    if (name.empty()) name = text_at(item, "name");
    if (member(item, "has_error") == Json(true)) results.failed.insert(name);
    if (member(item, "has_error") == Json(true)) continue;
    add(results, name, number_at(stats, "median"), numbers_of(member(stats, "data")), evidence);
  }
  const Json& machine = member(*document, "machine_info");
  evidence.python = text_at(machine, "python_version");
  evidence.machine = machine_of(text_at(machine, "machine"), member(machine, "cpu"));
  const Json& commit = member(*document, "commit_info");
  evidence.revision = text_at(commit, "id");
  evidence.dirty = member(commit, "dirty") == Json(true);
  evidence.stamp = parse_time(text_at(*document, "datetime"));
  return finish(std::move(results), evidence);
}

bool looks_like_hyperfine(const Head& head) {
  return head.bytes.starts_with('{') && has(head, "\"results\"") && has(head, "\"command\"");
}

Problem read_hyperfine(Source& source, Evidence& evidence) {
  const Result<Json> document = json_of(source);
  if (!document) return document.mistake();
  BenchmarkResults results;
  for (const Json& item : list_of(member(*document, "results"))) {
    std::string name = text_at(item, "command");
    const auto failed =
        std::ranges::count_if(list_of(member(item, "exit_codes")), [](const Json& code) {
          return !code.is_number_integer() || code.get<std::int64_t>() != 0;
        });
    if (failed > 0) {
      results.failed.insert(name);
      evidence.remarks.push_back("`" + name + "` failed in " + std::to_string(failed) +
                                 " of its runs");
      continue;
    }
    if (const Json& parameters = member(item, "parameters");
        parameters.is_object() && !parameters.empty() && results.benchmarks.contains(name)) {
      name += " " + parameters.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    add(results, name, number_at(item, "median"), numbers_of(member(item, "times")), evidence);
  }
  return finish(std::move(results), evidence);
}

bool looks_like_asv(const Head& head) {
  return head.bytes.find("\"commit_hash\"") != std::string_view::npos && has(head, "\"results\"");
}

Problem read_asv(Source& source, Evidence& evidence) {
  const Result<Json> document = json_of(source);
  if (!document) return document.mistake();
  BenchmarkResults results;
  const Json& columns = member(*document, "result_columns");
  const Json& rows = member(*document, "results");
  std::size_t others = 0;
  double begun = 0;
  for (auto row = rows.begin(); rows.is_object() && row != rows.end(); ++row) {
    if (!is_asv_time(row.key())) {
      ++others;
      continue;
    }
    add_asv(results, row.key(), columns, *row, evidence);
    const Json& started = asv_value(columns, *row, "started_at");
    if (started.is_number() && (begun == 0 || started.get<double>() < begun))
      begun = started.get<double>();
  }
  if (others > 0)
    evidence.remarks.push_back(std::to_string(others) +
                               " benchmarks do not measure time and are left out");
  evidence.python = text_at(*document, "python");
  if (evidence.python.empty()) evidence.python = text_at(member(*document, "params"), "python");
  evidence.revision = text_at(*document, "commit_hash");
  const Json& parameters = member(*document, "params");
  evidence.machine = machine_of(text_at(parameters, "arch"), member(parameters, "cpu"));
  if (begun > 0) evidence.stamp = from_epoch(begun);
  return finish(std::move(results), evidence);
}

}  // namespace pymolt::gate
