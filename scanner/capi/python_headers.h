// What Python's own headers and the system's are called, and which macros Python's define where.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_PYTHON_HEADERS_H_
#define PYMOLT_CAPI_PYTHON_HEADERS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/version.h"

namespace pymolt::capi {

/// A macro of Python's headers.
struct PythonMacro {
  VersionSet defined;
  std::optional<std::int64_t> number;  // what it stands for, where that is one number
  bool depends = false;                // on the machine: as it is on Linux
};

/// Null where Python's headers define no macro of that name.
[[nodiscard]] const PythonMacro* python_macro(std::string_view name);

/// Whether PATH, in angle brackets, is a header of the system or of Python: `stdio.h`, `sys/types.h`, `vector`.
[[nodiscard]] bool comes_with_system(std::string_view path);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_PYTHON_HEADERS_H_
