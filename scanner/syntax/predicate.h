// The conditions of a query: `(#eq? @a "x")`, `(#match? @a "^is")`, `(#any-of? @a "x" "y")`, `(#resolves? @a "os.*")`, `(#typed? @a "builtins.str")`, …
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_PREDICATE_H_
#define PYMOLT_SYNTAX_PREDICATE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace re2 {
class RE2;
}

namespace pymolt::syntax {

/// One condition as compiled. `capture` and `other` are capture numbers.
struct Predicate {
  enum class Kind : std::uint8_t {
    equal,
    match,
    any_of,
    resolves,
    typed,
    may_be,
    holds,
    own,
    constant,
    within,
    was,
    gives,
    made_by,
    made_with
  };
  static constexpr std::uint32_t kNoCapture = 0xFFFFFFFF;

  Kind kind = Kind::equal;
  bool negated = false;
  std::uint32_t capture = 0;
  std::uint32_t other = kNoCapture;  // the second capture of `(#eq? @a @b)`
  std::vector<std::string> words;    // what is compared with
  std::shared_ptr<const re2::RE2> expression;

  /// Whether it can only hold where one of `words` is the captured text.
  [[nodiscard]] bool needs_one_of_its_words() const {
    return !negated && other == kNoCapture && (kind == Kind::equal || kind == Kind::any_of);
  }
  /// Whether it is about what the expression means, which only names/ can tell.
  [[nodiscard]] bool asks_meaning() const { return kind >= Kind::resolves; }
  /// Whether TEXT fulfils it (not where it asks for a meaning); OTHER is the text of the second capture.
  [[nodiscard]] bool holds(std::string_view text, std::string_view other_text) const;
  /// Whether its regular expression is found in TEXT.
  [[nodiscard]] bool found_in(std::string_view text) const;
};

/// One word of a predicate as written: a capture or a string.
struct PredicateWord {
  bool is_capture = false;
  std::uint32_t capture = 0;
  std::string text;
};

/// The predicate named NAME (`eq?`, with or without `not-`) over WORDS.
[[nodiscard]] Result<Predicate> make_predicate(std::string_view name,
                                               const std::vector<PredicateWord>& words);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_PREDICATE_H_
