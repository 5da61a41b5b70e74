// Nothing that a file may hold makes pymolt crash, hang or eat the machine: the binary itself, on inputs made to.
// SPDX-License-Identifier: MIT
//
// Each input is scanned at one size and at four times that size. Four times the work is four times the time; work that
// grows with the square of the input would be sixteen times. `make fuzz` does the same with larger files.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/hostile_inputs.h"
#include "cli/sanitized.h"

namespace pymolt::test {
namespace {

namespace fs = std::filesystem;

struct Cost {
  int status = 0;  // as `wait` gives it
  double seconds = 0;
  double megabytes = 0;
};

// Runs the scan with every format there is, and a limit of processor seconds.
Cost scan(const fs::path& folder, unsigned seconds, const std::string& file = "x.py") {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{seconds, seconds};
    setrlimit(RLIMIT_CPU, &limit);
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    dup2(nothing, 2);
    if (chdir(folder.c_str()) != 0) _exit(126);
    execl(PYMOLT_BINARY, "pymolt", "scan", file.c_str(), "--no-cache", "--target", "all", "--jobs",
          "1", "--format", "text", "--format", "json=json", "--format", "sarif=sarif", "--format",
          "html=html", "--format", "markdown=markdown", "--format", "junit=junit", "--format",
          "gitlab=gitlab", "--format", "csv=csv", nullptr);
    _exit(127);
  }
  Cost cost;
  rusage used{};
  wait4(child, &cost.status, 0, &used);
  cost.seconds =
      static_cast<double>(used.ru_utime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec) / 1e6;
  cost.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
  return cost;
}

std::string trouble(const Cost& cost) {
  if (WIFSIGNALED(cost.status)) return "ended by signal " + std::to_string(WTERMSIG(cost.status));
  const int status = WEXITSTATUS(cost.status);
  return status > 2 ? "exit status " + std::to_string(status) : "";
}

class Hostile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("pymolt-hostile-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Cost scan_of(const HostileInput& input, std::size_t size) {
    std::ofstream(folder_ / "x.py", std::ios::binary) << input.make(size);
    return scan(folder_, 60);
  }

  fs::path folder_;
};

constexpr std::size_t kParts = 4;

constexpr std::size_t kKnownSize = 16384;
// What does grow with the square, and why: tried at that size only.
const std::vector<std::string> kKnown = {
    "comparison",  // queries try every start among the children of a comparison
};

bool is_known(const std::string& name) {
  return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

class HostileInputs : public Hostile, public testing::WithParamInterface<std::size_t> {};

// The smaller size in bytes, where `make fuzz` asks for more than the usual.
const char* const kAsked = std::getenv("PYMOLT_HOSTILE_SIZE");

// A statement is usually tried in one of its places.
bool is_usual(const std::string& name) {
  return !name.starts_with("module: ") && !name.starts_with("method: ") &&
         !name.starts_with("deep: ");
}

TEST_P(HostileInputs, TakeTimeAndMemoryByItsLength) {
  const std::vector<HostileInput> inputs = hostile_inputs();
  const std::size_t size = kAsked == nullptr ? 6000 : std::strtoul(kAsked, nullptr, 10);
  for (std::size_t i = GetParam(); i < inputs.size(); i += kParts) {
    if (kAsked == nullptr && !is_usual(inputs[i].name)) continue;
    const Cost once =
        scan_of(inputs[i], is_known(inputs[i].name) ? std::min(size, kKnownSize) : size);
    EXPECT_EQ(trouble(once), "") << inputs[i].name;
    if (kIsSanitized || !trouble(once).empty() || is_known(inputs[i].name)) continue;
    const Cost more = scan_of(inputs[i], 4 * size);
    EXPECT_EQ(trouble(more), "") << inputs[i].name;
    EXPECT_LE(more.seconds, 7 * once.seconds + 0.2)
        << inputs[i].name << " took " << once.seconds << " s";
    EXPECT_LE(more.megabytes, 6 * once.megabytes + 20)
        << inputs[i].name << " took " << once.megabytes << " MB";
    if (kAsked != nullptr) {
      printf("%-60s %8.2f %8.2f s %8.0f %8.0f MB\n", inputs[i].name.c_str(), once.seconds,
             more.seconds, once.megabytes, more.megabytes);
      fflush(stdout);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Parts, HostileInputs, testing::Range(std::size_t{0}, kParts));

TEST_F(Hostile, FilesOfOtherKindsTakeTimeAndMemoryByTheirLength) {
  constexpr std::size_t kSize = 65'536;
  const auto cost_of = [&](const HostileInput& input, std::size_t size) {
    std::ofstream(folder_ / input.name, std::ios::binary) << input.make(size);
    const Cost cost = scan(folder_, 60, input.name);
    fs::remove(folder_ / input.name);
    return cost;
  };
  for (const HostileInput& input : hostile_files()) {
    const std::string begin = input.name + ": " + input.make(40).substr(0, 40);
    const Cost once = cost_of(input, kSize);
    EXPECT_EQ(trouble(once), "") << begin;
    if (kIsSanitized) continue;  // whether it grows, that is
    const Cost more = cost_of(input, 4 * kSize);
    EXPECT_EQ(trouble(more), "") << begin;
    EXPECT_LE(more.seconds, 7 * once.seconds + 0.3) << begin << " took " << once.seconds << " s";
    EXPECT_LE(more.megabytes, 6 * once.megabytes + 20)
        << begin << " took " << once.megabytes << " MB";
  }
}

TEST_F(Hostile, FolderNamedLikeAFileIsAFolder) {
  fs::create_directories(folder_ / "x.py/y.py");
  std::ofstream(folder_ / "x.py/y.py/z.py") << "print 1\n";
  const Cost cost = scan(folder_, 10);
  EXPECT_EQ(trouble(cost), "");
  std::ifstream report(folder_ / "json");
  const std::string text{std::istreambuf_iterator<char>(report), {}};
  EXPECT_NE(text.find("y.py/z.py\""), std::string::npos) << text.substr(0, 2000);
}

}  // namespace
}  // namespace pymolt::test
