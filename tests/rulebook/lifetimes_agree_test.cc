// The compiled-in lifetimes against what interpreters showed: tests/lifetimes/recorded.tsv, made by tools/refresh_lifetimes.py.
// SPDX-License-Identifier: MIT
//
//   #<TAB>2.7 3.6 … 3.15
//   collections.Mapping<TAB>+++++------      + there, - not there, ? not to be told by that interpreter
//
// Order and duplicates need no test here: the loader refuses a file that has them wrong.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {
namespace {

const Rulebook& book() {
  static const Result<Rulebook> kBook = Rulebook::built_in();
  if (!kBook) ADD_FAILURE() << kBook.mistake().str();
  return *kBook;
}

// The versions on which NAME is there: it and all it stands in. Built-ins are there without `import builtins`.
VersionSet alive(const Lifetime& fact) {
  VersionSet versions = fact.exists;
  const std::string_view dotted = fact.owner.empty() ? fact.name : fact.owner;
  for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos;
       dot = dotted.find('.', dot + 1)) {
    const Lifetime* parent = book().lifetime(dotted.substr(0, dot));
    if (parent != nullptr && parent->name != "builtins") versions = versions & parent->exists;
  }
  if (const Lifetime* owner = fact.owner.empty() ? nullptr : book().lifetime(fact.owner)) {
    versions = versions & owner->exists;
  }
  return versions;
}

struct Row {
  std::string name;
  std::string signs;
};

struct Recording {
  std::vector<Version> versions;
  std::vector<Row> rows;
};

Recording read_recording() {
  Recording recording;
  std::ifstream file(PYMOLT_SOURCE_DIR "/tests/lifetimes/recorded.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    if (line.front() != '#') {
      recording.rows.push_back({line.substr(0, tab), line.substr(tab + 1)});
      continue;
    }
    std::istringstream words(line.substr(tab + 1));
    for (std::string word; words >> word;)
      recording.versions.push_back(Version::parse(word).value());
  }
  return recording;
}

TEST(Lifetimes, AgreeWithTheInterpreters) {
  const Recording recording = read_recording();
  ASSERT_GE(recording.versions.size(), 11U);
  ASSERT_GE(recording.rows.size(), 5000U);
  for (const Row& row : recording.rows) {
    const Lifetime* fact = book().lifetime(row.name);
    ASSERT_NE(fact, nullptr) << row.name
                             << " is recorded and has no line: run tools/refresh_lifetimes.py";
    ASSERT_EQ(row.signs.size(), recording.versions.size()) << row.name;
    const VersionSet versions = alive(*fact);
    for (std::size_t i = 0; i < row.signs.size(); ++i) {
      if (row.signs[i] == '?') continue;
      EXPECT_EQ(versions.contains(recording.versions[i]), row.signs[i] == '+')
          << fact->file << ":" << fact->line << ": " << row.name << " on "
          << recording.versions[i].str() << "; the interpreters show " << row.signs;
    }
  }
}

TEST(Lifetimes, SayWhatToWriteInsteadOfAllThatWentOrGoes) {
  int asked = 0;
  for (const auto& [top, facts] : book().lifetimes()) {
    if (top == "syntax") continue;
    for (const Lifetime& fact : *facts) {
      const bool went =
          !fact.removed_on().empty() && !fact.exists.contains(Version::at(Version::kCount - 1));
      if (!went && !fact.deprecated) continue;
      ++asked;
      EXPECT_FALSE(fact.advice.empty()) << fact.file << ":" << fact.line << ": " << fact.name;
    }
  }
  EXPECT_GE(asked, 1500);
}

// Advice names what to write and the oldest version on which that works: `html.unescape (3.4+)`. A name that has a life of
// its own must be there on that version; a name of the standard library must come with a version.
TEST(Lifetimes, AdviseWhatIsThere) {
  const std::regex with_version(R"(([A-Za-z_]\w*(?:\.\w+)+)\S* \((\d\.\d+)\+\))");
  const std::regex first_name(R"(^(?:the private )?([A-Za-z_]\w*)(?:\.\w+)+)");
  int asked = 0;
  for (const auto& [top, facts] : book().lifetimes()) {
    for (const Lifetime& fact : *facts) {
      if (fact.package != nullptr) continue;  // the versions are the package's own
      std::string advice(fact.advice);
      if (fact.advice_from) advice += " (" + std::string(fact.advice_from->str()) + "+)";
      const std::string place = std::string(fact.file) + ":" + std::to_string(fact.line) + ": ";
      for (std::sregex_iterator it(advice.begin(), advice.end(), with_version), end; it != end;
           ++it) {
        const std::string name = (*it)[1];
        ++asked;
        if (name == "hashlib.scrypt")
          continue;  // new in 3.6; the 3.6 that was asked has too old an OpenSSL
        EXPECT_TRUE(book().exists(name).contains(*Version::parse((*it)[2].str())))
            << place << fact.name << " -> " << name << ", which is there on "
            << book().exists(name).str();
      }
      std::smatch first;
      const bool is_private = advice.starts_with("the private ");
      if (is_private || !std::regex_search(advice, first, first_name) ||
          !book().is_module(first[1].str()))
        continue;
      EXPECT_NE(advice.find("+)"), std::string::npos) << place << fact.name << " -> " << advice;
    }
  }
  EXPECT_GE(asked, 700);
}

TEST(Lifetimes, KnowWhatPeopleMeet) {
  const struct {
    const char* name;
    const char* alive;
  } kTable[] = {
      {"imp", "2.7-3.11"},
      {"collections.Mapping", "2.7-3.9"},
      {"unittest.TestCase.assertEquals", "2.7-3.11"},
      {"asyncio.sleep(loop)", "3.4-3.9"},
      {"asyncio.Queue(loop)", "3.4-3.9"},
      {"token.ASYNC", "3.5-3.6, 3.8-3.12"},
      {"types.NoneType", "2.7, 3.10+"},
      {"tomllib", "3.11+"},
      {"argparse", "2.7, 3.2+"},
      {"builtins.callable", "2.7, 3.2+"},
      {"builtins.unicode", "2.7"},
      {"builtins.str.removeprefix", "3.9+"},
      {"threading.Thread.isAlive", "2.7-3.8"},
      {"html.parser.HTMLParser.unescape", "3.0-3.8"},
      {"xml.etree.ElementTree.Element.getchildren", "2.7-3.8"},
      {"random.shuffle(random@1)", "2.7-3.10"},
      {"json.loads(encoding)", "2.7-3.8"},
      {"os.path.join(a)", "2.7-3.14"},
      {"sre_parse", "2.7-3.14"},
      {"shutil.ExecError", "2.7-3.15"},
      {"xml.etree.cElementTree", "every version"},
  };
  for (const auto& row : kTable) {
    const Lifetime* fact = book().lifetime(row.name);
    ASSERT_NE(fact, nullptr) << row.name;
    EXPECT_EQ(alive(*fact).str(), row.alive) << row.name;
  }
}

}  // namespace
}  // namespace pymolt::rulebook
