// The functions behind the table of formats, one a file. Only renderer.cc needs them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_RENDERERS_H_
#define PYMOLT_RENDER_RENDERERS_H_

#include <ostream>

#include "render/renderer.h"

namespace pymolt::render {

Remarks render_text(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_json(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_sarif(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_github(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_gitlab(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_junit(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_csv(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_markdown(const Report& report, const RenderOptions& options, std::ostream& out);
Remarks render_html(const Report& report, const RenderOptions& options, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_RENDERERS_H_
