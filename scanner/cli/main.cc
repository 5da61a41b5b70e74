// pymolt: what breaks when this code base moves to a newer Python?
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <new>

#include "base/visible.h"
#include "cli/commands.h"
#include "cli/options.h"

int main(int argc, char** argv) {
  using namespace pymolt::cli;
  std::ios::sync_with_stdio(false);
  const Parsed parsed = parse_command_line(argc, argv);
  std::signal(SIGXFSZ, SIG_IGN);  // what would be too large cannot be written, and that is said
  if (!parsed.invocation && parsed.exit_status != 0) {
    std::cerr << pymolt::visible_lines(parsed.text);
    return parsed.exit_status;
  }
  if (!parsed.invocation) std::cout << parsed.text;
  Streams streams{std::cout, std::cerr, ::isatty(STDOUT_FILENO) == 1, ::isatty(STDERR_FILENO) == 1};
  int status = parsed.exit_status;
  try {
    if (parsed.invocation) status = run_command(*parsed.invocation, streams);
  } catch (const std::bad_alloc&) {
    std::cerr << "pymolt: there is not enough memory\n";
    return 2;
  }
  std::cout.flush();
  if (std::cout) return status;
  std::cerr << "pymolt: standard output: cannot be written\n";
  return 2;
}
