// Whether changed text may take the place of the old: read again, and held against what was known before.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_PROOF_H_
#define PYMOLT_FIX_PROOF_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/function_ref.h"
#include "fix/edit.h"
#include "fix/python_source.h"
#include "model/facts.h"

namespace pymolt::fix {

/// Whether a finding counts: on the versions, by the rules and with the comments that are asked for.
using Wanted = FunctionRef<bool(const FileFacts& facts, const Finding& finding)>;

/// What a text is known by.
struct Reading {
  VersionSet compiles;
  std::map<std::string, int> errors;           // by construct
  std::map<std::string, VersionSet> fails_on;  // by construct
  std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>>
      findings;  // from which byte, sorted, by rule and symbol
  std::map<std::pair<std::string, std::string>, int>
      broken;  // those of them that are more than an old idiom
  std::set<std::pair<std::string, std::string>>
      working;                        // those of the broken that only warn on the target
  std::vector<std::string> comments;  // sorted
};

/// What FACTS and SOURCE, of one text, say on VERSIONS, and what is broken on TARGET.
[[nodiscard]] Reading read(const FileFacts& facts, const Source& source, VersionSet versions,
                           VersionSet target, Wanted wanted);

/// Why AFTER may not take the place of BEFORE, where FIXES were made; empty where it may.
[[nodiscard]] std::string objection(const Reading& before, const Reading& after,
                                    const std::vector<Fix>& fixes);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_PROOF_H_
