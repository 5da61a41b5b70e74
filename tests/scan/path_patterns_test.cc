// Which paths a pattern of the settings is about.
// SPDX-License-Identifier: MIT
#include "scan/path_patterns.h"

#include <gtest/gtest.h>

namespace pymolt::scan {
namespace {

TEST(PathPatterns, AreMeantFromTheirFolder) {
  const struct {
    std::vector<std::string> patterns;
    const char* path;  // from /p/src; the patterns are meant from /p
    bool covers;
  } kTable[] = {
      {{"old/"}, "old/a.py", true},
      {{"old"}, "old/deep/a.py", true},
      {{"old/"}, "deep/old/a.py", true},
      {{"old/"}, "old", false},  // a file of that name
      {{"old"}, "old", true},
      {{"/old/"}, "old/a.py", false},
      {{"/src/old/"}, "old/a.py", true},
      {{"src/*.py"}, "a.py", true},
      {{"src/*.py"}, "b/a.py", false},
      {{"src/**/t_*.py"}, "b/c/t_a.py", true},
      {{"*_pb2.py"}, "b/a_pb2.py", true},
      {{"docs/"}, "../docs/conf.py", true},
      {{"docs/"}, "/p/docs/conf.py", true},
      {{"docs/"}, "../../docs/conf.py", false},  // not below /p
      {{"*.py", "!keep.py"}, "keep.py", false},
      {{"*.py", "!keep.py"}, "a.py", true},
      {{}, "a.py", false},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(PathPatterns(row.patterns, "/p", "/p/src").covers(row.path), row.covers) << row.path;
  }
}

TEST(PathPatterns, AreToldAsWritten) {
  const PathPatterns patterns({"/src/gen/", "*_pb2.py"}, "/p", "/p");
  EXPECT_EQ(patterns.match("src/gen", true), "/src/gen/");
  EXPECT_EQ(patterns.match("src/gen", false), "");
  EXPECT_EQ(patterns.match("src/a_pb2.py", false), "*_pb2.py");
  EXPECT_TRUE(is_path_pattern("a/"));
  for (const char* text : {"", "#a", "/", "a\nb"}) EXPECT_FALSE(is_path_pattern(text)) << text;
}

}  // namespace
}  // namespace pymolt::scan
