// Reads `rules/packages/*.pkg`: what is known of one package, a fact a line.
// SPDX-License-Identifier: MIT
//
//   package numpy                                   the distribution; this line comes first
//   written NumPy                                   the distribution as its makers write it, where that differs
//   imports numpy                                   what it gives to import, with commas between several
//   native                                          it holds compiled code
//   dead 0.5628 -> scipy.optimize                   no release after this one; its successor. Both may be missing
//   brings asyncore, asynchat                       removed modules of the standard library that it brings back
//   newest 2.5.2                                    the newest release looked at
//   requires >=3.9 since 1.25.0                     Requires-Python from this release on
//   supports 3.13 since 2.1.0 (wheel)               the first release with wheels for, or that names, this Python
//   supports 3.13 since 3.10.1 (classifier, after 3.6.3)    it is one after 3.6.3, 3.10.1 at the latest
//
//   numpy.float_: deprecated 1.25, removed 2.0 -> numpy.float64
//   numpy.ndarray.ptp: method, stub 2.0, removed 2.4 -> numpy.ptp
//   pandas.stats: module, removed 0.23
//   pandas.DataFrame.to_csv(line_terminator): method, deprecated 1.5, removed 2.0
//
//   line  := NAME ":" part {"," part} ["->" ADVICE]
//   part  := ("since" | "removed" | "stub") V ["(after" V ")"] | "deprecated" V | "module" | "method" | "distinctive"
//
// Versions are the package's own. `removed V` is the first release without the name, `stub V` the first in which it is
// there and raises when used. Facts about names are sorted bytewise and none stands twice; what is not understood is a
// mistake with its place.
#ifndef PYMOLT_RULEBOOK_PACKAGE_FILE_H_
#define PYMOLT_RULEBOOK_PACKAGE_FILE_H_

#include <vector>

#include "base/result.h"
#include "rulebook/lifetime.h"
#include "rulebook/package_facts.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

struct PackageFile {
  PackageFacts package;
  /// By name. Each has a place in `lives`, which is in the same order.
  std::vector<Lifetime> names;
  std::vector<PackageLife> lives;
};

/// What FILE says. The lives point to no package yet, and the names to no life: both are still to be moved.
[[nodiscard]] Result<PackageFile> read_package(const RuleFile& file);

/// The same of a file known to be right, one of the compiled-in ones: its facts are not looked at closely.
[[nodiscard]] Result<PackageFile> read_known_package(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_PACKAGE_FILE_H_
