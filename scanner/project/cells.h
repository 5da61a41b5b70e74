// Where something stands in a notebook: facts count lines through all its cells, reports within one.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PROJECT_CELLS_H_
#define PYMOLT_PROJECT_CELLS_H_

#include "model/report.h"

namespace pymolt::project {

/// Puts the places of everything that REPORT says of notebooks into their cells. To be done last, when nothing is compared by lines
/// of the module any more.
void place_in_cells(Report& report);

}  // namespace pymolt::project

#endif  // PYMOLT_PROJECT_CELLS_H_
