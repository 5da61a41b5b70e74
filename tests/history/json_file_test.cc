// What is read of a file of JSON goes no further than its first mistake.
// SPDX-License-Identifier: MIT
#include "history/json_file.h"

#include <gtest/gtest.h>

namespace pymolt::history {
namespace {

constexpr JsonSchema kSchema = {"x/1", "thing", "make one"};

TEST(JsonFile, IsReadUpToItsFirstMistake) {
  std::string text = "{\"schema\": \"x/1\", \"words\": [\"a\", 1";
  for (int i = 0; i < 100'000; ++i) text += ", \"b\"";
  const Result<nlohmann::json> document = parse_json("f", text + "]}", kSchema);
  ASSERT_TRUE(document);
  Reading reading("f", kSchema);
  const Field root(*document, reading);
  int read = 0;
  root.at("words").each([&](const Field& word) {
    (void)word.text();
    ++read;
  });
  EXPECT_EQ(read, 2);
  root.at("words").each([&](const Field&) { ++read; });
  EXPECT_EQ(read, 2);
  ASSERT_TRUE(reading.mistake());
  EXPECT_EQ(reading.mistake()->message.substr(0, 11), "`words[1]`:");
}

}  // namespace
}  // namespace pymolt::history
