// Whether what a report keeps of a file's places stands for those that it only counts.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_UNTOLD_PLACES_H_
#define PYMOLT_MODEL_UNTOLD_PLACES_H_

#include "model/report.h"

namespace pymolt {

/// Whether there are places that are counted only, in files where comments put aside what was kept to stand for them.
[[nodiscard]] bool has_untold_places(const Report& report);

/// Whether any file of REPORT has places that are counted only.
[[nodiscard]] bool has_more_places(const Report& report);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_UNTOLD_PLACES_H_
