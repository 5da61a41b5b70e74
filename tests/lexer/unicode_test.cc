// What Unicode says, version by version.
// SPDX-License-Identifier: MIT
#include "lexer/unicode.h"

#include <gtest/gtest.h>

namespace pymolt::verdict {
namespace {

TEST(Unicode, TellsLettersByVersion) {
  const struct {
    char32_t code;
    const char* starts;
    const char* continues;
  } kTable[] = {
      {0x00E9, "3.0+", "3.0+"},              // é
      {0x00B2, "no version", "no version"},  // ²
      {0x00B7, "no version", "3.0+"},        // ·
      {0x200D, "no version", "3.13+"},       // zero width joiner
      {0x0301, "no version", "3.0+"},        // combining acute
      {0x2118, "3.0+", "3.0+"},              // ℘
      {0x037F, "3.5+", "3.5+"},              // Ϳ, Unicode 7
      {0x312F, "3.7+", "3.7+"},              // ㄯ, Unicode 11
      {0x16E60, "3.7+", "3.7+"},             // Medefaidrin, Unicode 11
      {0x16EA0, "3.15+", "3.15+"},           // Beria Erfe, Unicode 17
      {0x20AC, "no version", "no version"},  // €
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(starts_identifier(row.code).str(), row.starts) << static_cast<unsigned>(row.code);
    EXPECT_EQ(continues_identifier(row.code).str(), row.continues)
        << static_cast<unsigned>(row.code);
  }
}

TEST(Unicode, BringsIdentifiersIntoTheirNormalForm) {
  const struct {
    const char* written;
    const char* normal;
  } kTable[] = {
      {"plain", "plain"},
      {"\xEF\xAC\x81x", "fix"},                                  // ﬁ
      {"\xF0\x9D\x90\x93rue", "True"},                           // 𝐓
      {"\xEF\xBD\x81\xEF\xBD\x9A", "az"},                        // fullwidth
      {"e\xCC\x81", "\xC3\xA9"},                                 // e + acute
      {"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\xEA\xB0\x81"},  // Hangul, composed
      {"a\xCC\xA3\xCC\x82", "\xE1\xBA\xAD"},                     // dot below and circumflex: ậ
      {"a\xCC\x82\xCC\xA3", "\xE1\xBA\xAD"},                     // in the other order
      {"\xC2\xB5", "\xCE\xBC"},                                  // micro sign
      {"\xC5\xBF", "s"},                                         // long s
      {"\xE2\x84\xAB", "\xC3\x85"},                              // ångström sign
      {"\xD0\xB9", "\xD0\xB9"},                                  // й
  };
  for (const auto& row : kTable) EXPECT_EQ(normalised(row.written), row.normal) << row.written;
}

TEST(Unicode, KnowsTheNamesOfCharacters) {
  const struct {
    const char* name;
    const char* known;
  } kTable[] = {
      {"EN DASH", "every version"},
      {"en dash", "every version"},
      {"NO SUCH CHARACTER", "no version"},
      {"EURO SIGN", "every version"},
      {"LINE FEED", "3.3+"},               // an alias
      {"LATIN SMALL LETTER GHA", "3.3+"},  // an alias
      {"LATIN SMALL LETTER OI", "every version"},
      {"BITCOIN SIGN", "3.7+"},   // Unicode 10
      {"MELTING FACE", "3.11+"},  // Unicode 14
      {"CJK UNIFIED IDEOGRAPH-4E00", "every version"},
      {"CJK UNIFIED IDEOGRAPH-4E0", "no version"},
      {"cjk unified ideograph-4e00", "3.15+"},
      {"HANGUL SYLLABLE GAG", "every version"},
      {"HANGUL SYLLABLE I", "every version"},
      {"HANGUL SYLLABLE GX", "no version"},
      {"NUSHU CHARACTER-1B170", "3.7+"},
  };
  for (const auto& row : kTable)
    EXPECT_EQ(knows_character_name(row.name).str(), row.known) << row.name;
}

}  // namespace
}  // namespace pymolt::verdict
