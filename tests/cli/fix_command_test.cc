// What `pymolt fix` shows: on a terminal nothing that acts on it, in a pipe a patch that can be applied.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

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

// Runs `fix` with TEXT on standard input, called NAME; what it answers, and says.
struct Answer {
  int status = 0;
  std::string out;
  std::string err;
};

Answer fix_input(const std::string& name, const std::string& text, bool write) {
  int ends[2] = {};
  EXPECT_EQ(pipe(ends), 0);
  EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  close(ends[1]);
  const int before = dup(0);
  dup2(ends[0], 0);
  close(ends[0]);
  std::vector<const char*> words = {"pymolt",     "fix",      "-",    "--stdin-filename",
                                    name.c_str(), "--target", "3.13", "--isolated"};
  if (write) words.push_back("--write");
  const Parsed parsed = parse_command_line(static_cast<int>(words.size()), words.data());
  std::ostringstream out;
  std::ostringstream err;
  Streams streams{out, err, false};
  Answer answer;
  EXPECT_TRUE(parsed.invocation) << parsed.text;
  if (parsed.invocation) answer.status = run_command(*parsed.invocation, streams);
  dup2(before, 0);
  close(before);
  answer.out = out.str();
  answer.err = err.str();
  return answer;
}

TEST(FixCommand, FixesStandardInputAndNotTheFileOfItsName) {
  const fs::path root =
      fs::temp_directory_path() / ("pymolt-fix-input-" + std::to_string(::getpid()));
  fs::create_directories(root);
  const std::string path = (root / "a.py").string();
  std::ofstream(path) << "print 'on the disk'\n";
  const Answer shown = fix_input(path, "print 5\n", false);
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_NE(shown.out.find("-print 5\n+print(5)\n"), std::string::npos) << shown.out;
  EXPECT_EQ(shown.out.find("disk"), std::string::npos) << shown.out;
  const Answer written = fix_input(path, "print 5\n", true);
  EXPECT_EQ(written.status, 2);
  EXPECT_NE(written.err.find("--write changes files, and - is standard input"), std::string::npos);
  std::stringstream left;
  left << std::ifstream(path).rdbuf();
  EXPECT_EQ(left.str(), "print 'on the disk'\n");
  fs::remove_all(root);
}

}  // namespace
}  // namespace pymolt::cli
