// What the condition of an `#if` says, for one version of Python.
// SPDX-License-Identifier: MIT
//
// A word that no `#define` explains counts as 0, as the preprocessor has it, and makes the answer an assumption: a header or the
// command line of the compiler may define it.
#ifndef PYMOLT_CAPI_CONDITION_H_
#define PYMOLT_CAPI_CONDITION_H_

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/version.h"
#include "capi/c_token.h"

namespace pymolt::capi {

/// One `#define` of a name.
struct MacroBody {
  VersionSet on;            // where it is in force, or may be
  VersionSet sure;          // of those, where it surely is
  std::uint32_t begin = 0;  // tokens of its body
  std::uint32_t end = 0;
  std::uint32_t parameters = 0;  // the `(` before these, of a macro that has them
  bool is_function = false;
};

struct Macro {
  VersionSet defined;  // surely
  VersionSet maybe;    // perhaps as well
  VersionSet undone;   // by `#undef`
  std::vector<MacroBody> bodies;
};

using Macros = std::unordered_map<std::string_view, Macro>;

struct Answer {
  std::int64_t value = 0;
  bool assumed = false;  // rests on a word that is not known
  bool foreign = false;  // that word may come from a header of the tree or of another package
};

/// The source as conditions see it. Borrowed.
struct ConditionView {
  std::string_view source;
  std::span<const Token> tokens;
  const Macros& macros;
  bool is_cpp = false;
  bool after_headers =
      false;  // headers that are not the system's or Python's were included: they may define any word
};

/// How much work the conditions of one file may be; what passes it is assumed.
inline constexpr std::uint64_t kMostConditionSteps = 8'000'000;

/// What the tokens [BEGIN, END) come to on VERSION. STEPS counts the work.
[[nodiscard]] Answer evaluate(const ConditionView& view, std::uint32_t begin, std::uint32_t end,
                              Version version, std::uint64_t& steps);

/// Whether the macro WORD is defined on VERSION.
[[nodiscard]] Answer is_defined(const ConditionView& view, std::string_view word, Version version);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_CONDITION_H_
