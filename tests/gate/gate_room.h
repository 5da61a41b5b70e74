// A folder of evidence and a policy beside it, for tests: what a gate answers to one criterion.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_GATE_GATE_ROOM_H_
#define PYMOLT_TESTS_GATE_GATE_ROOM_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "gate/criteria.h"
#include "gate/dates.h"
#include "gate/measures.h"
#include "settings/policy_file.h"

namespace pymolt::gate {

namespace fs = std::filesystem;

class GateRoom : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() /
            ("pymolt-gate-" + std::to_string(::getpid()) + "-" + test->name());
    fs::create_directories(root_);
    around_.as_of = *parse_time("2026-11-30");
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }

  // The answer to the criteria TEXT, of a policy for 3.13.
  GateAnswer ask_all(const std::string& text) const {
    Result<std::optional<Policy>> policy =
        settings::read_policy("pymolt-gate.toml", "target = \"3.13\"\n" + text);
    EXPECT_TRUE(policy.ok()) << policy.mistake().str();
    (*policy)->folder = root_.string();
    const auto mistake = check_policy(**policy);
    EXPECT_FALSE(mistake) << mistake->str();
    return answer_policy(**policy, around_);
  }

  CriterionAnswer ask(const std::string& words) const {
    return ask_all("[[criterion]]\nname = \"it\"\n" + words + "\n").criteria.front();
  }

  fs::path root_;
  Surroundings around_;
};

}  // namespace pymolt::gate

#endif  // PYMOLT_TESTS_GATE_GATE_ROOM_H_
