// An interpreter of this machine, shut in: what it says, what it cannot do. Skipped where there is no python3.
// SPDX-License-Identifier: MIT
#include "verify/verify.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "verify/sandbox.h"

namespace pymolt::verify {
namespace {

namespace fs = std::filesystem;

class Verify : public testing::Test {
 protected:
  void SetUp() override {
    if (find_program("python3").empty()) GTEST_SKIP() << "there is no python3";
    const auto version = version_of("python3");
    ASSERT_TRUE(version.ok()) << version.mistake().str();
    version_ = *Version::parse(version->substr(0, version->find('.', 2)));
    root_ = fs::temp_directory_path() / ("pymolt-verify-test-" + std::to_string(::getpid()));
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  // A file that pymolt says compiles and imports.
  void add(const std::string& name, const std::string& text) {
    std::ofstream(root_ / (name + ".py")) << text;
    FileFacts file;
    file.path = name + ".py";
    file.compiles = VersionSet::all();
    report_.files.push_back(file);
    report_.modules.push_back({name, name + ".py", VersionSet::all(), {}, {}, {}});
  }

  InterpreterWord ask() {
    const VerifyRequest request{"python3", root_.string(), true, 2, {}};
    Result<InterpreterWord> word = verify(report_, request);
    EXPECT_TRUE(word.ok()) << word.mistake().str();
    return word.ok() ? word.take() : InterpreterWord();
  }

  fs::path root_;
  Report report_;
  Version version_;
};

TEST_F(Verify, PutsEachDisagreementInFull) {
  add("good", "x = 1\n");
  add("bad", "x = = 1\n");
  add("fails", "raise ValueError('so')\n");
  const InterpreterWord word = ask();
  EXPECT_EQ(word.compile, (Count{2, 3, 0}));
  EXPECT_EQ(word.import, (Count{1, 3, 0}));
  EXPECT_EQ(word.agreement, (Count{3, 6, 0}));
  ASSERT_EQ(word.disagreements.size(), 3U);
  EXPECT_EQ(word.disagreements[0].subject, "bad.py");
  EXPECT_NE(word.disagreements[2].message.find("ValueError: so"), std::string::npos)
      << word.disagreements[2].message;
}

// A folder that is itself a package, scanned by its own name: its modules are imported from the folder above.
TEST_F(Verify, ClimbsOutOfAPackage) {
  const fs::path package = root_ / "pkg";
  fs::create_directories(package);
  std::ofstream(package / "__init__.py") << "";
  std::ofstream(package / "part.py") << "from pkg import __name__ as x\n";
  report_.modules = {{"pkg", "__init__.py", VersionSet::all(), {}, {}, {}},
                     {"pkg.part", "part.py", VersionSet::all(), {}, {}, {}}};
  root_ = package;
  const InterpreterWord word = ask();
  root_ = package.parent_path();
  EXPECT_EQ(word.import, (Count{2, 2, 0}));
}

// Packages in several folders, as pymolt finds them without their being installed.
TEST_F(Verify, FindsThePackagesOfOtherFolders) {
  for (const char* folder : {"a/src/aa", "b/src/bb"}) fs::create_directories(root_ / folder);
  std::ofstream(root_ / "a/src/aa/__init__.py") << "";
  std::ofstream(root_ / "a/src/aa/part.py") << "import bb.part\n";
  std::ofstream(root_ / "b/src/bb/__init__.py") << "";
  std::ofstream(root_ / "b/src/bb/part.py") << "";
  for (const auto& [name, path] :
       {std::pair("aa.part", "a/src/aa/part.py"), std::pair("bb.part", "b/src/bb/part.py")})
    report_.modules.push_back({name, path, VersionSet::all(), {}, {}, {}});
  EXPECT_EQ(ask().import, (Count{2, 2, 0}));
}

TEST_F(Verify, GivesNoAnswerForWhatDiesOrHangs) {
  add("hangs", "while True: pass\n");
  add("dies", "import os\nos._exit(3)\n");
  add("kills", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\n");
  add("third", "import no_such_package_at_all\n");
  add("good", "x = 1\n");
  report_.externals.push_back({"no_such_package_at_all", {}});
  const InterpreterWord word = ask();
  // The first process of a namespace cannot be killed from inside it.
  EXPECT_EQ(word.not_compared.size(), word.processes_end ? 3U : 4U);
  EXPECT_EQ(word.import.of, 5U) << "each was asked about";
  EXPECT_GE(word.import.unknown, 1U) << "whether what hangs imports is not known";
  const auto dies = std::ranges::find(word.not_compared, "dies", &NotCompared::subject);
  ASSERT_NE(dies, word.not_compared.end());
  EXPECT_EQ(dies->why, "the process ended with exit status 3");
  EXPECT_TRUE(word.disagreements.empty()) << word.disagreements.front().message;
}

TEST_F(Verify, LetsNothingOut) {
  const std::string outside = (root_ / "written").string();
  add("writes", "open(" + std::string("'") + outside + "', 'w').write('x')\n");
  add("speaks",
      "import socket\nserver = socket.socket()\nserver.bind(('127.0.0.1', 0))\n"
      "socket.create_connection(('127.0.0.1', server.getsockname()[1]), 1)\n");
  const InterpreterWord word = ask();
  if (!word.not_isolated.empty()) GTEST_SKIP() << word.not_isolated;
  EXPECT_TRUE(word.network_cut && word.writes_limited && word.processes_end);
  EXPECT_EQ(word.import.ok, 0U);
  EXPECT_FALSE(fs::exists(outside));
  EXPECT_TRUE(word.disagreements.empty()) << word.disagreements.front().message;
  ASSERT_EQ(word.not_compared.size(), 2U) << "what only the sandbox refuses says nothing";
  EXPECT_NE(word.not_compared[0].why.find("which verify does not allow"), std::string::npos)
      << word.not_compared[0].why;
}

// A daemon leaves its group and its session: only a namespace of processes ends it.
TEST_F(Verify, EndsWhatAModuleLeavesBehind) {
  const std::string mark = "pymolt-left-" + std::to_string(::getpid());
  add("daemon",
      "import os, sys, time\n"
      "if os.fork() == 0:\n"
      "    os.setsid()\n"
      "    if os.fork() == 0:\n"
      "        os.execv('/bin/sleep', ['" +
          mark +
          "', '300'])\n"
          "    os._exit(0)\n"
          "time.sleep(0.3)\n");
  const InterpreterWord word = ask();
  if (!word.processes_end) GTEST_SKIP() << word.not_isolated;
  EXPECT_EQ(word.import, (Count{1, 1, 0}));
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::ifstream command(entry.path() / "cmdline");
    std::string words;
    std::getline(command, words);
    EXPECT_FALSE(words.starts_with(mark)) << entry.path();
  }
}

TEST(VerifyWithout, AnInterpreterSaysSo) {
  EXPECT_EQ(version_of("no-such-python").mistake().message,
            "there is no interpreter `no-such-python`");
  EXPECT_NE(version_of("/bin/true").mistake().message.find("does not answer: is it a Python?"),
            std::string::npos);
}

}  // namespace
}  // namespace pymolt::verify
