// What 2to3, pylint's porting checker, modernize and futurize look for, held against what pymolt finds.
// SPDX-License-Identifier: MIT
//
// In tests/scan/fixers/*.cases a case starts with `=== FIXER: title`. Its lines may carry a mark:
//
//   print "a"            #! print-statement     2to3 changes the line, and pymolt reports it under that rule
//   while 1:             #~ it works            2to3 changes it, and pymolt says nothing: why
//   names.sort()         #+ dict-keys-list      pymolt reports what 2to3 leaves
//
// No other line is changed or reported. What 2to3 changes stands in recorded.tsv (tools/record_2to3.py); of the other
// tools there is no record, only what pymolt has to say.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "findings/relative_imports.h"
#include "scan/scan_file.h"
#include "support/case_file.h"

namespace pymolt::scan {
namespace {

const std::string kFolder = PYMOLT_SOURCE_DIR "/tests/scan/fixers/";
const VersionSet kTarget = VersionSet(Version::of(3, 13));

using RulesByLine = std::map<int, std::set<std::string>>;  // the rules by line

// By file and title: the lines that 2to3 changes.
std::map<std::string, std::set<int>> read_record() {
  std::map<std::string, std::set<int>> record;
  std::ifstream in(kFolder + "recorded.tsv");
  for (std::string row; std::getline(in, row);) {
    const std::size_t end = row.rfind('\t');
    std::istringstream numbers(row.substr(end + 1));
    std::set<int>& lines = record[row.substr(0, end)];
    for (int line = 0; numbers >> line;) lines.insert(line);
  }
  return record;
}

// The lines of CODE with a mark among MARKS, and what stands behind it.
RulesByLine marked(const std::string& code, const std::string& marks) {
  RulesByLine lines;
  std::istringstream in(code);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    for (const char mark : marks) {
      const std::size_t at = line.find(std::string("  #") + mark + ' ');
      if (at == std::string::npos) continue;
      std::istringstream words(line.substr(at + 5));
      for (std::string word; words >> word;) {
        if (word.ends_with(',')) word.pop_back();
        lines[number].insert(word);
      }
    }
  }
  return lines;
}

std::set<std::string> modules_beside(const std::string& code) {
  constexpr std::string_view kWord = "# beside: ";
  if (!code.starts_with(kWord)) return {};
  std::istringstream words(code.substr(kWord.size(), code.find('\n') - kWord.size()));
  return {std::istream_iterator<std::string>(words), {}};
}

struct Inputs {
  std::size_t changed = 0;     // lines that 2to3 changes
  std::size_t found = 0;       // of these, reported by pymolt
  std::size_t left_alone = 0;  // cases that neither 2to3 nor pymolt says anything about
};

class Fixers : public testing::Test {
 protected:
  Fixers() : book_(rulebook::Rulebook::built_in()), knowledge_(ScanContext::make(*book_)) {}

  // As `pymolt scan --from 2.7 --target 3.13` reports it. How text is formatted is another matter.
  RulesByLine reported(const std::string& code) {
    const FileFacts facts = scan_file("pkg/case.py", code, *knowledge_, bench_);
    EXPECT_TRUE(facts.compiles && facts.compiles->contains(Version::of(2, 7)));
    const std::set<std::string> names = modules_beside(code);
    const auto beside = [&](std::string_view name) { return names.contains(std::string(name)); };
    std::vector<Finding> findings =
        checks::relative_imports(facts, *book_, beside, [](std::string_view) { return false; });
    findings.insert(findings.end(), facts.findings.begin(), facts.findings.end());
    RulesByLine lines;
    for (const Finding& finding : findings) {
      const bool reported =
          finding.confidence >= Confidence::likely && finding.consequence(kTarget);
      if (reported && !finding.rule.ends_with("-format")) {
        lines[static_cast<int>(finding.span.line)].insert(finding.rule);
      }
    }
    return lines;
  }

  const Result<rulebook::Rulebook> book_;
  const Result<ScanContext> knowledge_;
  ScanScratch bench_;
};

std::string shown(const RulesByLine& lines, const std::string& code) {
  std::vector<std::string> source;
  std::istringstream in(code);
  for (std::string line; std::getline(in, line);) source.push_back(line);
  std::string text;
  for (const auto& [line, rules] : lines) {
    text += "\n" + source[static_cast<std::size_t>(line) - 1] + "   <-";
    for (const std::string& rule : rules) text += ' ' + rule;
  }
  return text;
}

TEST_F(Fixers, AreMatchedOrAnswered) {
  ASSERT_TRUE(book_ && knowledge_);
  const std::map<std::string, std::set<int>> record = read_record();
  std::map<std::string, Inputs> inputs;  // by fixer
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".cases") continue;
    const std::string file = entry.path().filename().string();
    for (const Case& one : read_cases(entry.path().string())) {
      SCOPED_TRACE(file + ':' + std::to_string(one.first_line) + ": " + one.title);
      EXPECT_EQ(shown(reported(one.code), one.code), shown(marked(one.code, "!+"), one.code));
      const auto known = record.find(file + '\t' + one.title);
      if (known == record.end()) continue;
      std::set<int> changes;
      for (const auto& [line, why] : marked(one.code, "!~")) changes.insert(line);
      EXPECT_EQ(changes, known->second) << "lines that 2to3 changes: tools/record_2to3.py";
      Inputs& counts = inputs[one.title.substr(0, one.title.find(':'))];
      counts.changed += known->second.size();
      for (const auto& [line, rules] : marked(one.code, "!"))
        counts.found += known->second.count(line);
      if (known->second.empty() && marked(one.code, "+").empty()) ++counts.left_alone;
    }
  }
  EXPECT_EQ(inputs.size(), 52U);
  for (const auto& [fixer, counts] : inputs) {
    EXPECT_GE(counts.changed, 3U) << fixer;
    EXPECT_GE(counts.found, fixer == "ws_comma" ? 0U : 3U) << fixer;  // blanks are for formatters
    EXPECT_GE(counts.left_alone, 1U) << fixer;
  }
}

}  // namespace
}  // namespace pymolt::scan
