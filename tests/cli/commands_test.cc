// Commands from end to end, on small trees on disk: what they print, and their exit statuses.
// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace pymolt::cli {
namespace {

namespace fs = std::filesystem;

class Commands : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ =
        fs::temp_directory_path() / ("pymolt-" + std::to_string(::getpid()) + "-" + test->name());
    fs::create_directories(root_);
    write(".git/config", "");  // the top of a repository: settings above it are not looked for
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
  [[nodiscard]] std::string at(const std::string& path) const { return (root_ / path).string(); }

  static std::string bytes_of(const std::string& file) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
  }

  // Runs a command line; what it prints is in out_ and err_.
  int run(std::vector<std::string> words) {
    words.insert(words.begin(), "pymolt");
    if (words[1] == "scan") words.emplace_back("--no-cache");
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
  std::string out_;
  std::string err_;
};

TEST_F(Commands, ScanAnswersByItsExitStatus) {
  write("good.py", "x = 1\n");
  EXPECT_EQ(run({"scan", at("")}), 0) << out_;
  write("bad.py", "import imp\n");
  EXPECT_EQ(run({"scan", at(""), "--target", "3.11"}), 0) << "deprecated only: " << out_;
  EXPECT_EQ(run({"scan", at(""), "--target", "3.11", "--fail-on", "medium"}), 1);
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12"}), 1);
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12", "--fail-on", "never"}), 0);
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12", "--ignore", "imp"}), 0);
  EXPECT_EQ(run({"scan", at("nothing.py")}), 2)
      << "what cannot be read makes the answer incomplete";
  EXPECT_NE(out_.find("there is no such file or folder"), std::string::npos) << out_;
}

TEST_F(Commands, ScanCountsAFileOnceHoweverOftenItIsNamed) {
  write("a.py", "import imp\n");
  EXPECT_EQ(run({"scan", at("a.py"), at(""), at("a.py"), "--target", "3.12"}), 1);
  EXPECT_NE(out_.find("  files     1 found: 1 scanned, 0 skipped, 0 failed\n"
                      "  findings  1 critical, 0 high, 0 medium, 0 low\n"),
            std::string::npos)
      << out_;
}

// What lies beside a named file in its package is there, though not scanned; what does not is missing.
TEST_F(Commands, ScanOfAFileSeesThePackageAroundIt) {
  for (const char* empty : {"pk/__init__.py", "pk/a.py", "pk/_fast.c", "pk/sub/b.py"})
    write(empty, "");
  write("pk/b.py", "from pk.a import x\nfrom .a import y\nfrom ._fast import f\nimport pk.sub.b\n");
  write("pk/c.py", "from .gone import x\n");
  EXPECT_EQ(run({"scan", at("pk/b.py"), "--target", "3.8", "--no-cache"}), 0);
  EXPECT_EQ(run({"scan", at("pk/b.py"), at("pk/c.py"), "--target", "3.8", "--no-cache"}), 1);
  EXPECT_NE(out_.find("There is no module `pk.gone`"), std::string::npos) << out_;
  EXPECT_EQ(out_.find("pk.a"), std::string::npos) << out_;
}

TEST_F(Commands, FixWritesItsDiffWhereItIsTold) {
  write("old.py", "print 1\n");
  EXPECT_EQ(run({"fix", at("old.py"), "--target", "3.13", "-o", at("a.diff")}), 0);
  EXPECT_EQ(out_, "");
  EXPECT_NE(bytes_of(at("a.diff")).find("+print(1)"), std::string::npos);
  EXPECT_EQ(run({"fix", at("old.py"), "--target", "3.13", "-f", "diff=" + at("b.diff")}), 0);
  EXPECT_EQ(bytes_of(at("a.diff")), bytes_of(at("b.diff")));
}

TEST_F(Commands, PlanOfNoModulesSaysSo) {
  write("empty/readme.txt", "");
  EXPECT_EQ(run({"plan", at("empty"), "--target", "3.13", "--no-cache"}), 2);
  EXPECT_EQ(out_, "To Python 3.13: there are no modules\n");
  EXPECT_EQ(run({"plan", at("empty"), "--target", "3.13", "--no-cache", "--format", "markdown"}),
            2);
  EXPECT_EQ(out_, "# To Python 3.13\n\nThere are no modules.\n");
}

TEST_F(Commands, ScanSaysOfABrokenFileThatItCompilesOnNoVersion) {
  write("a.py", "x = (1\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--target", "3.13"}), 1);
  EXPECT_NE(out_.find("a.py:1:5: critical [syntax-error] unclosed-bracket"), std::string::npos)
      << out_;
  EXPECT_NE(out_.find("instead: Fix the syntax error"), std::string::npos) << out_;
}

