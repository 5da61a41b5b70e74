// locust's `…_stats.csv`: a row a request, and the row `Aggregated`, which is the answer.
// SPDX-License-Identifier: MIT
//
//   Type,Name,Request Count,Failure Count,…,Average Response Time,…,Requests/s,Failures/s,50%,…,95%,98%,99%,…
//   ,Aggregated,1000,3,…
#include "gate/csv_reader.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

struct LocustColumn {
  const char* measure;
  const char* column;
};
constexpr LocustColumn kLocustColumns[] = {
    {"p50-ms", "50%"},
    {"p95-ms", "95%"},
    {"p99-ms", "99%"},
    {"mean-ms", "Average Response Time"},
    {"throughput", "Requests/s"},
};

using Fields = std::vector<std::string>;

std::optional<double> at(const Fields& header, const Fields& row, std::string_view column) {
  for (std::size_t i = 0; i < header.size() && i < row.size(); ++i) {
    if (header[i] == column) return parse_number(row[i]);
  }
  return std::nullopt;
}

}  // namespace

bool looks_like_locust(const Head& head) {
  const std::string_view line = head.bytes.substr(0, head.bytes.find('\n'));
  return line.find("Request Count") != std::string_view::npos &&
         line.find("Failure Count") != std::string_view::npos;
}

Problem read_locust(Source& source, Evidence& evidence) {
  CsvReader csv(source, ',');
  Fields header;
  Fields row;
  Fields sum;
  if (!csv.next(header)) return Mistake{csv.problem().empty() ? "is empty" : csv.problem()};
  if (!header.empty() && header.front() == "Timestamp") {
    return Mistake{"is locust's history: name the file that ends in _stats.csv"};
  }
  while (csv.next(row)) {
    if (row.size() > 1 && row[1] == "Aggregated") sum = row;
  }
  if (!csv.problem().empty()) return Mistake{csv.problem()};
  if (sum.empty()) return Mistake{"has no row `Aggregated`: it may be cut off"};
  LoadResults results;
  for (const LocustColumn& wanted : kLocustColumns) {
    if (const auto value = at(header, sum, wanted.column)) results.values[wanted.measure] = *value;
  }
  const auto requests = at(header, sum, "Request Count");
  const auto failures = at(header, sum, "Failure Count");
  if (!requests || *requests == 0) return Mistake{"counts no request"};
  if (failures) results.values["error-rate"] = *failures / *requests;
  evidence.data = std::move(results);
  return std::nullopt;
}

}  // namespace pymolt::gate
