// How deep brackets may be nested: 200 since 3.9; before that as deep as the parser's stack goes.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LEXER_NESTING_H_
#define PYMOLT_LEXER_NESTING_H_

#include <array>
#include <cstddef>

#include "lexer/lexer_state.h"

namespace pymolt::verdict {

/// The limits to nesting, each said once a file.
class Nesting {
 public:
  /// A bracket was just met, its token the last one, with DEPTH brackets open, INNER of them in the innermost
  /// replacement field or, if there is none, in the statement, which begins with the token STATEMENT and stands in so
  /// many BLOCKS.
  void check(Scan& scan, std::size_t depth, std::size_t inner, std::size_t statement,
             std::size_t blocks) {
    if (depth > kDeepest) see(scan, kStacks, VersionSet::from(Version::of(3, 9)));
    if (inner > kAlwaysFine) check_stacks(scan, statement, blocks);
  }
  static constexpr std::size_t kAlwaysFine = 60;

 private:
  static constexpr std::size_t kDeepest = 200;
  static constexpr std::size_t kStacks = 5;
  void check_stacks(Scan& scan, std::size_t statement, std::size_t blocks);
  void see(Scan& scan, std::size_t limit, VersionSet versions);

  std::array<bool, kStacks + 1> said_{};  // the last is that of 3.9
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_NESTING_H_
