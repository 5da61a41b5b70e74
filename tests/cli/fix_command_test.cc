// What `pymolt fix` shows: on a terminal nothing that acts on it, in a pipe a patch that can be applied.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/commands.h"

namespace pymolt::cli {
namespace {

namespace fs = std::filesystem;

// The diff for a folder with one file, NAME with TEXT.
std::string diff_of(const std::string& name, const std::string& text, bool terminal) {
  const fs::path root =
      fs::temp_directory_path() / ("pymolt-fix-command-" + std::to_string(::getpid()));
  fs::create_directories(root / ".git");
  std::ofstream(root / name, std::ios::binary) << text;
  const std::string path = root.string();
  const char* words[] = {"pymolt",   "fix",  path.c_str(), "--from",    "2.7",
                         "--target", "3.13", "--no-cache", "--isolated"};
  const Parsed parsed = parse_command_line(static_cast<int>(std::size(words)), words);
  std::ostringstream out;
  std::ostringstream err;
  Streams streams{out, err, terminal};
  EXPECT_TRUE(parsed.invocation) << parsed.text;
  if (parsed.invocation) {
    EXPECT_EQ(run_command(*parsed.invocation, streams), 0) << err.str();
  }
  fs::remove_all(root);
  return out.str();
}

TEST(FixCommand, SpellsOutOnATerminalWhatWouldActOnIt) {
  const std::string text = "x = 1 <> 2\t# \x1b]0;title\x07 \xE2\x80\xAE\n";
  EXPECT_EQ(diff_of("a.py", text, true),
            "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x = 1 <> 2\t# \\x1b]0;title\\x07 \\u202e\n"
            "+x = 1 != 2\t# \\x1b]0;title\\x07 \\u202e\n");
  EXPECT_EQ(diff_of("a.py", text, false),
            "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-" + text + "+x = 1 != 2" + text.substr(10));
  EXPECT_EQ(diff_of("a\x1b[2J.py", text, true).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace pymolt::cli
