// Reads `rules/packages/*.pkg`: what is known of one package, a fact a line.
// SPDX-License-Identifier: MIT
//
//   distribution PyYAML                      the first line that is no comment
//   import yaml                              a module it installs; none: the distribution's name with `_` for `-`
//   supports 3.13 since 2.1.0                works since then, known to fail before
//   supports 3.12 since 2.2.3, not 1.5.3     works since the one, fails up to the other, in between nothing is known
//   declares 3.14 since 6.0.3                its classifiers say so since then: a statement, and nothing about earlier ones
//   requires-python >=3.9 since 2.0.0        what its metadata demands from that version on
//   last 2.7 1.16.6                          the last version for a Python
//   dead -> scipy.optimize                   no new versions come; what to take instead may be missing
//   brings asyncore                          a removed module of the standard library that it brings back
//
// Lines of names (`numpy.float_: removed 2.0 -> …`, with a colon) are left to those who read them.
#ifndef PYMOLT_RULEBOOK_PACKAGE_FILE_H_
#define PYMOLT_RULEBOOK_PACKAGE_FILE_H_

#include "base/result.h"
#include "rulebook/package_facts.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// The package that FILE speaks of. Its views borrow from the file's text.
[[nodiscard]] Result<PackageFacts> read_package(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_PACKAGE_FILE_H_
