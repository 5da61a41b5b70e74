// From the bytes of a C, C++ or Cython source to its facts.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_READ_C_SOURCE_H_
#define PYMOLT_SCAN_READ_C_SOURCE_H_

#include <string_view>

#include "model/facts.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

/// The facts of a source called PATH. One that cannot concern Python has none: no findings, no includes.
[[nodiscard]] FileFacts read_c_source(std::string_view path, std::string_view bytes,
                                      const ScanContext& context);

/// Whether FACTS, of a C source, may be of interest once the tree's other sources are known.
[[nodiscard]] bool may_concern_python(const FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_READ_C_SOURCE_H_
