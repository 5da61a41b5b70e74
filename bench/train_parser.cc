// Parses the files named on the command line, as a scan does, so that the compiler can count what a parse does.
// SPDX-License-Identifier: MIT
#include <fstream>
#include <iterator>
#include <string>

#include "syntax/tree.h"

int main(int argc, char** argv) {
  pymolt::syntax::Parser parser;
  std::size_t nodes = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    nodes += parser.parse(text).nodes().size();
  }
  return nodes > 0 ? 0 : 1;
}
