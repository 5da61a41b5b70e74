// The conditions of a query: `(#eq? @a "x")`, `(#match? @a "^is")`, `(#any-of? @a "x" "y")`, `(#resolves? @a "os.*")`, `(#typed? @a "builtins.str")`, …
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SYNTAX_PREDICATE_H_
#define PYMOLT_SYNTAX_PREDICATE_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace re2 {
class RE2;
}

namespace pymolt::syntax {

/// A regular expression, compiled when it is first asked for: a scan of few files asks few. Safe to share between threads.
class Expression {
 public:
  explicit Expression(std::string pattern);
  ~Expression();
  [[nodiscard]] const re2::RE2& compiled() const;

 private:
  std::string pattern_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> compiled_;
};

/// What regular expressions may still read of a file: its letters, as often as they are read, and as often again as an expression
/// of a user's has steps, for in the worst case that is what each letter costs.
class ReadingLeft {
 public:
  /// Whether so much was left.
  bool take(std::uint64_t letters) {
    spent_ = spent_ || letters > left_;
    if (!spent_) left_ -= letters;
    return !spent_;
  }
  [[nodiscard]] bool spent() const { return spent_; }

 private:
  std::uint64_t left_ = 300'000'000;
  bool spent_ = false;
};

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
    made_with,
    made_passing,
    called_on,
    called_before,
    called_outside,
    in,
    is,
    keeps,
    asked,
    looped,
    has,
    unread,
    unwritten,
    rebound,
    raised
  };
  static constexpr std::uint32_t kNoCapture = 0xFFFFFFFF;

  Kind kind = Kind::equal;
  bool negated = false;
  std::uint32_t capture = 0;
  std::uint32_t other = kNoCapture;  // the second capture of `(#eq? @a @b)`
  std::vector<std::string> words;    // what is compared with
  std::shared_ptr<const Expression> expression;
  std::uint32_t steps = 1;  // of the expression, where it is not known to be quick

  /// Whether it can only hold where one of `words` is the captured text.
  [[nodiscard]] bool needs_one_of_its_words() const {
    return !negated && other == kNoCapture && (kind == Kind::equal || kind == Kind::any_of);
  }
  /// Whether it is about what the expression means, which only names/ can tell.
  [[nodiscard]] bool asks_meaning() const { return kind >= Kind::resolves; }
  /// Whether TEXT fulfils it (not where it asks for a meaning); OTHER is the text of the second capture.
  [[nodiscard]] bool holds(std::string_view text, std::string_view other_text,
                           ReadingLeft& left) const;
  /// Whether its regular expression is found in TEXT; not, where no more is LEFT to read.
  [[nodiscard]] bool found_in(std::string_view text, ReadingLeft& left) const;
};

/// One word of a predicate as written: a capture or a string.
struct PredicateWord {
  bool is_capture = false;
  std::uint32_t capture = 0;
  std::string text;
};

/// The predicate named NAME (`eq?`, with or without `not-`) over WORDS. KNOWN: of a rule that a test has compiled; its
/// expression is not compiled yet.
[[nodiscard]] Result<Predicate> make_predicate(std::string_view name,
                                               const std::vector<PredicateWord>& words, bool known);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_PREDICATE_H_
