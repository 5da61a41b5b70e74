// Which extension modules a build file makes of which sources.
// SPDX-License-Identifier: MIT
//
//   setup.py         Extension("pkg.fast", ["src/fast.c"]), cythonize("pkg/*.pyx")
//   setup.cfg        [extension=pkg.fast] with sources
//   pyproject.toml   ext-modules = [{name = "pkg.fast", sources = ["src/fast.c"]}]
//   meson.build      py.extension_module('fast', 'fast.c', subdir: 'pkg')
//   CMakeLists.txt   Python_add_library(fast MODULE fast.c), pybind11_add_module(fast fast.cpp)
//
// Nothing runs: a variable stands for the texts that it is given, once; what else is not written out makes no declaration. A pattern is kept as one: which files there are the whole
// tree shows.
#ifndef PYMOLT_CAPI_EXTENSIONS_H_
#define PYMOLT_CAPI_EXTENSIONS_H_

#include <string_view>
#include <vector>

#include "model/c_source.h"

namespace pymolt::capi {

/// The name of a declaration whose modules are called as its sources are.
inline constexpr std::string_view kNamedByFiles = "*";

/// By the last part of PATH; none for other files. One pass over BYTES for each word that is looked for.
[[nodiscard]] std::vector<ExtensionDeclaration> read_extensions(std::string_view path,
                                                                std::string_view bytes);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_EXTENSIONS_H_
