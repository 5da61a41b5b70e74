// Colours and links for a terminal, or nothing at all when they are not wanted.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_ANSI_H_
#define PYMOLT_RENDER_ANSI_H_

#include <string>
#include <string_view>

#include "model/finding.h"
#include "model/report.h"
#include "render/renderer.h"

namespace pymolt::render {

enum class Ink : std::uint8_t { plain, strong, faint, red, bright_red, yellow, green, blue, cyan };

[[nodiscard]] Ink ink(Severity severity);
[[nodiscard]] Ink ink(Decision decision);

class Paint {
 public:
  explicit Paint(const RenderOptions& options)
      : color_(options.color),
        links_(options.hyperlinks),
        base_dir_(options.base_dir.empty() ? "" : options.base_dir + "/" + options.path_prefix) {}

  [[nodiscard]] std::string operator()(Ink ink, std::string_view visible_text) const;
  /// The text as a link to URL, which is dropped unless it is plain http or https.
  [[nodiscard]] std::string link(std::string_view url, std::string text) const;
  /// The text as a link to a file below the base directory.
  [[nodiscard]] std::string file_link(std::string_view path, std::string text) const;

 private:
  bool color_;
  bool links_;
  std::string base_dir_;
};

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_ANSI_H_
