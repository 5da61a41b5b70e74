// What a piece of text states about the Python version, in each of the ways in which people write one.
// SPDX-License-Identifier: MIT
//
//   read_version("3.9.18")        3.9, written anew as `{V}`
//   read_range("^3.9")            3.9+, nothing to write anew
//   read_range(">=3.8,<3.12")     3.8-3.11, written anew as `>=3.8,<{N}`
//   read_compact("py39")          3.9, written anew as `py{C}`
//
// In what is written anew, {V} stands for the target (3.13), {C} for it without its dot (313), {N} for the version after it, {Q} for
// the target in quotes where it ends in a zero ("3.10"). What begins with `?` is advice, where one edit is not enough or not right.
// Nothing where the text states no version of Python at all.
#ifndef PYMOLT_INVENTORY_STATED_H_
#define PYMOLT_INVENTORY_STATED_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/trim.h"
#include "base/version.h"

namespace pymolt::inventory {

struct Stated {
  VersionSet versions;
  bool pins = true;  // false: it names a Python, but no version: `3.x`, `latest`
  std::string rewrite;
  std::string note;
};

/// What is said of a version in a file that a tool makes.
inline constexpr std::string_view kLockAgain = "?change what it is made from, and lock again";

/// How a value is to be understood.
using Understand = std::optional<Stated> (*)(std::string_view);

/// One version: `3.9`, `3.9.18`, `3.14-dev`, `python-3.9.18`, `pypy3.9-7.3`, `cpython@3.12`, `3.x`, `3`, `2`.
[[nodiscard]] std::optional<Stated> read_version(std::string_view text);
/// The same for tools that want the patch release as well, of which is not known here what there is.
[[nodiscard]] std::optional<Stated> read_full_version(std::string_view text);
/// The lowest version of several: `3.9` means 3.9 and everything after it.
[[nodiscard]] std::optional<Stated> read_lower_bound(std::string_view text);
/// A range of PEP 440, Poetry, npm or conda: `>=3.8,<3.12`, `^3.9`, `~3.9`, `3.9.*`, `>=3.9 <3.12`, `3.9 || 3.10`, `*`.
[[nodiscard]] std::optional<Stated> read_range(std::string_view text);
/// A version without its dot behind a word: `py39`, `python39`, `cp39`, `39`, `py310`; also `py3.9`.
[[nodiscard]] std::optional<Stated> read_compact(std::string_view text);
/// The same as the lowest of several.
[[nodiscard]] std::optional<Stated> read_compact_lower_bound(std::string_view text);

/// The set that MAJOR.MINOR names: empty where it is outside the axis.
[[nodiscard]] VersionSet version_set(int major, int minor);

/// A version that begins at the start of TEXT, and how many bytes it takes, its patch and suffix not counted: `3.9` of `3.9.18-slim`.
struct Digits {
  int major = 0;
  int minor = -1;         // none: `3`, `3.x`
  std::size_t size = 0;   // up to the minor's end
  std::size_t whole = 0;  // with `.18`, `-dev`, `rc1`
};
[[nodiscard]] std::optional<Digits> digits_at(std::string_view text);
/// Whether there is or may come to be such a Python: 2.0 to 2.7, 3.0 and on.
[[nodiscard]] bool is_python(const Digits& digits);

/// TEXT without the pair of quotes around it.
[[nodiscard]] std::string_view unquoted(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_STATED_H_
