// Facts survive being written down, whole or not at all; a cache answers for contents and for its own rules only.
// SPDX-License-Identifier: MIT
#include "scan/cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scan/facts_codec.h"

namespace pymolt::scan {
namespace {

// Every field differs from its default, so that one that is forgotten shows.
FileFacts full_facts() {
  FileFacts facts;
  facts.path = "pkg/a.py";
  facts.state = FileState::failed;
  facts.reason = "reason";
  facts.sha256 = std::string(64, 'a');
  facts.lines = 7;
  facts.encoding = "latin-1";
  facts.from_python2 = true;
  facts.compiles = VersionSet(Version::of(2, 7));
  facts.unknown_because = "why";
  facts.errors = {{"print-statement", {1, 2, 3, 4}, VersionSet::python3(), "message"}};
  Finding finding;
  finding.rule = "rule";
  finding.symbol = "symbol";
  finding.confidence = Confidence::likely;
  finding.span = {5, 6, 7, 8};
  finding.alive = VersionSet::python3();
  finding.breaks_on = VersionSet(Version::of(3, 12));
  finding.breaks_as = Severity::critical;
  finding.warns_on = VersionSet(Version::of(3, 11));
  finding.warns_as = Severity::low;
  finding.python2_only = true;
  finding.message = "message\nwith two lines";
  finding.instead = "instead";
  finding.docs = "docs";
  finding.excerpt = std::string("a\0b", 3);
  finding.scope = "A.f";
  finding.fingerprint = "0123";
  facts.findings = {finding, Finding()};
  ImportFact import;
  import.module = "m";
  import.name = "n";
  import.bound_as = "b";
  import.level = 2;
  import.span = {9, 10, 11, 12};
  import.alive = VersionSet::python2();
  import.at_import_time = false;
  import.caught = VersionSet::all();
  facts.imports = {import};
  StepFact step;
  step.kind = StepFact::Kind::fail;
  step.raised = Raised::syntax;
  step.name = "x";
  step.import = 0;
  step.line = 13;
  step.alive = VersionSet::python3();
  step.doubtful = VersionSet::python2();
  step.unsure = VersionSet::all();
  step.place = {0, 1};
  AttemptFact attempt;
  attempt.place = {3, 4};
  attempt.handlers.resize(2);
  attempt.handlers[1][kRaisedKinds - 1] = VersionSet::python2();
  facts.module = {{step}, {attempt}, true, true, true, {"x", "y"}, VersionSet::python3(), {{"p.q", VersionSet::all()}}};
  return facts;
}

TEST(FactsCodec, ReadsWhatItWrote) {
  for (const FileFacts& facts : {full_facts(), FileFacts()}) {
    std::string bytes;
    write_facts(facts, bytes);
    EXPECT_EQ(read_facts(bytes), facts);
  }
}

TEST(FactsCodec, RefusesWhatIsNotWhole) {
  std::string bytes;
  write_facts(full_facts(), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_facts(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(read_facts(bytes + "x"));
}

class CacheTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("pymolt-cache-" + std::to_string(::getpid()));
    file_ = (folder_ / "x.facts").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  std::string file_;
};

TEST_F(CacheTest, FindsWhatWasKept) {
  const FileFacts facts = full_facts();
  {
    Cache cache(file_, 1);
    EXPECT_FALSE(cache.find(facts.sha256));
    cache.keep(facts);
    cache.save();
  }
  EXPECT_EQ(Cache(file_, 1).find(facts.sha256), facts);
  EXPECT_FALSE(Cache(file_, 1).find(std::string(64, 'b')));
  EXPECT_FALSE(Cache(file_, 2).find(facts.sha256)) << "other rules, other facts";
  EXPECT_FALSE(Cache().find(facts.sha256));
}

TEST_F(CacheTest, ForgetsWhatIsNotAskedForAgain) {
  FileFacts other = full_facts();
  other.sha256 = std::string(64, 'b');
  {
    Cache cache(file_, 1);
    cache.keep(full_facts());
    cache.save();
  }
  {
    Cache cache(file_, 1);
    cache.keep(other);
    cache.save();
  }
  EXPECT_FALSE(Cache(file_, 1).find(full_facts().sha256));
  EXPECT_TRUE(Cache(file_, 1).find(other.sha256));
}

TEST_F(CacheTest, TakesADamagedFileForNone) {
  {
    Cache cache(file_, 1);
    cache.keep(full_facts());
    cache.save();
  }
  const auto size = std::filesystem::file_size(file_);
  std::filesystem::resize_file(file_, size - 1);
  EXPECT_FALSE(Cache(file_, 1).find(full_facts().sha256));
  std::ofstream(file_) << "something else";
  EXPECT_FALSE(Cache(file_, 1).find(full_facts().sha256));
}

}  // namespace
}  // namespace pymolt::scan
