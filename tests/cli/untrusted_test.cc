// A tree set against whoever scans it: each thing that it tries, with the binary itself.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/sanitized.h"

namespace pymolt::test {
namespace {

namespace fs = std::filesystem;

class Untrusted : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("pymolt-untrusted-" + std::to_string(::getpid()) + "-" + test->name());
    fs::create_directories(folder_ / "home");
    fs::create_directories(folder_ / "tree");
    write("tree/.git/config", "");
    write("home/secret.env", "TOKEN=hunter2\n");
    write("tree/a.py", "import imp\n");
  }
  void TearDown() override { ::system(("rm -rf " + folder_.string()).c_str()); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path, std::ios::binary) << text;
  }
  void link(const std::string& path, const std::string& to) const {
    fs::create_directories((folder_ / path).parent_path());
    fs::create_symlink(to, folder_ / path);
  }
  [[nodiscard]] std::string read(const std::string& path) const {
    std::ifstream in(folder_ / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  // Runs pymolt in the tree, with BEFORE in the shell; the exit status, or 1000 and the signal.
  int run(const std::string& words, const std::string& before = {}) {
    const std::string command =
        "cd " + (folder_ / "tree").string() + "; export XDG_CACHE_HOME=" + folder_.string() +
        "/cache; unset GITHUB_ACTIONS; " + before + " exec timeout 60 " PYMOLT_BINARY " " + words +
        " >" + folder_.string() + "/out 2>" + folder_.string() + "/err </dev/null";
    const int status = ::system(("bash -c '" + command + "'").c_str());
    out_ = read("out");
    err_ = read("err");
    if (WIFSIGNALED(status)) return 1000 + WTERMSIG(status);
    return WEXITSTATUS(status);
  }
  [[nodiscard]] bool says(const std::string& text) const {
    return out_.find(text) != std::string::npos || err_.find(text) != std::string::npos;
  }
  [[nodiscard]] std::string said() const { return out_ + err_; }

  fs::path folder_;
  std::string out_;
  std::string err_;
};

TEST_F(Untrusted, SettingsWriteNoFileOutsideTheirFolder) {
  link("tree/out", "../home");
  link("tree/link.txt", "../home/.bashrc");
  for (const std::string& file : std::vector<std::string>{
           "../home/.bashrc", folder_.string() + "/home/.bashrc", "out/x.txt", "link.txt",
           ".git/hooks/x.txt", "sub/../../home/x.txt", ".envrc", "setup.py", "x/.y/z.txt"}) {
    write("tree/pymolt.toml", "format = [\"text=" + file + "\"]\n");
    EXPECT_EQ(run("scan ."), 2) << file << said();
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "home"), fs::directory_iterator()), 1)
        << file;
  }
  EXPECT_FALSE(fs::exists(folder_ / "tree/.git/hooks"));
  write("tree/pymolt.toml", "format = [\"json=report.json\"]\n");
  EXPECT_EQ(run("scan . --target 3.12"), 1) << said();
  EXPECT_NE(read("tree/report.json").find("pymolt-report/1"), std::string::npos);
}

TEST_F(Untrusted, NothingIsWrittenThroughALink) {
  for (const char* path :
       {"tree/pymolt-baseline.json", "tree/pymolt-baseline.json.new", "tree/report.json"})
    link(path, "../home/secret.env");
  EXPECT_EQ(run("scan . --write-baseline=new.json"), 0) << said();
  EXPECT_EQ(run("scan . --output report.json"), 1);
  EXPECT_EQ(run("scan . --write-baseline"), 2) << "what stands there leads away: " << said();
  EXPECT_EQ(read("home/secret.env"), "TOKEN=hunter2\n");
  link("tree/reports", "../home");
  EXPECT_EQ(run("scan . --output reports/x.txt"), 2) << said();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "home"), fs::directory_iterator()), 1);
}

