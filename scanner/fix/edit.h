// What is put in the place of a piece of text, and the edits that mend one finding.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_EDIT_H_
#define PYMOLT_FIX_EDIT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/version.h"

namespace pymolt::fix {

/// The bytes of SPAN become TEXT. An empty span inserts.
struct Edit {
  ByteSpan span;
  std::string text;
  bool operator==(const Edit&) const = default;
};

/// What mends a finding: all of its edits, or none of them.
struct Fix {
  std::vector<Edit> edits;
  std::string rule;                      // of the finding,
  std::string symbol;                    // as is this,
  std::uint32_t line = 0;                // and where it stands,
  std::uint32_t at = 0;                  // from which byte
  bool broke = false;                    // what it mends breaks on the target
  VersionSet needs = VersionSet::all();  // the versions on which the new text is meant to work
  bool safe = true;
  std::string risk;  // of one that is not safe: what may differ, where that can be said
  bool reveals =
      false;  // an import that works again: what is used of the module can be judged only now
  std::vector<std::uint32_t> places;  // of the findings that it mends, in the file's facts
  std::string bond;  // fixes with the same one are made together or not at all; empty: on its own
  [[nodiscard]] bool is_empty() const { return edits.empty() && bond.empty(); }
};

/// The edits of FIXES from first to last; what two ask for at one place is there once.
[[nodiscard]] std::vector<Edit> edits_of(const std::vector<Fix>& fixes);
/// What the byte AT of a text became when some edits, which edits_of() gave, were made: itself, or what took its place.
class Moves {
 public:
  explicit Moves(const std::vector<Edit>& edits);
  [[nodiscard]] ByteSpan of(std::uint32_t at) const;

 private:
  // An edit: where it begins and ends before, and afterwards.
  struct Move {
    ByteSpan was;
    ByteSpan now;
  };
  std::vector<Move> moves_;
};

/// TEXT with FIXES made. They must not overlap (see choose).
[[nodiscard]] std::string apply(std::string_view text, const std::vector<Fix>& fixes);

/// Those of FIXES that can be made at once, the earlier of two that overlap; those with the same bond joined to one.
[[nodiscard]] std::vector<Fix> choose(std::vector<Fix> fixes);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_EDIT_H_
