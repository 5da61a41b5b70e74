// Comments of suppression: read, tied to the statement they speak of, and reported where they are of no use.
// SPDX-License-Identifier: MIT
//
//   os.spawnvp(P_WAIT, name,      # pymolt: ignore[os.spawnvp]     this statement, all its lines
//              args)
//   # pymolt: ignore[imp, removed-*] vendored, see PORTING.md      alone on its line: the statement below
//   # pymolt: ignore-file[percent-format]                          the whole file
//
// The findings stay facts of the file; the reduction leaves out what is suppressed. Whether a comment is of use is judged
// by everything that is found in the file, on any version: what one target does not ask about, another will. So many words
// of a file are read and no more (kMostWords); comments beyond are told as such, and suppress nothing.
#ifndef PYMOLT_CHECKS_SUPPRESSIONS_H_
#define PYMOLT_CHECKS_SUPPRESSIONS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.h"
#include "model/suppression.h"

namespace pymolt::checks {

/// How many words the comments of a file may have in all, one without brackets counting as one; of those, how many may
/// speak of the whole file, for each is held against every finding.
inline constexpr std::size_t kMostWords = 4'000;
inline constexpr std::size_t kMostWordsOfFile = 400;

/// What a comment asks for. Where it speaks to pymolt and cannot be read, `trouble` says why.
struct IgnoreComment {
  bool whole_file = false;
  std::vector<std::string> words;
  std::string trouble;
  std::string hint;
};

/// What the comment, from its `#` on, asks for; nothing when it does not speak to pymolt.
[[nodiscard]] std::optional<IgnoreComment> read_ignore_comment(std::string_view comment);

/// The suppressions of a file. Adds to FINDINGS, which hold all others by now, what there is to say about them.
[[nodiscard]] std::vector<Suppression> read_suppressions(const FileView& view, Findings& findings);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_SUPPRESSIONS_H_
