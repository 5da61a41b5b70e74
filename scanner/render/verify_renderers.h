// The forms in which the word of interpreters is shown.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_VERIFY_RENDERERS_H_
#define PYMOLT_RENDER_VERIFY_RENDERERS_H_

#include <ostream>
#include <span>
#include <string_view>

#include "model/verification.h"

namespace pymolt::render {

struct VerifyFormat {
  std::string_view name;
  void (*render)(const Verification&, std::ostream&);
};

/// The first is the one that is taken when none is asked for.
[[nodiscard]] std::span<const VerifyFormat> verify_formats();

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_VERIFY_RENDERERS_H_
