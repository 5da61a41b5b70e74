// Effective target, selection and severities of each file.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_FILE_REQUESTS_H_
#define PYMOLT_PROJECT_FILE_REQUESTS_H_

#include <optional>
#include <string>
#include <vector>

#include "model/facts.h"
#include "model/path_request.h"
#include "project/reduce.h"
#include "scan/path_patterns.h"

namespace pymolt::project {

/// What is asked of one file. Where several entries of the settings speak of it, the last with a target (or origin, or
/// selection) decides that, what they ignore adds up, and of two severities the later counts.
struct FileRequest {
  VersionSet target;
  VersionSet from;  // empty: nobody said
  /// WordList, and where they stand.
  struct WordList {
    const std::vector<std::string>* words = nullptr;
    std::string by;
  };
  std::vector<WordList> select;  // all of them must take a finding; none: everything
  std::vector<WordList> ignore;
  std::vector<const std::vector<SeverityRule>*> severities;

  [[nodiscard]] bool takes(const Finding& finding) const { return why_left_out(finding).empty(); }
  /// By which words FINDING is left out: "ignored by `imp` in pymolt.toml:4"; empty when it is not.
  [[nodiscard]] std::string why_left_out(const Finding& finding) const;
  /// Gives FINDING the severity that is wished for it here.
  void weigh(Finding& finding) const;
};

class FileRequests {
 public:
  /// The request is borrowed.
  explicit FileRequests(const ReportRequest& request);
  [[nodiscard]] FileRequest of(const std::string& path) const;

 private:
  const ReportRequest& request_;
  std::vector<scan::PathPatterns> patterns_;  // of the entries of `per_path`
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_FILE_REQUESTS_H_
