// Literals in patterns, and the keys of mapping patterns, of which no two may be equal.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_PATTERN_KEYS_H_
#define PYMOLT_GRAMMAR_PATTERN_KEYS_H_

#include <string>
#include <unordered_set>

#include "grammar/reader.h"

namespace pymolt::verdict {

/// `1`, `-1.5`, `1+2j`, `"a" "b"`, `None`. What it stands for comes back, equal for equal literals.
std::string read_literal_pattern(Reader& reader);

/// `a.b.c`
void read_value_pattern(Reader& reader);

class PatternKeys {
 public:
  explicit PatternKeys(Reader& reader) : reader_(reader) {}
  /// Reads one key.
  void read();

 private:
  Reader& reader_;
  std::unordered_set<std::string> met_;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_PATTERN_KEYS_H_
