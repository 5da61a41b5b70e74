// Through a stream, which takes pipes as well as files.
// SPDX-License-Identifier: MIT
#include "cli/inputs.h"

#include <fstream>
#include <sstream>

namespace pymolt::cli {

std::optional<std::string> read_whole(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  return in ? std::optional(text.str()) : std::nullopt;
}

}  // namespace pymolt::cli
