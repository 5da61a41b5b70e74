// Modules as programs, and what running them comes to: facts made by hand, no file and no tree.
// SPDX-License-Identifier: MIT
#include "imports/program.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "imports/outcomes.h"
#include "imports/runner.h"

namespace pymolt::project {
namespace {

constexpr VersionSet kSince3 = VersionSet::from(Version::of(3, 0));

// A file, and what importing it does.
class FileMaker {
 public:
  explicit FileMaker(std::string path) {
    file_.path = std::move(path);
    file_.compiles = VersionSet::all();
  }

  // `import MODULE`, or `from MODULE import NAME`.
  FileMaker& import(const std::string& module, const std::string& name = {},
                    VersionSet alive = VersionSet::all(), Place place = {}) {
    ImportFact fact;
    fact.module = module;
    fact.name = name;
    fact.bound_as = name.empty() ? module : name;
    fact.alive = alive;
    fact.span.line = ++line_;
    file_.imports.push_back(fact);
    ImportEvent event;
    event.kind = ImportEvent::Kind::import;
    event.import = static_cast<std::uint32_t>(file_.imports.size() - 1);
    event.line = line_;
    event.alive = alive;
    event.place = place;
    file_.module.steps.push_back(event);
    return *this;
  }

  FileMaker& define(const std::string& name) {
    ImportEvent event;
    event.kind = ImportEvent::Kind::define;
    event.name = name;
    event.line = ++line_;
    file_.module.steps.push_back(event);
    return *this;
  }

  // A `try` whose handler catches a failed import; its number.
  FileMaker& handle_imports() {
    TryFact fact;
    fact.handlers.emplace_back();
    for (VersionSet& caught : fact.handlers.back()) caught = VersionSet::all();
    file_.module.try_regions.push_back(fact);
    return *this;
  }

  FileMaker& compiles_on(VersionSet on) {
    file_.compiles = on;
    return *this;
  }

  [[nodiscard]] FileFacts make() const { return file_; }

 private:
  FileFacts file_;
  std::uint32_t line_ = 0;
};

struct Project {
  explicit Project(std::vector<FileFacts> made)
      : files(std::move(made)),
        layout(files, {"."}),
        resolver(layout, book()),
        program(compile(layout, resolver)) {}

  static const rulebook::Rulebook& book() {
    static const Result<rulebook::Rulebook> kBook = rulebook::Rulebook::built_in();
    return *kBook;
  }
  [[nodiscard]] std::string imports(std::string_view stem) const {
    return import_all(layout, program)[layout.find(stem)].imports.str();
  }

  std::vector<FileFacts> files;
  Layout layout;
  ModuleResolver resolver;
  Program program;
};

TEST(Program, HoldsAnOperationForWhatHappens) {
  const Project project(
      {FileMaker("a.py").define("x").make(), FileMaker("b.py").import("a", "x").make()});
  const Program::Body& body = project.program.bodies[project.layout.find("b")];
  std::vector<Op::Kind> kinds;
  for (std::uint32_t at = body.first; at < body.last; ++at)
    kinds.push_back(project.program.ops[at].kind);
  EXPECT_EQ(kinds.front(), Op::Kind::load);
  EXPECT_NE(std::find(kinds.begin(), kinds.end(), Op::Kind::take), kinds.end());
  const std::vector<Program::Edge> edges = project.program.edges(project.layout);
  ASSERT_EQ(edges.size(), 1U);
  EXPECT_EQ(edges[0].from, project.layout.find("b"));
  EXPECT_EQ(edges[0].to, project.layout.find("a"));
}

TEST(ImportAll, SaysOnWhichVersionsAModuleImports) {
  const struct {
    const char* what;
    FileFacts file;
    const char* imports;
  } kTable[] = {
      {"nothing", FileMaker("m.py").make(), "every version"},
      {"there everywhere", FileMaker("m.py").import("os").make(), "every version"},
      {"removed in 3.12", FileMaker("m.py").import("imp").make(), "2.7-3.11"},
      {"a name that was removed", FileMaker("m.py").import("collections", "Mapping").make(),
       "2.7-3.9"},
      {"guarded", FileMaker("m.py").import("imp", {}, VersionSet(Version::of(2, 7))).make(),
       "every version"},
      {"handled",
       FileMaker("m.py").handle_imports().import("imp", {}, VersionSet::all(), {0, 0}).make(),
       "every version"},
      {"does not compile", FileMaker("m.py").compiles_on(kSince3).make(), "3.0+"},
      {"taken from a module that lacks it", FileMaker("m.py").import("other", "y").make(),
       "no version"},
      {"taken from a module that has it", FileMaker("m.py").import("other", "x").make(),
       "every version"},
  };
  for (const auto& row : kTable) {
    const Project project({row.file, FileMaker("other.py").define("x").make()});
    EXPECT_EQ(project.imports("m"), row.imports) << row.what;
  }
}

TEST(ImportAll, AFailureReachesWhoImportsTheModule) {
  const Project project({FileMaker("a.py").import("imp").make(),
                         FileMaker("b.py").import("a").make(),
                         FileMaker("c.py").import("b").make()});
  for (const char* module : {"a", "b", "c"}) EXPECT_EQ(project.imports(module), "2.7-3.11");
}

TEST(ImportAll, ACycleFailsOnlyWhereANameIsTakenTooEarly) {
  const auto cycle = [](bool early) {
    FileMaker a("a.py");
    if (!early) a.define("x");
    a.import("b");
    if (early) a.define("x");
    return Project({a.make(), FileMaker("b.py").import("a", "x").make()});
  };
  EXPECT_EQ(cycle(false).imports("a"), "every version");
  EXPECT_EQ(cycle(true).imports("a"), "no version");
  EXPECT_EQ(cycle(true).imports("b"), "every version");  // then `a` is run to its end
}

TEST(Runner, TakesBackWhatItDid) {
  const Project project(
      {FileMaker("a.py").import("b").make(), FileMaker("b.py").define("x").make()});
  Runner runner(project.program);
  runner.allow(1000);
  const auto before = runner.mark();
  const ModuleId a = project.layout.find("a");
  const ModuleId b = project.layout.find("b");
  runner.import(a, kSince3);
  EXPECT_EQ(runner.loaded(a), kSince3);
  EXPECT_EQ(runner.loaded(b), kSince3);
  runner.undo(before);
  EXPECT_TRUE(runner.loaded(a).empty());
  EXPECT_TRUE(runner.loaded(b).empty());
}

TEST(Runner, CountsItsWorkAndGivesUp) {
  const Project project(
      {FileMaker("a.py").import("b").import("os").make(), FileMaker("b.py").import("re").make()});
  Runner runner(project.program);
  runner.allow(1000);
  runner.import(project.layout.find("a"), VersionSet::all());
  EXPECT_GT(runner.work(), 0U);
  EXPECT_FALSE(runner.is_spent());
  Runner short_of(project.program);
  short_of.allow(1);
  short_of.import(project.layout.find("a"), VersionSet::all());
  EXPECT_TRUE(short_of.is_spent());
}

}  // namespace
}  // namespace pymolt::project