TEST_F(Untrusted, NothingFromOutsideIsQuoted) {
  link("tree/p.py", "../home/secret.env");
  link("tree/q", "../home/secret.env");
  EXPECT_EQ(run("scan . --format json"), 1);
  EXPECT_FALSE(says("hunter2")) << said();
  EXPECT_TRUE(says("symbolic link that leads out")) << said();
  EXPECT_EQ(run("scan p.py"), 2);
  EXPECT_FALSE(says("hunter2")) << said();
  for (const char* text : {"baseline = \"../home/secret.env\"\n", "baseline = \"b.json\"\n",
                           "rules = [\"pack\"]\n", "rules = [\"../home\"]\n"}) {
    link("tree/b.json", "../home/secret.env");
    link("tree/pack/pages/x.md", "../../../home/secret.env");
    link("tree/pack/lifetimes/x.life", "../../../home/secret.env");
    write("tree/pymolt.toml", text);
    EXPECT_EQ(run("scan ."), 2) << text;
    EXPECT_FALSE(says("hunter2")) << said();
    for (const char* path : {"tree/b.json", "tree/pack/pages/x.md", "tree/pack/lifetimes/x.life"})
      fs::remove(folder_ / path);
  }
  fs::remove(folder_ / "tree/pymolt.toml");
  link("tree/pymolt.toml", "../home/secret.env");
  EXPECT_EQ(run("scan ."), 2);
  EXPECT_FALSE(says("hunter2")) << said();
  EXPECT_EQ(run("scan . --config pymolt.toml"), 2);
  EXPECT_FALSE(says("hunter2")) << said();
  EXPECT_EQ(run("scan . --isolated --baseline pymolt.toml"), 2);
  EXPECT_FALSE(says("hunter2")) << said();
  EXPECT_EQ(run("scan . --isolated --files-from q"), 2);
}

TEST_F(Untrusted, NoFolderOfReportsLeadsAway) {
  link("tree/out", "../home");
  link("tree/in/rules", "../../home");
  link("tree/papers/checklist.md", "../../home/secret.env");
  const auto home_is_untouched = [&] {
    return std::distance(fs::directory_iterator(folder_ / "home"), fs::directory_iterator()) == 1;
  };
  for (const char* words :
       {"docs out", "docs out/deep/er", "docs in", "report . -o out --target 3.12",
        "report . -o out/new --target 3.12", "report . -o papers --target 3.12",
        "history add r.json --file out/h.jsonl"}) {
    write("tree/r.json", "{}");
    EXPECT_EQ(run(words), 2) << words << said();
    EXPECT_TRUE(says("a link that leads out of")) << words << said();
    EXPECT_FALSE(says("hunter2")) << words;
    EXPECT_TRUE(home_is_untouched()) << words;
  }
  EXPECT_EQ(read("home/secret.env"), "TOKEN=hunter2\n");
  EXPECT_EQ(run("docs " + folder_.string() + "/tree/in"), 2) << "inside it, by whichever path";
  EXPECT_TRUE(home_is_untouched());
}