TEST_F(Commands, ScanSaysTheSameWhateverTheNumberOfThreads) {
  for (int i = 0; i < 40; ++i) {
    write("m" + std::to_string(i) + ".py",
          "import imp, m" + std::to_string(i + 1) + "\nprint '%s' % imp\n");
  }
  run({"scan", at(""), "--jobs", "1", "--format", "json"});
  const std::string one = out_;
  run({"scan", at(""), "--jobs", "4", "--format", "json"});
  EXPECT_EQ(out_, one);
  EXPECT_GT(one.size(), 10000U);
}

TEST_F(Commands, ScanTakesPathsFromAFileAndWritesFiles) {
  write("a.py", "import imp\n");
  write("b.py", "import asyncore\n");
  write("list.txt", at("b.py") + "\n\n");
  EXPECT_EQ(run({"scan", "--files-from", at("list.txt"), "--format", "csv=" + at("out.csv"),
                 "--format", "text"}),
            1);
  EXPECT_EQ(out_.find("imp\n"), std::string::npos);
  EXPECT_NE(out_.find("asyncore"), std::string::npos);
  EXPECT_GT(fs::file_size(at("out.csv")), 20U);
  EXPECT_EQ(run({"scan", at("a.py"), "--output", at("no/such/folder/x")}), 2);
  EXPECT_EQ(err_, "pymolt: " + at("no/such/folder/x") +
                      ": cannot be written: there is no folder `" + at("no/such/folder") + "`\n");
}

TEST_F(Commands, ScanHeedsTheProjectsSettings) {
  write("pyproject.toml", "[tool.pymolt]\ntarget = [\"3.11\"]\n");
  write("pkg/a.py", "import imp\n");
  EXPECT_EQ(run({"scan", at("pkg")}), 0) << out_;
  EXPECT_EQ(run({"scan", at("pkg"), "--target", "3.12"}), 1) << "the command line comes first";
  write("pyproject.toml", "[tool.pymolt]\ntraget = \"3.11\"\n");
  EXPECT_EQ(run({"scan", at("pkg")}), 2);
  EXPECT_NE(err_.find("unknown key `traget` in [tool.pymolt]"), std::string::npos) << err_;
  EXPECT_NE(err_.find("did you mean `target`?"), std::string::npos) << err_;
}

TEST_F(Commands, ScanJudgesAFolderOnItsOwnTarget) {
  write("pymolt.toml",
        "target = \"3.12\"\nignore = \"asyncore\"\nexclude = "
        "[\"gen/\"]\n[severity]\npercent-format = \"high\"\n"
        "[[per-path]]\npath = \"old/\"\ntarget = \"3.8\"\nignore = \"asynchat\"\n");
  write("a.py", "import asyncore\n");
  write("old/b.py", "import imp, asynchat\n");
  write("gen/c.py", "import imp\n");
  EXPECT_EQ(run({"scan", at(""), "--format", "json"}), 0) << out_;
  EXPECT_NE(out_.find(R"("target": ["3.8", "3.12"])"), std::string::npos) << out_;
  EXPECT_NE(out_.find(R"("compile": {"3.8": {"ok": 1, "of": 1}, "3.12": {"ok": 1, "of": 1}})"),
            std::string::npos);
  EXPECT_NE(out_.find(R"("import": {"3.8": {"ok": 1, "of": 1}, "3.12": {"ok": 0, "of": 1}})"),
            std::string::npos);
  EXPECT_NE(out_.find(R"("verdict": {"3.8": "go", "3.12": "no-go"})"), std::string::npos);
  EXPECT_NE(out_.find("excluded by `gen/`"), std::string::npos);
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12"}), 1) << "the command line comes first";
  EXPECT_NE(out_.find("old/b.py:1:8: critical [removed-module] imp"), std::string::npos) << out_;
  EXPECT_EQ(out_.find("[removed-module] asynchat"), std::string::npos)
      << "what is ignored there stays so";
  write("old/b.py", "x = '%s' % 1\n");
  EXPECT_EQ(run({"scan", at("")}), 1) << "its severity is high here";
  EXPECT_EQ(run({"scan", at(""), "--no-config", "--target", "3.11"}), 0) << out_;
  EXPECT_EQ(run({"scan", at("gen/c.py")}), 1) << "what is named is not left out";
}

