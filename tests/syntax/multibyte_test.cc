// Multi-byte encodings mean what Python recorded of them (tools/multibyte.py --record).
// SPDX-License-Identifier: MIT
#include "syntax/multibyte.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace pymolt::syntax {
namespace {

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

std::optional<Transcoded> read_as(const std::string& encoding, std::string_view bytes) {
  if (encoding.starts_with("utf_16")) return transcode_utf16(bytes, encoding == "utf_16_le");
  const auto codec = find_codec(encoding);
  return codec ? transcode(*codec, bytes) : std::nullopt;
}

TEST(Multibyte, ReadsWhatPythonRecorded) {
  std::ifstream file(PYMOLT_SOURCE_DIR "/tests/syntax/multibyte.recorded");
  std::string line;
  std::size_t count = 0;
  while (std::getline(file, line)) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string encoding, bytes, text;
    words >> encoding >> bytes >> text;
    const bool refused = text.ends_with('!');
    const auto read = read_as(encoding, from_hex(bytes));
    ASSERT_TRUE(read) << line;
    const std::string expected = from_hex(text);
    EXPECT_EQ(read->bad.has_value(), refused) << line;
    EXPECT_EQ(refused ? read->text.substr(0, expected.size()) : read->text, expected) << line;
    if (refused && read->bad) {
      EXPECT_EQ(*read->bad, expected.size()) << line;
    }
    ++count;
  }
  EXPECT_GE(count, 1300U);
}

}  // namespace
}  // namespace pymolt::syntax
