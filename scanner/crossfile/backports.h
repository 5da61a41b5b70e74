// Packages that put a module back which left the standard library, where the project declares them: legacy-cgi for cgi.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_BACKPORTS_H_
#define PYMOLT_CROSSFILE_BACKPORTS_H_

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "model/facts.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

class Backports {
 public:
  /// What FILES and INVENTORY declare. Borrows BOOK, which tells what brings back what.
  Backports(std::span<const FileFacts> files, std::span<const FileFacts> inventory,
            const rulebook::Rulebook& book);

  /// The declared package that supplies the top-level module TOP to the file at PATH; empty when none does. What is only
  /// there for building supplies `setup.py` alone.
  [[nodiscard]] std::string_view of(std::string_view top, std::string_view path) const;
  /// Whether PACKAGE, a name as PEP 503 has it, is declared for more than building.
  [[nodiscard]] bool declares(std::string_view package) const { return always_.contains(package); }
  [[nodiscard]] bool empty() const { return always_.empty() && building_.empty(); }

 private:
  void add(const FileFacts& file);

  const rulebook::Rulebook& book_;
  std::set<std::string, std::less<>> always_;  // names as PEP 503 has them
  std::set<std::string, std::less<>> building_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_BACKPORTS_H_