TEST_F(Commands, ScanRefusesWordsThatNameNothing) {
  write("a.py", "");
  EXPECT_EQ(run({"scan", at(""), "--ignore", "percent-fromat"}), 2);
  EXPECT_EQ(err_,
            "pymolt: --ignore: `percent-fromat` names no rule and no symbol\n  did you mean "
            "`percent-format`?\n");
  EXPECT_EQ(run({"scan", at(""), "--select", "remvoed-*"}), 2);
  EXPECT_EQ(
      err_,
      "pymolt: --select: `remvoed-*` fits no rule and no symbol\n  did you mean `removed-*`?\n");
  EXPECT_EQ(run({"scan", at(""), "--select", "nope-*"}), 2);
  for (const char* known : {"removed-*", "*-module", "distutils.*", "asyncore.d*", "print-*",
                            "Py*_New", "*.assertEquals", "mypackage.*", "numpy", "num*", "*"})
    EXPECT_EQ(run({"scan", at(""), "--ignore", known}), 0) << known << err_;
  write("pymolt.toml", "ignore = [\"removed-module\", \"nope-*\"]\n");
  EXPECT_EQ(run({"scan", at(""), "--config", at("pymolt.toml")}), 2);
  EXPECT_NE(err_.find("pymolt.toml:1: ignore: `nope-*` fits no rule and no symbol"),
            std::string::npos)
      << err_;
  write("pymolt.toml", "select = [\"removed-modul\"]\n");
  EXPECT_EQ(run({"scan", at(""), "--config", at("pymolt.toml")}), 2);
  EXPECT_NE(err_.find("pymolt.toml:1: select: `removed-modul` names no rule and no symbol"),
            std::string::npos)
      << err_;
}

TEST_F(Commands, ScanTakesOnlyAnInterpreterForPython) {
  write("a.py", "x = 1\n");
  write("tool", "");
  write("env/pyvenv.cfg", "version = 3.8.18\n");
  write("env/bin/python", "");
  for (const char* wrong : {"tool", "a.py"}) {
    EXPECT_EQ(run({"scan", at("a.py"), "--python", at(wrong)}), 2) << wrong;
    EXPECT_NE(err_.find("--python: `" + at(wrong) + "` is no Python interpreter"),
              std::string::npos)
        << err_;
  }
  EXPECT_EQ(run({"scan", at("a.py"), "--python", at("env/bin/python")}), 0) << err_;
  EXPECT_NE(err_.find("target: Python 3.8"), std::string::npos) << err_;
  EXPECT_EQ(run({"scan", at("a.py"), "--venv", at("env")}), 0)
      << "an environment that was just made holds nothing: " << err_;
  EXPECT_NE(err_.find("target: Python 3.8"), std::string::npos) << err_;
}

TEST_F(Commands, ScanSaysWhatItCouldNotReadInEveryForm) {
  write("a.ipynb", "{}");
  const std::string failed = "pymolt: " + at("a.ipynb") + ": is no notebook";
  const std::vector<std::vector<std::string>> forms = {
      {"--concise"}, {"-q"}, {"--format", "html=" + at("out.html")}};
  for (const std::vector<std::string>& form : forms) {
    std::vector<std::string> words = {"scan", at("a.ipynb")};
    words.insert(words.end(), form.begin(), form.end());
    EXPECT_EQ(run(words), 2);
    EXPECT_NE(err_.find(failed), std::string::npos) << form.front() << ": " << err_;
  }
}

