// Other programs, as far as pymolt runs any: started without a shell, behind an interface that tests stand in for.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_HISTORY_HISTORY_COMMANDS_H_
#define PYMOLT_HISTORY_HISTORY_COMMANDS_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace pymolt::history {

/// What a program that ran to its end has left.
struct Ended {
  int status = 0;
  std::string out;
  std::string err;
};

class Commands {
 public:
  virtual ~Commands() = default;
  /// Runs WORDS, the program and its arguments, in FOLDER, with the variables in SETTING (`NAME=value`) set and those of
  /// its names without a value taken away. That it could not be started is a mistake; that it failed is not.
  [[nodiscard]] virtual Result<Ended> run(const std::string& folder,
                                          const std::vector<std::string>& words,
                                          const std::vector<std::string>& setting = {}) const = 0;
};

/// The folder with a `.git`, from FOLDER up; empty where there is none. No setting of the repository's says where its files are.
[[nodiscard]] std::filesystem::path repository_of(const std::string& folder);

/// The programs of this machine, looked for along PATH outside the repository that they run in.
[[nodiscard]] std::unique_ptr<Commands> real_commands();

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_HISTORY_COMMANDS_H_
