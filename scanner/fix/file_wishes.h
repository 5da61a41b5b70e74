// What is to be mended in each file of a project: where the request asks, what comments leave out, where the code comes from.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_FILE_WISHES_H_
#define PYMOLT_FIX_FILE_WISHES_H_

#include <vector>

#include "crossfile/python2_projects.h"
#include "fix/rewriters.h"
#include "project/file_requests.h"
#include "project/reduce.h"

namespace pymolt::fix {

/// What is to be mended in one file.
struct FileWish {
  Wish wish;
  project::FileRequest asked;
  bool python2 = false;  // it comes from there
  Confidence at_least = Confidence::likely;

  /// The versions on which the new code must work.
  [[nodiscard]] VersionSet versions() const {
    return wish.both ? wish.target | wish.from : wish.target;
  }
  [[nodiscard]] bool wants(const FileFacts& facts, const Finding& finding) const;
};

class FileWishes {
 public:
  /// Borrows REQUEST; FACTS are of all files. BOTH: the new code must still run where the old one did.
  FileWishes(const project::ReportRequest& request, const std::vector<FileFacts>& facts, bool both)
      : request_(request),
        asked_(request),
        origins_(facts, request.declares_python2),
        both_(both) {}

  [[nodiscard]] FileWish of(const FileFacts& file, bool unsafe) const;
  /// The same for a WISH that was made before: what only Python 2 means is asked where that is from 2.7.
  [[nodiscard]] FileWish of(const FileFacts& file, const Wish& wish) const;

 private:
  const project::ReportRequest& request_;
  project::FileRequests asked_;
  project::Origins origins_;
  bool both_ = false;
};

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_FILE_WISHES_H_