TEST_F(Commands, ConfigTellsWhereEachValueComesFrom) {
  write("pymolt.toml",
        "target = \"3.12-3.13\"\nfail-on = \"low\"\nrules = \"pack\"\n"
        "[[per-path]]\npath = \"old/\"\ntarget = \"3.8\"\n");
  write("pack/lifetimes/frob.life", "frob: removed 3.9\n");
  EXPECT_EQ(run({"config", at(""), "--fail-on", "medium"}), 0) << err_;
  const auto says = [&](const std::string& text) { return out_.find(text) != std::string::npos; };
  EXPECT_TRUE(says("  target         3.12-3.13")) << out_;
  EXPECT_TRUE(says("pymolt.toml:1\n")) << out_;
  EXPECT_TRUE(says("  fail-on        medium                          command line\n")) << out_;
  EXPECT_TRUE(says("  confidence     likely                          default\n")) << out_;
  EXPECT_TRUE(says("  per-path       old/: target 3.8")) << out_;
  EXPECT_EQ(run({"config", at(""), "--ignore", "removed-module,removed-name,imp"}), 0);
  EXPECT_TRUE(says("  ignore         removed-module, removed-name, imp\n" + std::string(49, ' ') +
                   "command line\n"))
      << out_;
  EXPECT_EQ(run({"config", at(""), "--format", "json"}), 0);
  EXPECT_TRUE(says(R"("target": {"value": ["3.12", "3.13"], "origin": ")")) << out_;
  EXPECT_TRUE(says(R"("baseline": {"value": null, "origin": "default"})")) << out_;
  EXPECT_TRUE(says(R"("format": {"value": ["text"], "origin": "default"})")) << out_;
  write("pymolt.toml", "");
  EXPECT_EQ(run({"config", at(""), "--target", "3.9"}), 0);
  EXPECT_TRUE(says("  target         3.9                             command line\n")) << out_;
}

TEST_F(Commands, ScanLeavesOutWhatTheCodeSuppresses) {
  write("a.py", "import imp  # pymolt: ignore[imp]\nimport asyncore\n");
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12"}), 1);
  EXPECT_EQ(out_.find("[removed-module] imp"), std::string::npos) << out_;
  EXPECT_NE(out_.find("findings  1 critical, 0 high, 0 medium, 0 low; 1 suppressed\n"),
            std::string::npos)
      << out_;
  write("a.py", "import imp  # pymolt: ignore[imp]\n");
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12", "--format", "json"}), 0)
      << "the exit status speaks of findings";
  EXPECT_NE(out_.find(R"("suppressed": 1,)"), std::string::npos) << out_;
  EXPECT_NE(out_.find(R"("verdict": {"3.12": "no-go"})"), std::string::npos)
      << "and the verdict of what is: " << out_;
  EXPECT_EQ(run({"scan", at(""), "--target", "3.9", "--fail-on", "low"}), 0)
      << "of use on another version: " << out_;
  write("a.py", "print 1  # pymolt: ignore\n");
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12", "--format", "json"}), 0);
  EXPECT_NE(out_.find(R"("compile": {"3.12": {"ok": 0, "of": 1}})"), std::string::npos) << out_;
  write("a.py", "import os  # pymolt: ignore[imp]\n");
  EXPECT_EQ(run({"scan", at(""), "--fail-on", "low"}), 1);
  EXPECT_NE(out_.find("a.py:1:12: low [unused-suppression]"), std::string::npos) << out_;
  EXPECT_EQ(run({"scan", at(""), "--fail-on", "low", "--ignore", "unused-suppression"}), 0);
}

TEST_F(Commands, ScanHeedsSuppressionsOfWhatOnlyTheProjectShows) {
  write("pkg/__init__.py", "");
  write("pkg/b.py", "");
  for (const char* word : {"", "[implicit-relative-import]"}) {
    write("pkg/a.py", std::string("import b  # pymolt: ignore") + word + "\nprint b\n");
    run({"scan", at(""), "--from", "2.7", "--target", "3.12"});
    EXPECT_NE(out_.find("1 suppressed"), std::string::npos) << out_;
    EXPECT_EQ(out_.find("[implicit-relative-import]"), std::string::npos) << out_;
    EXPECT_EQ(out_.find("[unused-suppression]"), std::string::npos) << out_;
  }
  write("pkg/a.py", "import b  # pymolt: ignore[imp]\nprint b\n");
  run({"scan", at(""), "--from", "2.7", "--target", "3.12"});
  EXPECT_NE(out_.find("[unused-suppression]"), std::string::npos) << out_;
}

TEST_F(Commands, ScanCarriesSuppressedFindingsInSarifWhereAsked) {
  write("a.py", "import imp  # pymolt: ignore\n");
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12", "--format", "sarif"}), 0);
  EXPECT_EQ(out_.find("ruleId"), std::string::npos)
      << "code scanning would open an alert: " << out_;
  EXPECT_EQ(run({"scan", at(""), "--target", "3.12", "--format", "sarif", "--report-suppressed"}),
            0);
  EXPECT_NE(out_.find(R"("suppressions": [{"kind": "inSource"}])"), std::string::npos) << out_;
}

TEST_F(Commands, CacheKeepsSuppressions) {
  write("a.py", "import imp  # pymolt: ignore[imp]\n");
  ::setenv("XDG_CACHE_HOME", at("cache").c_str(), 1);
  for (const char* time : {"cold", "warm"}) {
    const std::vector<std::string> words = {"pymolt", "scan", at("a.py"), "--target", "3.12"};
    std::vector<const char*> raw;
    for (const std::string& word : words) raw.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    Streams streams{out, err};
    EXPECT_EQ(run_command(*parse_command_line(static_cast<int>(raw.size()), raw.data()).invocation,
                          streams),
              0)
        << time;
    EXPECT_NE(out.str().find("1 suppressed"), std::string::npos) << time << out.str();
  }
  ::unsetenv("XDG_CACHE_HOME");
}

TEST_F(Commands, SayWhatIsWrongWithTheirWords) {
  write("a.py", "x = 1\n");
  write("list.txt", "");
  fs::create_directories(root_ / "empty");
  const std::string a = at("a.py");
  const struct {
    std::vector<std::string> words;
    int status;
    std::string said;
  } kTable[] = {
      {{"scan", a, "--output", at("empty")},
       2,
       at("empty") + ": cannot be written: it is a folder\n  name a file"},
      {{"scan", a, "--output", "/dev/full"},
       2,
       "/dev/full: cannot be written: No space left on device"},
      {{"scan", a, "--format", "json", "--format", "text"},
       2,
       "--format: json and text would both be written to standard output\n"
       "  give each a place of its own: --format text=FILE"},
      {{"scan", a, "--format", "json=x", "--format", "csv=x"},
       2,
       "--format: json and csv would both be written to `x`\n  give each a place of its own: "
       "--format csv=FILE"},
      {{"scan", a, "--min-version", "--format", "sarif"},
       2,
       "--min-version answers in text or json, not in sarif"},
      {{"scan", ""}, 2, "an empty path names nothing"},
      {{"scan", at("empty")}, 2, "No Python files found"},
      {{"scan", "--files-from", at("list.txt")}, 2, "No Python files found"},
      {{"scan", "--files-from", at("list.txt"), "--allow-unknown"}, 0, "No Python files found"},
      {{"scan", "--files-from", at("nothing")}, 2, at("nothing") + ": there is no such file"},
      {{"scan", "--files-from", at("empty")},
       2,
       at("empty") + ": is a folder, not a list of paths"},
      {{"scan", a, "--config", at("nothing.toml")}, 2, ""},
      {{"scan", a, "--rules", at("nothing")}, 2, at("nothing") + ": No such file or directory"},
      {{"scan", a, "--rules", at("empty")},
       2,
       at("empty") + ": holds no rule pack\n  a pack is a folder with lifetimes/*.life, "
                     "packages/*.pkg and pages/*.md"},
      {{"scan", a, "--ignore", ""},
       2,
       "--ignore: `` names no rule and no symbol\n  `pymolt rules list` shows the rules, `pymolt "
       "apis` the names"},
      {{"plan", at("nothing.py"), "--no-cache"},
       2,
       at("nothing.py") + ": there is no such file or folder"},
      {{"scan", at("nothing.py"), "--min-version"},
       2,
       at("nothing.py") + ": there is no such file or folder"},
      {{"scan", a, "-f", "json=" + at("r.json"), "-o", at("s.json")},
       2,
       "--output: nothing would be written to `" + at("s.json") +
           "`, each --format names a file of its own\n  --format json alone is written there"},
      {{"fix", a, "--check", "-o", at("x.diff")},
       2,
       "--output is where the diff goes, and --check prints none"},
      {{"plan", at("empty"), "--no-cache"}, 2, "No Python files found"},
      {{"horizon", at("empty"), "--no-cache"}, 2, "No Python files found"},
      {{"graph", at("empty"), "--no-cache", "--allow-unknown"}, 0, "No Python files found"},
      {{"config", at("nothing.py")}, 2, at("nothing.py") + ": there is no such file or folder"},
      {{"apis", "nothing.like.it"},
       2,
       "no rule, API or construct is called `nothing.like.it`\n  `pymolt rules list` shows the "
       "rules, `pymolt "
       "apis` the names"},
      {{"completions", "tcsh"},
       2,
       "there are no completions for `tcsh`\n  one of: bash, zsh, fish"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(run(row.words), row.status) << err_;
    if (row.said.empty()) {
      EXPECT_NE(err_.find("nothing.toml: cannot be read: No such file or directory"),
                std::string::npos)
          << err_;
    } else {
      EXPECT_EQ(err_, "pymolt: " + row.said + "\n");
    }
  }
}

TEST_F(Commands, ScanWritesWhereItIsTold) {
  write("a.py", "x = 1\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--min-version", "--output", at("out.txt")}), 0);
  EXPECT_EQ(out_, "");
  EXPECT_GT(fs::file_size(at("out.txt")), 10U);
  EXPECT_EQ(run({"scan", at("a.py"), "--output", "-"}), 0);
  EXPECT_NE(out_, "");
}