TEST_F(Untrusted, ThePolicyOfTheTreeNamesNoEvidenceElsewhere) {
  link("tree/link.json", "../home/secret.env");
  const auto policy = [](const std::string& evidence) {
    return "target = \"3.12\"\n[[criterion]]\nname = \"t\"\nmeasure = \"tests\"\nat-least = 1\n"
           "evidence = \"" +
           evidence + "\"\npython = \"3.12\"\n";
  };
  for (const std::string& evidence :
       {std::string("../home/secret.env"), folder_.string() + "/home/secret.env",
        std::string("*/../../home/*"), std::string("link.json"), std::string("fifo")}) {
    write("tree/pymolt-gate.toml", policy(evidence));
    ::mkfifo((folder_ / "tree/fifo").c_str(), 0600);
    for (const char* words : {"gate", "gate --policy pymolt-gate.toml", "gate --format json"}) {
      EXPECT_EQ(run(words), 2) << evidence << said();
      EXPECT_FALSE(says("hunter2")) << evidence << said();
      EXPECT_EQ(said().find("sha256\": \""), std::string::npos) << evidence << said();
    }
  }
  fs::remove(folder_ / "tree/pymolt-gate.toml");
  link("tree/pymolt-gate.toml", "../home/secret.env");
  EXPECT_EQ(run("gate"), 2);
  EXPECT_FALSE(says("hunter2")) << said();
  write("tree/deep.toml", "a = " + std::string(200'000, '['));
  EXPECT_EQ(run("gate --policy deep.toml"), 2);
}

TEST_F(Untrusted, ListsAndReportsAreFilesThatEnd) {
  ASSERT_EQ(::mkfifo((folder_ / "tree/fifo").c_str(), 0600), 0);
  link("tree/q", "../home/secret.env");
  link("tree/zero", "/dev/zero");
  fs::create_directories(folder_ / "tree/reports");
  link("tree/reports/x.json", "../../home/secret.env");
  for (const char* words :
       {"scan --files-from fifo", "scan --files-from zero", "scan --files-from q",
        "scan --files-from /dev/zero", "portfolio fifo", "portfolio zero", "portfolio reports",
        "portfolio q", "merge fifo", "merge zero", "diff fifo fifo",
        "gate --report fifo --policy fifo", "history --file fifo", "history add zero",
        "portfolio --before zero reports", "explain --rules fifo imp", "scan --venv fifo",
        "scan . --python fifo", "debug facts fifo"}) {
    EXPECT_EQ(run(words), 2) << words << said().substr(0, 300);
    EXPECT_FALSE(says("hunter2")) << words << said();
  }
}

TEST_F(Untrusted, NothingThatNeverEndsIsWaitedFor) {
  ASSERT_EQ(::mkfifo((folder_ / "tree/fifo").c_str(), 0600), 0);
  for (const char* text :
       {"baseline = \"fifo\"\n", "baseline = \"/dev/zero\"\n", "rules = \"fifo\"\n"}) {
    write("tree/pymolt.toml", text);
    EXPECT_EQ(run("scan ."), 2) << text << said();
  }
  fs::remove(folder_ / "tree/pymolt.toml");
  for (const char* words :
       {"--baseline fifo", "--config fifo", "--baseline /dev/zero", "--output fifo"}) {
    EXPECT_EQ(run("scan . " + std::string(words)), 2) << words << said();
  }
  ASSERT_EQ(::mkfifo((folder_ / "tree/pymolt.toml").c_str(), 0600), 0);
  EXPECT_EQ(run("scan ."), 2) << said();
}

TEST_F(Untrusted, WhatTheTreeLeavesOutIsSaidInEveryForm) {
  write("tree/pymolt.toml", "exclude = [\"*\"]\nallow-unknown = true\n");
  EXPECT_EQ(run("scan ."), 2) << "nothing analysed is no go: " << said();
  EXPECT_FALSE(says(": go")) << said();
  write("tree/b.py", "import asyncore, imp\n");
  write("tree/pymolt.toml", "exclude = [\"a.py\"]\nignore = [\"imp\", \"asyn*\"]\n");
  for (const char* format :
       {"text", "json", "sarif", "html", "markdown", "github", "gitlab", "csv", "junit"}) {
    EXPECT_EQ(run(std::string("scan . --target 3.12 --format ") + format), 0) << said();
    EXPECT_TRUE(says("a.py` in pymolt.toml:1") || says("a.py\\` in pymolt.toml:1"))
        << format << said();
    EXPECT_TRUE(says("imp` in pymolt.toml:2") || says("imp\\` in pymolt.toml:2"))
        << format << said();
  }
  EXPECT_EQ(run("scan . --target 3.12 --isolated"), 1) << said();
  EXPECT_TRUE(says("2 found: 2 scanned")) << said();
  fs::remove(folder_ / "tree/pymolt.toml");
  write("tree/.gitignore", "*\n");
  EXPECT_EQ(run("scan ."), 2);
  EXPECT_TRUE(says("`*` in .gitignore:1")) << said();
}

TEST_F(Untrusted, APackContradictsAloud) {
  write("tree/pack/x.life", "# Mine.\nimp: since 3.0\nmine_only: since 3.12\n");
  write("tree/pymolt.toml", "rules = [\"pack\"]\n");
  run("scan . --target 3.12 --format markdown");
  EXPECT_TRUE(says("rule pack pack (pymolt.toml:1)")) << said();
  EXPECT_TRUE(says("says otherwise than is built in of imp")) << said();
  EXPECT_EQ(run("scan . --target 3.12 --isolated"), 1);
}

TEST_F(Untrusted, IsolatedHeedsNoComments) {
  write("tree/a.py", "import imp  # pymolt: ignore[imp]\n");
  EXPECT_EQ(run("scan a.py --target 3.12"), 0) << said();
  EXPECT_EQ(run("scan a.py --target 3.12 --isolated"), 1) << said();
  EXPECT_TRUE(says("isolated")) << said();
}

TEST_F(Untrusted, NamesAreSpelledOutOnEveryStream) {
  const std::string evil = "a\x1b[31m\n::error::x\n\xff\xe2\x80\xae.py";
  write("tree/" + evil, "import imp, asyncore\nx = (\n");
  write("tree/::error::y.py", "import imp\n");
  write("tree/b\x1b[31m\n::error::\xe2\x80\xae.py", "import imp\nprint 1\n");
  write("tree/raw.py", "x = '\x1b[31m\xe2\x80\xae'\n# pymolt: ignore[\x1b\xe2\x80\xae]\n");
  write("tree/Dockerfile", "FROM python:3.6-\xe2\x80\xae\n");
  for (const std::string words : {"scan .",
                                  "scan . --min-version",
                                  "scan . --format markdown",
                                  "scan . --format github",
                                  "plan",
                                  "graph",
                                  "horizon",
                                  "scan . --format csv",
                                  "scan . --format html",
                                  "scan . --format junit",
                                  "scan . --format json",
                                  "scan . --format gitlab",
                                  "scan . --format sarif",
                                  "scan . --min-version --format json",
                                  "plan --format json",
                                  "graph --format json",
                                  "deps --format json",
                                  "fix --target 3.12",
                                  "debug facts raw.py",
                                  "debug tokens raw.py",
                                  "debug tree raw.py"}) {
    run(words);
    EXPECT_EQ(said().find('\x1b'), std::string::npos) << words;
    EXPECT_EQ(said().find("\xe2\x80\xae"), std::string::npos) << words;
    EXPECT_EQ(said().find('\xff'), std::string::npos) << words;
    if (words.find("github") == std::string::npos) {
      EXPECT_EQ(("\n" + said()).find("\n::"), std::string::npos) << words << said();
    }
  }
  run("scan '\"'\"'gone\x1b[2J.py'\"'\"'");
  EXPECT_EQ(said().find('\x1b'), std::string::npos);
  run("explain \x1b[2J");
  EXPECT_EQ(said().find('\x1b'), std::string::npos);
  write("tree/pymolt.toml", "exclude = \"\\u001b[31m\"\nt\\u001b = 1\n\"x\x1b\" = 3\n");
  EXPECT_EQ(run("scan ."), 2);
  EXPECT_EQ(said().find('\x1b'), std::string::npos) << said();
}

TEST_F(Untrusted, HostileSettingsAreRefused) {
  std::string dotted = "[a";
  for (int i = 0; i < 200'000; ++i) dotted += ".a";
  const std::string open(200'000, '[');
  const std::string long_word(400'000, 'a');
  for (const std::string& text :
       {dotted + "]\n", "target = " + open, long_word + " = 1\n",
        "ignore = \"" + long_word + "\"\n", "exclude = \"" + long_word + "\"\n",
        "exclude = \"**a*a[" + long_word + "]\"\n"}) {
    write("tree/pymolt.toml", text);
    EXPECT_EQ(run("scan ."), 2) << text.substr(0, 30) << said().substr(0, 500);
  }
  fs::remove(folder_ / "tree/pymolt.toml");
  write("tree/b.json", "{\"schema\": " + open);
  EXPECT_EQ(run("scan . --baseline b.json"), 2);
  EXPECT_TRUE(says("nested deeper")) << said();
}

TEST_F(Untrusted, FaultsLeaveTheAnswerRightOrSaySo) {
  EXPECT_EQ(run("--help", "exec >/dev/full;"), 0);  // the redirection that follows wins
  EXPECT_EQ(::system("bash -c '" PYMOLT_BINARY " --help >/dev/full 2>/dev/null; test $? = 2'"), 0);
  EXPECT_EQ(::system("bash -c '" PYMOLT_BINARY " man >/dev/full 2>/dev/null; test $? = 2'"), 0);
  EXPECT_EQ(run("scan . --target 3.12 --output /dev/full"), 2);
  for (int i = 0; i < 300; ++i)
    write("tree/m" + std::to_string(i) + ".py", "import imp\nx = '%s' % imp\n");
  run("scan . --target 3.12 --no-cache --format json");
  const std::string right = out_;
  for (const char* before :
       {"ulimit -f 1;", "ulimit -n 16;", "mkdir -p $XDG_CACHE_HOME; chmod a-w $XDG_CACHE_HOME;"}) {
    run("scan . --target 3.12 --jobs 8 --format json --output /dev/fd/1", before);
    EXPECT_TRUE(fs::file_size(folder_ / "out") <= right.size()) << before;
    EXPECT_EQ(run("scan . --target 3.12 --jobs 8 --format json"), 1)
        << "the next scan: " << said().substr(0, 500);
    EXPECT_EQ(out_, right) << before;
  }
  // Two at once, many times.
  const std::string twice = "for i in 1 2 3; do " PYMOLT_BINARY
                            " scan . --target 3.12 --format json >/dev/null & " PYMOLT_BINARY
                            " scan . --target 3.12 --format json >/dev/null; wait; done;";
  EXPECT_EQ(run("scan . --target 3.12 --format json", twice), 1);
  EXPECT_EQ(out_, right);
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "cache")) {
    EXPECT_FALSE(entry.path().filename().string().ends_with("-new")) << entry.path();
  }
}

TEST_F(Untrusted, AStubIsNoModuleThoughItsBytesAreTheSame) {
  write("tree/a.pyi", "import imp\n");
  write("tree/z.py", "import imp\n");
  fs::remove(folder_ / "tree/a.py");
  EXPECT_EQ(run("scan . --target 3.12"), 1);
  EXPECT_EQ(run("scan . --target 3.12"), 1) << "from the cache";
}

TEST_F(Untrusted, ManyCommentsDoNoHarm) {
  std::string unused;
  for (int i = 0; i < 2000; ++i) unused += "# pymolt: ignore[imp]\n";
  std::string unknown;
  for (int i = 0; i < 2000; ++i)
    unknown += "x = 1  # pymolt: ignore[no_such_rule_" + std::to_string(i) + "]\n";
  for (const std::string& text :
       {unused, unknown, "# pymolt: ignore[" + std::string(4000, 'q') + "]\nx = 1\n"}) {
    write("tree/b.py", text);
    EXPECT_LE(run("scan b.py --target 3.12"), 1);
  }
}

// How often PART stands in TEXT.
std::size_t count_of(const std::string& part, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST_F(Untrusted, PlacesBeyondTheFirstAreCountedAndSaid) {
  for (const char* line : {")\n", "print x\n", "import imp\n", "def f(): return unicode(x)\n"}) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += line;
    write("tree/b.py", text);
    EXPECT_EQ(run("scan b.py --target 3.13 --format json"), 1) << line << said().substr(0, 300);
    const std::size_t kept = count_of("\n      \"rule\": ", out_) + count_of("{\"rule\": ", out_);
    EXPECT_LE(kept, 2U * 2010U) << line;
    EXPECT_GE(count_of("\"places\": 3000", out_), 1U) << line << out_.substr(0, 3000);
    EXPECT_NE(out_.find("\"verdict\": {\"3.13\": \"no-go\"}"), std::string::npos) << line;
    for (const char* format : {"text", "sarif", "html"}) {
      EXPECT_EQ(run("scan b.py --target 3.13 --format " + std::string(format)), 1) << line;
      EXPECT_TRUE(says("3,000 more places of ") || says("3000 more places of "))
          << format << line << said().substr(0, 3000);
    }
  }
}

TEST_F(Untrusted, WhatIsLeftOutOfAScriptIsSaid) {
  std::string text = "#!/bin/sh\n";
  for (int i = 0; i < 500; ++i) text += "python3 -c 1\n";
  write("tree/a.py", "x = 1\n");
  write("tree/a.sh", text);
  EXPECT_EQ(run("scan . --target 3.13"), 0) << said().substr(0, 3000);
  write("tree/a.sh", text + "python3 -c \"import imp\"\n");
  EXPECT_EQ(run("scan . --target 3.13"), 2) << said().substr(0, 3000);
  EXPECT_TRUE(says("not analysed in a.sh: ")) << said().substr(0, 3000);
  EXPECT_FALSE(says("Python 3.13: go")) << said().substr(0, 3000);
}

TEST_F(Untrusted, ManyDeclarationsAreBoundedAloud) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "a" + std::to_string(i) + "==1\n";
  write("tree/requirements.txt", text);
  write("tree/a.py", "x = 1\n");
  EXPECT_EQ(run("scan . --target 3.13"), 2) << said().substr(0, 3000);
  EXPECT_TRUE(says("not analysed in requirements.txt: declarations of packages beyond the first"))
      << said().substr(0, 3000);
}

TEST_F(Untrusted, ImportsBeyondThoseThatAreReadAreSaid) {
  std::string text = "import ";
  for (int i = 0; i < 50'000; ++i) text += "a,";
  write("tree/a.py", text + "a\nreduce(b, c)\n");
  EXPECT_EQ(run("scan . --target 3.13"), 2) << said().substr(0, 3000);
  EXPECT_TRUE(says("Python 3.13: no-go")) << "the call is judged: " << said().substr(0, 3000);
  EXPECT_TRUE(says("imports beyond the first 50000")) << said().substr(0, 3000);
  write("tree/a.py", text + "reduce\nreduce(b, c)\n");
  EXPECT_EQ(run("scan . --target 3.13"), 2)
      << "it is bound to something: " << said().substr(0, 3000);
  EXPECT_FALSE(says("Python 3.13: go")) << said().substr(0, 3000);
}

TEST_F(Untrusted, AnOverlongNameIsSaid) {
  write("tree/a.py", "import imp\n" + std::string(2001, 'a') + " = 1\n");
  EXPECT_EQ(run("scan . --target 3.13"), 2) << said().substr(0, 3000);
  EXPECT_TRUE(says("a name of more than 2000 letters")) << said().substr(0, 3000);
  EXPECT_FALSE(says("Python 3.13: go")) << said().substr(0, 3000);
  write("tree/a.py", "import imp\n" + std::string(2000, 'a') + " = 1\n");
  EXPECT_EQ(run("scan . --target 3.13"), 1) << said().substr(0, 3000);
}

TEST_F(Untrusted, NoGitOfTheTreeIsRun) {
  write("tree/.venv/bin/git", "#!/bin/sh\ntouch " + folder_.string() + "/marker\n");
  fs::permissions(folder_ / "tree/.venv/bin/git", fs::perms::owner_all);
  fs::create_directory_symlink(folder_ / "tree/.venv/bin", folder_ / "bin");
  const std::string path = folder_.string() + "/bin:" + folder_.string() + "/tree/.venv/bin:.:";
  write("tree/sub/a.py", "x = 1\n");
  for (const char* words :
       {"scan . --since HEAD", "scan sub --since HEAD", "scan . --format sarif", "gate"}) {
    run(words, "export PATH=" + path + "$PATH;");
    EXPECT_FALSE(fs::exists(folder_ / "marker")) << words;
  }
}

TEST_F(Untrusted, NoPlaceThatIsOnlyCountedHidesBehindComments) {
  std::string text;
  for (int i = 0; i < 2100; ++i) text += "import imp  # pymolt: ignore\n";
  write("tree/b.py", text + "import imp\n");
  EXPECT_EQ(run("scan b.py --target 3.13"), 2) << said().substr(0, 3000);
  EXPECT_TRUE(says("101 more places")) << said().substr(0, 3000);
  EXPECT_EQ(run("scan b.py --target 3.13 --isolated"), 1) << said().substr(0, 3000);
  write("tree/b.py", "import imp  # pymolt: ignore\n");
  EXPECT_EQ(run("scan b.py --target 3.13"), 0) << said().substr(0, 3000);
}

// What limits the memory and the processor time of a run; nothing under a sanitizer.
std::string memory(const std::string& kilobytes) {
  return kIsSanitized ? "" : "ulimit -v " + kilobytes + ';';
}
std::string processor(const std::string& seconds) {
  return kIsSanitized ? "" : "ulimit -t " + seconds + ';';
}

// A sparse file is large and costs nothing to make.
TEST_F(Untrusted, LargeFilesBesideTheCodeAreRefusedUnread) {
  write("tree/big.json", "");
  fs::resize_file(folder_ / "tree/big.json", std::uintmax_t{3} << 30);
  for (const char* words :
       {"scan . --baseline big.json", "scan . --write-baseline=big.json", "diff big.json big.json",
        "history add big.json", "history --file big.json", "portfolio --before big.json .",
        "scan --files-from big.json", "scan . --config big.json", "gate --policy big.json"}) {
    EXPECT_EQ(run(words, memory("400000")), 2) << words << said().substr(0, 300);
    EXPECT_TRUE(says("is larger than the ")) << words << said().substr(0, 300);
  }
  write("tree/pymolt.toml", "baseline = \"big.json\"\n");
  EXPECT_EQ(run("scan .", memory("400000")), 2);
  EXPECT_TRUE(says("is larger than the 64 MiB")) << said().substr(0, 300);
}

std::string times(std::size_t number, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < number; ++i) all += text;
  return all;
}

// What is no Python by its name is not read as such where it cannot have an import, and no file has more tokens than are kept.
TEST_F(Untrusted, FilesOfManyTokensAreRefusedByTheirNumber) {
  const std::string before = memory("700000");
  write("tree/big.json", "[" + times(8'000'000, "1,") + "1]");
  for (const char* command : {"scan", "fix", "plan"}) {
    EXPECT_EQ(run(std::string(command) + " big.json --no-cache", before), command[0] == 'f' ? 0 : 2)
        << command << said().substr(0, 300);
  }
  EXPECT_EQ(run("scan big.json --no-cache", before), 2);
  EXPECT_TRUE(says("no Python file by its name")) << said().substr(0, 300);
  write("tree/big.py", "import imp\nx = [" + times(8'000'000, "1,") + "1]");
  EXPECT_EQ(run("scan big.py --no-cache", before), 2);
  EXPECT_TRUE(says("has more than 8000000 tokens, not analysed")) << said().substr(0, 300);
  EXPECT_EQ(run("fix big.py --no-cache", before), 2);
  EXPECT_TRUE(says("has more than 8000000 tokens")) << said().substr(0, 300);
  write("tree/none.txt", "# coding: rot13\nvzcbeg vzc\n");  // which says that it has an import
  EXPECT_EQ(run("scan none.txt --target 2.7"), 0) << said();
}

// A fix of one place may look at the whole file, and each is proved by a scan: both are counted.
TEST_F(Untrusted, FixesAreWorkThatIsCounted) {
  const struct {
    const char* line;
    const char* says;
  } kTable[] = {
      {"print 'x'\n", "1 fix in 1 file"},
      {"print 'x'\nx = 1 <> 2\nx = 10L\nx = `1`\nraise E, 'x'\n0777\nunicode(x)\n",
       "fixes in 1 file"},
      {"x = `1`\n", "fixes in 1 file"},
  };
  for (const auto& row : kTable) {
    write("tree/b.py", times(150'000 / std::string(row.line).size(), row.line));
    (void)run("fix b.py --from 2.7 --target 3.13 --check --no-cache",
              processor("40") + memory("700000"));
    EXPECT_TRUE(says(row.says)) << row.line << said().substr(0, 500);
    EXPECT_EQ(run("scan b.py --fixes --from 2.7 --target 3.13 --format json --no-cache",
                  processor("40") + memory("700000")),
              1)
        << row.line << err_.substr(0, 300);
    EXPECT_LT(out_.size(), 40'000'000U) << row.line;
  }
  write("tree/b.py", "print 1" + std::string(9 << 20, ' '));
  EXPECT_EQ(run("fix b.py --from 2.7 --target 3.13"), 2);
  EXPECT_TRUE(says("is larger than the 8 MiB")) << said().substr(0, 300);
}

TEST_F(Untrusted, StatementsThatAreChangedAreWorkThatIsCounted) {
  write("tree/tox.ini", "[tox]\n" + times(3'000, "envlist = py27,py36\n"));
  write("tree/Dockerfile", times(6'000, "FROM python:3.6\n"));
  write("tree/.github/workflows/ci.yml",
        "jobs:\n" + times(1, "  a:\n    steps:\n") +
            times(3'000,
                  "      - uses: actions/setup-python@v5\n        with:\n          "
                  "python-version: '3.6'\n"));
  EXPECT_LT(run("fix . --configuration --target 3.13 --check --no-cache", processor("40")), 3)
      << said().substr(0, 500);
  EXPECT_TRUE(says("too much in this file had to be tried")) << said().substr(0, 800);
}

// In the worst case a letter costs as many steps as the expression has.
TEST_F(Untrusted, RegularExpressionsOfAPackAreWorkThatIsCounted) {
  write("tree/pack/pages/x.md",
        "# x\n\nbreaks: 3.0+\nseverity: high\n\nX.\n\n## Query\n\n```query\n((string) @here "
        "(#match? @here "
        "\"(?:(?:a?){30}){20}(?:a?){300}Z\"))\n```\n\n## Broken\n\n```python\nx = 'aZ'  # broken: "
        "x\n```\n\n## Fine\n\n```python\nx\n```\n");
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "x = '" + std::string(900, 'a') + "'\n";
  write("tree/b.py", text);
  EXPECT_EQ(run("scan b.py --rules pack --target 3.13"), 2) << said().substr(0, 500);
  EXPECT_TRUE(says("what the regular expressions of rules find in its texts"))
      << said().substr(0, 500);
  write("tree/b.py", "x = 'aZ'\n");
  EXPECT_EQ(run("scan b.py --rules pack --target 3.13"), 1) << said().substr(0, 500);
}

TEST_F(Untrusted, QueriesAreBounded) {
  const auto page = [&](const std::string& query) {
    write(
        "tree/pack/pages/x.md",
        "# x\n\nbreaks: 3.0+\nseverity: high\n\nX.\n\n## Query\n\n```query\n" + query + "\n```\n");
    run("rules test pack");
    const int status = run("scan . --rules pack --target 3.12");
    return status;
  };
  std::string many;
  for (int i = 0; i < 200; ++i) many += "(_)* ";
  for (const std::string& query :
       {std::string("(#eq? @here \"x\")"), std::string(100'000, '('), "(call " + many + ") @here",
        std::string("(ca\0ll) @here", 13), std::string("(call) @here \"")}) {
    EXPECT_EQ(page(query), 2) << query.substr(0, 40) << said().substr(0, 300);
  }
}

}  // namespace
}  // namespace pymolt::test
