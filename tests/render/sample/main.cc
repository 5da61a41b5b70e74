// Prints a report made by hand, to be looked at: `render_sample text sample 3.13 color`.
// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "base/version_range.h"
#include "render/renderer.h"
#include "render/sample_report.h"

namespace {

using pymolt::Report;
using pymolt::render::RenderOptions;

Report report_named(std::string_view name, std::string_view versions) {
  if (name == "hostile") return pymolt::render::hostile_report();
  if (name == "owned") return pymolt::render::owned_report(pymolt::parse_versions(versions).take());
  if (name == "empty") return pymolt::render::empty_report();
  if (name == "large") return pymolt::render::large_report(20000);
  return pymolt::render::sample_report(pymolt::parse_versions(versions).take());
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::cerr << "usage: render_sample FORMAT sample|owned|hostile|large|empty VERSIONS [color] "
                 "[WIDTH]\n";
    return 2;
  }
  const auto* format = pymolt::render::find_format(words[1]);
  if (format == nullptr) return 2;
  RenderOptions options;
  options.color = options.hyperlinks = count > 4;
  options.base_dir = "/home/sam/quant";
  options.command = "pymolt scan quant --target '" + std::string(words[3]) + "'";
  options.exit_status = 1;
  const auto book = pymolt::rulebook::Rulebook::built_in();
  if (!book) {
    std::cerr << book.mistake().str() << "\n";
    return 2;
  }
  options.book = &book.value();
  if (count > 5) options.width = std::atoi(words[5]);
  for (const auto& remark : format->render(report_named(words[2], words[3]), options, std::cout)) {
    std::cerr << remark << "\n";
  }
  return 0;
}
