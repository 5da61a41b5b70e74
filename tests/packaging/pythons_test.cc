// Requires-Python, markers and tags as sets of Pythons: the patch release decides only where every one of them agrees.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "base/version_range.h"
#include "packaging/requires_python.h"
#include "packaging/wheel.h"

namespace pymolt::packaging {
namespace {

VersionSet set_of(const char* text) {
  return std::string(text) == "none" ? VersionSet() : *parse_versions(text);
}

TEST(RequiresPython, KeepsAPythonWithAPatchReleaseThatFits) {
  const struct {
    const char* specifier;
    const char* pythons;
  } kTable[] = {
      {"", "all"},
      {">=3.8", "3.8+"},
      {">=3.11,!=3.14.1", "3.11+"},                      // networkx 3.6.1
      {">=3.9, !=3.9.0, !=3.9.1", "3.9+"},               // cryptography 48
      {"<3.12,>=3.8", "3.8-3.11"},                       // scipy 1.10.1
      {">=2.7, !=3.0.*, !=3.1.*, !=3.2.*", "2.7,3.3+"},  // six
      {"~=3.9", "3.9+"},
      {"~=3.9.2", "3.9"},
      {"==3.9", "3.9"},
      {"==3.9.*", "3.9"},
      {"==3.9.7", "3.9"},
      {">3.9", "3.9+"},          // 3.9.1 is more than 3.9
      {"<=3.9", "2.7,3.0-3.9"},  // 3.9.0 alone of 3.9
      {"<3.9.1", "2.7,3.0-3.9"},
      {">=3.9.50", "3.9+"},
      {"<4", "all"},
      {">=4", "none"},
      {"!=3.9", "all"},
      {">=3.10.0rc1", "3.10+"},
      {"<3", "2.7"},
      {">=3,<3", "none"},
  };
  for (const auto& row : kTable) {
    EXPECT_EQ(pythons_of(*SpecifierSet::parse(row.specifier)).str(), set_of(row.pythons).str())
        << row.specifier;
  }
}

TEST(Marker, AppliesWhereSomePatchReleaseMay) {
  const struct {
    const char* marker;
    const char* pythons;
  } kTable[] = {
      {"python_version < '3.13'", "2.7,3.0-3.12"},
      {"python_version >= '3.10'", "3.10+"},
      {"python_full_version >= '3.9.1'", "3.9+"},
      {"python_full_version < '3.9'", "2.7,3.0-3.8"},
      {"python_full_version <= '3.9'", "2.7,3.0-3.9"},
      {"python_full_version >= '3.9.1' and python_full_version < '3.9.1'", "none"},
      {"python_full_version == '3.9.4'", "3.9"},
      {"sys_platform == 'win32'", "none"},
      {"sys_platform == 'linux'", "3.3+"},
      {"'linux' in sys_platform", "all"},
      {"platform_release > '5'", "all"},
      {"extra == 'test'", "none"},
      {"extra != 'test'", "all"},
      {"implementation_name == 'cpython'", "3.3+"},
      {"platform_python_implementation != 'CPython'", "none"},
      {"python_version in '2.7, 3.4'", "2.7,3.4"},
      {"python_version == '3.*'", "3.0+"},
      {"platform_machine == 'x86_64' and os_name == 'posix'", "all"},
      {"sys_platform ~= 'linux'", "all"},  // nonsense: nothing is known of it
  };
  for (const auto& row : kTable) {
    const auto marker = Marker::parse(row.marker);
    ASSERT_TRUE(marker.ok()) << row.marker;
    EXPECT_EQ(applies_on(*marker, {}, {}).str(), set_of(row.pythons).str()) << row.marker;
  }
  EXPECT_EQ(applies_on(*Marker::parse("extra == 'Te.st'"), {}, {"te-st"}), VersionSet::all());
  EXPECT_EQ(
      applies_on(*Marker::parse("sys_platform == 'win32'"), *Platform::parse("win_amd64"), {}),
      VersionSet::all());
  EXPECT_EQ(
      applies_on(*Marker::parse("platform_machine == 'arm64'"), *Platform::parse("macos"), {}),
      VersionSet::all());
}

TEST(Marker, RefusesWhatIsNestedTooDeep) {
  const auto deep = [](std::size_t n) {
    return std::string(n, '(') + "os_name == 'x'" + std::string(n, ')');
  };
  EXPECT_TRUE(Marker::parse(deep(100)).ok());
  const auto refused = Marker::parse(deep(1'000'000));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.mistake().message, "the marker's parentheses are nested too deep");
}

TEST(Tags, AreTakenByThePythonsTheyName) {
  const struct {
    const char* tag;
    const char* platform;
    bool free_threaded;
    const char* pythons;
  } kTable[] = {
      {"py3-none-any", "linux", false, "3.0+"},
      {"py2.py3-none-any", "linux", false, "all"},
      {"py2-none-any", "linux", false, "2.7"},
      {"py38-none-any", "linux", false, "3.8+"},
      {"cp39-abi3-manylinux_2_28_x86_64", "linux", false, "3.9+"},
      {"cp39-abi3-manylinux_2_28_x86_64", "linux", true, "none"},
      {"cp313-cp313-manylinux2014_x86_64", "linux", false, "3.13"},
      {"cp313-cp313t-manylinux2014_x86_64", "linux", false, "none"},
      {"cp313-cp313t-manylinux2014_x86_64", "linux", true, "3.13"},
      {"cp315-abi3t-manylinux2014_x86_64", "linux", true, "3.15+"},
      {"cp315-abi3t-manylinux2014_x86_64", "linux", false, "none"},
      {"cp315-abi3.abi3t-manylinux2014_x86_64", "linux", false, "3.15+"},
      {"py3-none-any", "linux", true, "3.13+"},
      {"cp37-cp37m-manylinux1_x86_64", "linux", false, "3.7"},
      {"cp27-cp27mu-manylinux1_x86_64", "linux", false, "2.7"},
      {"cp27-cp27m-manylinux1_x86_64", "linux", false, "none"},
      {"cp27-cp27m-win_amd64", "windows", false, "2.7"},
      {"cp312-cp312-musllinux_1_2_x86_64", "linux", false, "none"},
      {"cp312-cp312-musllinux_1_2_x86_64", "musl", false, "3.12"},
      {"cp312-cp312-macosx_10_9_x86_64", "macos", false, "none"},
      {"cp312-cp312-macosx_10_9_universal2", "macos", false, "3.12"},
      {"cp312-cp312-macosx_11_0_arm64", "macos-arm64", false, "3.12"},
      {"cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64", "linux", false, "3.12"},
      {"cp312-cp312-manylinux_2_17_aarch64", "linux", false, "none"},
      {"pp310-pypy310_pp73-manylinux_2_17_x86_64", "linux", false, "none"},
  };
  for (const auto& row : kTable) {
    VersionSet taken;
    for (const Tag& tag : parse_tags(row.tag))
      taken |= taken_by(tag, *Platform::parse(row.platform), row.free_threaded);
    EXPECT_EQ(taken.str(), set_of(row.pythons).str()) << row.tag << " on " << row.platform;
  }
}

}  // namespace
}  // namespace pymolt::packaging
