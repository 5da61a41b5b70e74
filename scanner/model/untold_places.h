// What a report leaves open besides whole files: places that are counted only, questions about scripts and papers.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_UNTOLD_PLACES_H_
#define PYMOLT_MODEL_UNTOLD_PLACES_H_

#include "model/report.h"

namespace pymolt {

/// Whether there are places that are counted only, in files where comments put aside what was kept to stand for them.
[[nodiscard]] bool has_untold_places(const Report& report);

/// How many files have questions that were not analysed, of whatever kind they are.
[[nodiscard]] std::size_t files_with_open_questions(const Report& report);

/// Whether any file of REPORT has places that are counted only.
[[nodiscard]] bool has_more_places(const Report& report);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_UNTOLD_PLACES_H_
