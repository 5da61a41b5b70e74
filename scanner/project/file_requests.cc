// The entries of the settings are gone through in their order, over what is asked of everything.
// SPDX-License-Identifier: MIT
#include "project/file_requests.h"

#include <algorithm>

#include "base/word_match.h"
#include "model/selection.h"

namespace pymolt::project {

std::string FileRequest::why_left_out(const Finding& finding) const {
  const auto place = [](const WordList& words) {
    return words.by.empty() ? std::string() : " in " + words.by;
  };
  for (const WordList& one : select) {
    if (!any_word_names(*one.words, finding.rule, finding.symbol))
      return "not selected" + place(one);
  }
  for (const WordList& one : ignore) {
    for (const std::string& word : *one.words) {
      if (word_names(word, finding.rule, finding.symbol))
        return "ignored by `" + word + "`" + place(one);
    }
  }
  return {};
}

void FileRequest::weigh(Finding& finding) const {
  for (const std::vector<SeverityRule>* rules : severities) {
    for (const SeverityRule& rule : *rules) {
      if (word_names(rule.word, finding.rule, finding.symbol))
        finding.breaks_as = finding.warns_as = rule.severity;
    }
  }
}

FileRequests::FileRequests(const ReportRequest& request) : request_(request) {
  for (const PathRequest& entry : request.per_path) {
    patterns_.emplace_back(entry.paths, request.per_path_from, request.paths_begin);
  }
}

FileRequest FileRequests::of(const std::string& path) const {
  FileRequest file{request_.target, request_.from, {}, {}, {}};
  if (!request_.select.empty()) file.select.push_back({&request_.select, request_.select_by});
  if (!request_.ignore.empty()) file.ignore.push_back({&request_.ignore, request_.ignore_by});
  if (!request_.severities.empty()) file.severities.push_back(&request_.severities);
  std::optional<FileRequest::WordList> own_select;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (!patterns_[i].covers(path)) continue;
    const PathRequest& entry = request_.per_path[i];
    file.target = entry.target.value_or(file.target);
    file.from = entry.from.value_or(file.from);
    const std::string by = request_.settings_file + ":" + std::to_string(entry.line);
    if (!entry.select.empty()) own_select = FileRequest::WordList{&entry.select, by};
    file.ignore.push_back({&entry.ignore, by});
    file.severities.push_back(&entry.severities);
  }
  if (own_select) file.select = {*own_select};
  return file;
}

}  // namespace pymolt::project
