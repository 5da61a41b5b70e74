// `print` and `exec`, which 2.7 reads as statements and every later version as names.
// SPDX-License-Identifier: MIT
//
//   print "a"            2.7
//   print (a), b         both, as different things
//   print(a, file=b)     3.0+
//
// The same tokens are read twice, once as each. `from __future__ import print_function` leaves the name alone.
#ifndef PYMOLT_GRAMMAR_OLD_STATEMENTS_H_
#define PYMOLT_GRAMMAR_OLD_STATEMENTS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

void read_print(Reader& reader);
void read_exec(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_OLD_STATEMENTS_H_
