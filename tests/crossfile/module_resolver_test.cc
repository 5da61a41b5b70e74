// What an import finds, version by version: a module of the project, of the standard library, another, or nothing.
// SPDX-License-Identifier: MIT
#include "crossfile/module_resolver.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pymolt::project {
namespace {

// "own on 2.7, standard on 3.0+": what is found, in the order of the versions.
std::string described(std::vector<Found> all) {
  constexpr const char* kKinds[] = {"own", "standard", "external", "unseen", "nothing"};
  std::erase_if(all, [](const Found& found) { return found.on.empty(); });
  std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    return a.on.oldest().place() < b.on.oldest().place();
  });
  std::string text;
  for (const Found& found : all)
    text += (text.empty() ? "" : ", ") + std::string(kKinds[static_cast<std::size_t>(found.kind)]) +
            " on " + found.on.str();
  return text;
}

TEST(ModuleResolver, FindsAsPythonsFindersDo) {
  const Result<rulebook::Rulebook> book = rulebook::Rulebook::built_in();
  ASSERT_TRUE(book.ok());
  std::vector<FileFacts> files;
  for (const char* path : {"pkg/__init__.py", "pkg/a.py", "pkg/queue.py", "top.py"})
    files.emplace_back().path = path;
  const Layout layout(files, {"."});
  const ModuleResolver resolver(layout, *book);
  const struct {
    const char* from;
    const char* module;
    int level;
    const char* found;
  } kTable[] = {
      {"pkg/a", "top", 0, "own on every version"},
      {"pkg/a", "pkg.queue", 0, "own on every version"},
      {"pkg/a", "queue", 1, "own on every version"},
      {"pkg/a", "queue", 0, "own on 2.7, standard on 3.0+"},  // 2.7 looks beside the file first
      // A name of the standard library is one wherever it is known; which versions have it, the lifetimes say.
      {"top", "queue", 0, "standard on 2.7, standard on 3.0+"},
      {"top", "imp", 0, "standard on 2.7, standard on 3.0-3.11, standard on 3.12+"},
      {"top", "numpy", 0, "external on every version"},
      {"pkg/a", "none", 1, "nothing on every version"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(described(resolver.find(layout.find(row.from), row.module, row.level)), row.found)
        << row.from << " imports " << row.module << " with " << row.level << " dots";
  }
}

}  // namespace
}  // namespace pymolt::project
