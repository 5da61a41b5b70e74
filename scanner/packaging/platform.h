// On what machine a project is to run: what markers ask of it, and which wheels it takes.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_PACKAGING_PLATFORM_H_
#define PYMOLT_PACKAGING_PLATFORM_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "packaging/marker.h"

namespace pymolt::packaging {

enum class System : std::uint8_t { linux_gnu, linux_musl, macos, windows };

struct Platform {
  System system = System::linux_gnu;
  std::string machine = "x86_64";  // as wheels spell it: x86_64, aarch64, arm64, amd64, i686 …
  int library_minor = 50;          // the newest C library taken: glibc 2.N, musl 1.N

  /// The platform that WORD names: `linux`, `linux-aarch64`, `musl`, `macos-arm64`, `windows`, or a wheel's platform tag
  /// such as `win_amd64`, `manylinux_2_28_x86_64`, `macosx_11_0_arm64`. Nothing where it names none.
  [[nodiscard]] static std::optional<Platform> parse(std::string_view word);
  /// Words to suggest.
  [[nodiscard]] static std::vector<std::string_view> words();
  /// Whether a wheel with the platform tag TAG runs there.
  [[nodiscard]] bool takes(std::string_view tag) const;
  /// As `parse` takes it.
  [[nodiscard]] std::string str() const;
};

/// What markers see of CPython PYTHON.PATCH on PLATFORM with EXTRA asked for; the kernel's release and version are unknown.
[[nodiscard]] Environment environment_of(Version python, int patch, const Platform& platform,
                                         const std::string& extra);

/// The Pythons for which some patch release may satisfy MARKER, with one of EXTRAS or none of them asked for.
[[nodiscard]] VersionSet applies_on(const Marker& marker, const Platform& platform,
                                    const std::vector<std::string>& extras);

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_PLATFORM_H_
