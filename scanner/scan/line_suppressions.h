// Comments of suppression in files that are no Python: shell scripts, Dockerfiles, YAML.
// SPDX-License-Identifier: MIT
//
//   python2 report.py   # pymolt: ignore[shell-python2]     this line, with those that it goes on from
//   # pymolt: ignore[unquoted-version]                      alone: the line below, with those that it goes on to
//   # pymolt: ignore-file[shell-python]                     the whole file
#ifndef PYMOLT_SCAN_LINE_SUPPRESSIONS_H_
#define PYMOLT_SCAN_LINE_SUPPRESSIONS_H_

#include <string_view>
#include <vector>

#include "model/suppression.h"

namespace pymolt::scan {

[[nodiscard]] std::vector<Suppression> read_line_suppressions(std::string_view text);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_LINE_SUPPRESSIONS_H_
