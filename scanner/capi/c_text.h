// Reads a C, C++ or Cython source: which names of CPython's C API it uses where, and on which versions that part is compiled.
// SPDX-License-Identifier: MIT
//
//   const Reading reading = read_source("src/fast.c", text, book.c_api());
//   reading.uses.front().life->name   "PyEval_CallObject"
//   reading.uses.front().alive        every version, or what its `#if` lines leave
//
// Linear in the text, but for conditions, whose work is bounded. A name that is defined in the file is the file's own; what other
// files define is not known here: `facts.includes` and `facts.defines` tell who joins them (project/).
#ifndef PYMOLT_CAPI_C_TEXT_H_
#define PYMOLT_CAPI_C_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/c_source.h"
#include "model/finding.h"
#include "rulebook/c_api.h"

namespace pymolt::capi {

/// One use of something with a fact.
struct Use {
  const rulebook::Lifetime* life = nullptr;
  std::string symbol;  // as it is told: `PyEval_CallObject`, `PyFrameObject.f_code`
  ByteSpan where;
  VersionSet alive;  // where it is compiled
  Confidence confidence = Confidence::sure;
  std::string_view scope;  // the function around it
};

struct Reading {
  CSourceFacts facts;
  std::vector<Use> uses;  // in the order of the text
  std::optional<ByteSpan>
      needs_gil;         // where it makes a module that does not say that it runs without the GIL
  bool gave_up = false;  // its conditions are too much work: uses behind them are not sure
};

/// How the headers of the interpreter's core begin, `internal/pycore_frame.h`; the name that stands for them among definitions.
inline constexpr std::string_view kCoreHeaders = "pycore_";
/// The one of them that generators include for the frame alone: it declares no private names; and what stands for all others.
inline constexpr std::string_view kCoreFrameHeader = "pycore_frame.h";
inline constexpr std::string_view kCoreDeclarations = "pycore_*";

/// On which versions headers of the interpreter's core, included on CORE, and such that declare functions, on NAMES, may show SYMBOL:
/// a private name, or the member of a struct that Python.h hides.
[[nodiscard]] VersionSet shown_by_core(std::string_view symbol, VersionSet core, VersionSet names,
                                       const rulebook::CApi& api);

/// Whether a file of that name is C, C++ or Cython.
[[nodiscard]] bool is_c_source(std::string_view path);
[[nodiscard]] bool is_cython(std::string_view path);

/// Whether BYTES can concern Python at all: cheap, and asked first.
[[nodiscard]] bool may_use_python(std::string_view path, std::string_view bytes);

/// The headers that BYTES include, but for the system's, found by a look at lines: of one that names nothing of Python, but may lead
/// to it.
[[nodiscard]] std::vector<std::string> tree_includes(std::string_view bytes);

/// TEXT is borrowed by what comes back.
[[nodiscard]] Reading read_source(std::string_view path, std::string_view text,
                                  const rulebook::CApi& api);

/// The program that wrote the file, with its version: `Cython 0.29.36`; empty where it does not say so.
[[nodiscard]] std::string generator_of(std::string_view text);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_C_TEXT_H_
