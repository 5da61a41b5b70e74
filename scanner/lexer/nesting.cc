// Up to 3.8 the parser had a stack of 1500 (3.8: 1700) productions. A pair of brackets with something in it costs as
// many as there are between one atom and the next: or_test, and_test … power, atom; signs, lambdas and
// comprehensions before the bracket cost more. A block costs four.
// SPDX-License-Identifier: MIT
#include "lexer/nesting.h"

#include <algorithm>
#include <span>
#include <vector>

namespace pymolt::verdict {

namespace {

using Kind = TokenKind;

constexpr std::size_t kBlock = 4;
constexpr std::size_t kNoStatement = 6;  // what an expression alone saves
constexpr std::size_t kLambda = 2;

// What the productions of these versions cost.
struct Stack {
  VersionSet versions;
  std::size_t size;
  std::size_t statement;  // from the file to the first atom
  std::size_t group;      // `(` and `[`
  std::size_t braces;
  std::size_t call;           // and subscript
  std::size_t starred;        // a call behind `*` or `**` in another call
  std::size_t list_iterable;  // what stands behind `in` of a list comprehension
  std::size_t iterable;       // of another comprehension
};

constexpr Stack kStackSizes[] = {
    {VersionSet::python2(), 1500, 20, 15, 15, 16, 15, 17, 15},
    {VersionSet::between(Version::of(3, 2), Version::of(3, 4)), 1500, 20, 15, 15, 16, 15, 15, 15},
    {VersionSet::between(Version::of(3, 0), Version::of(3, 1)) |
         VersionSet::between(Version::of(3, 5), Version::of(3, 6)),
     1500, 21, 16, 16, 17, 17, 16, 16},
    {Version::of(3, 7), 1500, 21, 16, 16, 17, 17, 17, 17},
    {Version::of(3, 8), 1700, 22, 17, 16, 17, 17, 17, 17},
};

bool may_end_operand(Kind kind) {
  return is_word(kind) || closes(kind) || kind == Kind::string || kind == Kind::string_close ||
         kind == Kind::number;
}

// An open bracket.
struct Level {
  Kind kind;
  bool call = false;
  bool starred = false;
  bool iterable = false;
  bool in_list = false;
  std::size_t signs = 0;  // and `not`, before it
  bool behind_lambda = false;
  bool has_for = false;  // what is met in it
  bool has_lambda = false;
};

class Statement {
 public:
  explicit Statement(std::span<const Token> tokens) : tokens_(tokens) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) step(i);
  }

  [[nodiscard]] std::size_t cost(const Stack& stack, std::size_t blocks) const {
    std::size_t sum = stack.statement + kBlock * blocks;
    for (const Level& level : levels_) {
      if (level.kind == Kind::field_open)
        sum = stack.statement - kNoStatement;  // parsed on its own
      sum += cost(stack, level);
    }
    return sum;
  }

 private:
  [[nodiscard]] Kind kind(std::size_t index) const { return tokens_[index].kind; }

  static std::size_t cost(const Stack& stack, const Level& level) {
    const std::size_t more = level.signs + (level.behind_lambda ? kLambda : 0);
    if (level.iterable) return more + (level.in_list ? stack.list_iterable : stack.iterable);
    if (level.starred) return more + stack.starred;
    if (level.call) return more + stack.call;
    return more + (level.kind == Kind::left_brace ? stack.braces : stack.group);
  }

  void step(std::size_t index) {
    if (opens(kind(index))) {
      levels_.push_back(level_at(index));
    } else if (closes(kind(index)) && !levels_.empty()) {
      levels_.pop_back();
    } else if (!levels_.empty()) {
      if (kind(index) == Kind::for_) levels_.back().has_for = true;
      if (kind(index) == Kind::lambda_) levels_.back().has_lambda = true;
      if (kind(index) == Kind::comma) levels_.back().has_lambda = false;
    }
  }

  [[nodiscard]] Level level_at(std::size_t index) const {
    Level level;
    level.kind = kind(index);
    if (index == 0) return level;
    std::size_t before = index - 1;
    level.call = level.kind != Kind::left_brace && level.kind != Kind::field_open &&
                 may_end_operand(kind(before));
    while (level.call && before > 0 && (kind(before - 1) == Kind::dot || kind(before) == Kind::dot))
      --before;
    if (level.call && before > 0) --before;  // before the name that is called
    while (before > 0 && is_sign(before)) {
      ++level.signs;
      --before;
    }
    const Kind last = kind(before);
    if (levels_.empty()) return level;
    const Level& outer = levels_.back();
    level.starred = level.call && outer.call && (last == Kind::star || last == Kind::star_star);
    level.iterable = outer.has_for && last == Kind::in_;
    level.in_list = outer.kind == Kind::left_bracket && !outer.call;
    level.behind_lambda = outer.has_lambda && last == Kind::colon;
    return level;
  }

  [[nodiscard]] bool is_sign(std::size_t index) const {
    const Kind here = kind(index);
    if (here == Kind::not_) return true;
    return (here == Kind::minus || here == Kind::plus || here == Kind::tilde) &&
           !may_end_operand(kind(index - 1));
  }

  std::span<const Token> tokens_;
  std::vector<Level> levels_;
};

}  // namespace

void Nesting::see(Scan& scan, std::size_t limit, VersionSet versions) {
  if (said_[limit]) return;
  said_[limit] = true;
  scan.out.diagnostics.push_back(
      {Construct::too_deep_nesting, scan.out.tokens.back().span(), versions});
}

void Nesting::check_stacks(Scan& scan, std::size_t statement, std::size_t blocks) {
  static_assert(std::size(kStackSizes) == kStacks);
  if (std::all_of(said_.begin(), said_.begin() + kStacks, [](bool said) { return said; })) return;
  const std::span<const Token> tokens(scan.out.tokens);
  const Statement read(tokens.subspan(statement));
  for (std::size_t i = 0; i < kStacks; ++i) {
    if (read.cost(kStackSizes[i], blocks) > kStackSizes[i].size)
      see(scan, i, kStackSizes[i].versions);
  }
}

}  // namespace pymolt::verdict
