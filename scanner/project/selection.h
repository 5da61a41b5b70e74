// `--select` and `--ignore`: which rules and symbols a report is about.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_SELECTION_H_
#define PYMOLT_PROJECT_SELECTION_H_

#include <string>
#include <string_view>
#include <vector>

namespace pymolt::project {

/// A word names a rule (`removed-module`), a symbol (`imp`, `distutils.*`) or many by `*`. What is ignored is ignored
/// even when it is selected.
class Selection {
 public:
  Selection(std::vector<std::string> select, std::vector<std::string> ignore)
      : select_(std::move(select)), ignore_(std::move(ignore)) {}

  [[nodiscard]] bool takes(std::string_view rule, std::string_view symbol) const {
    return (select_.empty() || any(select_, rule, symbol)) && !any(ignore_, rule, symbol);
  }

 private:
  static bool any(const std::vector<std::string>& words, std::string_view rule, std::string_view symbol);

  std::vector<std::string> select_;
  std::vector<std::string> ignore_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_SELECTION_H_
