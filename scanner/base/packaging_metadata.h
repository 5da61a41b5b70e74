// Detects Python 2 support declared in setup.py, setup.cfg or pyproject.toml.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_PACKAGING_METADATA_H_
#define PYMOLT_BASE_PACKAGING_METADATA_H_

#include <string_view>

namespace pymolt {

/// Whether TEXT, the content of such a file, says that the project runs on 2.7: by a classifier, or by what it requires
/// of Python (`python_requires`, `requires-python`).
[[nodiscard]] bool declares_python2(std::string_view text);

}  // namespace pymolt

#endif  // PYMOLT_BASE_PACKAGING_METADATA_H_
