// Looks formats up in the table of renderers.h.
// SPDX-License-Identifier: MIT
#include "render/renderer.h"

#include <algorithm>

#include "render/renderers.h"

namespace pymolt::render {

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &Format::name);
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace pymolt::render
