// What the conditions of queries ask of names/: whether an expression resolves to a name, and what its type is.
// SPDX-License-Identifier: MIT
//
// Many queries ask the same expression one after the other, so the last few answers are kept. One `Meanings` serves one
// file on one thread.
#ifndef PYMOLT_CHECKS_MEANINGS_H_
#define PYMOLT_CHECKS_MEANINGS_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "checks/check.h"
#include "names/types.h"
#include "names/words.h"
#include "syntax/predicate.h"

namespace pymolt::checks {

class Meanings {
 public:
  explicit Meanings(const FileView& view) : view_(view), types_(view.names.types()) {}

  /// Whether the condition ASKED holds for EXPRESSION.
  [[nodiscard]] bool holds(syntax::Node expression, const syntax::Predicate& asked);

  /// Whether EXPRESSION may resolve to a name that ends in one of LAST, before it is looked at closely.
  [[nodiscard]] bool may_end_in(syntax::Node expression, std::span<const names::Word> last);

 private:
  struct Dotted {
    std::uint32_t node = names::kNone;
    std::string name;
  };
  struct Typed {
    std::uint32_t node = names::kNone;
    std::vector<names::Inferred> types;
  };
  // The last part of an expression, or that it may be called anything.
  struct Ending {
    std::uint32_t node = names::kNone;
    bool open = false;
    names::Word word = names::kNoWord;
  };

  [[nodiscard]] bool is_typed(syntax::Node expression, const std::vector<std::string>& patterns);
  [[nodiscard]] bool is_within(syntax::Node node, const std::vector<std::string>& patterns);
  [[nodiscard]] bool may_resolve(syntax::Node expression, const std::vector<std::string>& patterns);
  [[nodiscard]] const std::string& dotted_name(syntax::Node expression);
  [[nodiscard]] const std::vector<names::Inferred>& types_of(syntax::Node expression);
  [[nodiscard]] const Ending& ending(syntax::Node expression);

  const FileView& view_;
  const names::Types& types_;
  Ending ending_;
  Dotted dotted_;
  std::array<Typed, 2> typed_;  // both sides of an operator
  std::size_t next_typed_ = 0;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_MEANINGS_H_
