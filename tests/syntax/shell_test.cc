// What is a command in a shell script, and what is only mentioned.
// SPDX-License-Identifier: MIT
#include "syntax/shell.h"

#include <gtest/gtest.h>

#include <string>

namespace pymolt::syntax {
namespace {

std::string told(std::string_view script) {
  std::string text;
  const ShellScript read = read_shell(script).value();
  for (const ShellCommand& command : read.commands) {
    for (const ShellWord& word : command.words)
      text += "[" + std::string(word.text) + (word.literal ? "]" : "$]");
    if (command.fed)
      text += "<" + std::string(command.fed->text) + (command.fed->quoted ? ">" : "$>");
    if (!command.written_to.empty()) text += ">" + std::string(command.written_to);
    text += "\n";
  }
  return text;
}

TEST(Shell, FindsCommands) {
  const struct {
    const char* script;
    const char* commands;
  } kTable[] = {
      {"python2 x.py", "[python2][x.py]\n"},
      {"# python2 x.py", ""},
      {"echo python2", "[echo][python2]\n"},
      {"cd a && python b || true", "[cd][a]\n[python][b]\n[true]\n"},
      {"x=$(python c)", "[python][c]\n"},
      {"A=1 python d", "[python][d]\n"},
      {"python -c 'print 1'", "[python][-c][print 1]\n"},
      {"python -c \"print $x\"", "[python][-c][print $x$]\n"},
      {"$PYTHON x", "[$PYTHON$][x]\n"},
      {"f() { python e; }", "[python][e]\n"},
      {"curl u | python", "[curl][u]\n[python]\n"},
      {"python - <<'EOF'\nprint 1\nEOF\n", "[python]<print 1\n>\n"},
      {"if python -m x; then python3 y; fi", "[python][-m][x]\n[python3][y]\n"},
      {"for i in 1 2; do python z; done", "[python][z]\n"},
      {"python \\\n  a", "[python][a]\n"},
      {"python > log 2>&1", "[python]>log\n"},
      {"python <<EOF\nx\nEOF\n", "[python]<x\n$>\n"},
      {"cat <<'EOF' | python -\nx\nEOF\n", "[cat]<x\n>\n[python][-]<x\n>\n"},
      {"cat > x.py <<'EOF'\nx\nEOF\n", "[cat]<x\n>>x.py\n"},
      {"cat <<'EOF' > x.py\nx\nEOF\n", "[cat]<x\n>>x.py\n"},
      {"cat > x.py <<'EOF' && python y\nx\nEOF\n", "[cat]<x\n>>x.py\n[python][y]\n"},
      {"python <<< 'x'", "[python]<x>\n"},
      {"python -c $'a\\n'", "[python][-c][a\\n]\n"},
      {"python -c $\"a\"", "[python][-c][a]\n"},
      {"echo 'x' | python", "[echo][x]\n[python]<x>\n"},
      {"cd a && python - <<'EOF'\nx\nEOF\n", "[cd][a]\n[python]<x\n>\n"},
      {"python 'a'b'c'", "[python]['a'b'c']\n"},
      {"", ""},
  };
  for (const auto& row : kTable) EXPECT_EQ(told(row.script), row.commands) << row.script;
}

TEST(Shell, ReadsWhatIsBroken) {
  for (const char* script :
       {"if", "'", "$(", "((((", "case x in", "<<EOF", "\xff\xfe", "${", "a && && b"})
    (void)read_shell(script);
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "$(";
  (void)read_shell(deep);
}

TEST(Shell, SaysWhatItDidNotRead) {
  std::string many;
  for (int i = 0; i < 400'000; ++i) many += "a;";
  EXPECT_FALSE(read_shell(many));
}

}  // namespace
}  // namespace pymolt::syntax
