// What is around the place that is being read: functions, classes and comprehensions, and in them loops and handlers.
// SPDX-License-Identifier: MIT
//
//     async def f():          frame: an asynchronous function
//         for x in y:           block: loop
//             try: …            block: try
//             finally:          block: finally
//                 continue      ← asked here: a loop, but behind a `finally`
//
// A frame hides the blocks outside it. What may stand where is said in placement_rules.h.
#ifndef PYMOLT_GRAMMAR_SCOPE_STACK_H_
#define PYMOLT_GRAMMAR_SCOPE_STACK_H_

#include <array>
#include <cstdint>
#include <vector>

#include "base/text.h"
#include "base/version.h"
#include "grammar/compile_scopes.h"

namespace pymolt::verdict {

/// Which versions do not compile what is read, as it never runs. A bit each: 3.7, 3.0 to 3.6, 2.7.
enum class Dead : std::uint8_t {
  no = 0,
  folded = 1,       // behind `if not 1:`
  behind_word = 3,  // behind `if False:`
  behind_sign = 5,  // behind `if -0:`
  yes = 7,          // behind `if 0:`
};

[[nodiscard]] constexpr Dead operator|(Dead a, Dead b) {
  return static_cast<Dead>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

/// `try_` is a statement with all of its parts, `body` what is tried, `otherwise` its `else`.
enum class BlockKind : std::uint8_t {
  loop,
  try_,
  body,
  handler,
  handler_star,
  otherwise,
  finally,
  with
};

/// How deep blocks are nested, by the ways in which versions count (blocks.h).
using Depths = std::array<std::uint8_t, 5>;

struct Block {
  BlockKind kind;
  std::uint8_t count = 1;  // for how many it counts: a `with` for its items
  Depths inside = {};      // the deepest in it, so far
};

struct ScopeFrame {
  ScopeKind kind = ScopeKind::module;
  bool is_async = false;        // `async def`; of a comprehension: it has `async for` or `await`
  bool has_async_list = false;  // a comprehension that is no generator in it is asynchronous
  bool is_text = false;         // an annotation under `from __future__ import annotations`
  bool of_place = false;        // … of `x.y: int`, which is evaluated all the same
  bool of_variable = false;     // an annotation of a variable; in a function it is never evaluated
  Dead dead = Dead::no;
  VersionSet yields;            // the versions on which a `yield` was met
  VersionSet returns;           // and a `return` with a value
  ByteSpan value_return;        // the first such `return`
  std::uint32_t iterables = 0;  // around the place: of comprehensions, where no `:=` may stand
  std::uint32_t first_block = 0;
  std::uint32_t class_name = 0;  // of a class: the token
  Depths inside = {};            // the deepest nesting of blocks in it, so far
  ByteSpan fullest;              // a block in which one more would be too many everywhere
};

class ScopeStack {
 public:
  ScopeStack() : frames_(1) {}

  [[nodiscard]] ScopeFrame& top() { return frames_.back(); }
  [[nodiscard]] const std::vector<ScopeFrame>& all() const { return frames_; }
  [[nodiscard]] std::vector<ScopeFrame>& all() { return frames_; }
  void push(ScopeKind kind, bool is_async = false) {
    ScopeFrame frame;
    frame.kind = kind;
    frame.is_async = is_async;
    frame.dead = top().dead;
    frame.iterables = top().iterables;
    frame.first_block = static_cast<std::uint32_t>(blocks_.size());
    frames_.push_back(frame);
    asyncs_ += is_async && kind == ScopeKind::function ? 1 : 0;
  }
  void pop() {
    asyncs_ -= top().is_async && top().kind == ScopeKind::function ? 1 : 0;
    blocks_.resize(top().first_block);
    frames_.pop_back();
  }
  /// Takes the top frame away for a while, and puts it back.
  [[nodiscard]] ScopeFrame step_out() {
    const ScopeFrame frame = top();
    frames_.pop_back();
    return frame;
  }
  void step_in(const ScopeFrame& frame) { frames_.push_back(frame); }
  /// The nearest frame that is no comprehension.
  [[nodiscard]] ScopeFrame& function() {
    std::size_t i = frames_.size() - 1;
    while (is_comprehension(frames_[i].kind)) --i;
    return frames_[i];
  }
  /// Whether an `async def` is anywhere around: `async` and `await` are keywords there since they exist.
  [[nodiscard]] bool inside_async_function() const { return asyncs_ > 0; }
  /// The head of an `async def` counts as inside.
  void begin_async_head() { ++asyncs_; }
  void end_async_head() { --asyncs_; }

  /// The token that names the class nearest around; 0 where there is none.
  [[nodiscard]] std::uint32_t class_name() const {
    for (std::size_t i = frames_.size(); i-- > 0;) {
      if (frames_[i].kind == ScopeKind::class_) return frames_[i].class_name;
    }
    return 0;
  }

  void open(BlockKind kind) { blocks_.push_back({kind}); }
  void close() { blocks_.pop_back(); }
  [[nodiscard]] Block& block() { return blocks_.back(); }
  /// The depths in the innermost block of the current frame, or in the frame.
  [[nodiscard]] Depths& inside() {
    return blocks_.size() > top().first_block ? blocks_.back().inside : top().inside;
  }
  /// The blocks of the current frame, outermost first.
  [[nodiscard]] const Block* blocks_begin() { return blocks_.data() + top().first_block; }
  [[nodiscard]] const Block* blocks_end() { return blocks_.data() + blocks_.size(); }

  /// To come back to after a reading that failed.
  struct StackPosition {
    std::size_t frames;
    std::size_t blocks;
  };
  [[nodiscard]] StackPosition mark() const { return {frames_.size(), blocks_.size()}; }
  void back_to(StackPosition mark) {
    while (frames_.size() > mark.frames) pop();
    blocks_.resize(mark.blocks);
  }

 private:
  std::vector<ScopeFrame> frames_;
  std::vector<Block> blocks_;
  int asyncs_ = 0;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_SCOPE_STACK_H_
