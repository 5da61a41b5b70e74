// The arguments of a call, and of a class definition, which are read alike.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_CALL_ARGUMENTS_H_
#define PYMOLT_GRAMMAR_CALL_ARGUMENTS_H_

#include "grammar/reader.h"

namespace pymolt::verdict {

/// `( … )` behind what is called.
void read_call(Reader& reader);

/// `( … )` behind the name of a class.
void read_bases(Reader& reader);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_CALL_ARGUMENTS_H_
