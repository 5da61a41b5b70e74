// The modules that an interpreter has built in or loads at its start: a file of the project cannot take their place.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_STARTUP_H_
#define PYMOLT_CROSSFILE_STARTUP_H_

#include <string_view>

#include "base/version.h"

namespace pymolt::project {

/// The versions on which the top-level module NAME comes before any file.
[[nodiscard]] VersionSet startup_versions(std::string_view name);

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_STARTUP_H_
