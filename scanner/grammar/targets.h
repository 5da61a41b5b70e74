// What is assigned to, deleted, or iterated into: checked over the tokens of what was read as an expression.
// SPDX-License-Identifier: MIT
//
// Whether `a, (b.c, *d)` is a value or a target is known only at the `=` behind it. Until then it was read as an
// expression; now its tokens are looked at once more: names are bound, stars are targets, and all that is neither name,
// attribute, subscript nor a list of such is wrong.
#ifndef PYMOLT_GRAMMAR_TARGETS_H_
#define PYMOLT_GRAMMAR_TARGETS_H_

#include "grammar/expressions.h"

namespace pymolt::verdict {

/// EXPRESSION, which was just read, is the target of an assignment (or of a `del`: Role::deleted).
void see_target(Reader& reader, const Expression& expression, Role role);

/// The same for `+=` and the like, and for `target: annotation`.
void see_augmented_target(Reader& reader, const Expression& expression);
void see_annotated_target(Reader& reader, const Expression& expression);

/// Reads the targets between `for` and `in`, or behind `del`.
void read_targets(Reader& reader, Role role);

/// Reads the target behind `as`.
void read_as_target(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_TARGETS_H_
