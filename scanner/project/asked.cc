// The entries of the settings are gone through in their order, over what is asked of everything.
// SPDX-License-Identifier: MIT
#include "project/asked.h"

#include <algorithm>

#include "base/word_match.h"
#include "base/selection.h"

namespace pymolt::project {

bool FileRequest::takes(const Finding& finding) const {
  const auto names = [&](const std::vector<std::string>* words) {
    return any_word_names(*words, finding.rule, finding.symbol);
  };
  return std::all_of(select.begin(), select.end(), names) &&
         std::none_of(ignore.begin(), ignore.end(), names);
}

void FileRequest::weigh(Finding& finding) const {
  for (const std::vector<SeverityRule>* rules : severities) {
    for (const SeverityRule& rule : *rules) {
      if (word_names(rule.word, finding.rule, finding.symbol))
        finding.breaks_as = finding.warns_as = rule.severity;
    }
  }
}

Asked::Asked(const Request& request) : request_(request) {
  for (const PathRequest& entry : request.per_path) {
    patterns_.emplace_back(entry.paths, request.per_path_from, request.paths_begin);
  }
}

FileRequest Asked::of(const std::string& path) const {
  FileRequest file{request_.target, request_.from, {}, {}, {}};
  if (!request_.select.empty()) file.select.push_back(&request_.select);
  if (!request_.ignore.empty()) file.ignore.push_back(&request_.ignore);
  if (!request_.severities.empty()) file.severities.push_back(&request_.severities);
  const std::vector<std::string>* own_select = nullptr;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (!patterns_[i].covers(path)) continue;
    const PathRequest& entry = request_.per_path[i];
    file.target = entry.target.value_or(file.target);
    file.from = entry.from.value_or(file.from);
    if (!entry.select.empty()) own_select = &entry.select;
    file.ignore.push_back(&entry.ignore);
    file.severities.push_back(&entry.severities);
  }
  if (own_select != nullptr) file.select = {own_select};
  return file;
}

}  // namespace pymolt::project
