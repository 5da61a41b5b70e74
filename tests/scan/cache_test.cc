// Facts survive being written down, whole or not at all; a cache answers for a path's contents and for its own rules only.
// SPDX-License-Identifier: MIT
#include "scan/cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>

#include "scan/facts_check.h"
#include "scan/facts_codec.h"
#include "scan/new_file.h"
#include "scan/tidy_cache.h"

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
  facts.not_analysed = {"a question"};
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
  ImportEvent step;
  step.kind = ImportEvent::Kind::fail;
  step.raised = Raised::syntax;
  step.name = "x";
  step.import = 0;
  step.function = 0;
  step.by = "g";
  step.line = 13;
  step.alive = VersionSet::python3();
  step.unlikely = VersionSet::python2();
  step.undecided = VersionSet::all();
  step.place = {0, 1};
  TryFact try_region;
  try_region.handlers.resize(2);
  try_region.handlers[1][kRaisedKinds - 1] = VersionSet::python2();
  TryFact inner = try_region;
  inner.place = {0, 2};
  facts.module = {{step},     {{"f", {step}}},       {try_region, inner},         true, true, true,
                  {"x", "y"}, VersionSet::python3(), {{"p.q", VersionSet::all()}}};
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

TEST(FactsCodec, RefusesWhatNoScanLearns) {
  const auto refuses = [](auto spoil) {
    FileFacts facts = full_facts();
    spoil(facts);
    std::string bytes;
    write_facts(facts, bytes);
    return !read_facts(bytes);
  };
  EXPECT_TRUE(refuses([](FileFacts& f) { f.state = static_cast<FileState>(3); }));
  EXPECT_TRUE(refuses([](FileFacts& f) { f.findings[0].breaks_as = static_cast<Severity>(200); }));
  EXPECT_TRUE(refuses([](FileFacts& f) { f.compiles = VersionSet::raw(0xFFFFFFFF); }));
  EXPECT_TRUE(
      refuses([](FileFacts& f) { f.module.steps[0].kind = static_cast<ImportEvent::Kind>(99); }));
  EXPECT_TRUE(refuses([](FileFacts& f) { f.module.steps[0].import = 1; })) << "there is one import";
  EXPECT_TRUE(refuses([](FileFacts& f) { f.module.steps[0].place.try_region = 7; }));
  EXPECT_TRUE(refuses([](FileFacts& f) { f.module.steps[0].place.part = 9; }));
  EXPECT_TRUE(refuses([](FileFacts& f) {
    f.module.try_regions[0].place = {0, 1};
  })) << "an attempt inside itself";
  EXPECT_TRUE(refuses([](FileFacts& f) {
    f.module.try_regions[0].place = {1, 0};
  })) << "inside one that is inside it";
  EXPECT_TRUE(refuses([](FileFacts& f) { f.findings[0].span.line = 0; }));
  EXPECT_TRUE(refuses([](FileFacts& f) { f.findings[0].span.end_line = 1; }));
  EXPECT_TRUE(refuses([](FileFacts& f) { f.imports[0].level = -1; }));
  EXPECT_FALSE(refuses([](FileFacts&) {}));
}

// Any byte, any value: what comes out is nothing, or facts that the reduction can rely on.
TEST(FactsCodec, GivesSoundFactsOrNoneFromDamagedBytes) {
  std::string bytes;
  write_facts(full_facts(), bytes);
  int read = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {1, 2, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      const std::optional<FileFacts> facts = read_facts(damaged);
      if (!facts) continue;
      ++read;
      EXPECT_TRUE(are_sound(*facts)) << at;
    }
  }
  EXPECT_GT(read, 0) << "a letter of a text may be any";
}

class CacheTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("pymolt-cache-" + std::to_string(::getpid()));
    file_ = (folder_ / "x.facts").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }
  [[nodiscard]] std::string contents() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::filesystem::path folder_;
  std::string file_;
};

TEST_F(CacheTest, FindsWhatWasKept) {
  const FileFacts facts = full_facts();
  {
    Cache cache(file_, 1);
    EXPECT_FALSE(cache.find(facts.path, facts.sha256));
    cache.keep(facts);
    cache.save();
  }
  EXPECT_EQ(Cache(file_, 1).find(facts.path, facts.sha256), facts);
  EXPECT_FALSE(Cache(file_, 1).find(facts.path, std::string(64, 'b')));
  EXPECT_FALSE(Cache(file_, 2).find(facts.path, facts.sha256)) << "other rules, other facts";
  EXPECT_FALSE(Cache().find(facts.path, facts.sha256));
  EXPECT_FALSE(Cache(file_, 1).find("pkg/a.pyi", facts.sha256))
      << "the same bytes as a stub are something else";
  EXPECT_FALSE(Cache(file_, 1).find("setup.py", facts.sha256));
}

