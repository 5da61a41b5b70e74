// What configuration files state of Python, changed so that it allows the target: images, matrices, runtimes, bounds.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_CONFIGURATION_EDITS_H_
#define PYMOLT_FIX_CONFIGURATION_EDITS_H_

#include <string_view>

#include "fix/fix_file.h"
#include "scan/scan_file.h"

namespace pymolt::fix {

/// Whether STATEMENT names versions, and TARGET is not among them.
[[nodiscard]] bool is_against(const VersionStatement& statement, VersionSet target);

/// The file PATH that holds BYTES, with what is to be written instead of each of its statements that is against TARGET. An
/// edit is kept where the file, read again, allows the target in its place; of the others is said why. Nothing is written.
[[nodiscard]] Fixed fix_statements(std::string_view path, std::string_view bytes, VersionSet target,
                                   const scan::ScanContext& context);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_CONFIGURATION_EDITS_H_
