// Places there and back, in every unit; changes of a text; bytes in the encoding that it declares.
// SPDX-License-Identifier: MIT
#include "lsp/positions.h"

#include <gtest/gtest.h>

#include <random>

#include "lsp/buffers.h"
#include "lsp/edited_text.h"
#include "lsp/editor_settings.h"
#include "lsp/uri.h"

namespace pymolt::lsp {

namespace {

TEST(Positions, CountWhatWasAgreedOn) {
  const Text text(
      "a\xC3\xA4\xF0\x9F\x90\x8D"
      "b\r\nc\rd\n");  // a ä 🐍 b
  const struct {
    Units units;
    int column;
    std::uint32_t offset;
  } kTable[] = {
      {Units::utf16, 0, 0},  {Units::utf16, 2, 3}, {Units::utf16, 4, 7}, {Units::utf16, 5, 8},
      {Units::utf16, 3, 3},  // within a pair: its beginning
      {Units::utf16, 99, 8}, {Units::utf8, 3, 3},  {Units::utf8, 7, 7},  {Units::utf8, 8, 8},
      {Units::utf32, 2, 3},  {Units::utf32, 3, 7}, {Units::utf32, 4, 8},
  };
  for (const auto& row : kTable) {
    const Json position = {{"line", 0}, {"character", row.column}};
    EXPECT_EQ(offset_at(text, position, row.units), row.offset) << row.column;
    if (row.column < 90 && !(row.units == Units::utf16 && row.column == 3)) {
      EXPECT_EQ(position_at(text, row.offset, row.units), position);
    }
  }
  EXPECT_EQ(offset_at(text, {{"line", 1}, {"character", 1}}, Units::utf16), 11U);
  EXPECT_EQ(offset_at(text, {{"line", 2}, {"character", 0}}, Units::utf16), 12U);
  EXPECT_EQ(offset_at(text, {{"line", 3}, {"character", 0}}, Units::utf16), 14U);
  EXPECT_EQ(offset_at(text, {{"line", 99}, {"character", 9}}, Units::utf16), 14U);
  EXPECT_ANY_THROW((void)offset_at(text, {{"line", "x"}}, Units::utf16));
  EXPECT_ANY_THROW((void)offset_at(text, nullptr, Units::utf16));
}

TEST(Positions, AreNegotiated) {
  EXPECT_EQ(chosen_units(Json::array({"utf-8", "utf-16"})), Units::utf8);
  EXPECT_EQ(chosen_units(Json::array({"utf-32"})), Units::utf32);
  EXPECT_EQ(chosen_units(Json::array({"utf-7", 3})), Units::utf16);
  EXPECT_EQ(chosen_units(nullptr), Units::utf16);
}

TEST(EditedText, IsChangedAsTheEditorSays) {
  EditedText text("one\ntwo\nthree", Units::utf16);
  const auto range = [](int line, int from, int end_line, int to) {
    return Json{{"start", {{"line", line}, {"character", from}}},
                {"end", {{"line", end_line}, {"character", to}}}};
  };
  text.change({{"range", range(0, 0, 1, 0)}, {"text", ""}});
  text.change({{"range", range(0, 3, 0, 3)}, {"text", " x"}});
  EXPECT_EQ(text.str(), "two x\nthree");
  text.change({{"range", range(9, 9, 9, 9)}, {"text", "\n"}});
  EXPECT_EQ(text.str(), "two x\nthree\n");
  text.change({{"range", range(0, 3, 0, 0)}, {"text", "2"}});
  EXPECT_EQ(text.str(), "2 x\nthree\n");  // the wrong way round
  text.change({{"text", "all"}});
  EXPECT_EQ(text.str(), "all");
  EXPECT_ANY_THROW(text.change({{"range", 1}, {"text", ""}}));
  EXPECT_ANY_THROW(text.change({{"text", 1}}));
  EXPECT_EQ(text.str(), "all");
}

// What a text is after CHANGE, as one finds it by going through all of it.
std::string changed(const std::string& before, const Json& change, Units units) {
  const Text text(before);
  const std::uint32_t from = offset_at(text, change["range"]["start"], units);
  const std::uint32_t to = offset_at(text, change["range"]["end"], units);
  std::string after = before;
  after.replace(std::min(from, to), std::max(from, to) - std::min(from, to),
                change["text"].get<std::string>());
  return after;
}

TEST(EditedText, IsWhatTheWholeTextWouldBe) {
  const std::vector<std::string> typed = {"",
                                          "a",
                                          "\n",
                                          "\r",
                                          "\r\n",
                                          "\n\r",
                                          "\xC3\xA4\xF0\x9F\x90\x8D",
                                          std::string(700, 'x'),
                                          std::string(500, '\r'),
                                          std::string(500, '\n')};
  std::mt19937 random(20261201);
  const auto any = [&](std::size_t below) { return random() % below; };
  for (const Units units : {Units::utf8, Units::utf16, Units::utf32}) {
    std::string expected;
    EditedText text(expected, units);
    for (int i = 0; i < 600; ++i) {
      std::string with;
      for (std::size_t parts = any(4); parts > 0; --parts) with += typed[any(typed.size())];
      const auto line = any(Text(expected).line_count() + 2);
      const auto column = any(4) == 0 ? any(9000) : any(9);
      const auto end_line = line + (any(3) == 0 ? any(900) : 0);
      const Json change = {
          {"range",
           {{"start", {{"line", line}, {"character", column}}},
            {"end",
             {{"line", end_line}, {"character", column + (any(3) == 0 ? any(9000) : any(9))}}}}},
          {"text", with}};
      text.change(change);
      expected = changed(expected, change, units);
      ASSERT_EQ(text.str(), expected) << "change " << i;
    }
  }
}

TEST(EditedText, TakesManyChangesOfALongLineAndOfManyLines) {
  for (const char* piece : {"x = 1\n", "x + 1 "}) {
    std::string whole;
    while (whole.size() < (1 << 22)) whole += piece;
    EditedText text(whole, Units::utf16);
    for (int i = 0; i < 50'000; ++i) {
      const Json place = {{"line", whole[5] == '\n' ? 600'000 - i : 0},
                          {"character", whole[5] == '\n' ? 2 : 4'000'000 - i}};
      text.change({{"range", {{"start", place}, {"end", place}}}, {"text", "y"}});
    }
    EXPECT_EQ(text.str().size(), whole.size() + 50'000);
  }
}

TEST(Buffers, AreWrittenInTheirEncoding) {
  const struct {
    const char* text;
    const char* bytes;
  } kTable[] = {
      {"x = '\xC3\xA4'\n", "x = '\xC3\xA4'\n"},
      {"# coding: latin-1\n'\xC3\xA4'\n", "# coding: latin-1\n'\xE4'\n"},
      {"# coding: latin-1\n'\xE2\x82\xAC'\n", "# coding: utf-8  \n'\xE2\x82\xAC'\n"},
      {"# coding: gbk\n'\xE4\xB8\xAD'\n", "# coding: u8 \n'\xE4\xB8\xAD'\n"},
      {"# coding: latin-1\n'a'\n", "# coding: latin-1\n'a'\n"},
  };
  for (const auto& row : kTable) {
    Buffer buffer;
    buffer.text = Text(row.text);
    EXPECT_EQ(buffer.bytes(), row.bytes);
  }
  Buffer marked;
  marked.text = Text("x\n");
  marked.has_bom = true;
  EXPECT_EQ(marked.bytes(), "\xEF\xBB\xBFx\n");
}

TEST(Addresses, NameFilesThereAndBack) {
  EXPECT_EQ(path_of("file:///a%20b/%C3%A4.py"), "/a b/\xC3\xA4.py");
  EXPECT_EQ(uri_of("/a b/\xC3\xA4#?%.py"), "file:///a%20b/%C3%A4%23%3F%25.py");
  EXPECT_EQ(path_of(uri_of("/a b/\xC3\xA4#?%.py")), "/a b/\xC3\xA4#?%.py");
  EXPECT_EQ(path_of("file://localhost/a//b/../c/"), "/a/c");
  EXPECT_EQ(path_of("file:///a%00.py"), std::nullopt);
  EXPECT_EQ(path_of("file:///" + std::string(100'000, 'a')), std::nullopt);
  EXPECT_EQ(path_of("file:///a%2"), "/a%2");
  for (const char* wrong : {"untitled:1", "file://other/a", "http://a/b", "", "file://a%00"})
    EXPECT_FALSE(path_of(wrong)) << wrong;
  EXPECT_FALSE(path_of("file:///a%00b"));
}

TEST(EditorSettings, AreToml) {
  EXPECT_EQ(toml_of({{"target", {"3.12", "3.13"}},
                     {"confidence", "sure"},
                     {"from", nullptr},
                     {"severity", {{"distutils.*", "low"}}},
                     {"per-path", Json::array({{{"path", "a/"}, {"target", "3.8"}}})}}),
            "\"confidence\" = \"sure\"\n"
            "\"per-path\" = [{ \"path\" = \"a/\", \"target\" = \"3.8\" }]\n"
            "\"severity\" = { \"distutils.*\" = \"low\" }\n"
            "\"target\" = [\"3.12\", \"3.13\"]\n");
  EXPECT_EQ(toml_of(nullptr), "");
  EXPECT_EQ(toml_of({{"a\"\n]", "\xFF"}}), "\"a\\\"\\n]\" = \"\\ufffd\"\n");
}

}  // namespace

}  // namespace pymolt::lsp
