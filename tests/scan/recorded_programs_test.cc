// Everything is asked about every small program that is recorded as text: none may stop the scan.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "scan/scan_file.h"

namespace pymolt::scan {
namespace {

TEST(RecordedPrograms, AreScannedToTheirEnd) {
  const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  const ScanContext context = ScanContext::make(book).take();
  ScanScratch bench;
  std::size_t scanned = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(PYMOLT_SOURCE_DIR "/tests/verdict/truth")) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      const nlohmann::json row = nlohmann::json::parse(line);
      if (!row.contains("src")) continue;
      const FileFacts facts = scan_file("a.py", row["src"].get<std::string>(), context, bench);
      EXPECT_EQ(facts.state, FileState::scanned) << row["id"];
      ++scanned;
    }
  }
  EXPECT_GT(scanned, 30000U);
}

}  // namespace
}  // namespace pymolt::scan
