// What is compiled in is what stands in rules/, byte for byte: packed when it was built, unpacked here.
// SPDX-License-Identifier: MIT
#include "rulebook/embedded.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "packed/packed.h"

extern "C" const unsigned char standard_names_txt[];

namespace pymolt::rulebook {

namespace {

namespace fs = std::filesystem;
const fs::path kRules = fs::path(PYMOLT_SOURCE_DIR) / "rules";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Embedded, HasTheBytesOfEveryRuleFile) {
  std::set<std::string> names;
  for (const std::vector<RuleFile>& files : {embedded_files(), embedded_packages()}) {
    for (const RuleFile& file : files) {
      EXPECT_EQ(file.text, bytes_of(kRules / file.name)) << file.name;
      names.emplace(file.name);
    }
  }
  std::set<std::string> wanted;
  for (const auto& entry : fs::recursive_directory_iterator(kRules)) {
    const fs::path path = entry.path().lexically_relative(kRules);
    const bool is_page = path.extension() == ".md" && path.has_parent_path();
    if (entry.is_regular_file() && (is_page || path.extension() != ".md") &&
        !path.generic_string().starts_with("text/") && path.extension() != ".txt")
      wanted.insert(path.generic_string());
  }
  EXPECT_EQ(names, wanted);
}

TEST(Embedded, NamesItsTextsByTheirHash) {
  EXPECT_EQ(embedded_sha256().size(), 64U);
  EXPECT_EQ(embedded_sha256().find_first_not_of("0123456789abcdef"), std::string_view::npos);
}

TEST(Embedded, HasTheBytesOfATable) {
  EXPECT_EQ(Unpacked(standard_names_txt).text(), bytes_of(kRules / "text" / "standard_names.txt"));
}

}  // namespace

}  // namespace pymolt::rulebook
