// Code in the words and here-documents of a shell, as the program that is called gets it.
// SPDX-License-Identifier: MIT
//
//   python -c "print \"$NAME\""       print "_____"
#ifndef PYMOLT_SCAN_SHELL_CODE_H_
#define PYMOLT_SCAN_SHELL_CODE_H_

#include <span>

#include "inventory/script.h"
#include "syntax/shell.h"

namespace pymolt::scan {

/// Its places are those in SCRIPT. HAS_NAMES: the shell puts something in, for which a name of the same size stands.
struct ShellCode {
  inventory::Script script;
  bool has_names = false;
};

/// What WORD of SCRIPT is without its quotes; PUT_IN as `read_shell` says.
[[nodiscard]] ShellCode code_of(const syntax::ShellWord& word, const inventory::Script& script,
                                std::span<const ByteSpan> put_in);
[[nodiscard]] ShellCode code_of(const syntax::Fed& fed, const inventory::Script& script,
                                std::span<const ByteSpan> put_in);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SHELL_CODE_H_
