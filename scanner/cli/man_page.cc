// Sections in the order that manual pages have; the commands are gone through twice, briefly and at length.
// SPDX-License-Identifier: MIT
#include "cli/man_page.h"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "cli/build_version.h"

namespace pymolt::cli {

namespace {

// Text as roff takes it: a hyphen is a minus, a dot or quote never begins a line, other letters go by their number.
std::string roff(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("…")) {
      made += "...";
      i += std::string_view("…").size() - 1;
    } else if (text[i] == '-') {
      made += "\\-";
    } else if (text[i] == '\\') {
      made += "\\e";
    } else if (text[i] == '`') {
      made += "\\(ga";
    } else if (text[i] == '\'') {
      made += "\\(aq";
    } else {
      made += text[i];
    }
  }
  return made.starts_with('.') ? "\\&" + made : made;
}

// Text in lines that are not long; `man` fills them again.
std::string filled(std::string_view text) {
  constexpr std::size_t kLine = 78;
  std::string lines;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string word = roff(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
    const bool fits = used + 1 + word.size() <= kLine;
    lines += used == 0 ? "" : fits ? " " : "\n";
    lines += word;
    used = fits && used > 0 ? used + 1 + word.size() : word.size();
  }
  return lines;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

std::string usage(const CommandText& command) {
  std::string text = bold("pymolt " + command.name);
  bool has_options = false;
  std::string positional;
  for (const ArgumentText& argument : command.arguments) {
    has_options = has_options || argument.is_option();
    if (argument.is_option()) continue;
    const std::string name = italic(argument.name) + (argument.repeats ? " ..." : "");
    positional += argument.is_required ? " " + name : " [" + name + "]";
  }
  return text + (has_options ? " [" + italic("OPTION") + " ...]" : "") + positional;
}

void write_man_argument(const ArgumentText& argument, std::ostream& out) {
  out << ".TP\n" << (argument.is_option() ? bold(argument.name) : italic(argument.name));
  if (argument.is_option() && !argument.value.empty()) out << " " << italic(argument.value);
  out << "\n" << filled(argument.what) << "\n";
}

constexpr const char* kTail = R"(.SH EXIT STATUS
.TP
.B 0
Nothing at or above
.BR \-\-fail\-on .
.TP
.B 1
Something; or, with
.BR \-\-fail\-on\-stale ,
findings of the baseline are gone.
.TP
.B 2
The command line, the settings or a rule pack is wrong, or something could not
be read or analysed, so that the answer is incomplete.
.SH ENVIRONMENT
.TP
.B NO_COLOR
When it is set and not empty, nothing is coloured.
.TP
.B FORCE_COLOR
When it is set and neither empty nor 0, everything is coloured that could be.
.TP
.BR XDG_CACHE_HOME ", " HOME
Where earlier scans are remembered: in
.I $XDG_CACHE_HOME/pymolt
or
.IR ~/.cache/pymolt .
.SH FILES
.TP
.I pymolt.toml
The settings of a project, in the nearest folder at or above what is scanned.
.TP
.I pyproject.toml
The same, in its table
.BR [tool.pymolt] .
.SH COMMENTS IN THE CODE
.TP
.B # pymolt: ignore[\fIrule\fB, \fIsymbol\fB]
Suppresses what is found in the statement in which it stands, or in the one
below when it is alone on its line.
Without brackets it suppresses everything there.
.TP
.B # pymolt: ignore\-file[\fIrule\fB]
Suppresses what is found in the file.
.SH EXAMPLES
.nf
pymolt scan src \-\-target 3.13
pymolt scan \-\-from 2.7 \-\-target 3.9\-3.13 \-\-format text \-\-format sarif=out.sarif
pymolt explain collections.Mapping
.fi
)";

}  // namespace

void write_man_page(const ProgramText& program, std::ostream& out) {
  out << ".\\\" Made by `pymolt man`.\n.TH PYMOLT 1 \"" << kToolDate << "\" \"pymolt "
      << kToolVersion << "\" \"User Commands\"\n"
      << ".SH NAME\npymolt \\- find what breaks when a Python code base moves to a newer "
         "Python\n.SH SYNOPSIS\n";
  for (const CommandText& command : program.commands) {
    out << usage(command) << "\n" << (&command == &program.commands.back() ? "" : ".br\n");
  }
  out << ".SH DESCRIPTION\n"
      << filled(program.what) << "\n"
      << filled(
             "It reads Python source and reports, for every version from 2.7 to 3.16 in one pass "
             "and "
             "with no Python "
             "installed, which files will not compile, which modules will not import, which lines "
             "raise or silently "
             "change their meaning, how severe each is, and what to write instead.")
      << "\n.SH OPTIONS\n";
  for (const ArgumentText& option : program.options) write_man_argument(option, out);
  out << ".SH COMMANDS\n";
  for (const CommandText& command : program.commands) {
    out << ".SS " << bold("pymolt " + command.name) << "\n" << filled(command.what) << ".\n";
    for (const ArgumentText& argument : command.arguments) {
      if (argument.name != "--help") write_man_argument(argument, out);
    }
  }
  out << kTail;
}

}  // namespace pymolt::cli
