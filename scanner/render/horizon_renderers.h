// The forms in which a horizon is shown: a table of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_HORIZON_RENDERERS_H_
#define PYMOLT_RENDER_HORIZON_RENDERERS_H_

#include <ostream>
#include <span>
#include <string_view>

#include "model/horizon.h"

namespace pymolt::render {

struct HorizonFormat {
  std::string_view name;
  void (*render)(const Horizon&, std::ostream&);
};

[[nodiscard]] std::span<const HorizonFormat> horizon_formats();

void horizon_text(const Horizon& horizon, std::ostream& out);
void horizon_markdown(const Horizon& horizon, std::ostream& out);
void horizon_json(const Horizon& horizon, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_HORIZON_RENDERERS_H_
