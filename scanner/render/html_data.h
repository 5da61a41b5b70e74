// What the HTML report knows, as JSON for its scripts: compact, with every text said once.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_HTML_DATA_H_
#define PYMOLT_RENDER_HTML_DATA_H_

#include <string>

#include "render/renderer.h"

namespace pymolt::render {

/// JSON without `<`, so that nothing in it can end the element it stands in. Texts are visible(), so that nothing
/// in them reorders or hides; the scripts turn them into text nodes and never into markup.
[[nodiscard]] std::string html_data(const Report& report, const RenderOptions& options);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_HTML_DATA_H_
