// The beginning of the text report (counts, causes, what was not read or analysed) and its end (the verdict).
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_TEXT_SUMMARY_H_
#define PYMOLT_RENDER_TEXT_SUMMARY_H_

#include <ostream>

#include "render/renderer.h"
#include "render/shown_findings.h"

namespace pymolt::render {

void write_text_summary(const Report& report, const RenderOptions& options,
                        const Selection& selection, std::ostream& out);

void write_text_verdicts(const Report& report, const RenderOptions& options, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_TEXT_SUMMARY_H_
