// What the terminal allows: colour, links, a line of progress. Nothing of that when nobody sees it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_TERMINAL_H_
#define PYMOLT_CLI_TERMINAL_H_

#include <chrono>
#include <cstddef>

#include "cli/commands.h"
#include "render/renderer.h"

namespace pymolt::cli {

/// Colour and links for a terminal that wants them (NO_COLOR and TERM=dumb are obeyed), its width, this folder.
[[nodiscard]] render::RenderOptions render_options(const Streams& streams);

/// A line on standard error that says how far a long scan is; shown on a terminal only, after a moment only.
class Progress {
 public:
  explicit Progress(Streams& streams);
  [[nodiscard]] bool shown() const { return shown_; }
  void tell(std::size_t done, std::size_t of);
  /// Takes the line away.
  void clear();

 private:
  Streams& streams_;
  bool shown_;
  bool on_screen_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_TERMINAL_H_
