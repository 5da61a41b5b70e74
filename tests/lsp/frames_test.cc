// Frames: whole, in pieces, several at once, and all the ways to lose them.
// SPDX-License-Identifier: MIT
#include "lsp/frames.h"

#include <gtest/gtest.h>

namespace pymolt::lsp {

namespace {

TEST(Frames, AreReadInAnyPieces) {
  const std::string bytes = framed("{\"a\":1}") + framed("") + framed("ü");
  for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
    FrameReader reader;
    std::vector<std::string> bodies;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      reader.feed(std::string_view(bytes).substr(at, piece));
      for (;;) {
        Result<std::optional<std::string>> body = reader.next();
        ASSERT_TRUE(body.ok());
        if (!*body) break;
        bodies.push_back(**body);
      }
    }
    EXPECT_EQ(bodies, (std::vector<std::string>{"{\"a\":1}", "", "ü"})) << piece;
    EXPECT_FALSE(reader.is_amid());
  }
}

TEST(Frames, TakeWhatHeadersMayHave) {
  for (const char* header :
       {"content-length: 2\r\n\r\n", "Content-Length:2\n\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n",
        "X-Other: 1\r\nContent-Length:  2  \r\n\r\n"}) {
    FrameReader reader;
    reader.feed(std::string(header) + "{}");
    const auto body = reader.next();
    ASSERT_TRUE(body.ok()) << header;
    EXPECT_EQ(**body, "{}") << header;
  }
}

TEST(Frames, AreLostForGood) {
  const struct {
    std::string bytes;
    const char* why;
  } kTable[] = {
      {"Content-Length: x\r\n\r\n", "a header's Content-Length is no number"},
      {"Content-Length: -1\r\n\r\n", "a header's Content-Length is no number"},
      {"Content-Length: 99999999999999999999999\r\n\r\n", "a header's Content-Length is no number"},
      {"Content-Length: 999999999999\r\n\r\n",
       "a message is larger than the 128 MiB that are read"},
      {"Content-Length: 2\r\nContent-Length: 2\r\n\r\n", "a header gives its length twice"},
      {"Content-Type: text; charset=latin-1\r\nContent-Length: 2\r\n\r\n", "only UTF-8 is read"},
      {"X: 1\r\n\r\n", "a header has no Content-Length"},
      {"\r\n\r\n", "a header has no Content-Length"},
      {"{\"jsonrpc\":\"2.0\"}\r\n\r\n", "a header has no Content-Length"},
      {std::string(5000, 'x'), "a header is longer than any that is needed"},
  };
  for (const auto& row : kTable) {
    FrameReader reader;
    reader.feed(row.bytes);
    for (int time = 0; time < 2; ++time) {
      const auto body = reader.next();
      ASSERT_FALSE(body.ok()) << row.bytes;
      EXPECT_EQ(body.mistake().message, row.why) << row.bytes;
      reader.feed(framed("{}"));
    }
  }
}

}  // namespace

}  // namespace pymolt::lsp
