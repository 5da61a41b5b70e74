// Who owns a path: the CODEOWNERS file of a repository, whose last matching line decides.
// SPDX-License-Identifier: MIT
//
//   *            @team            docs/   @writers ops@example.org
//   /apps/       @apps            /apps/generated   (nobody)
//   docs/*       @writers         the files in docs/, not those below
//
// GitLab's form has sections besides, whose lines decide each for itself: a file has the owners of every section. A line without
// owners takes those of its section's head, `^` makes a section optional, a number says how many must approve, and `!` takes
// paths out of the section:
//
//   [Documents][2] @docs-team
//   docs/
//   ^[Database] @dba
//   *.sql
//   !vendor/
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
  /// Those of the first of .github/, CODEOWNERS itself, docs/ and .gitlab/CODEOWNERS in FOLDER; none where there is no such file.
  [[nodiscard]] static CodeOwners find(const std::string& folder, const Disk& disk);
  /// The same in FOLDER or, where it has none, in the folder above that is a repository; paths are still relative to FOLDER.
  [[nodiscard]] static CodeOwners find_above(const std::string& folder, const Disk& disk);

  [[nodiscard]] bool empty() const { return lines_.empty(); }
  /// Of PATH, relative to the repository; empty for nobody.
  [[nodiscard]] std::vector<std::string> of(const std::string& path) const;

 private:
  struct Line {
    PathPatterns pattern;
    std::vector<std::string> owners;
    std::uint32_t section = 0;
    bool directly = false;  // `docs/*`: not what lies deeper
    bool nobody = false;    // `!vendor/`
  };
  std::vector<Line> lines_;  // of a section together
  std::string prefix_;       // of a path, to be relative to the repository
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_CODE_OWNERS_H_
