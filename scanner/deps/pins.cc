// Every declaration counts for its package alone: requirements, constraints and locks narrow each other.
// SPDX-License-Identifier: MIT
#include "deps/pins.h"

#include "packaging/marker.h"
#include "packaging/names.h"
#include "packaging/platform.h"

namespace pymolt::project {

namespace {

VersionSet speaks_on(const DependencyDeclaration& declared) {
  if (declared.marker.empty()) return VersionSet::all();
  const auto marker = packaging::Marker::parse(declared.marker);
  return marker ? packaging::applies_on(*marker, packaging::Platform(), {}) : VersionSet::all();
}

}  // namespace

void Pins::add(std::span<const FileFacts> files) {
  for (const FileFacts& file : files) {
    for (const DependencyDeclaration& declared : file.inventory.dependencies) {
      if (declared.kind == DependencyKind::build)
        continue;  // build tools live in an environment of their own
      Pin pin;
      pin.on = speaks_on(declared);
      const auto allows = packaging::SpecifierSet::parse(declared.specifier);
      if (!allows || allows->empty()) continue;
      pin.allows = *allows;
      pin.is_locked = declared.kind == DependencyKind::lock;
      pin.where = file.path + ':' + std::to_string(declared.line);
      if (!pin.on.empty())
        by_package_[packaging::canonical_name(declared.name)].push_back(std::move(pin));
    }
  }
}

std::span<const Pin> Pins::of(std::string_view package) const {
  const auto found = by_package_.find(package);
  if (found == by_package_.end()) return {};
  return found->second;
}

}  // namespace pymolt::project
