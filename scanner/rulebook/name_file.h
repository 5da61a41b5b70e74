// Reads `rules/names/*.names`: what names do that the analysis of a file has to know: end the program, tell the version …
// SPDX-License-Identifier: MIT
//
//   sys.exit: ends program                          nothing behind a call of it runs
//   six.PY2: tells true (2.7)                       it is true on these versions, false on the others
//   PY2: tells true (2.7)                           without a dot: by convention, where no definition is in sight
//   contextlib.suppress: catches arguments          `with` it, the exceptions that it is given are caught
//   select.error: is builtins.OSError (3.3+)        another name for the same thing, on these versions
//   sys.platform: never java                        a text that CPython never has there: of Jython
//   opcode.opmap: holds RESUME (3.11+)              a key of it
//   has_key: speaks alone                           nothing but a dictionary of 2.7 has a method of that name
//   append: keeps argument                          a function that it is given runs later
//   itertools.count: goes on                        what it gives has no end
//
// A line is NAME: WORD [VALUE] [(VERSIONS)]. Lines are sorted, bytewise; a word that is not known is a mistake.
#ifndef PYMOLT_RULEBOOK_NAME_FILE_H_
#define PYMOLT_RULEBOOK_NAME_FILE_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// One such line; views point into the rule file.
struct NameFact {
  std::string_view name;
  std::string_view word;
  std::string_view value;  // may be empty
  VersionSet on = VersionSet::all();
};

/// The facts of FILE in its order.
[[nodiscard]] Result<std::vector<NameFact>> read_names(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_NAME_FILE_H_
