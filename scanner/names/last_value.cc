// Assignments of a chain stand one inside the other, each the right side of the one before.
// SPDX-License-Identifier: MIT
#include "names/last_value.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kMostTargets = 64;

}  // namespace

Node last_value(Node assignment) {
  for (int i = 0; i < kMostTargets && assignment.is(Kind::assignment); ++i)
    assignment = assignment.child(Field::right);
  return assignment.is(Kind::assignment) ? Node() : assignment;
}

}  // namespace pymolt::names
