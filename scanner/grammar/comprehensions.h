// Comprehensions: an element, then `for … in …` and `if …`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_COMPREHENSIONS_H_
#define PYMOLT_GRAMMAR_COMPREHENSIONS_H_

#include "grammar/placement_rules.h"
#include "grammar/reader.h"

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

#endif  // PYMOLT_GRAMMAR_COMPREHENSIONS_H_
