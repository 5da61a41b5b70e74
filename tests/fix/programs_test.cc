// Small programs, and what the fixes made of them when the interpreters last ran both: they must still make the same.
// SPDX-License-Identifier: MIT
//
// tools/check_fixes.py --record runs the programs of programs.cases before and after, and writes programs.fixed.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "fix/fix_file.h"

namespace pymolt::fix {
namespace {

// The sections of a file of tests/fix, by the title in their line `=== title`.
std::map<std::string, std::string> sections_of(const std::string& name) {
  std::ifstream file(std::string(PYMOLT_SOURCE_DIR "/tests/fix/") + name);
  std::map<std::string, std::string> sections;
  std::string title;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("=== ")) {
      title = line.substr(4);
      sections[title];
    } else {
      sections[title] += line + "\n";
    }
  }
  return sections;
}

const rulebook::Rulebook& book() {
  static const rulebook::Rulebook built_in = rulebook::Rulebook::built_in().take();
  return built_in;
}

// What `pymolt fix` asks of a finding where nobody asks for more.
std::string fixed_text(const scan::ScanContext& context, scan::ScanScratch& bench,
                       std::string_view text, Version from, bool both) {
  const Wish wish{Version::of(3, 13), VersionSet(from), both};
  const VersionSet versions = both ? wish.target | wish.from : wish.target;
  const auto wanted = [&](const FileFacts&, const Finding& finding) {
    return finding.consequence(versions) && finding.confidence >= Confidence::likely &&
           (from == Version::of(2, 7) || !finding.python2_only) && finding.needs.contains(versions);
  };
  return fix_file("program.py", text, context, bench, wish, wanted).bytes;
}

TEST(Programs, BecomeWhatTheInterpretersRan) {
  const std::map<std::string, std::string> programs = sections_of("programs.cases");
  const std::map<std::string, std::string> recorded = sections_of("programs.fixed");
  const scan::ScanContext context = scan::ScanContext::make(book()).take();
  scan::ScanScratch bench;
  std::size_t changed = 0;
  for (const auto& [title, code] : programs) {
    const bool is_3 = title.ends_with("(3.8)");
    const Version from = is_3 ? Version::of(3, 8) : Version::of(2, 7);
    for (const bool both : {false, true}) {
      if (is_3 && both) continue;
      // One that the record does not name stays as it is.
      const auto made = recorded.find(title + (both ? " | both" : " | plain"));
      changed += made == recorded.end() ? 0 : 1;
      EXPECT_EQ(fixed_text(context, bench, code, from, both),
                made == recorded.end() ? code : made->second)
          << title << (both ? ", both" : "");
    }
  }
  EXPECT_GT(programs.size(), 500U);
  EXPECT_EQ(changed, recorded.size()) << "the record names programs that are gone";
}

std::string with_line_ends(std::string_view text, std::string_view end) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string(end) : std::string(1, c);
  return out;
}

// The same fixes whatever the file looks like: with the line ends of Windows, behind a byte order mark, in Latin-1.
TEST(Programs, BecomeTheSameInOtherDress) {
  const std::map<std::string, std::string> programs = sections_of("programs.cases");
  const scan::ScanContext context = scan::ScanContext::make(book()).take();
  scan::ScanScratch bench;
  const std::string mark = "\xEF\xBB\xBF";
  const std::string latin = "# -*- coding: latin-1 -*-\n# \xE9t\xE9\n";
  std::size_t number = 0;
  for (const auto& [title, code] : programs) {
    const bool has_head = code.starts_with('#') || code.find("coding") != std::string::npos;
    const bool has_lines = code.find("\"\"\"") != std::string::npos ||
                           code.find("'''") != std::string::npos ||
                           code.find("\\\n") != std::string::npos;
    if (title.ends_with("(3.8)") || has_head || has_lines || ++number % 4 != 0) continue;
    const auto fixed = [&](const std::string& text) {
      return fixed_text(context, bench, text, Version::of(2, 7), false);
    };
    const std::string plain = fixed(code);
    EXPECT_EQ(fixed(with_line_ends(code, "\r\n")), with_line_ends(plain, "\r\n")) << title;
    EXPECT_EQ(fixed(mark + code), mark + plain) << title;
    EXPECT_EQ(fixed(latin + code), latin + plain) << title;
  }
  EXPECT_GT(number, 400U);
}

}  // namespace
}  // namespace pymolt::fix
