// Load tools that print text: ApacheBench (its report, -e CSV, -g TSV) and wrk.
// SPDX-License-Identifier: MIT
//
//   ab    Complete requests: 1000 / Failed requests: 0 / Non-2xx responses: 3 / Requests per second: 812.3 [#/sec] (mean)
//         "  95%     36"                                       milliseconds
//   wrk   Latency 635.91us … / "     99%    5.80ms" / 22464 requests in 30.00s / Socket errors: connect 0, read 5, …
#include <algorithm>

#include "gate/documents.h"
#include "gate/evidence_readers.h"
#include "gate/sample_statistics.h"

namespace pymolt::gate {

namespace {

using Lines = std::vector<std::string_view>;

Lines split(std::string_view text, char at) {
  Lines parts;
  while (true) {
    const std::size_t end = text.find(at);
    std::string_view part = text.substr(0, end);
    if (part.ends_with('\r')) part.remove_suffix(1);
    parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// The words of a line.
Lines words_of(std::string_view line) {
  Lines words;
  for (const std::string_view word : split(line, ' ')) {
    if (!trimmed(word).empty()) words.push_back(trimmed(word));
  }
  return words;
}

// The first word of what follows `LABEL:` on the first line that starts so, ends with ENDING and has one; else empty.
std::string_view word_after(const Lines& lines, std::string_view label,
                            std::string_view ending = {}) {
  for (const std::string_view line : lines) {
    const std::string_view text = trimmed(line);
    if (!text.starts_with(label) || !text.ends_with(ending)) continue;
    const Lines words = words_of(text.substr(label.size()));
    if (!words.empty()) return words.front();
  }
  return {};
}

// The number that this word is.
std::optional<double> labelled(const Lines& lines, std::string_view label,
                               std::string_view ending = {}) {
  return parse_number(word_after(lines, label, ending));
}

void put(LoadResults& results, std::string_view measure, std::optional<double> value) {
  if (value) results.values[std::string(measure)] = *value;
}

constexpr std::pair<std::string_view, std::string_view> kPercentiles[] = {
    {"50%", "p50-ms"}, {"95%", "p95-ms"}, {"99%", "p99-ms"}};

// `(Connect: 0, Receive: 0, Length: 5, Exceptions: 0)`: pages that answer each time with another length count as failed.
void note_lengths(const Lines& lines, Evidence& evidence) {
  for (const std::string_view line : lines) {
    const std::size_t at = line.find("Length: ");
    if (!trimmed(line).starts_with("(Connect:") || at == std::string_view::npos) continue;
    const std::string_view rest = line.substr(at + 8);
    const double of_length = parse_number(rest.substr(0, rest.find_first_of(",)"))).value_or(0);
    if (of_length > 0)
      evidence.remarks.push_back(
          std::to_string(static_cast<std::uint64_t>(of_length)) +
          " of the failed requests differ in length alone: where pages vary, run ab with -l");
  }
}

Problem read_ab_report(const Lines& lines, Evidence& evidence) {
  LoadResults results;
  const auto complete = labelled(lines, "Complete requests:");
  if (!complete) return Mistake{"has no line `Complete requests:`: it may be cut off"};
  if (*complete == 0) return Mistake{"counts no request"};
  const double failed = labelled(lines, "Failed requests:").value_or(0);
  const double refused = labelled(lines, "Non-2xx responses:").value_or(0);
  if (std::ranges::count_if(lines, [](std::string_view line) {
        return trimmed(line).starts_with("Complete requests:");
      }) > 1)
    return Mistake{"holds several runs of ab: give each a file"};
  // One request can fail in several ways, each of which ab counts.
  results.values["error-rate"] = std::min(1.0, std::max(failed, refused) / *complete);
  put(results, "throughput", labelled(lines, "Requests per second:"));
  put(results, "mean-ms", labelled(lines, "Time per request:", "(mean)"));
  for (const std::string_view line : lines) {
    const Lines words = words_of(line);
    for (const auto& [share, measure] : kPercentiles) {
      if (words.size() == 2 && words[0] == share) put(results, measure, parse_number(words[1]));
    }
  }
  note_lengths(lines, evidence);
  for (const char* label : {"Server Hostname:", "Server Port:", "Document Path:"})
    evidence.address.append(evidence.address.empty() ? "" : " ").append(word_after(lines, label));
  evidence.data = std::move(results);
  return std::nullopt;
}

// -e: "Percentage served,Time in ms", a line a percent.
Problem read_ab_percentages(const Lines& lines, Evidence& evidence) {
  LoadResults results;
  results.missing_hint = "ab -e has percentiles only: name the text that ab prints";
  for (const std::string_view line : lines) {
    const Lines fields = split(line, ',');
    if (fields.size() != 2) continue;
    for (const auto& [share, measure] : kPercentiles) {
      if (fields[0] == share.substr(0, share.size() - 1))
        put(results, measure, parse_number(fields[1]));
    }
  }
  if (results.values.size() != std::size(kPercentiles))
    return Mistake{"lacks percentages: it may be cut off"};
  evidence.data = std::move(results);
  return std::nullopt;
}

// -g: "starttime seconds ctime dtime ttime wait" parted by tabs, a line a request.
Problem read_ab_requests(const Lines& lines, Evidence& evidence) {
  std::vector<double> times;
  Moments mean;
  double last = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trimmed(lines[i]).empty()) continue;
    const Lines fields = split(lines[i], '\t');
    const auto time = fields.size() == 6 ? parse_number(fields[4]) : std::nullopt;
    if (!time) return Mistake{"is not what ab -g writes: see line " + std::to_string(i + 1)};
    times.push_back(*time);
    mean.add(*time);
    last = std::max(last, parse_number(fields[1]).value_or(0));
  }
  if (times.empty()) return Mistake{"counts no request"};
  std::sort(times.begin(), times.end());
  LoadResults results;
  results.missing_hint = "ab -g has the times of requests only: name the text that ab prints";
  results.values = {{"p50-ms", percentile(times, 0.5)},
                    {"p95-ms", percentile(times, 0.95)},
                    {"p99-ms", percentile(times, 0.99)},
                    {"mean-ms", mean.mean()}};
  if (last > 1e9) evidence.stamp = static_cast<std::int64_t>(last);
  evidence.data = std::move(results);
  return std::nullopt;
}

// `635.91us`, `5.80ms`, `1.02s`, `2.00m` in milliseconds.
std::optional<double> wrk_time(std::string_view word) {
  constexpr std::pair<std::string_view, double> kUnits[] = {
      {"us", 0.001}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
  for (const auto& [unit, factor] : kUnits) {
    if (!word.ends_with(unit)) continue;
    const auto value = parse_number(word.substr(0, word.size() - unit.size()));
    if (value) return *value * factor;
  }
  return std::nullopt;
}

// `connect 0, read 5, write 0, timeout 2`.
double socket_errors(const Lines& lines) {
  double sum = 0;
  for (const std::string_view line : lines) {
    const std::string_view text = trimmed(line);
    if (!text.starts_with("Socket errors:")) continue;
    for (const std::string_view word : words_of(text)) {
      sum += parse_number(word.substr(0, word.find(','))).value_or(0);
    }
  }
  return sum;
}

std::optional<double> requests_of(const Lines& lines) {
  for (const std::string_view line : lines) {
    const Lines words = words_of(line);
    if (words.size() > 3 && words[1] == "requests" && words[2] == "in")
      return parse_number(words[0]);
  }
  return std::nullopt;
}

}  // namespace

bool looks_like_ab(const Head& head) {
  return head.bytes.find("This is ApacheBench") != std::string_view::npos ||
         head.bytes.starts_with("Percentage served,Time in ms") ||
         head.bytes.starts_with("starttime\tseconds\tctime") ||
         (head.bytes.find("Complete requests:") != std::string_view::npos &&
          head.bytes.find("Time per request:") != std::string_view::npos);
}

Problem read_ab(Source& source, Evidence& evidence) {
  const Result<std::string> text = source.rest();
  if (!text) return text.mistake();
  const Lines lines = split(*text, '\n');
  if (text->starts_with("Percentage served")) return read_ab_percentages(lines, evidence);
  if (text->starts_with("starttime\t")) return read_ab_requests(lines, evidence);
  return read_ab_report(lines, evidence);
}

bool looks_like_wrk(const Head& head) {
  return head.bytes.find("Thread Stats") != std::string_view::npos &&
         head.bytes.find("Latency") != std::string_view::npos;
}

Problem read_wrk(Source& source, Evidence& evidence) {
  const Result<std::string> text = source.rest(1 << 24);
  if (!text) return text.mistake();
  const Lines lines = split(*text, '\n');
  if (std::ranges::count_if(
          lines, [](std::string_view line) { return line.starts_with("Requests/sec:"); }) > 1)
    return Mistake{"holds several runs of wrk: give each a file"};
  const auto requests = requests_of(lines);
  const auto rate = labelled(lines, "Requests/sec:");
  if (!requests || !rate) return Mistake{"has no sums at its end: it may be cut off"};
  if (*requests == 0) return Mistake{"counts no request"};
  LoadResults results;
  results.missing_hint = "wrk prints 50, 75, 90 and 99 % only, with --latency";
  results.values["throughput"] = *rate;
  for (const std::string_view line : lines) {
    const std::size_t at = line.find(" test @ ");
    if (line.starts_with("Running ") && at != std::string_view::npos)
      evidence.address = std::string(trimmed(line.substr(at + 8)));
  }
  const double failed =
      socket_errors(lines) + labelled(lines, "Non-2xx or 3xx responses:").value_or(0);
  results.values["error-rate"] = std::min(1.0, failed / *requests);
  for (const std::string_view line : lines) {
    const Lines words = words_of(line);
    if (words.size() == 5 && words[0] == "Latency") put(results, "mean-ms", wrk_time(words[1]));
    if (words.size() != 2) continue;
    for (const auto& [share, measure] : kPercentiles) {
      // wrk writes 50%, its fork wrk2 50.000%.
      const std::string_view digits = words[0].substr(0, words[0].find_first_of(".%"));
      const bool whole = words[0] == share || words[0] == std::string(digits) + ".000%";
      if (whole && digits == share.substr(0, share.size() - 1))
        put(results, measure, wrk_time(words[1]));
    }
  }
  evidence.data = std::move(results);
  return std::nullopt;
}

}  // namespace pymolt::gate
