// Names of wheels and what their tags say (PEP 425, 427): `numpy-2.1.0-cp313-cp313t-manylinux_2_17_x86_64.whl`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_WHEEL_H_
#define PYMOLT_PACKAGING_WHEEL_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "packaging/package_version.h"
#include "packaging/platform.h"

namespace pymolt::packaging {

/// One tag, in lower case.
struct Tag {
  std::string interpreter;
  std::string abi;
  std::string platform;
  [[nodiscard]] std::string str() const { return interpreter + '-' + abi + '-' + platform; }
  auto operator<=>(const Tag&) const = default;
};

/// The tags that TEXT names, sorted: each part may be several with dots between them. Empty where it has not three parts.
[[nodiscard]] std::vector<Tag> parse_tags(std::string_view text);

struct WheelName {
  std::string name;  // canonical
  PackageVersion version;
  std::string build;  // `1`, `2build`; mostly empty
  std::vector<Tag> tags;

  [[nodiscard]] static std::optional<WheelName> parse(std::string_view file_name);
};

/// The Pythons whose CPython takes a wheel with TAG on PLATFORM; with FREE_THREADED the build without the GIL.
[[nodiscard]] VersionSet taken_by(const Tag& tag, const Platform& platform, bool free_threaded);

/// Whether FILE_NAME is that of a source distribution.
[[nodiscard]] bool is_sdist(std::string_view file_name);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_WHEEL_H_
