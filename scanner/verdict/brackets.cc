// How deep brackets may be nested: 200 since 3.9; before that as deep as the parser's stack goes.
// SPDX-License-Identifier: MIT
//
// Up to 3.8 the parser had a stack of 1500 (3.8: 1700) productions. Every pair of brackets with something in it costs
// as many as there are between one atom and the next: or_test, and_test … power, atom. Every block costs four.
#include "verdict/brackets.h"

namespace pymolt::verdict {

namespace {

constexpr std::size_t kAlwaysFine = 60;
constexpr std::size_t kDeepest = 200;
constexpr std::size_t kBlock = 4;
constexpr std::size_t kNoStatement = 6;  // what an expression alone saves

// What the productions of these versions cost.
struct Stack {
  VersionSet versions;
  std::size_t size;
  std::size_t statement;  // from the file to the first atom
  std::size_t group;      // `(` and `[`
  std::size_t braces;
  std::size_t call;  // and subscript
};

constexpr Stack kStacks[] = {
    {VersionSet::python2() | VersionSet::between(Version::of(3, 2), Version::of(3, 4)), 1500, 20, 15, 15, 16},
    {VersionSet::between(Version::of(3, 0), Version::of(3, 1)) |
         VersionSet::between(Version::of(3, 5), Version::of(3, 7)), 1500, 21, 16, 16, 17},
    {Version::of(3, 8), 1700, 22, 17, 16, 17},
};

// What the open brackets cost in so many blocks; a replacement field is parsed on its own, in parentheses.
std::size_t cost(const Stack& stack, const std::vector<Bracket>& open, std::size_t blocks, bool empty) {
  std::size_t sum = stack.statement;
  for (std::size_t i = open.size() - (empty ? 1 : 0); i-- > 0;) {
    const Bracket& bracket = open[i];
    if (bracket.field) return sum + stack.group - kNoStatement;
    sum += bracket.call ? stack.call : bracket.open == '{' ? stack.braces : stack.group;
  }
  return sum + kBlock * blocks;
}

}  // namespace

void Nesting::check(Scan& scan, const std::vector<Bracket>& open, std::size_t blocks, bool empty) {
  if (open.size() <= kAlwaysFine) return;
  const char* const at = open.back().at;
  if (open.size() > kDeepest && !said_[std::size(kStacks)]) {
    said_[std::size(kStacks)] = true;
    scan.see(Construct::too_deep_nesting, at, at + 1, VersionSet::from(Version::of(3, 9)));
  }
  for (std::size_t i = 0; i < std::size(kStacks); ++i) {
    const Stack& stack = kStacks[i];
    if (said_[i] || cost(stack, open, blocks, empty) <= stack.size) continue;
    said_[i] = true;
    scan.see(Construct::too_deep_nesting, at, at + 1, stack.versions);
  }
}

}  // namespace pymolt::verdict
