// Constructs come from the rulebook: every one has a title and a link, and its absence is worded
// for people.
// SPDX-License-Identifier: MIT
#include "rulebook/constructs.h"

#include <gtest/gtest.h>

namespace pymolt::verdict {
namespace {

const rulebook::Rulebook& rules() {
  static const auto kRules = rulebook::Rulebook::built_in();
  return *kRules;
}

TEST(Constructs, AreTheLinesOfSyntaxLife) {
  for (const std::string_view name : kConstructIds) {
    const auto* lifetime = rules().lifetime("syntax." + std::string(name));
    ASSERT_NE(lifetime, nullptr) << name;
    EXPECT_FALSE(lifetime->title.empty()) << name;
    EXPECT_TRUE(lifetime->docs.starts_with("https://docs.python.org/3/")) << name;
    EXPECT_NE(lifetime->exists, VersionSet::all()) << name << " would never be a reason";
  }
  EXPECT_EQ(rules().below("syntax").size(), kConstructIds.size());
}

TEST(Constructs, AreWordedForPeople) {
  const Constructs constructs(rules());
  struct Case {
    Construct construct;
    const char* message;
  };
  const Case kCases[] = {
      {Construct::print_statement, "`print` statement: 3.0 and later reject it"},
      {Construct::several_with_items, "several items in one `with`: 3.0 rejects it"},
      {Construct::except_comma, "`except A, e`: 3.0 to 3.13 reject it"},
      {Construct::yield_from, "`yield from`: 2.7 and 3.0 to 3.2 reject it"},
      {Construct::return_outside_function, "`return` outside a function: no version compiles it"},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(constructs.message(c.construct, constructs.fails_on({c.construct, {}})), c.message);
  }
  EXPECT_EQ(constructs.message(Construct::walrus, VersionSet(Version::of(2, 7))),
            "assignment expression (`:=`): 2.7 rejects it");
}

}  // namespace
}  // namespace pymolt::verdict
