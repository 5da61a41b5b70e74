// What the terminal allows: colour, links, a line of progress. Nothing of that when nobody sees it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_TERMINAL_H_
#define PYMOLT_CLI_TERMINAL_H_

#include <chrono>
#include <cstddef>
#include <string>

#include "cli/commands.h"
#include "render/renderer.h"

namespace pymolt::cli {

/// What the environment says of terminals, asked once.
struct Environment {
  bool no_color = false;     // NO_COLOR is not empty
  bool force_color = false;  // FORCE_COLOR is neither empty nor 0
  bool dumb = false;         // TERM is `dumb` or not set

  [[nodiscard]] static Environment ask();
};

/// Whether to write in colour: as the command line wishes, else never with NO_COLOR, always with FORCE_COLOR, else on a
/// terminal that is not dumb.
[[nodiscard]] bool is_color_wanted(ColorWish wish, bool is_terminal,
                                   const Environment& environment);

/// Whether the terminal can be trusted with links and with a line that is drawn again.
[[nodiscard]] bool is_able(bool is_terminal, const Environment& environment);

/// Colour and links where they are wanted, the terminal's width, this folder.
[[nodiscard]] render::RenderOptions render_options(const Streams& streams, ColorWish wish);

/// The columns that help is written in: those of the terminal, what COLUMNS says, else 80.
[[nodiscard]] int help_width();

/// `  42% scanned 1,234 of 2,900 files, 310 a second, 5 s left`, cut to fit WIDTH columns. SECONDS have passed.
[[nodiscard]] std::string progress_line(std::size_t done, std::size_t of, double seconds,
                                        int width);

/// A line on standard error that says how far a long scan is; shown on a terminal only, after a moment only. It is
/// taken away at the end.
class Progress {
 public:
  explicit Progress(Streams& streams);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  [[nodiscard]] bool shown() const { return shown_; }
  void tell(std::size_t done, std::size_t of);
  /// Takes the line away.
  void clear();

 private:
  Streams& streams_;
  bool shown_;
  int width_;
  bool on_screen_ = false;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_TERMINAL_H_
