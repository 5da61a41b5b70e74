// k6: the summary (--summary-export, or handleSummary's data) and the stream of points (--out json).
// SPDX-License-Identifier: MIT
//
//   {"metrics": {"http_req_duration": {"avg", "med", "p(95)"}, "http_req_failed": {"value": 0.01}, "http_reqs": {"rate"}}}
//   {"type": "Point", "metric": "http_req_duration", "data": {"time": "2026-…", "value": 12.3}}        a line each
//
//   {"version": "1.0.0", "metadata": {"generatedAt"}, "results": {"metrics": [{"name", "values": {…}}]}}        since k6 1.4
//
// handleSummary puts the numbers of a metric one level lower, under `values`. Only the stream has every percentile: the
// summary has p(90) and p(95) unless more are asked for.
#include <algorithm>

#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"
#include "gate/sample_statistics.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kMostPoints = 32'000'000;  // 256 MiB of durations

const Json& numbers_of(const Json& document, std::string_view metric) {
  for (const Json& one : list_of(member(member(document, "results"), "metrics"))) {
    if (text_at(one, "name") == metric) return member(one, "values");
  }
  const Json& found = member(member(document, "metrics"), metric);
  const Json& values = member(found, "values");
  return values.is_object() ? values : found;
}

struct Row {
  const char* measure;
  const char* metric;
  const char* key;
};
constexpr Row kSummaryRows[] = {
    {"mean-ms", "http_req_duration", "avg"},    {"p50-ms", "http_req_duration", "med"},
    {"p50-ms", "http_req_duration", "p(50)"},   {"p95-ms", "http_req_duration", "p(95)"},
    {"p99-ms", "http_req_duration", "p(99)"},   {"error-rate", "http_req_failed", "rate"},
    {"error-rate", "http_req_failed", "value"}, {"throughput", "http_reqs", "rate"},
};

// What a stream adds up to.
struct Stream {
  std::vector<double> durations;
  Moments mean;
  std::uint64_t asked = 0;  // points of http_req_failed
  std::uint64_t failed = 0;
  std::uint64_t requests = 0;
  double first = 0;  // seconds since 1970, with fractions
  double last = 0;
};

// Seconds since 1970 with the fraction that parse_time leaves out.
std::optional<double> exact_time(const std::string& text) {
  const auto whole = parse_time(text);
  if (!whole) return std::nullopt;
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return static_cast<double>(*whole);
  const std::size_t end = std::min(text.find_first_not_of("0123456789", dot + 1), text.size());
  return static_cast<double>(*whole) + parse_number("0" + text.substr(dot, end - dot)).value_or(0);
}

void add_point(const Json& point, Stream& stream) {
  const std::string metric = text_at(point, "metric");
  const Json& data = member(point, "data");
  const auto value = number_at(data, "value");
  if (!value) return;
  if (metric == "http_req_failed") {
    ++stream.asked;
    stream.failed += *value > 0 ? 1 : 0;
  } else if (metric == "http_reqs") {
    stream.requests += static_cast<std::uint64_t>(std::max(*value, 0.0));
  } else if (metric == "http_req_duration") {
    stream.durations.push_back(*value);
    stream.mean.add(*value);
  } else {
    return;
  }
  if (const auto time = exact_time(text_at(data, "time"))) {
    stream.first = stream.first == 0 ? *time : std::min(stream.first, *time);
    stream.last = std::max(stream.last, *time);
  }
}

LoadResults sum_up(Stream stream) {
  LoadResults results;
  std::sort(stream.durations.begin(), stream.durations.end());
  results.values["p50-ms"] = percentile(stream.durations, 0.50);
  results.values["p95-ms"] = percentile(stream.durations, 0.95);
  results.values["p99-ms"] = percentile(stream.durations, 0.99);
  results.values["mean-ms"] = stream.mean.mean();
  if (stream.asked > 0)
    results.values["error-rate"] =
        static_cast<double>(stream.failed) / static_cast<double>(stream.asked);
  if (stream.last > stream.first && stream.requests > 0) {
    results.values["throughput"] =
        static_cast<double>(stream.requests) / (stream.last - stream.first);
  }
  return results;
}

}  // namespace

bool looks_like_k6(const Head& head) {
  return head.bytes.starts_with('{') && head.bytes.find("\"metrics\"") != std::string_view::npos;
}

Problem read_k6(Source& source, Evidence& evidence) {
  const Result<std::string> text = source.rest();
  if (!text) return text.mistake();
  const Result<Json> document = parse_json(*text);
  if (!document) return document.mistake();
  LoadResults results;
  results.missing_hint = "run k6 with --summary-trend-stats \"avg,min,med,max,p(90),p(95),p(99)\"";
  for (const Row& row : kSummaryRows) {
    const auto value = number_at(numbers_of(*document, row.metric), row.key);
    if (value) results.values.emplace(row.measure, *value);
  }
  if (results.values.empty()) return Mistake{"has no metric of HTTP requests"};
  const auto requests = number_at(numbers_of(*document, "http_reqs"), "count");
  if (requests && *requests == 0) return Mistake{"counts no request"};
  if (const auto made = exact_time(text_at(member(*document, "metadata"), "generatedAt")))
    evidence.stamp = static_cast<std::int64_t>(*made);
  evidence.data = std::move(results);
  return std::nullopt;
}

bool looks_like_k6_stream(const Head& head) {
  const std::string_view line = head.bytes.substr(0, head.bytes.find('\n'));
  return line.starts_with('{') && line.find("\"type\"") != std::string_view::npos &&
         (line.find("\"Metric\"") != std::string_view::npos ||
          line.find("\"Point\"") != std::string_view::npos);
}

Problem read_k6_stream(Source& source, Evidence& evidence) {
  Stream stream;
  std::string wrong;
  std::size_t number = 0;
  const bool whole = source.lines([&](std::string_view line) {
    ++number;
    if (trimmed(line).empty()) return true;
    const Result<Json> point = parse_json(line);
    if (!point) wrong = point.mistake().message;
    if (point && text_at(*point, "type") == "Point") add_point(*point, stream);
    if (stream.durations.size() > kMostPoints) wrong = "has more than 32 million requests";
    return wrong.empty();
  });
  if (!whole) return Mistake{source.fault()};
  if (!wrong.empty())
    return Mistake{wrong.substr(0, wrong.find(':')) + " (line " + std::to_string(number) + ")"};
  if (stream.durations.empty()) return Mistake{"has no point of http_req_duration"};
  if (stream.last > 0) evidence.stamp = static_cast<std::int64_t>(stream.last);
  evidence.data = sum_up(std::move(stream));
  return std::nullopt;
}

}  // namespace pymolt::gate
