// Which files a scan is about, as named on the command line: patterns, standard input, other kinds of files, nothing at all;
// and which versions it asks about where nobody says.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/commands.h"
#include "cli/stated_target.h"

namespace pymolt::cli {
namespace {

namespace fs = std::filesystem;

class ScannedPaths : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() /
            ("pymolt-paths-" + std::to_string(::getpid()) + "-" + test->name());
    fs::create_directories(root_);
    write(".git/config", "");
    before_ = fs::current_path();
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(root_);
  }
  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  [[nodiscard]] std::string at(const std::string& path) const { return (root_ / path).string(); }

  int scan(std::vector<std::string> words) {
    words.insert(words.begin(), {"pymolt", "scan", "--no-cache"});
    std::vector<const char*> raw;
    for (const std::string& word : words) raw.push_back(word.c_str());
    const Parsed parsed = parse_command_line(static_cast<int>(raw.size()), raw.data());
    EXPECT_TRUE(parsed.invocation) << parsed.text;
    std::ostringstream out;
    std::ostringstream err;
    Streams streams{out, err};
    const int status =
        parsed.invocation ? run_command(*parsed.invocation, streams) : parsed.exit_status;
    out_ = out.str();
    err_ = err.str();
    return status;
  }

  fs::path root_;
  fs::path before_;
  std::string out_;
  std::string err_;
};

// A pattern holds in the scanned folder wherever that is, and in the working folder.
TEST_F(ScannedPaths, ArePatternsOfEachScannedFolder) {
  write("tree/old/a.py", "import imp\n");
  write("tree/src/b.py", "x = 1\n");
  write("other/old/c.py", "import imp\n");
  write("other/d.py", "x = 1\n");
  for (const char* pattern : {"old/", "/old/", "old/*.py", "old/**"}) {
    EXPECT_EQ(scan({at("tree"), "-t", "3.13", "--exclude", pattern}), 0) << pattern << out_;
    EXPECT_EQ(scan({at("tree"), at("other"), "-t", "3.13", "--exclude", pattern}), 0)
        << pattern << out_;
  }
  fs::current_path(root_);
  EXPECT_EQ(scan({"tree", "-t", "3.13", "--exclude", "/tree/old/"}), 0) << out_;
  EXPECT_EQ(err_, "");
  EXPECT_EQ(scan({"tree", "-t", "3.13", "--exclude", "/other/old/"}), 1) << out_;
  EXPECT_EQ(err_, "pymolt: --exclude: `/other/old/` leaves out nothing\n");
}

TEST_F(ScannedPaths, ArePatternsOfTheSettingsFolder) {
  write("pymolt.toml", "exclude = \"/tree/old/\"\n");
  write("tree/old/a.py", "import imp\n");
  write("tree/b.py", "x = 1\n");
  EXPECT_EQ(scan({at("tree"), "-t", "3.13"}), 0) << out_;
  write("pymolt.toml", "exclude = \"/old/\"\n");  // there is no such folder beside the settings
  EXPECT_EQ(scan({at("tree"), "-t", "3.13"}), 1) << out_;
}

TEST_F(ScannedPaths, OfNothingAreNoGo) {
  fs::create_directories(root_ / "empty");
  write("texts/readme.txt", "hello\n");
  for (const char* folder : {"empty", "texts"}) {
    EXPECT_EQ(scan({at(folder), "-t", "3.13"}), 2) << folder;
    EXPECT_NE(out_.find("Python 3.13: unknown, nothing was analysed\n"), std::string::npos) << out_;
    EXPECT_EQ(scan({at(folder), "-t", "3.13", "--allow-unknown"}), 0) << folder;
  }
}

TEST_F(ScannedPaths, OfOtherKindsAreNotTakenForPython) {
  write("a.yaml", "a: b\n");
  write("b.json", "{\"a\": [1, 2]}\n");
  write("c.txt", "This is a text.\n");
  write("d.ini", "[a]\nb = 1\n");
  for (const char* name : {"b.json", "c.txt", "d.ini", "a.yaml"}) {
    EXPECT_EQ(scan({at(name), "-t", "3.13"}), 2) << name << out_;
    EXPECT_EQ(out_.find("3.13: go"), std::string::npos) << out_;
  }
  write("e.tac", "import imp\n");
  EXPECT_EQ(scan({at("e.tac"), "-t", "3.13"}), 1) << out_;
  write("f.cgi", "#!/usr/bin/python\nprint 1\n");
  EXPECT_EQ(scan({at("f.cgi"), "-t", "3.13"}), 1) << out_;
  write("g.ipynb",
        R"({"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1,
            "source": ["import imp\n"]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})");
  EXPECT_EQ(scan({at("g.ipynb"), "-t", "3.13"}), 1) << out_;
  EXPECT_NE(out_.find("g.ipynb:cell 1:1:8: critical [removed-module] imp"), std::string::npos)
      << out_;
}

