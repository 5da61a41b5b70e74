// Files nobody writes and every scanner meets: very long, very deep, very broken. Made, not stored.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_CLI_HOSTILE_INPUTS_H_
#define PYMOLT_TESTS_CLI_HOSTILE_INPUTS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace pymolt::test {

struct HostileInput {
  std::string name;
  std::function<std::string(std::size_t size)> make;  // about SIZE bytes of it, always the same
};

/// Those of other kinds of file than Python: the name is the file's.
[[nodiscard]] std::vector<HostileInput> hostile_files();

/// All of Python, in their order.
[[nodiscard]] std::vector<HostileInput> hostile_inputs();

}  // namespace pymolt::test

#endif  // PYMOLT_TESTS_CLI_HOSTILE_INPUTS_H_
