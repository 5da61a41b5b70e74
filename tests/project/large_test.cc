// Projects of thousands of modules: the work is counted, and the stack is small.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <pthread.h>

#include <functional>

#include "imports/failure_cause.h"
#include "project/project_model.h"
#include "scan/scan_file.h"

namespace pymolt::project {
namespace {

const VersionSet kAll = VersionSet::all();
const VersionSet kFrom35 = VersionSet::from(Version::of(3, 5));
const VersionSet kAfter36 = VersionSet::from(Version::of(3, 7));

// Too small for a recursion of a thousand modules.
void run_with_small_stack(std::function<void()> work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 256 * 1024);
  pthread_t thread;
  const auto call = [](void* given) -> void* {
    (*static_cast<std::function<void()>*>(given))();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, call, &work), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

struct Large {
  const char* what;
  const char* package;  // of its `__init__.py`; null: no package
  std::string text;     // of module N; `@` is the next one, `#` its own number
  VersionSet imports;   // on which module 0 imports
};

void PrintTo(const Large& large, std::ostream* out) { *out << large.what; }

class LargeProjects : public testing::TestWithParam<Large> {
 protected:
  static std::string text_of(const std::string& pattern, std::size_t number, std::size_t count) {
    std::string text;
    for (const char c : pattern) {
      if (c == '@' || c == '#') {
        text += std::to_string(c == '#' ? number : (number + 1) % count);
      } else {
        text += c;
      }
    }
    return text;
  }

  void scan(const std::string& path, const std::string& text) {
    files_.push_back(scan::scan_file(path, text, *knowledge_, bench_));
  }

  void run(std::size_t count, std::vector<ImportOutcome>& outcomes, std::uint64_t& work,
           std::vector<Reasons>& why) {
    run_with_small_stack([&] {
      const ProjectModel modules(files_, Tree{{"."}, ""}, *book_);
      outcomes = import_all(modules.layout(), modules.program(), &work);
      why = reasons(modules.layout(), modules.program(), outcomes);
    });
    ASSERT_GE(outcomes.size(), count);
    EXPECT_LE(work, 30 * count);
  }

  const Result<rulebook::Rulebook> book_ = rulebook::Rulebook::built_in();
  const Result<scan::ScanContext> knowledge_ = scan::ScanContext::make(*book_);
  scan::ScanScratch bench_;
  std::vector<FileFacts> files_;
};

TEST_F(LargeProjects, AChainOfTenThousandEndsInOneCause) {
  constexpr std::size_t kCount = 10'000;
  for (std::size_t i = 0; i + 1 < kCount; ++i) {
    scan("m" + std::to_string(i) + ".py", text_of("from m@ import x@\nx# = 1\n", i, kCount));
  }
  scan("m9999.py", "import imp\nx9999 = 1\n");
  std::vector<ImportOutcome> outcomes;
  std::vector<Reasons> why;
  std::uint64_t work = 0;
  run(kCount, outcomes, work, why);
  EXPECT_EQ(outcomes[0].imports.str(), VersionSet::before(Version::of(3, 12)).str());
  const Because& because = *why[0].on(Version::of(3, 12));
  EXPECT_EQ(because.cause, "imp");
  EXPECT_EQ(because.path, "m9999.py");
  EXPECT_EQ(because.via.size(), kLongestWay);
}

TEST_P(LargeProjects, OneCycleIsFollowedOnce) {
  constexpr std::size_t kCount = 5'000;
  const std::string folder = GetParam().package == nullptr ? "" : "pkg/";
  if (!folder.empty()) scan("pkg/__init__.py", GetParam().package);
  for (std::size_t i = 0; i < kCount; ++i) {
    scan(folder + "m" + std::to_string(i) + ".py", text_of(GetParam().text, i, kCount));
  }
  std::vector<ImportOutcome> outcomes;
  std::vector<Reasons> why;
  std::uint64_t work = 0;
  run(kCount, outcomes, work, why);
  EXPECT_EQ(outcomes.back().imports.str(), GetParam().imports.str());
  EXPECT_TRUE(outcomes.back().unknown.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Cycles, LargeProjects,
    testing::Values(
        Large{"modules", nullptr, "import m@\nx# = 1\n", kAll},
        Large{"names too early", nullptr, "from m@ import x@\nx# = 1\n", VersionSet::none()},
        Large{"names in time", nullptr, "x# = 1\nfrom m@ import x@\n", kAll},
        Large{"attributes of functions", nullptr, "import m@\ndef f#(): return m@.f@()\n", kAll},
        Large{"a package's modules", "", "from . import m@\ndef f#(): return m@.f@()\n", kFrom35},
        Large{"under another name", "", "import pkg.m@ as other\ndef f#(): return other.f@()\n",
              kAfter36},
        Large{"with a helper", "def help(): pass\n",
              "from pkg import help\nfrom .m@ import f@\ndef f#(): return f@()\n",
              VersionSet::none()}),
    [](const testing::TestParamInfo<Large>& row) {
      std::string name = row.param.what;
      for (char& c : name) c = c == ' ' || c == '\'' ? '_' : c;
      return name;
    });

}  // namespace
}  // namespace pymolt::project