TEST_F(ScannedPaths, AskWhatTheProjectSaysItSupports) {
  write("pyproject.toml", "[project]\nname = \"x\"\nrequires-python = \">=3.9\"\n");
  write("src/a.py", "import imp\n");
  for (const char* path : {"", "src", "src/a.py"}) {
    EXPECT_EQ(scan({at(path), "-q"}), 1);
    EXPECT_EQ(out_, "Python 3.9-3.11: go\nPython 3.12-3.15: no-go\n") << path;
  }
  scan({at("src")});
  EXPECT_NE(err_.find("target: Python 3.9-3.15, by requires-python in "), std::string::npos)
      << err_;
  EXPECT_NE(out_.find("target by requires-python in"), std::string::npos) << out_;
  EXPECT_EQ(scan({at("src"), "-q", "-t", "3.11"}), 0) << out_;
  EXPECT_EQ(scan({at("src"), "-q", "--isolated"}), 1);
  EXPECT_EQ(out_, "Python 3.15: no-go\n");
  write("pymolt.toml", "target = \"3.10\"\n");
  EXPECT_EQ(scan({at("src"), "-q"}), 0);
  EXPECT_EQ(out_, "Python 3.10: go\n");
}

TEST_F(ScannedPaths, TakeTheVersionOfANamedPython) {
  write("a.py", "import imp\n");
  write("env/pyvenv.cfg", "home = /usr/bin\nversion = 3.8.18\n");
  write("env/bin/python", "");
  write("env/lib/python3.8/site-packages/x-1.0.dist-info/METADATA", "Name: x\nVersion: 1.0\n");
  write("made/bin/python3.11", "");
  EXPECT_EQ(scan({at("a.py"), "-q", "--venv", at("env")}), 0);
  EXPECT_EQ(out_, "Python 3.8: go\n");
  EXPECT_EQ(scan({at("a.py"), "-q", "--python", at("env/bin/python")}), 0);
  EXPECT_EQ(out_, "Python 3.8: go\n");
  EXPECT_EQ(scan({at("a.py"), "-q", "--python", at("made/bin/python3.11")}), 0);
  EXPECT_EQ(out_, "Python 3.11: go\n");
  EXPECT_EQ(scan({at("a.py"), "-q", "--python", at("none")}), 2);
}

// Every format tells paths from the root that is named.
TEST_F(ScannedPaths, AreToldFromTheRoot) {
  write("top/src/a.py", "import imp\n");
  fs::current_path("/");
  scan({at("top/src"), "--root", at("top"), "-t", "3.13", "--concise"});
  EXPECT_TRUE(out_.starts_with("src/a.py:1:8: critical [removed-module]")) << out_;
  fs::current_path("/");
  scan({at("top/src"), "--root", at("top"), "-t", "3.13", "-f", "json", "-f",
        "csv=" + at("out.csv")});
  EXPECT_NE(out_.find(R"("path": "src/a.py")"), std::string::npos) << out_;
  std::ifstream csv(at("out.csv"));
  EXPECT_NE(std::string(std::istreambuf_iterator<char>(csv), {}).find("src/a.py"),
            std::string::npos);
  fs::current_path("/");
  EXPECT_EQ(scan({at("top/src"), "--root", at("top/src"), "-t", "3.13", "--concise"}), 1);
  EXPECT_TRUE(out_.starts_with("a.py:1:8:")) << out_;
  fs::current_path("/");
  EXPECT_EQ(scan({at("top"), "--root", at("top/src")}), 2);
}

// A package of an environment is found by its path, with the line that names its version.
TEST_F(ScannedPaths, LeadIntoAnEnvironment) {
  const std::string site = "top/env/lib/python3.11/site-packages/";
  write("top/a.py", "import x\n");
  write("top/env/pyvenv.cfg", "version = 3.11.2\n");
  write(site + "x/__init__.py", "import imp\n");
  write(site + "x-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n");
  write(site + "x-1.0.dist-info/RECORD", "x/__init__.py,,\n");
  EXPECT_EQ(scan({at("top"), "--venv", at("top/env"), "-t", "3.13", "--concise"}), 1);
  EXPECT_NE(out_.find("\nenv/lib/python3.11/site-packages/x-1.0.dist-info/METADATA:3:1:"),
            std::string::npos)
      << out_;
}

TEST_F(ScannedPaths, HoldOneThingToSayOfEach) {
  write("nul.py", std::string("x = 1\n\0y = 2\n", 13));
  EXPECT_EQ(scan({at("nul.py"), "-t", "3.13", "--concise"}), 1);
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 1) << out_;
  EXPECT_NE(out_.find("NUL byte"), std::string::npos) << out_;
  write("old.py", "import os  # pymolt: ignore[imp]\n");
  EXPECT_EQ(scan({at("old.py"), "-t", "3.13", "--concise"}), 0);
  EXPECT_NE(out_.find("unused-suppression"), std::string::npos) << out_;
  EXPECT_EQ(scan({at("old.py"), "-t", "3.13", "--concise", "--isolated"}), 0);
  EXPECT_EQ(out_, "");
  write("two.py", "import imp\nimport cgi\n");
  EXPECT_EQ(scan({at("two.py"), "-t", "3.13", "--group-by", "rule"}), 1);
  EXPECT_NE(out_.find("\n  cgi and imp\n"), std::string::npos) << out_;
  write("a.md", "```python\nimport imp\n```\n");
  EXPECT_EQ(scan({at("a.md"), "-t", "3.13", "--docs"}), 1);
  EXPECT_EQ(err_, "");
}

}  // namespace
}  // namespace pymolt::cli
