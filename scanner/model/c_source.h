// What a C, C++ or Cython source says beside its findings: what it includes, what it defines, who wrote it.
// SPDX-License-Identifier: MIT
//
// Part of `FileFacts`: scan/ fills it, project/ joins it with the tree's other sources, for a name may come from a header.
#ifndef PYMOLT_MODEL_C_SOURCE_H_
#define PYMOLT_MODEL_C_SOURCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/version.h"

namespace pymolt {

/// A name of the C API that the source defines itself, and on which versions it does.
struct CDefinition {
  std::string name;
  VersionSet on;
  bool operator==(const CDefinition&) const = default;
};

/// `Extension("pkg.fast", ["src/fast.c"])`: what a build makes of which sources.
struct ExtensionDeclaration {
  std::string module;                // dotted, as written
  std::vector<std::string> sources;  // as written, relative to the file
  std::uint32_t line = 0;
  bool operator==(const ExtensionDeclaration&) const = default;
};

struct CSourceFacts {
  bool is_source = false;        // the file is C, C++ or Cython
  bool includes_python = false;  // names Python.h itself, or is Cython that takes names from it
  std::vector<std::string> includes;  // as written, but for the system's headers and Python.h
  std::vector<CDefinition> defines;   // by name
  std::vector<ExtensionDeclaration>
      extensions;         // of a build file: setup.py, pyproject.toml, meson.build, CMakeLists.txt
  std::string generator;  // `Cython 0.29.36`; empty: written by hand
  bool operator==(const CSourceFacts&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_C_SOURCE_H_
