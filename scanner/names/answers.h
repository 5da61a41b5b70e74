// Every question about an expression is answered once, also where the answer leads back to the question.
// SPDX-License-Identifier: MIT
//
//   rest = text
//   while rest:
//       rest = rest[2:]     what `rest` is hangs on what `rest` is: nothing at first, then what `text` is, and that stays
//
// An answer that needs itself starts from nothing and is worked out again until it no longer changes: a fixed point.
// Answers only grow, up to a small bound (inferred.h), so that takes few rounds. What was found on the way is kept for
// good once the outermost question that it hangs on is settled. Work is counted, and beyond a bound that depends on the
// size of the file alone every answer is "unknown". Serves one file on one thread.
#ifndef PYMOLT_NAMES_ANSWERS_H_
#define PYMOLT_NAMES_ANSWERS_H_

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/function_ref.h"
#include "names/inferred.h"

namespace pymolt::names {

class Answers {
 public:
  explicit Answers(std::size_t nodes) : left_(kWorkAtLeast + kWorkANode * nodes) {}

  /// What is asked: a node, and above its 32 bits what of it.
  using Question = std::uint64_t;

  /// The answer to a QUESTION; WORK_OUT is called where it is not known yet, and may ask others.
  [[nodiscard]] Possibilities ask(Question question, FunctionRef<Possibilities()> work_out);
  /// How many times something was worked out.
  [[nodiscard]] std::size_t work() const { return work_; }
  /// Whether the bound was passed, so that some answers are unknown that need not be.
  [[nodiscard]] bool gave_up() const { return left_ == 0; }

 private:
  static constexpr std::size_t kWorkAtLeast = 20000;
  static constexpr std::size_t kWorkANode = 20;
  static constexpr std::size_t kDeepest = 100;  // questions within questions
  static constexpr int kMostRounds = 8;

  struct Open {
    Question question;
    bool asked_again = false;
  };
  struct Passing {
    std::uint32_t lowest;  // the place of the outermost open question that it hangs on
    Possibilities answer;
  };

  /// The place of an open question; kNone where it is not open.
  [[nodiscard]] std::uint32_t place_of(Question question) const;
  [[nodiscard]] Possibilities open_one(Question question, FunctionRef<Possibilities()> work_out);
  [[nodiscard]] bool round(std::size_t place, FunctionRef<Possibilities()> work_out,
                           Possibilities& answer);
  void record(Question question, std::size_t mark, const Possibilities& answer);
  void forget_since(std::size_t mark);

  std::unordered_map<Question, Possibilities> settled_;
  std::unordered_map<Question, Passing> passing_;
  std::vector<Question> passing_order_;
  std::unordered_map<Question, Possibilities> assumed_;
  std::vector<Open> open_;  // few, and mostly one of the last is asked for
  std::uint32_t lowest_ = kNone;
  bool changed_ = false;  // an assumption did not hold
  std::size_t work_ = 0;
  std::size_t left_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_ANSWERS_H_
