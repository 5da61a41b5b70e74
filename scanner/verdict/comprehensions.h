// Comprehensions: an element, then `for … in …` and `if …`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERDICT_COMPREHENSIONS_H_
#define PYMOLT_VERDICT_COMPREHENSIONS_H_

#include "verdict/context.h"
#include "verdict/reader.h"

namespace pymolt::verdict {

/// A comprehension while it is read, from its element to its last clause; its frame is there as long.
class Comprehension {
 public:
  /// IN_CALL: the only argument of a call, without parentheses of its own.
  Comprehension(Reader& reader, ScopeKind kind, bool in_call = false);
  ~Comprehension();
  Comprehension(const Comprehension&) = delete;
  Comprehension& operator=(const Comprehension&) = delete;

  /// An element, or in braces also `key: value`.
  void read_element();
  void read_clauses();

 private:
  void read_clause(bool is_first);
  void read_iterable();
  void read_condition();

  Reader& reader_;
  Scope scope_;
  bool in_call_;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_VERDICT_COMPREHENSIONS_H_
