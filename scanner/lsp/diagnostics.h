// Findings as diagnostics, and what a file's scan could not tell.
// SPDX-License-Identifier: MIT
//
//   critical, high   Error           the line does not compile, the module does not import, the line raises
//   medium           Warning         it means something else, or goes at a known date
//   low              Information     deprecated without a date, an old idiom
//
// What is deprecated on the target and still there has the tag for it, which editors strike through.
#ifndef PYMOLT_LSP_DIAGNOSTICS_H_
#define PYMOLT_LSP_DIAGNOSTICS_H_

#include <string>
#include <vector>

#include "lsp/folder.h"

namespace pymolt::lsp {

/// The diagnostic of a finding in a document that holds TEXT.
[[nodiscard]] Json diagnostic(const ReportedFinding& found, VersionSet target, const Text& text,
                              Units units);

/// All of the open DOCUMENT, as the report of FOLDER has them.
[[nodiscard]] Json diagnostics(const Folder& folder, const Buffer& document, Units units);

/// By address: those of files that are not open, which keep modules of FOLDER from importing.
[[nodiscard]] std::map<std::string, Json> import_diagnostics(const Folder& folder,
                                                             const Buffers& open,
                                                             const scan::Disk& disk, Units units);

/// What is wrong at a place of a settings file.
[[nodiscard]] Json mistake_diagnostic(const Mistake& mistake);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_DIAGNOSTICS_H_
