// What holds for every format: each is found by its name, and gives the same bytes twice.
// SPDX-License-Identifier: MIT
#include "render/renderer.h"

#include <gtest/gtest.h>

#include <sstream>

#include "render/sample_report.h"

namespace pymolt::render {
namespace {

TEST(Renderer, FindsEveryFormatByItsName) {
  for (const Format& format : formats()) {
    EXPECT_EQ(find_format(format.name), &format);
    EXPECT_FALSE(format.what.empty()) << format.name;
  }
  EXPECT_EQ(find_format("yaml"), nullptr);
  EXPECT_EQ(find_format(""), nullptr);
}

TEST(Renderer, GivesTheSameBytesTwice) {
  const Report report = sample_report(VersionSet::all());
  for (const Format& format : formats()) {
    std::ostringstream first, second;
    (void)format.render(report, {}, first);
    (void)format.render(report, {}, second);
    EXPECT_EQ(first.str(), second.str()) << format.name;
    EXPECT_FALSE(first.str().empty()) << format.name;
  }
}

}  // namespace
}  // namespace pymolt::render
