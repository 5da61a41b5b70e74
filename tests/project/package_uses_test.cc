// Names of packages in small projects: what is found depends on the Python, on what is declared, and on what stands around.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "deps/in_force.h"
#include "project/reduce.h"
#include "scan/scan_file.h"

namespace pymolt::project {
namespace {

class PackageUses : public testing::Test {
 protected:
  PackageUses() : book_(rulebook::Rulebook::built_in()) {
    std::vector<std::pair<std::string, std::string>> pack;
    pack.emplace_back("packages/feather.pkg",
                      "package feather\nimports feather\nnative\n"
                      "requires >=2.7\nrequires >=3.6 since 1.5.0\nrequires >=3.9 since 3.0.0\n"
                      "supports 3.12 since 2.0.0 (wheel)\nsupports 3.13 since 2.2.0 (classifier)\n"
                      "feather.Bird.molt: method, distinctive, removed 2.1 -> Bird.shed()\n"
                      "feather.Bird.sing(tone): method, removed 2.1\n"
                      "feather.old: module, removed 1.0\n"
                      "feather.plume: deprecated 1.2, removed 2.1 -> feather.quill\n"
                      "feather.quiver: stub 2.0\n"
                      "feather.since_three: since 3.0\n"
                      "feather.wax: removed 3.1\n");
    EXPECT_TRUE(book_->add_owned(std::move(pack)).ok());
    knowledge_.emplace(std::move(*scan::ScanContext::make(*book_)));
  }

  // `symbol severity confidence` of what is found in CODE on PYTHON, a line each.
  std::string found(const std::string& code, const char* python,
                    std::vector<std::pair<std::string, std::string>> pins = {},
                    std::vector<std::pair<std::string, std::string>> others = {}) {
    std::vector<FileFacts> facts = {scan::scan_file("a.py", code, *knowledge_, bench_)};
    for (const auto& [path, text] : others)
      facts.push_back(scan::scan_file(path, text, *knowledge_, bench_));
    if (!pins.empty()) {
      FileFacts file;
      file.path = "requirements.txt";
      for (const auto& [name, specifier] : pins) {
        DependencyDeclaration declared;
        declared.name = name;
        declared.specifier = specifier.substr(0, specifier.find(';'));
        if (specifier.find(';') != std::string::npos)
          declared.marker = specifier.substr(specifier.find(';') + 1);
        declared.line = 1;
        file.inventory.dependencies.push_back(declared);
      }
      file.state = FileState::skipped;
      facts.push_back(file);
    }
    ReportRequest request;
    request.roots = {"."};
    request.target = *Version::parse(python);
    report_ = reduce(std::move(facts), request, *book_);
    std::string text;
    for (const ReportedFinding& one : report_.findings) {
      text += one.finding.symbol + ' ' + std::string(name(one.severity)) + ' ' +
              std::string(name(one.finding.confidence)) + '\n';
    }
    return text;
  }

