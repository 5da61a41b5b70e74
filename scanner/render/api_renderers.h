// The forms in which the table of lifetimes is shown: a table of peers, as for reports.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_API_RENDERERS_H_
#define PYMOLT_RENDER_API_RENDERERS_H_

#include <ostream>
#include <span>
#include <string_view>

#include "rulebook/api_table.h"

namespace pymolt::render {

using ApiRows = std::span<const rulebook::ApiRow>;

struct ApiFormat {
  std::string_view name;
  void (*render)(ApiRows, std::ostream&);
};

[[nodiscard]] std::span<const ApiFormat> api_formats();

/// "since 3.5, deprecated 3.8, removed 3.12", as the thing can be reached: with all that it stands in.
[[nodiscard]] std::string life_words(const rulebook::ApiRow& row);

/// What to write instead, with the oldest version on which that works; may be empty.
[[nodiscard]] std::string advice_words(const rulebook::Lifetime& life);

void api_text(ApiRows rows, std::ostream& out);
void api_json(ApiRows rows, std::ostream& out);
void api_csv(ApiRows rows, std::ostream& out);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_API_RENDERERS_H_
