// The table itself, and the choice of a row for a file.
// SPDX-License-Identifier: MIT
#include "gate/formats.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kHead = std::size_t{64} << 10;

bool has_ending(const Head& head, std::string_view ending) { return head.name.ends_with(ending); }
bool is_table(const Head&) { return true; }
std::optional<Mistake> leave(Source&, Evidence&) { return std::nullopt; }
// Tables are streamed where they are compared; here only the beginning is looked at.
std::optional<Mistake> look_at_table(Source& source, Evidence&) {
  if (source.next().substr(0, kHead).find('\0') == std::string_view::npos) return std::nullopt;
  return Mistake{"is not a table: it holds bytes that are no text"};
}
std::optional<Mistake> refuse_parquet(Source&, Evidence&) {
  return Mistake{"is Parquet, which this pymolt cannot read: write CSV"};
}

constexpr std::array kFormats = {
    Format{"junit", Family::tests, "JUnit XML", looks_like_junit, read_junit},
    Format{"cobertura", Family::coverage, "coverage XML", looks_like_cobertura, read_cobertura},
    Format{"coverage-json", Family::coverage, "coverage JSON", looks_like_coverage_json,
           read_coverage_json},
    Format{"pytest-benchmark", Family::benchmarks, "pytest-benchmark JSON",
           looks_like_pytest_benchmark, read_pytest_benchmark},
    Format{"hyperfine", Family::benchmarks, "hyperfine JSON", looks_like_hyperfine, read_hyperfine},
    Format{"asv", Family::benchmarks, "asv results", looks_like_asv, read_asv},
    Format{"k6-stream", Family::load, "a k6 stream", looks_like_k6_stream, read_k6_stream},
    Format{"k6", Family::load, "a k6 summary", looks_like_k6, read_k6},
    Format{"locust", Family::load, "locust CSV", looks_like_locust, read_locust},
    Format{"ab", Family::load, "ApacheBench output", looks_like_ab, read_ab},
    Format{"wrk", Family::load, "wrk output", looks_like_wrk, read_wrk},
    Format{"pip-audit", Family::audit, "pip-audit JSON", looks_like_pip_audit, read_pip_audit},
    Format{"safety", Family::audit, "safety JSON", looks_like_safety, read_safety},
    Format{"warnings", Family::warnings, "a log of warnings", looks_like_warnings, read_warnings},
    Format{"verify", Family::scan, "pymolt verify JSON", looks_like_verify, read_verify},
    Format{"parquet", Family::tables, "Parquet",
           [](const Head& head) { return head.bytes.starts_with("PAR1"); }, refuse_parquet},
    Format{"jsonl", Family::tables, "JSON lines",
           [](const Head& h) {
             return has_ending(h, ".jsonl") || has_ending(h, ".ndjson") || h.bytes.starts_with('{');
           },
           look_at_table},
    Format{"tsv", Family::tables, "a table",
           [](const Head& h) { return has_ending(h, ".tsv") || has_ending(h, ".tab"); },
           look_at_table},
    Format{"csv", Family::tables, "a table", is_table, look_at_table},
    Format{"file", Family::files, "a file", is_table, leave},
};

// Names for several formats, and other names for one.
struct Alias {
  std::string_view word;
  std::string_view format;
};
constexpr std::array kAliases = {
    Alias{"coverage", "cobertura"},
    Alias{"coverage", "coverage-json"},
    Alias{"coverage-xml", "cobertura"},
    Alias{"coverage.xml", "cobertura"},
    Alias{"benchmark", "pytest-benchmark"},
    Alias{"k6", "k6-stream"},
    Alias{"apachebench", "ab"},
    Alias{"apache-bench", "ab"},
    Alias{"pytest-warnings", "warnings"},
    Alias{"python-warnings", "warnings"},
    Alias{"json-lines", "jsonl"},
    Alias{"ndjson", "jsonl"},
    Alias{"table", "csv"},
    Alias{"table", "tsv"},
    Alias{"table", "jsonl"},
    Alias{"pytest", "junit"},
    Alias{"k6-summary", "k6"},
    Alias{"k6-json", "k6-stream"},
};

// The row for a file: of FAMILY and WORD, recognised by its beginning; the only one left need not be.
const Format* choose(const Head& head, Family family, std::string_view word) {
  std::vector<const Format*> rows;
  for (const Format& row : kFormats) {
    if (row.family == family && (word.empty() || is_named(row, word))) rows.push_back(&row);
  }
  for (const Format* row : rows) {
    if (row->looks_like(head)) return row;
  }
  return rows.size() == 1 && !word.empty() ? rows.front() : nullptr;
}

std::string not_recognised(const Head& head, Family family) {
  for (const Format& row : kFormats) {
    const bool is_any = row.family == Family::tables || row.family == Family::files;
    if (!is_any && row.family != family && row.looks_like(head))
      return "is " + std::string(row.what) + ", which this measure cannot use";
  }
  std::string known;
  for (const Format& row : kFormats) {
    if (row.family == family) known += (known.empty() ? "" : ", ") + std::string(row.name);
  }
  return "is in no format that this measure can use (" + known + ")";
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

bool is_named(const Format& format, std::string_view word) {
  return format.name == word || std::ranges::any_of(kAliases, [&](const Alias& alias) {
           return alias.word == word && alias.format == format.name;
         });
}

std::vector<std::string_view> format_words() {
  std::vector<std::string_view> words;
  for (const Format& row : kFormats) words.push_back(row.name);
  for (const Alias& alias : kAliases) {
    if (std::ranges::find(words, alias.word) == words.end()) words.push_back(alias.word);
  }
  return words;
}

Evidence read_evidence(const FoundEvidence& found, Family family, std::string_view word) {
  Evidence evidence;
  evidence.path = found.path;
  evidence.real_path = found.real_path;
  Result<Source> source = Source::open(found.real_path);
  if (!source) {
    evidence.problem = source.mistake().message;
    return evidence;
  }
  evidence.file_time = source->modified();
  const std::string head(source->next().substr(0, kHead));
  const std::string file_name = std::filesystem::path(found.path).filename().string();
  std::string_view begin = head;  // without a byte order mark and empty lines
  if (begin.starts_with("\xEF\xBB\xBF")) begin.remove_prefix(3);
  begin.remove_prefix(std::min(begin.find_first_not_of(" \t\r\n"), begin.size()));
  const Head look{begin, file_name};
  source->rewind();
  if (source->size() == 0) {
    evidence.problem = "is empty";
  } else if (const Format* row = choose(look, family, word); row != nullptr) {
    evidence.format = row->name;
    if (const std::optional<Mistake> problem = row->read(*source, evidence))
      evidence.problem = problem->message;
  } else {
    evidence.problem = not_recognised(look, family);
  }
  evidence.sha256 = source->sha256();
  if (!source->fault().empty() && evidence.problem.empty()) evidence.problem = source->fault();
  return evidence;
}

}  // namespace pymolt::gate
