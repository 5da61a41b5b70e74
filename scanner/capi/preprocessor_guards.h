// On which versions each part of a C source is compiled, as its `#if` lines say; its includes and its own macros.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_PREPROCESSOR_GUARDS_H_
#define PYMOLT_CAPI_PREPROCESSOR_GUARDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "capi/c_token.h"
#include "capi/condition.h"

namespace pymolt::capi {

/// Where something is compiled.
struct Alive {
  VersionSet sure = VersionSet::all();
  VersionSet maybe;  // beside those: where a word that is not known has the right value
  [[nodiscard]] VersionSet any() const { return sure | maybe; }
};

/// From a token on, until the next stretch.
struct Stretch {
  std::uint32_t first = 0;
  Alive alive;
  bool second_branch = false;  // of an `#else` or `#elif`: its braces repeat those of the first
  bool ends_branches = false;  // begins behind an `#endif`
  bool opens_branch = false;   // begins behind an `#if`
};

struct Include {
  std::string_view path;  // as written
  bool quoted = false;
  std::uint32_t token = 0;  // `include`
  Alive alive;
};

struct Define {
  std::string_view name;
  std::uint32_t begin = 0;  // tokens of the body
  std::uint32_t end = 0;
  Alive alive;
};

struct Guards {
  std::vector<Stretch> stretches;  // in order; the first begins at token 0
  std::vector<Include> includes;
  std::vector<Define> defines;
  Macros macros;
  bool gave_up = false;  // the conditions are more work than is done; what is left is assumed
};

/// IS_CPP: whether the file is C++ by its name.
[[nodiscard]] Guards read_guards(std::string_view source, const std::vector<Token>& tokens,
                                 bool is_cpp);

/// The header of Python that PATH names: `Python.h`, also with a folder before it.
[[nodiscard]] bool is_python_header(std::string_view path);
/// Whether the header is one of the system's: `stdio.h`, `sys/types.h`. Of what stands in angle brackets.
[[nodiscard]] bool is_system_header(const Include& include);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_PREPROCESSOR_GUARDS_H_
