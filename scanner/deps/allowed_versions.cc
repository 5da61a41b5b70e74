// Between two neighbouring bounds nothing changes, neither what is allowed nor what is known.
// SPDX-License-Identifier: MIT
#include "deps/allowed_versions.h"

#include <algorithm>

namespace pymolt::project {

namespace {

using packaging::Number;
using packaging::PackageVersion;
using packaging::Specifier;

class Bounds {
 public:
  void add(const PackageVersion& bound) {
    versions.push_back(bound);
    PackageVersion behind = bound.base();
    if (bound.is_prerelease()) versions.push_back(behind);
    for (int i = 0; i < 3; ++i) behind.release.emplace_back(i < 2 ? "0" : "1");
    versions.push_back(std::move(behind));
  }

  void add_text(std::string_view text) {
    if (const auto version = PackageVersion::parse(text)) add(*version);
  }

  // `1.4.*` ends where 1.5 begins, and `~=1.4.2` as well.
  void add_prefix(PackageVersion prefix) {
    prefix = prefix.base();
    prefix.release.back() = prefix.release.back().next();
    add(prefix);
  }

  void add(const Specifier& specifier) {
    if (specifier.version.release.empty()) return;  // of `===`, what is no version
    add(specifier.version);
    if (specifier.wildcard) add_prefix(specifier.version);
    if (specifier.op == Specifier::Op::compatible) {
      PackageVersion prefix = specifier.version.base();
      prefix.release.pop_back();
      add_prefix(std::move(prefix));
    }
  }

  std::vector<PackageVersion> versions;
};

}  // namespace

std::vector<PackageVersion> allowed_versions(const packaging::SpecifierSet& specifiers,
                                             const rulebook::PackageFacts* facts) {
  Bounds bounds;
  bounds.add(*PackageVersion::parse("0"));
  for (const Specifier& specifier : specifiers.specifiers()) bounds.add(specifier);
  if (facts != nullptr) {
    for (const auto& fact : facts->supports) {
      bounds.add_text(fact.since);
      bounds.add_text(fact.after);
    }
    for (const auto& fact : facts->required) {
      bounds.add_text(fact.since);
      bounds.add_text(fact.after);
    }
  }
  std::vector<PackageVersion>& all = bounds.versions;
  std::ranges::sort(all, [](const auto& a, const auto& b) { return a < b; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::erase_if(all, [&](const PackageVersion& version) { return !specifiers.contains(version); });
  return std::move(all);
}

}  // namespace pymolt::project
