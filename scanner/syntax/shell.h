// The commands of a shell script: what is called with which words, wherever it stands: behind `&&`, in `$( )`, in a function.
// SPDX-License-Identifier: MIT
//
//   sudo python2 -c 'print 1' | tee log     sudo, python2, -c, print 1
//                                           tee, log
//   python - <<'EOF'                        python        fed with all up to EOF (a lone `-` is left out)
//   cat <<EOF | python                      the same, twice
//   python <<< 'import imp'                 python        fed with the string
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
  char quote =
      '\0';  // the one around it; `$` for `$'…'`, in which a backslash begins what it does in C
  ByteSpan span;  // with its quotes
};

/// What a command reads, as written.
struct Fed {
  std::string_view text;
  bool quoted = true;  // nothing is put into it, and a backslash is one
  bool tabs = false;   // those before each line are left out: `<<-`
};

struct ShellCommand {
  std::vector<ShellWord> words;  // the name first; never empty
  std::optional<Fed> fed;
  std::string_view written_to;  // `> x.py`
  std::string_view read_by;     // the name of the command that a pipe hands its output to
};

struct ShellScript {
  std::vector<ShellCommand> commands;
  std::vector<ByteSpan> assignments;  // `PATH=$PWD/bin:$PATH`, in order
  std::vector<ByteSpan>
      put_in;  // where the shell puts something in: `$x`, `$( )`; the outermost, in order
};

/// Nothing where SCRIPT is so large or broken that its tree would fill the memory.
[[nodiscard]] std::optional<ShellScript> read_shell(std::string_view script);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_SHELL_H_
