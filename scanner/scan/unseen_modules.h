// Modules that may be there without Python source: what lies beside the sources, and what a build is going to write.
// SPDX-License-Identifier: MIT
//
//   _fast.c  _fast.pyx  _fast.cpython-311-x86_64-linux-gnu.so  _fastmodule.c  _fast.py.in      `_fast`
//   meson.build                                                                               anything below its folder
//   fast-1.0.dist-info/WHEEL     of a distribution whose compiled modules a system keeps in another package: the same
#ifndef PYMOLT_SCAN_UNSEEN_MODULES_H_
#define PYMOLT_SCAN_UNSEEN_MODULES_H_

#include <string_view>

namespace pymolt::scan {

/// The name of the module that the file NAME is, or is the source of; empty for files that make none. What is Python
/// source itself makes none here.
[[nodiscard]] std::string_view module_made_of(std::string_view name);

/// Whether that module is compiled code, and not Python that a template makes.
[[nodiscard]] bool is_compiled(std::string_view name);

/// Whether the file NAME tells how modules are built that have no source by their name.
[[nodiscard]] bool describes_a_build(std::string_view name);

/// Whether the text of a WHEEL file says that the distribution has modules for one platform.
[[nodiscard]] bool holds_compiled_modules(std::string_view wheel);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_UNSEEN_MODULES_H_