TEST_F(CacheTest, KnowsAFileByItsStampOnceThatIsSettled) {
  const FileFacts facts = full_facts();
  const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  const FileStamp old = {7, 1, now - 10'000'000'000, now - 10'000'000'000};
  const FileStamp fresh = {7, 1, now, now};
  const auto learn = [&](const FileStamp& stamp) {
    std::filesystem::remove(file_);
    Cache cache(file_, 1);
    cache.keep(facts, stamp);
    cache.save();
  };
  learn(fresh);
  EXPECT_FALSE(Cache(file_, 1).find_unread(facts.path, fresh)) << "it may have changed since";
  EXPECT_FALSE(Cache(file_, 1).find_unread(facts.path, {})) << "no stamp is none";
  learn(old);
  EXPECT_EQ(Cache(file_, 1).find_unread(facts.path, old), facts);
  EXPECT_FALSE(Cache(file_, 1).find_unread("b.py", old));
  for (const FileStamp& other :
       {FileStamp{8, 1, old.modified, old.changed}, FileStamp{7, 2, old.modified, old.changed},
        FileStamp{7, 1, old.modified - 1, old.changed},
        FileStamp{7, 1, old.modified, old.changed + 1}}) {
    EXPECT_FALSE(Cache(file_, 1).find_unread(facts.path, other));
  }
}

TEST_F(CacheTest, LearnsTheStampOfAFileThatHasTheContentsItKnows) {
  const FileFacts facts = full_facts();
  const FileStamp stamp = {7, 1, 1'000, 1'000};
  {
    Cache cache(file_, 1);
    cache.keep(facts);
    cache.save();
  }
  {
    Cache cache(file_, 1);
    EXPECT_FALSE(cache.find_unread(facts.path, stamp));
    EXPECT_EQ(cache.find(facts.path, facts.sha256, stamp), facts);
    cache.save();
  }
  EXPECT_EQ(Cache(file_, 1).find_unread(facts.path, stamp), facts);
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
  EXPECT_FALSE(Cache(file_, 1).find(full_facts().path, full_facts().sha256));
  EXPECT_TRUE(Cache(file_, 1).find(other.path, other.sha256));
}

TEST_F(CacheTest, TakesADamagedFileForNone) {
  {
    Cache cache(file_, 1);
    cache.keep(full_facts());
    cache.save();
  }
  const auto size = std::filesystem::file_size(file_);
  std::filesystem::resize_file(file_, size - 1);
  EXPECT_FALSE(Cache(file_, 1).find(full_facts().path, full_facts().sha256));
  std::ofstream(file_) << "something else";
  EXPECT_FALSE(Cache(file_, 1).find(full_facts().path, full_facts().sha256));
}

TEST_F(CacheTest, NeverAnswersFromAChangedByteAndHeals) {
  FileFacts other = full_facts();
  other.path = "b.py";
  {
    Cache cache(file_, 1);
    cache.keep(full_facts());
    cache.keep(other);
    cache.save();
  }
  const std::string bytes = contents();
  for (std::size_t at = 0; at < bytes.size(); at += 11) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x21);
    write(damaged);
    Cache cache(file_, 1);
    for (const FileFacts& facts : {full_facts(), other}) {
      const std::optional<FileFacts> found = cache.find(facts.path, facts.sha256);
      EXPECT_EQ(found.value_or(facts), facts) << at;
      if (!found) cache.keep(facts);
    }
    cache.save();
    EXPECT_EQ(contents().size(), bytes.size()) << at;
    EXPECT_TRUE(Cache(file_, 1).find("b.py", other.sha256)) << at;
  }
}

TEST_F(CacheTest, ReplacesAHugeOrStrangeFileWithoutReadingIt) {
  std::filesystem::create_directories(folder_);
  write("");
  std::filesystem::resize_file(file_, 2ULL << 30);  // sparse
  {
    Cache cache(file_, 1);
    cache.keep(full_facts());
    cache.save();
  }
  EXPECT_LT(std::filesystem::file_size(file_), 10'000U);
  std::filesystem::remove(file_);
  ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
  Cache cache(file_, 1);
  EXPECT_FALSE(cache.find(full_facts().path, full_facts().sha256))
      << "and does not wait for somebody to write";
}

TEST_F(CacheTest, RemovesWhatIsOldTooMuchOrLeftOver) {
  namespace fs = std::filesystem;
  fs::create_directories(folder_);
  const auto make = [&](const char* name, int hours_ago) {
    std::ofstream(folder_ / name) << std::string(1000, 'x');
    fs::last_write_time(folder_ / name,
                        fs::file_time_type::clock::now() - std::chrono::hours(hours_ago));
  };
  make("new.facts", 1);
  make("middle.facts", 2);
  make("oldest.facts", 3);
  make("forgotten.facts", 24 * 90);
  make("x.facts.4711", 2);
  make((".1-0" + std::string(kBesideEnding)).c_str(), 2);
  make((".2-0" + std::string(kBesideEnding)).c_str(), 0);
  make("notes.txt", 24 * 900);
  tidy_cache(folder_.string(), {.bytes = 2500});
  std::set<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder_))
    left.insert(entry.path().filename().string());
  EXPECT_EQ(left, (std::set<std::string>{"new.facts", "middle.facts",
                                         ".2-0" + std::string(kBesideEnding), "notes.txt"}));
}

}  // namespace
}  // namespace pymolt::scan
