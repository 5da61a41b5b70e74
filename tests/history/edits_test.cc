// A baseline of a tree hides everything after 200 edits that change no finding, and nothing of what is added then.
// SPDX-License-Identifier: MIT
//
// tools/baseline_edits.py made the edits and wrote both trees to tests/history/edits.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "history/baseline.h"
#include "project/reduce.h"
#include "scan/scan_tree.h"
#include "support/memory_disk.h"

namespace pymolt::history {
namespace {

class Edits : public testing::TestWithParam<const char*> {
 protected:
  static nlohmann::json record() {
    std::ifstream in(std::string(PYMOLT_SOURCE_DIR "/tests/history/edits/") + GetParam() + ".json");
    return nlohmann::json::parse(in);
  }

  static scan::MemoryDisk disk_of(const nlohmann::json& tree) {
    scan::MemoryDisk disk;
    for (const auto& [path, text] : tree.items()) disk.file("/t/" + path, text.get<std::string>());
    return disk;
  }

  Report scan(const scan::MemoryDisk& disk) {
    project::ReportRequest request;
    request.roots = {"/t"};
    request.target = VersionSet::between(Version::of(3, 8), Version::of(3, 14));
    request.ignore = {
        "import-failure"};  // a file that is moved breaks who imports it: that is new indeed
    return project::reduce(
        scan::scan_files(scan::find_files(request.roots, disk), disk, knowledge_, {}), request,
        book_);
  }

  Comparison put_beside(const Report& report, const Baseline& baseline,
                        const scan::MemoryDisk& disk) {
    const PathMapping paths("/", "/t", {"/t"}, "/t", disk);
    return compare(report, baseline, {paths});
  }

  rulebook::Rulebook book_ = rulebook::Rulebook::built_in().take();
  scan::ScanContext knowledge_ = scan::ScanContext::make(book_).take();
};

// What stops an import on some versions and raises later on others is two findings of one place.
std::size_t places_in(const Report& report) {
  std::set<std::string> fingerprints;
  for (const ReportedFinding& one : report.findings)
    fingerprints.insert(std::filesystem::path(one.path).parent_path().generic_string() + " " +
                        one.finding.fingerprint);
  return fingerprints.size();
}

TEST_P(Edits, LeaveABaselineRight) {
  const nlohmann::json edits = record();
  const scan::MemoryDisk before = disk_of(edits["before"]);
  const Report first = scan(before);
  const Baseline baseline =
      make_baseline(first, {}, {PathMapping("/", "/t", {"/t"}, "/t", before)});
  EXPECT_GT(baseline.findings.size(), 70U);

  const scan::MemoryDisk after = disk_of(edits["after"]);
  const Report second = scan(after);
  EXPECT_EQ(places_in(second), places_in(first));
  const Comparison compared = put_beside(second, baseline, after);
  EXPECT_EQ(compared.new_findings(), 0U);
  EXPECT_TRUE(compared.stale.empty());

  EXPECT_GT(edits["added"].size(), 30U);
  for (const nlohmann::json& added : edits["added"]) {
    nlohmann::json tree = edits["after"];
    std::string text = tree[added["path"].get<std::string>()];
    std::size_t place = 0;
    for (int line = added["line"]; line > 1; --line) place = text.find('\n', place) + 1;
    tree[added["path"].get<std::string>()] =
        text.insert(place, added["text"].get<std::string>() + "\n");
    const scan::MemoryDisk disk = disk_of(tree);
    const Report third = scan(disk);
    const Comparison one_more = put_beside(third, baseline, disk);
    ASSERT_EQ(one_more.new_findings(), 1U) << added;
    const auto at = std::find(one_more.is_known.begin(), one_more.is_known.end(), false) -
                    one_more.is_known.begin();
    const ReportedFinding& shown = third.findings[static_cast<std::size_t>(at)];
    EXPECT_EQ(shown.path, added["path"]) << added;
    EXPECT_EQ(shown.finding.symbol, added["symbol"]) << added;
  }
}

INSTANTIATE_TEST_SUITE_P(Trees, Edits, testing::Values("legacy_app", "service_py38"),
                         [](const auto& chosen) { return std::string(chosen.param); });

}  // namespace
}  // namespace pymolt::history
