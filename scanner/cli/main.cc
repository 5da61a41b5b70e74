// pymolt: what breaks when this code base moves to a newer Python?
// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <iostream>

#include "cli/commands.h"
#include "cli/options.h"

int main(int argc, char** argv) {
  using namespace pymolt::cli;
  std::ios::sync_with_stdio(false);
  const Parsed parsed = parse_command_line(argc, argv);
  if (!parsed.invocation) {
    (parsed.exit_status == 0 ? std::cout : std::cerr) << parsed.text;
    return parsed.exit_status;
  }
  Streams streams{std::cout, std::cerr, ::isatty(STDOUT_FILENO) == 1, ::isatty(STDERR_FILENO) == 1};
  const int status = run_command(*parsed.invocation, streams);
  std::cout.flush();
  if (std::cout) return status;
  std::cerr << "pymolt: standard output: cannot be written\n";
  return 2;
}
