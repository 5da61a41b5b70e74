// The commands of a shell script: what is called with which words, wherever it stands: behind `&&`, in `$( )`, in a function.
// SPDX-License-Identifier: MIT
//
//   sudo python2 -c 'print 1' | tee log     sudo, python2, -c, print 1
//                                           tee, log
//   python - <<'EOF'                        python        fed with all up to EOF (a lone `-` is left out)
//
// Comments, the texts of strings and what is only mentioned (`echo python`) are words of other commands. A script that is broken
// gives the commands that can be read. The views are into the script.
#ifndef PYMOLT_SYNTAX_SHELL_H_
#define PYMOLT_SYNTAX_SHELL_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace pymolt::syntax {

struct ShellWord {
  std::string_view text;  // without the quotes around it
  bool literal = true;    // nothing is put into it: no `$x`
  ByteSpan span;          // with its quotes
};

struct ShellCommand {
  std::vector<ShellWord> words;  // the name first; never empty
  std::string_view fed;          // the here-document that it reads, where it is literal
};

/// Nothing where SCRIPT is so large or broken that its tree would fill the memory.
[[nodiscard]] std::optional<std::vector<ShellCommand>> shell_commands(std::string_view script);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_SHELL_H_
