// Folders × versions as a table in the terminal.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_TEXT_MATRIX_H_
#define PYMOLT_RENDER_TEXT_MATRIX_H_

#include <ostream>

#include "model/report.h"
#include "render/ansi.h"

namespace pymolt::render {

/// Files that compile by folder, modules that import, and the verdict, a column for each stretch of
/// versions that are alike; nothing when only one version was asked. WHOLE shows more folders.
void write_matrix(const Report& report, const Paint& paint, int width, bool whole,
                  std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_TEXT_MATRIX_H_