TEST_F(Commands, ScanTakesAPackOfTheUsers) {
  write("pack/lifetimes/frob.life", "frob: removed 3.9 -> knob\n");
  write("a.py", "import frob\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--rules", at("pack"), "--target", "3.9"}), 1) << out_;
  EXPECT_NE(out_.find("instead: knob"), std::string::npos) << out_;
  write("pack/lifetimes/frob.life", "frob: remvoed 3.9\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--rules", at("pack")}), 2);
  EXPECT_NE(err_.find("frob.life:1:7: unknown word `remvoed`"), std::string::npos) << err_;
}

TEST_F(Commands, ABaselineRatchets) {
  write("src/a.py", "import imp\nimport asyncore\n");
  const std::string base = at("ci/base.json");
  fs::create_directories(at("ci"));
  EXPECT_EQ(run({"scan", at("src"), "--write-baseline=" + base}), 0) << "all is known then";
  EXPECT_EQ(err_, "pymolt: 2 findings written to " + base + "\n");
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base}), 0);
  EXPECT_NE(out_.find("2 known findings hidden (" + base + ")"), std::string::npos) << out_;

  write("src/a.py", "\nimport imp\nimport asynchat\n");
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base, "--format", "csv"}), 1);
  EXPECT_NE(out_.find("asynchat"), std::string::npos) << out_;
  EXPECT_EQ(out_.find(",imp,"), std::string::npos) << out_;
  EXPECT_EQ(err_, "pymolt: 1 finding of " + base +
                      " is gone: write it again with --write-baseline to take it out\n");

  write("src/a.py", "import imp\n");
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base}), 0) << "what is fixed does no harm";
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base, "--fail-on-stale"}), 1);
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base, "--write-baseline"}), 0)
      << "to the same file";
  EXPECT_EQ(err_, "pymolt: 1 finding written to " + base + ": 0 new, 1 gone\n");
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base, "--fail-on-stale"}), 0);
  EXPECT_EQ(run({"scan", at("src"), "--baseline", base, "--target", "3.11", "--fail-on-stale"}), 0);
  EXPECT_EQ(
      err_,
      "pymolt: " + base +
          " was written for Python 3.15 with other options: whether it is stale is not judged\n");
}

