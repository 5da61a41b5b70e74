// The end of the text report: causes, what was not read or analysed, the counts, the verdict.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_TEXT_SUMMARY_H_
#define PYMOLT_RENDER_TEXT_SUMMARY_H_

#include <ostream>

#include "render/renderer.h"

namespace pymolt::render {

void write_text_summary(const Report& report, const RenderOptions& options, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_TEXT_SUMMARY_H_
