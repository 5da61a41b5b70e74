// Who owns a path: the CODEOWNERS file of a repository, whose last matching line decides.
// SPDX-License-Identifier: MIT
//
//   *            @team            docs/   @writers ops@example.org
//   /apps/       @apps            /apps/generated   (nobody)
#ifndef PYMOLT_SCAN_CODE_OWNERS_H_
#define PYMOLT_SCAN_CODE_OWNERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "scan/disk.h"
#include "scan/path_patterns.h"

namespace pymolt::scan {

class CodeOwners {
 public:
  /// The owners that TEXT names.
  explicit CodeOwners(std::string_view text = {});
  /// Those of the first of CODEOWNERS, .github/, .gitlab/ and docs/CODEOWNERS in FOLDER; none where there is no such file.
  [[nodiscard]] static CodeOwners find(const std::string& folder, const Disk& disk);

  [[nodiscard]] bool empty() const { return lines_.empty(); }
  /// Of PATH, relative to the repository; empty for nobody.
  [[nodiscard]] std::vector<std::string> of(const std::string& path) const;

 private:
  struct Line {
    PathPatterns pattern;
    std::vector<std::string> owners;
  };
  std::vector<Line> lines_;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_CODE_OWNERS_H_