TEST_F(Commands, ABaselineThatIsNoneIsRefused) {
  write("a.py", "import imp\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--baseline", at("none.json")}), 2);
  EXPECT_EQ(err_, "pymolt: " + at("none.json") +
                      ": the baseline cannot be read\n  `pymolt scan --write-baseline=" +
                      at("none.json") + "` makes it\n");
  write("b.json", "{}");
  EXPECT_EQ(run({"scan", at("a.py"), "--baseline", at("b.json")}), 2);
  EXPECT_EQ(err_, "pymolt: " + at("b.json") +
                      ": this is no baseline of pymolt's: it has no `schema`\n"
                      "  `pymolt scan --write-baseline` makes one\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--write-baseline=" + at("b.json")}), 2)
      << "it may be something else of theirs";
  EXPECT_EQ(run({"scan", at("a.py"), "--write-baseline=" + at("no/such/b.json")}), 2);
  EXPECT_EQ(err_, "pymolt: " + at("no/such/b.json") + ": the baseline cannot be written\n");
  EXPECT_EQ(run({"scan", at("a.py"), "--fail-on-stale"}), 2);
  EXPECT_EQ(err_,
            "pymolt: --fail-on-stale requires a baseline\n  name it with "
            "--baseline FILE\n");
}

TEST_F(Commands, SinceShowsOnlyChangedLines) {
  fs::remove_all(root_ / ".git");
  const auto git = [this](const std::string& words) {
    const std::string all = "git -C '" + root_.string() +
                            "' -c user.name=a -c user.email=a@example.org -c diff.noprefix=true " +
                            words + " >/dev/null 2>&1";
    return std::system(all.c_str());
  };
  write("sub/a.py", "import imp\nx = 1\n");
  write("sub/b.py", "import asynchat\n");
  EXPECT_EQ(run({"scan", at("sub"), "--since", "HEAD"}), 2);
  EXPECT_TRUE(
      err_.starts_with("pymolt: --since: this is not a git working tree\n  git says: fatal: "))
      << err_;
  ASSERT_EQ(git("init") + git("add .") + git("commit -m first"), 0);
  EXPECT_EQ(run({"scan", at("sub"), "--since", "no-such"}), 2);
  EXPECT_TRUE(err_.starts_with("pymolt: --since: git knows no revision `no-such`")) << err_;
  EXPECT_EQ(run({"scan", at("sub"), "--since", "HEAD"}), 0);
  EXPECT_NE(out_.find("2 findings hidden on lines unchanged since HEAD"), std::string::npos)
      << out_;
  ASSERT_EQ(git("mv sub/b.py sub/c.py"), 0);
  write("sub/a.py", "import imp\nimport asyncore\n");
  write("sub/new file.py", "import smtpd\n");
  EXPECT_EQ(run({"scan", at("sub"), "--since", "HEAD", "--format", "csv"}), 1);
  EXPECT_NE(out_.find("asyncore,a.py"), std::string::npos) << out_;
  EXPECT_NE(out_.find("smtpd,new file.py"), std::string::npos) << "git does not track it: " << out_;
  EXPECT_EQ(out_.find("imp,a.py"), std::string::npos) << out_;
  EXPECT_EQ(out_.find(",asynchat,"), std::string::npos) << "it was only renamed: " << out_;
}

TEST_F(Commands, DiffTellsWhatIsNewInTheCode) {
  write("src/a.py", "import imp\n");
  run({"scan", at("src"), "--target", "3.12", "--format", "json=" + at("old.json")});
  write("src/a.py", "import imp\nimport asyncore\n");
  run({"scan", at("src"), "--target", "3.12", "--format", "json=" + at("new.json")});
  EXPECT_EQ(run({"diff", at("old.json"), at("new.json")}), 1);
  EXPECT_EQ(
      out_,
      "New (1)\n  a.py:2: critical [removed-module] The module `asyncore` was removed in 3.12 "
      "(deprecated since 3.6)\n\n"
      "1 new, 0 fixed, 1 the same\n");
  EXPECT_EQ(run({"diff", at("old.json"), at("new.json"), "--fail-on", "never"}), 0);
  EXPECT_EQ(run({"diff", at("new.json"), at("old.json")}), 0) << "what is fixed does no harm";
  EXPECT_EQ(run({"diff", at("new.json"), at("none.json")}), 2);
  EXPECT_EQ(err_, "pymolt: " + at("none.json") +
                      ": there is no such report\n  `pymolt scan --format json=FILE` makes one\n");
}

