// The faces of a report: a table of formats, each a function from a `Report` to bytes.
// SPDX-License-Identifier: MIT
//
//   const render::Format* format = render::find_format("json");
//   for (const std::string& remark : format->render(report, options, std::cout)) …   // say it on
//   stderr
//
// Formats are peers that do not know each other; what several of them count or spell alike stands
// in the small headers beside them. A renderer reads the report and nothing else: no clock, no
// file, no environment, so that the same report gives the same bytes. They may run at the same time
// on one report.
#ifndef PYMOLT_RENDER_RENDERER_H_
#define PYMOLT_RENDER_RENDERER_H_

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "render/view.h"
#include "rulebook/rulebook.h"

namespace pymolt::render {

/// What a report does not say of itself. The defaults are right for a file or a pipe.
struct RenderOptions {
  bool color = false;       // ANSI colours; the command line decides by the terminal and NO_COLOR
  bool hyperlinks = false;  // OSC 8 links
  int width = 100;          // columns of the terminal
  /// The working directory, absolute, for links to files; may be empty.
  std::string base_dir;
  /// `src/`: what leads from the working directory to where the report's paths begin.
  std::string path_prefix;
  /// How to run it again, as typed in a shell; may be empty.
  std::string command;
  int exit_status = 0;  // what the program is about to return
  /// Carry suppressed findings where the format can say that they are (SARIF).
  bool with_suppressed = false;
  View view;  // for formats that people read
  /// For the rules' own pages; borrowed, may be null.
  const rulebook::Rulebook* book = nullptr;
};

/// What a format could not hold (a limit cut the list); empty as a rule. To be said aloud.
using Remarks = std::vector<std::string>;

struct Format {
  std::string_view name;  // as after --format
  std::string_view what;  // one line for --help
  Remarks (*render)(const Report&, const RenderOptions&, std::ostream&);
};

/// All of them, in the order in which they are listed to people.
[[nodiscard]] std::span<const Format> formats();

/// The format of that name, or nothing.
[[nodiscard]] const Format* find_format(std::string_view name);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_RENDERER_H_