  Result<rulebook::Rulebook> book_;
  std::optional<scan::ScanContext> knowledge_;
  scan::ScanScratch bench_;
  Report report_;
};

TEST_F(PackageUses, AreJudgedByWhatThePythonForces) {
  const std::string code = "import feather\nfeather.plume()\n";
  EXPECT_EQ(found(code, "3.13"), "feather.plume critical sure\n");
  const auto& package = report_.findings.front().finding.package;
  ASSERT_TRUE(package.has_value());
  EXPECT_EQ(package->name, "feather");
  EXPECT_EQ(package->in_force, ">=2.2.0");
  EXPECT_EQ(package->because,
            "Python 3.13 → feather ≥ 2.2.0 (first with 3.13) → `feather.plume` removed in 2.1");
  EXPECT_EQ(found(code, "3.12"), "feather.plume critical likely\n");  // 2.0.0 would do as well
  EXPECT_EQ(found(code, "2.7"), "");  // 1.5.0 and later are not for it
}

TEST_F(PackageUses, AreJudgedByPins) {
  const std::string code = "import feather\nfeather.plume()\n";
  EXPECT_EQ(found(code, "3.12", {{"feather", "==2.0.1"}}),
            "feather.plume medium sure\n");  // deprecated there
  EXPECT_EQ(found(code, "3.12", {{"Feather", "<2.1"}}), "feather.plume medium sure\n");
  EXPECT_EQ(found(code, "3.12", {{"feather", "==2.1"}}), "feather.plume critical sure\n");
  EXPECT_EQ(found(code, "3.12", {{"feather", ">=2.1"}}), "feather.plume critical sure\n");
  EXPECT_EQ(found(code, "3.12", {{"feather", "~=2.0.0"}}), "feather.plume medium sure\n");
  // No version is left: the dependency fails, the import with it, and the name is judged by what is forced.
  EXPECT_EQ(found(code, "3.13", {{"feather", "==2.0.1"}}),
            "feather critical sure\nfeather.plume critical sure\nfeather critical sure\n");
  EXPECT_EQ(found(code, "3.12",
                  {{"feather", "==2.0.1; python_version < '3.12'"},
                   {"feather", ">=2.1; python_version >= '3.12'"}}),
            "feather.plume critical sure\n");
  EXPECT_EQ(found("import feather\nfeather.wax\n", "3.12", {{"feather", "<3.1"}}), "");
}

// The reason is that of the Python asked about, and nothing else of the report takes the module to work.
TEST_F(PackageUses, OfWhatCannotBeImportedSayWhyOnThisPython) {
  const auto why = [&](const char* python) {
    found("import feather\n", python, {{"feather", "==2.0.1"}});
    for (const ReportedFinding& one : report_.findings) {
      if (one.finding.rule == "import-failure") return one.finding.message;
    }
    return std::string();
  };
  EXPECT_EQ(
      why("3.13"),
      "`feather` cannot be imported: feather names Python 3.13 since 2.2.0; 2.0.1 is in force");
  EXPECT_FALSE(report_.externals.front().is_assumed(report_.target));
  EXPECT_EQ(why("3.5"),
            "`feather` cannot be imported: feather requires Python >=3.6 since 1.5.0; 2.0.1 is in "
            "force");
  EXPECT_EQ(why("3.12"), "");
  EXPECT_TRUE(report_.externals.front().is_assumed(report_.target));
}

TEST_F(PackageUses, AreFoundThroughOtherFiles) {
  const auto through = [&](const std::string& code, const std::string& other) {
    return found(code, "3.13", {}, {{"b.py", other}});
  };
  EXPECT_EQ(through("from b import f\nf.plume()\n", "import feather as f\n"),
            "feather.plume critical sure\n");
  EXPECT_EQ(through("import b\nb.f.plume()\n", "import feather as f\n"),
            "feather.plume critical sure\n");
  EXPECT_EQ(through("from b import *\nf.plume()\n", "import feather as f\n"),
            "feather.plume critical sure\n");
  EXPECT_EQ(through("from b import K\nK().molt()\n", "import feather\nK = feather.Bird\n"),
            "feather.Bird.molt critical sure\n");
  EXPECT_EQ(through("from b import B\nclass C(B):\n    def f(self):\n        self.molt()\n",
                    "import feather\nclass B(feather.Bird): pass\n"),
            "feather.Bird.molt high sure\n");
  EXPECT_EQ(through("from b import B\nclass C(B):\n    def molt(self): pass\n"
                    "    def f(self):\n        self.molt()\n",
                    "import feather\nclass B(feather.Bird): pass\n"),
            "");
}

TEST_F(PackageUses, AreFoundInPatchedTexts) {
  EXPECT_EQ(
      found("from unittest import mock\n@mock.patch('feather.plume')\ndef f(m): pass\n", "3.13"),
      "feather.plume high sure\n");
  EXPECT_EQ(found("from unittest import mock\n@mock.patch('feather.plume', create=True)\n"
                  "def f(m): pass\n",
                  "3.13"),
            "");
}

// What is for a later Python did not come earlier.
TEST_F(PackageUses, OfPythonsThatNothingIsKnownOfAreJudgedAsOnTheOneBefore) {
  EXPECT_EQ(found("import feather\nfeather.plume()\n", "3.15"), "feather.plume critical sure\n");
}

TEST_F(PackageUses, KnowKindsOfLives) {
  EXPECT_EQ(found("import feather\nx = feather.quiver\n", "3.13"),
            "feather.quiver high sure\n");  // there, but raises
  EXPECT_EQ(found("import feather\ndef f(): feather.since_three\n", "3.13"), "");
  EXPECT_EQ(found("import feather\ndef f(): feather.since_three\n", "3.13", {{"feather", "<3"}}),
            "feather.since_three high sure\n");
  EXPECT_EQ(found("import feather.old.wings\n", "3.13"), "feather.old critical sure\n");
  EXPECT_EQ(found("from feather import old\n", "3.13"), "feather.old critical sure\n");
  EXPECT_EQ(found("from feather.old import x\n", "3.13"), "feather.old critical sure\n");
}

TEST_F(PackageUses, AreFoundHoweverTheyAreReached) {
  for (const char* code : {
           "import feather as f\ndef g(): f.plume\n",
           "import feather\nf = feather\ndef g(): return f.plume\n",
           "from feather import *\ndef g(): return plume\n",
           "import feather\ndef g(): return getattr(feather, 'plume')\n",
           "def g():\n    from feather import plume\n",
           "import importlib\ndef g(): return importlib.import_module('feather').plume\n",
       }) {
    EXPECT_TRUE(found(code, "3.13").starts_with("feather.plume high "))
        << code << found(code, "3.13");
  }
  EXPECT_EQ(found("from b import feather\ndef g(): feather.plume\n", "3.13", {},
                  {{"b.py", "import feather\n"}}),
            "feather.plume high sure\n");
  EXPECT_EQ(found("import feather\ndef g():\n  b = feather.Bird()\n  b.molt()\n", "3.13"),
            "feather.Bird.molt high sure\n");
  EXPECT_EQ(found("import feather\ndef g(b): b.molt()\n", "3.13"),
            "feather.Bird.molt high likely\n");
  EXPECT_EQ(found("import feather\ndef g(b: feather.Bird): b.sing(tone=3)\n", "3.13"),
            "feather.Bird.sing(tone) high sure\n");
  EXPECT_EQ(found("import feather\nclass B(feather.Bird):\n  def g(self): self.molt()\n", "3.13"),
            "feather.Bird.molt high sure\n");
}

TEST_F(PackageUses, AreSilentWhereTheyAreSeenToOrNotMeant) {
  for (const char* code : {
           "try:\n    from feather import plume\nexcept ImportError:\n    plume = None\n",
           "import feather\ntry:\n    feather.plume\nexcept AttributeError:\n    pass\n",
           "import feather\nif hasattr(feather, 'plume'):\n    feather.plume\n",
           "import feather\nif feather.__version__ < '2.1':\n    feather.plume\n",
           "import feather\nOLD = feather.__version__ < '2.1'\nx = feather.plume if OLD else 3\n",
           "import feather\ntry:\n    q = feather.quill\nexcept AttributeError:\n    q = "
           "feather.plume\n",
           "import feather\ntry:\n    q = feather.quill(1)\nexcept AttributeError:\n    q = "
           "feather.plume(1)\n",
           "import feather\nif hasattr(feather, 'quill'):\n    pass\nelse:\n    feather.plume\n",
           "import other as feather\nfeather.plume\n",
           "def g(b): b.molt()\n",
           "import sys\nif sys.version_info < (3, 12):\n    from feather import plume\n",
       }) {
    EXPECT_EQ(found(code, "3.13"), "") << code;
  }
  // What stands before the handler may fail for another reason.
  for (const char* code : {
           "import feather\ndef f(a):\n    try:\n        a.quill\n    except AttributeError:\n     "
           "   feather.plume\n",
           "import feather\ntry:\n    feather.quill\nexcept Exception:\n    feather.plume\n",
           "import feather\ntry:\n    feather.wax\nexcept AttributeError:\n    feather.plume\n",
       }) {
    EXPECT_NE(found(code, "3.13").find("feather.plume"), std::string::npos) << code;
  }
  // The project's own module of that name.
  EXPECT_EQ(found("import feather\nfeather.plume()\n", "3.13", {},
                  {{"feather.py", "def plume(): pass\n"}}),
            "");
}

// What installed packages of several Debian releases have and lack (tools/compare_looks.py) is what the facts say.
TEST_F(PackageUses, AgreeWithInstalledPackages) {
  std::ifstream in(PYMOLT_SOURCE_DIR "/tests/project/recorded/package_names.tsv");
  std::string name;
  std::string there;
  std::string gone;
  int count = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    ASSERT_TRUE(fields >> name >> there >> gone) << line;
    const rulebook::Lifetime* life = book_->lifetime(name);
    if (life == nullptr &&
        name.ends_with(')')) {  // the fact may name the parameter's place as well
      for (const rulebook::Lifetime& one : book_->parameters(name.substr(0, name.find('(')))) {
        if (one.parameter == name.substr(name.find('(') + 1, name.size() - name.find('(') - 2))
          life = &one;
      }
    }
    ASSERT_NE(life, nullptr) << line;
    ASSERT_NE(life->package, nullptr) << line;
    InForce with;
    with.least = packaging::PackageVersion::parse(there);
    EXPECT_EQ(fate_at_least(life->package->read(), with), Fate::there) << line;
    with.least = packaging::PackageVersion::parse(gone);
    EXPECT_EQ(fate_at_least(life->package->read(), with), Fate::gone) << line;
    ++count;
  }
  EXPECT_GE(count, 500);
}

TEST_F(PackageUses, LetDeclaredBackportsBringModulesBack) {
  EXPECT_EQ(found("import cgi\n", "3.13"), "cgi critical sure\n");
  EXPECT_EQ(found("import cgi\n", "3.13", {{"legacy-cgi", ""}}), "");
  EXPECT_EQ(report_.summary.import.at(*Version::parse("3.13")).ok, 1U);
}

}  // namespace
}  // namespace pymolt::project
