// Asks interpreters whether the files of a report compile and its modules import, and compares.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERIFY_VERIFY_H_
#define PYMOLT_VERIFY_VERIFY_H_

#include <functional>
#include <string>

#include "base/result.h"
#include "model/report.h"
#include "model/verification.h"

namespace pymolt::verify {

struct VerifyRequest {
  std::string python;    // `python3.13`, or a path
  std::string base;      // the absolute folder that the report's paths are relative to
  bool imports = false;  // whether modules are imported as well: their code runs
  int seconds = 30;      // for one file or module
  std::function<void(std::size_t done, std::size_t of)> progress;
};

/// Whether an interpreter is asked about FILE: not where it was skipped or is no Python.
[[nodiscard]] bool is_asked(const FileFacts& file);

/// The version of that interpreter, without asking about any file.
[[nodiscard]] Result<std::string> version_of(const std::string& python);

/// What the interpreter says, beside REPORT, which asks about its version.
[[nodiscard]] Result<InterpreterWord> verify(const Report& report, const VerifyRequest& request);

}  // namespace pymolt::verify

#endif  // PYMOLT_VERIFY_VERIFY_H_
