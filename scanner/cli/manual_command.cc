// `pymolt completions SHELL` and `pymolt man`: the command line described to shells and to people.
// SPDX-License-Identifier: MIT
#include <array>
#include <ostream>

#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/completions.h"
#include "cli/man_page.h"

namespace pymolt::cli {

namespace {

struct ShellRow {
  std::string_view name;
  void (*write)(const ProgramText&, std::ostream&);
};

constexpr std::array kShells = {
    ShellRow{"bash", write_bash},
    ShellRow{"zsh", write_zsh},
    ShellRow{"fish", write_fish},
};

}  // namespace

int run_completions(const Invocation& invocation, Streams& streams) {
  std::vector<std::string_view> known;
  for (const ShellRow& row : kShells) {
    known.push_back(row.name);
    if (row.name != invocation.shell) continue;
    row.write(program_text(), streams.out);
    return 0;
  }
  streams.err << "pymolt: there are no completions for `" << invocation.shell << "`\n  "
              << suggestion(invocation.shell, known) << '\n';
  return 2;
}

int run_man(const Invocation&, Streams& streams) {
  write_man_page(program_text(), streams.out);
  return 0;
}

}  // namespace pymolt::cli
