// What is a command in a shell script, and what is only mentioned.
// SPDX-License-Identifier: MIT
#include "syntax/shell.h"

#include <gtest/gtest.h>

#include <string>

namespace pymolt::syntax {
namespace {

std::string told(std::string_view script) {
  std::string text;
  const std::vector<ShellCommand> commands = shell_commands(script).value();
  for (const ShellCommand& command : commands) {
    for (const ShellWord& word : command.words)
      text += "[" + std::string(word.text) + (word.literal ? "]" : "$]");
    if (!command.fed.empty()) text += "<" + std::string(command.fed) + ">";
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
      {"python > log 2>&1", "[python]\n"},
      {"", ""},
  };
  for (const auto& row : kTable) EXPECT_EQ(told(row.script), row.commands) << row.script;
}

TEST(Shell, ReadsWhatIsBroken) {
  for (const char* script :
       {"if", "'", "$(", "((((", "case x in", "<<EOF", "\xff\xfe", "${", "a && && b"})
    (void)shell_commands(script);
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "$(";
  (void)shell_commands(deep);
}

TEST(Shell, SaysWhatItDidNotRead) {
  std::string many;
  for (int i = 0; i < 400'000; ++i) many += "a;";
  EXPECT_FALSE(shell_commands(many));
}

}  // namespace
}  // namespace pymolt::syntax