TEST_F(Commands, DebugShowsWhatEachStageMakes) {
  write("a.py", "import imp\nif True:\n    x = imp.reload\n");
  const struct {
    const char* stage;
    const char* line;
  } kTable[] = {
      {"tokens", "1:8 name imp\n"},
      {"tree", "3 1:8 name: dotted_name\n"},
      {"model",
       "reference imp at 3:9 in scope 0, alive on every version\n  is imp on every version\n"},
      {"facts", "import 0 at 1: imp, alive on every version"},
      {"program", "fails by imp at line 1\n"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(run({"debug", row.stage, at("a.py")}), 0) << err_;
    EXPECT_NE(out_.find(row.line), std::string::npos) << row.stage << ":\n" << out_;
  }
  EXPECT_EQ(run({"debug", "nodes", at("a.py")}), 2);
  EXPECT_EQ(run({"debug", "tree", at("none.py")}), 2);
}

TEST_F(Commands, ExplainTellsWhatIsKnown) {
  EXPECT_EQ(run({"explain", "imp"}), 0);
  EXPECT_NE(out_.find("deprecated 3.4, removed 3.12"), std::string::npos) << out_;
  EXPECT_EQ(run({"explain", "print-statement"}), 0);
  EXPECT_NE(out_.find("## Broken"), std::string::npos) << out_;
  EXPECT_EQ(run({"explain", "syntax.walrus"}), 0);
  EXPECT_NE(out_.find("3.8+      works"), std::string::npos) << out_;
  EXPECT_EQ(run({"explain", "json.loads"}), 0);
  EXPECT_TRUE(out_.starts_with(
      "json.loads\n\n  is there on every version\n\nRemoved or deprecated parameters"))
      << out_;
  EXPECT_EQ(run({"explain", "asyncore.dispatcher.nothing"}), 0);
  EXPECT_TRUE(out_.starts_with(
      "`asyncore.dispatcher.nothing` has no line of its own; it is there where this is:\n\n"
      "asyncore (module)\n"))
      << out_;
  EXPECT_EQ(run({"explain", "random.shuffle(random)"}), 0);
  EXPECT_TRUE(
      out_.starts_with("random.shuffle(random) (parameter, also by position: argument 2)\n"))
      << out_;
  EXPECT_EQ(run({"explain", "asyncoer"}), 2);
  EXPECT_NE(err_.find("did you mean `asyncore`?"), std::string::npos) << err_;
}

TEST_F(Commands, RulesTestNamesThePageTheLineAndTheKind) {
  write("pack/pages/no-frob.md",
        "# no-frob\n\nbreaks: 3.0+\nseverity: high\ndocs: https://docs.python.org/3/\n\nIt "
        "fails.\n\n## Query\n\n```query\n"
        "((identifier) @here (#eq? @here \"frob\"))\n```\n\n## Broken\n\n```python\ngrob  # "
        "broken: no-frob\n```\n\n"
        "## Fine\n\n```python\nfrob\n```\n");
  EXPECT_EQ(run({"rules", "test", at("pack")}), 1);
  EXPECT_NE(out_.find("no-frob.md:18: missing: `no-frob`"), std::string::npos) << out_;
  EXPECT_NE(out_.find("no-frob.md:24: noise: `no-frob`"), std::string::npos) << out_;
  EXPECT_NE(out_.find("1 page, 2 examples, 2 failures\n"), std::string::npos) << out_;
  EXPECT_EQ(run({"rules", "list"}), 0);
  EXPECT_NE(out_.find("print-statement"), std::string::npos);
}

TEST_F(Commands, ScanTakesAFutureFeatureForTheObjectItIs) {
  write("a.py", "from __future__ import division\nRELEASE = division.mandatory\n");
  EXPECT_EQ(run({"scan", at(""), "--target", "3.13", "--format", "json"}), 0) << out_;
  EXPECT_NE(out_.find("{\"name\": \"a\""), std::string::npos) << out_;
}

TEST_F(Commands, ApisListsTheTable) {
  EXPECT_EQ(run({"apis", "typing.*", "--removed-in", "3.13", "--deprecated"}), 0);
  EXPECT_EQ(out_,
            "typing.io  module     since 3.5, deprecated 3.8, removed 3.13 -> typing.IO, "
            "typing.TextIO and "
            "typing.BinaryIO (3.5+)\n"
            "typing.re  module     since 3.5, deprecated 3.8, removed 3.13 -> re.Pattern and "
            "re.Match (3.8+), "
            "typing.Pattern and typing.Match (3.5+)\n"
            "\n"
            "2 facts\n");
  EXPECT_EQ(run({"apis", "imp", "--added-in", "3.4"}), 0);
  EXPECT_EQ(out_, "no facts\n");
  EXPECT_EQ(run({"apis", "collections.Maping"}), 2);
  EXPECT_EQ(err_,
            "pymolt: no rule, API or construct is called `collections.Maping`\n  did you mean "
            "`collections.Mapping`?\n");
}

TEST_F(Commands, HorizonTellsWhatGoesAndWhen) {
  write("a.py",
        "import asyncio, collections.abc, imp, logging, profile\n\n"
        "def work(thread, policy=asyncio.get_event_loop_policy):\n"
        "    logging.warn('x')\n"
        "    logging.warn(isinstance(thread, collections.abc.ByteString))\n");
  EXPECT_EQ(run({"horizon", at(""), "--from", "3.12", "--no-cache"}), 0) << err_;
  EXPECT_EQ(out_,
            "What works on Python 3.12 and goes, and when\n"
            "\n"
            "version                          things  places\n"
            "3.16     planned 2027-10-05           1       1\n"
            "3.17     planned 2028-10              2       2\n"
            "later    no date is set               1       2\n"
            "\n"
            "Python 3.16, planned 2027-10-05\n"
            "  asyncio.get_event_loop_policy, deprecated since 3.14\n"
            "    1 place: a.py:3\n"
            "    instead: asyncio.Runner(loop_factory=...) (3.11+),\n"
            "             asyncio.run(loop_factory=...) (3.12+)\n"
            "\n"
            "Python 3.17, planned 2028-10\n"
            "  collections.abc.ByteString, deprecated since 3.12\n"
            "    1 place: a.py:5\n"
            "    instead: collections.abc.Buffer (3.12+), or bytes and bytearray by name\n"
            "             (2.7+)\n"
            "  profile, deprecated since 3.15\n"
            "    1 place: a.py:1\n"
            "    instead: profiling.tracing (3.15+), or cProfile (2.7+)\n"
            "\n"
            "Later, no date is set\n"
            "  logging.warn, deprecated since 3.3\n"
            "    2 places: a.py:4 and a.py:5\n"
            "    instead: logging.warning (2.7+)\n");
  EXPECT_EQ(run({"horizon", at(""), "--no-cache", "--format", "json", "--select", "imp"}), 0)
      << err_;
  EXPECT_NE(out_.find("\"version\": \"3.12\""), std::string::npos) << out_;
  EXPECT_NE(out_.find("{\"path\": \"a.py\", \"line\": 1, \"column\": 34}"), std::string::npos)
      << out_;
  EXPECT_EQ(run({"horizon", at(""), "--no-cache", "--select", "nntplib"}), 0) << err_;
  EXPECT_EQ(out_, "No known upcoming removals affect this code\n");
}

TEST_F(Commands, HorizonSaysWhatARuleOfItsOwnIsAbout) {
  write("pkg/__init__.py", "");
  write("pkg/util.py", "print >>out, `1`, `2`\n");
  write("pkg/work.py", "import util\n");
  EXPECT_EQ(run({"horizon", at(""), "--from", "2.7", "--no-cache"}), 0) << err_;
  EXPECT_EQ(out_,
            "What works on Python 2.7 and goes, and when\n"
            "\n"
            "version                          things  places\n"
            "3.0      released 2008-12-03          3       4\n"
            "\n"
            "Python 3.0, released 2008-12-03\n"
            "  backticks\n"
            "    2 places: pkg/util.py:1 (2 times)\n"
            "    backticks (`` `x` ``): 3.0 and later reject it\n"
            "    instead: `repr(x)`, which is what backticks meant.\n"
            "  print-chevron\n"
            "    1 place: pkg/util.py:1\n"
            "    `print >>f, x` compiles on Python 3, as a shift of the function `print`, and\n"
            "    raises TypeError when the line is reached.\n"
            "    instead: Pass the file by name: `print(x, file=f)`, below `from __future__\n"
            "             import print_function` where 2.7 still matters.\n"
            "  implicit-relative-import of util\n"
            "    1 place: pkg/work.py:1\n"
            "    Inside a package, 2.7 first looks for a module beside the file; Python 3\n"
            "    does not: the import fails, or takes another module of that name.\n"
            "    instead: `from . import util`, `from .util import name`, or the full name,\n"
            "             `import package.util` (2.7+).\n");
}

}  // namespace
}  // namespace pymolt::cli
