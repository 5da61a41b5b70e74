// Runs an interpreter shut in: no network, no writes but into a scratch folder, limits on memory and size of files.
// SPDX-License-Identifier: MIT
//
// It uses Linux's namespaces, as root or where users may make their own. Where the kernel does not allow them the program
// runs all the same, and `Isolation` says what is missing. Nothing of the caller's environment is passed on but PATH.
#ifndef PYMOLT_VERIFY_SANDBOX_H_
#define PYMOLT_VERIFY_SANDBOX_H_

#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pymolt::verify {

struct Isolation {
  bool network_cut = false;
  bool writes_limited = false;
  bool processes_end = false;  // whatever is started ends with the program
  std::string why_not;
};

/// A scratch folder that is removed, with all that is in it.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }  // empty: it could not be made

 private:
  std::string path_;
};

/// A program that runs shut in, spoken to over its standard input and output. Killed, with all that it started, at the end.
class Confined {
 public:
  /// Starts WORDS in SCRATCH. That it cannot be started is a mistake.
  [[nodiscard]] static Result<Confined> start(const std::vector<std::string>& words,
                                              const std::string& scratch);
  Confined(Confined&& other) noexcept;
  Confined& operator=(Confined&&) = delete;
  ~Confined();

  [[nodiscard]] const Isolation& isolation() const { return isolation_; }
  /// Writes LINE and a newline; false when the program is gone.
  bool say(std::string_view line);
  /// The next line of its answer, without its end; false when the program is gone or SECONDS have passed.
  bool hear(std::string& line, int seconds);

 private:
  Confined() = default;
  pid_t process_ = -1;
  int in_ = -1;
  int out_ = -1;
  std::string held_;
  Isolation isolation_;
};

/// Where a program of that name is, looked for along PATH; empty when nowhere.
[[nodiscard]] std::string find_program(const std::string& name);

}  // namespace pymolt::verify

#endif  // PYMOLT_VERIFY_SANDBOX_H_
