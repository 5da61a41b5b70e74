// Files that are Python but for something: templates that make Python, and Cython.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_OTHER_PYTHON_H_
#define PYMOLT_SCAN_OTHER_PYTHON_H_

#include <string>
#include <string_view>

#include "model/facts.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

/// Whether PATH is a template that makes Python: `*.py.j2`, `*.py.jinja`, `*.py.tmpl` …, or a module in a folder of cookiecutter's.
[[nodiscard]] bool is_python_template(std::string_view path);

/// TEXT with its placeholders as names and its statements as blanks, all of the same size.
[[nodiscard]] std::string without_placeholders(std::string_view text);

/// The facts of a template: those of what stands around its placeholders, where that compiles on some version; else failed.
[[nodiscard]] FileFacts scan_template(std::string_view path, std::string_view bytes,
                                      const ScanContext& context, ScanScratch& bench);

/// What the top-level Python imports of a Cython file break, added to FACTS.
void add_cython_imports(std::string_view bytes, const ScanContext& context, ScanScratch& bench,
                        FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_OTHER_PYTHON_H_
