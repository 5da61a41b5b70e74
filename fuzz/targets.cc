// What `--target` takes, and the specifiers, markers and requirements of packages: read, spelled, read again.
// SPDX-License-Identifier: MIT
#include "base/version_range.h"
#include "oracle.h"
#include "packaging/marker.h"
#include "packaging/requirement.h"
#include "packaging/specifier.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const Result<VersionSet> set = parse_versions(text);
      set && !set->empty() && *set != VersionSet::all()) {
    const Result<VersionSet> again = parse_versions(set->str());
    fuzz::claim(again && *again == *set, "a set of versions is read as it is spelled");
  }
  if (const auto set = packaging::SpecifierSet::parse(text)) {
    const auto again = packaging::SpecifierSet::parse(set->str());
    fuzz::claim(again && again->str() == set->str(), "a specifier is read as it is spelled");
  }
  (void)packaging::Marker::parse(text);
  (void)packaging::Requirement::parse(text);
  return 0;
}
