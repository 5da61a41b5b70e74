// The table of formats and the functions behind it, one a file. A new format is one new file, and its declaration and row here.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_RENDERERS_H_
#define PYMOLT_RENDER_RENDERERS_H_

#include <array>
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

inline constexpr std::array kFormats = {
    Format{"text", "for people in a terminal", render_text},
    Format{"json", "everything that is known, for programs (pymolt-report/1)", render_json},
    Format{"sarif", "for GitHub code scanning and other services (SARIF 2.1.0)", render_sarif},
    Format{"html", "for an audit: one file to open in a browser, offline", render_html},
    Format{"markdown", "for a pull request or an audit: verdict, tables, check list",
           render_markdown},
    Format{"junit", "for CI: files and modules as test cases, for every version asked",
           render_junit},
    Format{"github", "for a GitHub workflow: annotations on the lines", render_github},
    Format{"gitlab", "for a GitLab job: a code quality report", render_gitlab},
    Format{"csv", "for a spreadsheet: a finding a row", render_csv},
};

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_RENDERERS_H_
