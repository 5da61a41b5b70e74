// The table of formats. A new format is one new file and one new row.
// SPDX-License-Identifier: MIT
#include "render/renderer.h"

#include <algorithm>
#include <array>

#include "render/renderers.h"

namespace pymolt::render {

namespace {

constexpr std::array kFormats = {
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

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace pymolt::render
