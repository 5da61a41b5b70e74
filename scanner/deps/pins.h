// What a project's declarations allow of a package on a Python.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_DEPS_PINS_H_
#define PYMOLT_DEPS_PINS_H_

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"
#include "packaging/specifier.h"

namespace pymolt::project {

/// One declaration that narrows the versions of a package.
struct Pin {
  packaging::SpecifierSet allows;
  VersionSet on;  // the Pythons for which its marker speaks
  bool is_locked = false;
  std::string where;  // `requirements.txt:3`
};

class Pins {
 public:
  /// Adds what the inventory of FILES declares.
  void add(std::span<const FileFacts> files);
  /// What is declared of PACKAGE, a name as PEP 503 compares it.
  [[nodiscard]] std::span<const Pin> of(std::string_view package) const;

 private:
  std::map<std::string, std::vector<Pin>, std::less<>> by_package_;
};

/// What a project declares, and what it is asked about: all that package names hang on besides the files.
struct Declarations {
  Pins pins;
  VersionSet target = VersionSet(kNewestReleased);
};

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_PINS_H_
