// A page's examples are its tests: runs them and says what was missing and what was noise.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_PAGE_TESTS_H_
#define PYMOLT_PROJECT_PAGE_TESTS_H_

#include <string>
#include <vector>

#include "scan/scan_file.h"

namespace pymolt::project {

/// An example that does not do what its page says.
struct PageFailure {
  enum class Kind : std::uint8_t { missing, noise };
  Kind kind = Kind::missing;
  std::string_view file;  // of the page
  int line = 0;           // in the page
  std::string rule;
  std::string what;  // the line of code, and for noise what was said

  /// `pages/x.md:30: missing: print-statement was expected at …`
  [[nodiscard]] std::string str() const;
};

/// Runs every example of PAGE. An expected finding that is not there is missing; a finding of the page's own that is not
/// expected is noise: of its rule, or, for an advice page, about a name it explains. Other rules' findings are their
/// pages' business, so that a new rule never breaks an old page.
[[nodiscard]] std::vector<PageFailure> test_page(const rulebook::RulePage& page,
                                                 const scan::ScanContext& context,
                                                 scan::ScanScratch& bench);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_PAGE_TESTS_H_
