// Asks the environment once; progress is redrawn ten times a second at most.
// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <string_view>

namespace pymolt::cli {

namespace {

bool wants_colour() {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

render::RenderOptions render_options(const Streams& streams) {
  render::RenderOptions options;
  options.color = options.hyperlinks = streams.out_is_terminal && wants_colour();
  winsize size = {};
  if (streams.out_is_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.width = size.ws_col;
  }
  std::error_code error;
  options.base_dir = std::filesystem::current_path(error).string();
  return options;
}

Progress::Progress(Streams& streams)
    : streams_(streams),
      shown_(streams.err_is_terminal),
      next_(std::chrono::steady_clock::now() + std::chrono::milliseconds(500)) {}

void Progress::tell(std::size_t done, std::size_t of) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  streams_.err << "\rscanned " << done << " of " << of << " files" << std::flush;
  on_screen_ = true;
}

void Progress::clear() {
  if (on_screen_) streams_.err << "\r\033[K" << std::flush;
  on_screen_ = false;
}

}  // namespace pymolt::cli
