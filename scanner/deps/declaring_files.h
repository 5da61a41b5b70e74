// How files with declarations belong together: `-r` and `-c`, a manifest and its lock file.
// SPDX-License-Identifier: MIT
//
//   requirements.txt: -r base.txt, -c pins.txt     what base.txt declares is narrowed by pins.txt
//   pyproject.toml beside poetry.lock              what the lock pins is in force
//   requirements.in beside requirements.txt        made from it by pip-compile
#ifndef PYMOLT_DEPS_DECLARING_FILES_H_
#define PYMOLT_DEPS_DECLARING_FILES_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace pymolt::project {

class DeclaringFiles {
 public:
  /// Borrows FILES, those with declarations among them.
  explicit DeclaringFiles(const std::vector<const FileFacts*>& files);

  /// The files whose declarations pin or narrow those of the file at PATH, the nearest first: what it includes, what those
  /// who include it bring along, its lock.
  [[nodiscard]] std::vector<const FileFacts*> narrowing(const FileFacts& file) const;
  /// Whether some file names FILE with `-c`.
  [[nodiscard]] bool is_constraints(const FileFacts& file) const {
    return constraints_.contains(&file);
  }

  struct Problem {
    std::string path;
    LineProblem problem;
  };
  /// Includes that lead nowhere, or back.
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  struct Edge {
    const FileFacts* to = nullptr;
    bool constraints = false;
    std::uint32_t line = 0;
  };
  [[nodiscard]] const FileFacts* find(const std::string& path) const;
  [[nodiscard]] const FileFacts* target(const FileFacts& file, const IncludedFile& include) const;
  void connect(const FileFacts& file);
  [[nodiscard]] std::map<const FileFacts*, std::size_t> groups() const;
  void find_cycles();
  void close(const FileFacts& file, std::set<const FileFacts*>& seen,
             std::vector<const FileFacts*>& out) const;
  [[nodiscard]] const FileFacts* lock_of(const FileFacts& file) const;

  std::map<std::string, const FileFacts*, std::less<>> by_path_;
  std::map<const FileFacts*, std::vector<Edge>> includes_;
  std::map<const FileFacts*, std::vector<std::pair<const FileFacts*, std::uint32_t>>> included_by_;
  std::set<const FileFacts*> constraints_;
  std::vector<Problem> problems_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_DECLARING_FILES_H_
