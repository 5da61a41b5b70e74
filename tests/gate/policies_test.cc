// The numbers that five migration papers decide by, as policies of at most 40 lines each.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/gate_room.h"

namespace pymolt::gate {
namespace {

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST_F(GateRoom, SaysWhatFivePapersDemandInFortyLines) {
  std::size_t policies = 0;
  for (const auto& entry : fs::directory_iterator(PYMOLT_SOURCE_DIR "/tests/gate/policies")) {
    const std::string text = text_of(entry.path());
    EXPECT_LE(std::ranges::count(text, '\n'), 40) << entry.path();
    Result<std::optional<Policy>> policy =
        settings::read_policy(entry.path().filename().string(), text);
    ASSERT_TRUE(policy.ok()) << policy.mistake().str();
    const auto mistake = check_policy(**policy);
    EXPECT_FALSE(mistake) << mistake->str();
    // In an empty folder nothing has evidence, and nothing is met.
    (*policy)->folder = root_.string();
    const GateAnswer answer = answer_policy(**policy, around_);
    EXPECT_EQ(answer.count(Outcome::no_evidence), answer.criteria.size()) << entry.path();
    EXPECT_EQ(name(answer.verdict()), "not-enough-evidence");
    ++policies;
  }
  EXPECT_EQ(policies, 5U);
}

// The first paper's numbers: 101 of 102 tests, positions within 1 %, and its boxes without a file.
TEST_F(GateRoom, AnswersThePaperOfThePortToPython3) {
  std::string junit =
      "<testsuite timestamp=\"2026-11-29T10:00:00\"><testcase name=\"s\"><skipped/></testcase>";
  for (int i = 0; i < 101; ++i) junit += "<testcase name=\"t" + std::to_string(i) + "\"/>";
  write("out/junit.xml", junit + "</testsuite>");
  write("out/positions-27.csv", "date,lots\n2026-01-01,1000\n2026-01-02,-500\n");
  write("out/positions.csv", "date,lots\n2026-01-01,1009\n2026-01-02,-500\n");
  write("out/returns-27.csv", "date,r\n1,0.01\n2,0.02\n3,-0.01\n");
  write("out/returns.csv", "date,r\n1,0.01\n2,0.02\n3,-0.02\n");
  write("docs/MIGRATION.md", "words\n");
  write("docs/ROLLBACK.md", "");
  Result<std::optional<Policy>> policy = settings::read_policy(
      "p.toml", text_of(PYMOLT_SOURCE_DIR "/tests/gate/policies/python-3.toml"));
  ASSERT_TRUE(policy.ok());
  (*policy)->folder = root_.string();
  std::map<std::string, std::string> outcomes;
  for (const CriterionAnswer& answer : answer_policy(**policy, around_).criteria)
    outcomes[answer.criterion.name] = name(answer.outcome);
  EXPECT_EQ(outcomes["tests pass"], "met");
  EXPECT_EQ(outcomes["positions"], "met");
  EXPECT_EQ(outcomes["Sharpe ratio"], "not-met");
  for (const char* box : {"nothing fails newly", "modules import", "profit", "solve time", "memory",
                          "documentation"}) {
    EXPECT_EQ(outcomes[box], "no-evidence") << box;
  }
}

}  // namespace
}  // namespace pymolt::gate
