// Which finding is which: a row of before and of now, and who is whose partner.
// SPDX-License-Identifier: MIT
#include "history/match.h"

#include <gtest/gtest.h>

#include <map>

namespace pymolt::history {
namespace {

// "path|symbol|scope|code", with a fingerprint as the scan would make it.
KnownFinding finding(const std::string& row) {
  KnownFinding f;
  std::string* const fields[] = {&f.path, &f.symbol, &f.scope, &f.code};
  std::size_t field = 0;
  for (const char c : row) {
    if (c == '|') {
      ++field;
    } else {
      *fields[field] += c;
    }
  }
  f.rule = "removed-name";
  f.severity = Severity::high;
  f.fingerprint = f.symbol + "|" + f.scope + "|" + f.code;
  return f;
}

std::vector<KnownFinding> findings(const std::vector<std::string>& rows) {
  std::vector<KnownFinding> list;
  std::map<std::string, int> seen;
  for (const std::string& row : rows) {
    list.push_back(finding(row));
    if (const int nth = seen[row]++; nth > 0) list.back().fingerprint += std::to_string(nth);
  }
  return list;
}

constexpr int kNew = -1;

TEST(Match, KnowsFindingsAgain) {
  const struct {
    const char* what;
    std::vector<std::string> before;
    std::vector<std::string> now;
    std::vector<int> partners;
  } kTable[] = {
      {"moved within the file", {"a|x|f|x=1", "a|x|g|x=2"}, {"a|x|g|x=2", "a|x|f|x=1"}, {1, 0}},
      {"one of three equal ones fixed",
       {"a|x||x", "a|x||x", "a|x||x"},
       {"a|x||x", "a|x||x"},
       {0, 1}},
      {"a fourth equal one", {"a|x||x", "a|x||x"}, {"a|x||x", "a|x||x", "a|x||x"}, {0, 1, kNew}},
      {"a renamed function", {"a|x|f|y=x"}, {"a|x|g|y=x"}, {0}},
      {"a renamed variable", {"a|t.x|f|began=t.x"}, {"a|t.x|f|start=t.x"}, {0}},
      {"the nearest of two edited lines",
       {"a|x|f|p q r x", "a|x|f|s t u x"},
       {"a|x|f|s t w x", "a|x|f|p q w x"},
       {1, 0}},
      {"another statement of the function", {"a|x|f|p q r x"}, {"a|x|f|s t u x"}, {kNew}},
      {"a renamed function's head",
       {"a|tuple|f|def f self a b"},
       {"a|tuple|g|def g self a b"},
       {0}},
      {"the same name in another function", {"a|t.x|f|y=t.x"}, {"a|t.x|g|z=t.x"}, {kNew}},
      {"another symbol", {"a|x|f|x y"}, {"a|y|f|x y"}, {kNew}},
      {"a function moved to another file",
       {"a|x|f|y=x", "b|z||z"},
       {"b|x|f|y=x", "b|z||z"},
       {0, 1}},
      {"top-level code that appears in another file", {"a|x||import x"}, {"b|x||import x"}, {kNew}},
      {"a renamed file", {"gone/a|x||import x"}, {"b|x||import x"}, {0}},
      {"a renamed file in which a line was edited",
       {"gone/a|x||import x", "gone/a|y|f|p q y"},
       {"b|x||import x", "b|y|f|p w y"},
       {0, 1}},
      {"two renamed files",
       {"gone/a|x||import x", "gone/a|y||y", "gone/b|x||import x", "gone/b|z||z"},
       {"c|x||import x", "c|z||z", "d|x||import x", "d|y||y"},
       {2, 3, 0, 1}},
  };
  const auto any = [](const KnownFinding&, const KnownFinding&) { return true; };
  const auto is_gone = [](const std::string& path) { return path.starts_with("gone/"); };
  for (const auto& row : kTable) {
    std::vector<int> partners;
    for (const std::size_t partner :
         match(findings(row.now), findings(row.before), {any, is_gone})) {
      partners.push_back(partner == kNobody ? kNew : static_cast<int>(partner));
    }
    EXPECT_EQ(partners, row.partners) << row.what;
  }
}

TEST(Match, AsksWhetherItMayBe) {
  std::vector<KnownFinding> now = findings({"a|x||x"});
  const std::vector<KnownFinding> before = now;
  now[0].severity = Severity::critical;
  const auto not_graver = [](const KnownFinding& a, const KnownFinding& b) {
    return a.severity <= b.severity;
  };
  const auto is_gone = [](const std::string&) { return false; };
  EXPECT_EQ(match(now, before, {not_graver, is_gone})[0], kNobody);
  EXPECT_EQ(match(before, now, {not_graver, is_gone})[0], 0U);
}

}  // namespace
}  // namespace pymolt::history
