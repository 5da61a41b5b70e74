// Asks the environment once; progress is redrawn ten times a second at most.
// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <string_view>

#include "render/wording.h"

namespace pymolt::cli {

namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

int columns_of(int descriptor, int otherwise) {
  winsize size = {};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : otherwise;
}

}  // namespace

Environment Environment::ask() {
  const std::string_view force = variable("FORCE_COLOR");
  const std::string_view term = variable("TERM");
  return {!variable("NO_COLOR").empty(), !force.empty() && force != "0",
          term.empty() || term == "dumb"};
}

bool is_color_wanted(ColorWish wish, bool is_terminal, const Environment& environment) {
  if (wish != ColorWish::automatic) return wish == ColorWish::always;
  if (environment.no_color) return false;
  return environment.force_color || is_able(is_terminal, environment);
}

bool is_able(bool is_terminal, const Environment& environment) {
  return is_terminal && !environment.dumb;
}

render::RenderOptions render_options(const Streams& streams, ColorWish wish) {
  const Environment environment = Environment::ask();
  render::RenderOptions options;
  options.color = is_color_wanted(wish, streams.out_is_terminal, environment);
  // Links are no colour: who wants none of those may want these.
  options.hyperlinks = is_able(streams.out_is_terminal, environment);
  if (streams.out_is_terminal) options.width = columns_of(STDOUT_FILENO, options.width);
  std::error_code error;
  options.base_dir = std::filesystem::current_path(error).string();
  return options;
}

int help_width() {
  const std::string_view columns = variable("COLUMNS");
  int width = 80;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  constexpr int kWidest = 120;
  return std::clamp(columns_of(STDOUT_FILENO, width), 50, kWidest);
}

std::string progress_line(std::size_t done, std::size_t of, double seconds, int width) {
  const std::size_t percent = of == 0 ? 100 : done * 100 / of;
  std::string line = std::to_string(percent) + "% scanned " + render::number(done) + " of " +
                     render::number(of) + " files";
  line.insert(0, percent < 10 ? 2 : percent < 100 ? 1 : 0, ' ');
  if (const double rate = static_cast<double>(done) / std::max(seconds, 0.001); rate >= 1) {
    const double left = static_cast<double>(of - done) / rate;
    const auto whole = static_cast<std::uint64_t>(left + 0.5);
    line +=
        ", " + render::number(static_cast<std::uint64_t>(rate)) + " a second, " +
        (whole < 90 ? render::number(whole) + " s" : render::number((whole + 30) / 60) + " min") +
        " left";
  }
  // A line that wraps could not be taken away.
  return line.substr(0, static_cast<std::size_t>(std::max(1, width - 1)));
}

Progress::Progress(Streams& streams)
    : streams_(streams),
      shown_(is_able(streams.err_is_terminal, Environment::ask())),
      width_(columns_of(STDERR_FILENO, 80)),
      begin_(std::chrono::steady_clock::now()),
      next_(begin_ + std::chrono::milliseconds(500)) {}

void Progress::tell(std::size_t done, std::size_t of) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  streams_.err << "\r\033[K"
               << progress_line(done, of, std::chrono::duration<double>(now - begin_).count(),
                                width_)
               << std::flush;
  on_screen_ = true;
}

void Progress::clear() {
  if (on_screen_) streams_.err << "\r\033[K" << std::flush;
  on_screen_ = false;
}

}  // namespace pymolt::cli
