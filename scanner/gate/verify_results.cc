// The JSON of `pymolt verify`: what an interpreter said of one tree, and where pymolt had said otherwise.
// SPDX-License-Identifier: MIT
//
//   {"schema": "pymolt-verify/1", "roots": ["src"], "files": ["a.py"], "pythons": [{"python": "3.13.0", "compile": {"ok", "of", "unknown"}, "import": …,
//    "agreement": {"ok", "of"}}]}
#include <filesystem>

#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kMostFiles = 1000;  // that are enough to know the tree by

// The files, from each of the folders that were scanned and by themselves.
void add_files(const Json& document, Evidence& evidence) {
  for (const Json& file : list_of(member(document, "files"))) {
    if (!file.is_string() || evidence.files.size() > kMostFiles) return;
    const auto& path = file.get_ref<const std::string&>();
    evidence.files.push_back(path);
    for (const Json& root : list_of(member(document, "roots"))) {
      if (root.is_string())
        evidence.files.push_back((std::filesystem::path(root.get<std::string>()) / path).string());
    }
  }
}

VerifyResults::Said said_by(const Json& one) {
  VerifyResults::Said said{text_at(one, "python"), {}, 0};
  for (const auto& [key, measure] :
       {std::pair("compile", "compile-rate"), std::pair("import", "import-rate"),
        std::pair("agreement", "agreement-rate")}) {
    const Json& count = member(one, key);
    const auto ok = number_at(count, "ok");
    const auto of = number_at(count, "of");
    const double unknown = number_at(count, "unknown").value_or(0);
    if (!ok || !of || *ok < 0 || unknown < 0 || *ok + unknown > *of || *of > 1e9) continue;
    said.counts[measure] = {static_cast<std::uint32_t>(*ok), static_cast<std::uint32_t>(*of),
                            static_cast<std::uint32_t>(unknown)};
  }
  said.not_compared = list_of(member(one, "not_compared")).size();
  return said;
}

}  // namespace

bool looks_like_verify(const Head& head) {
  return head.bytes.find("\"pymolt-verify/1\"") != std::string_view::npos;
}

Problem read_verify(Source& source, Evidence& evidence) {
  const Result<std::string> text = source.rest();
  if (!text) return text.mistake();
  const Result<Json> document = parse_json(*text);
  if (!document) return document.mistake();
  VerifyResults results;
  for (const Json& one : list_of(member(*document, "pythons")))
    results.pythons.push_back(said_by(one));
  if (results.pythons.empty()) return Mistake{"speaks of no Python"};
  const Json::array_t& hashes = list_of(member(*document, "hashes"));
  for (const Json& file : list_of(member(*document, "files"))) {
    const std::size_t at = results.files.size();
    results.files.push_back({file.is_string() ? file.get<std::string>() : std::string(),
                             at < hashes.size() && hashes[at].is_string()
                                 ? hashes[at].get<std::string>()
                                 : std::string()});
  }
  if (hashes.empty()) add_files(*document, evidence);  // else they are known by their bytes
  for (const VerifyResults::Said& one : results.pythons)
    evidence.python += (evidence.python.empty() ? "" : ", ") + one.python;
  evidence.stamp = parse_time(text_at(*document, "date"));
  evidence.data = std::move(results);
  return std::nullopt;
}

}  // namespace pymolt::gate
