// What running a module does, step by step, as far as it decides whether the module can be imported.
// SPDX-License-Identifier: MIT
//
//   try:                            a try region: handler 1 takes a missing module
//       from ._fast import scan     a step in part 0 of it: an import
//   except ImportError:
//       scan = None                 a step in part 1 of it: a definition
//   Base = legacy.Base              a use of what an import gave, then a definition
//
// Steps are in the order in which they run. They are facts like all others: plain, and true for every version.
#ifndef PYMOLT_MODEL_IMPORT_EVENTS_H_
#define PYMOLT_MODEL_IMPORT_EVENTS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/version.h"
#include "model/raised.h"

namespace pymolt {

inline constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

/// Where a step stands: in which try region, and in which part of it. Part 0 is the body, 1 … n are the handlers, and what
/// comes after them is `else`. What stands in `finally` stands outside.
struct Place {
  std::uint32_t try_region = kNowhere;
  std::uint32_t part = 0;
  bool operator==(const Place&) const = default;
};

/// A `try` statement, or `with suppress(…)`: what each handler takes, and on which versions.
struct TryFact {
  using Handler = ByRaised;
  Place place;
  std::vector<Handler> handlers;
  bool operator==(const TryFact&) const = default;
};

struct ImportEvent {
  enum class Kind : std::uint8_t {
    import,  // FileFacts::imports[import] is executed
    define,  // `name` is bound
    remove,  // `name` is deleted
    use,  // `name`, an attribute or several with dots, is taken of what FileFacts::imports[import] bound
    fail,  // an exception: `name` says of what
    call,  // a function is called: ModuleFacts::functions[function], or `name` of what an import bound
  };
  Kind kind = Kind::import;
  Raised raised = Raised::other;  // of a failure
  std::string name;
  std::uint32_t import = kNowhere;
  std::uint32_t function = kNowhere;
  std::string
      by;  // of a definition by `global`: the definition at the top level that must run for it; empty where its own
           // file uses the name
  std::uint32_t line = 0;
  VersionSet alive = VersionSet::all();  // on which it is reached
  VersionSet unlikely;   // on which it is reached only when an import fails that was taken to work
  VersionSet undecided;  // on which a condition that cannot be told stands before it
  Place place;
  bool operator==(const ImportEvent&) const = default;
};

/// The name of what a module injected below itself, whatever it is called: `__path__.append(…)`. It alone says what is there.
inline constexpr std::string_view kAnySubmodule = ".";

/// A module that is put where imports find it, without a file: `sys.modules["pkg.moves"] = …`, or an import hook, which
/// must have `find_spec` from 3.12 on.
struct InjectedModule {
  std::string
      name;       // dotted, relative where it begins with dots; empty: any module; or kAnySubmodule
  VersionSet on;  // on which imports find it
  bool operator==(const InjectedModule&) const = default;
};

/// What a call of a function of the module surely does, as far as that may fail or gives the module names.
struct FunctionFact {
  std::string name;  // by which other modules may call it; else empty
  std::vector<ImportEvent> steps;
  bool operator==(const FunctionFact&) const = default;
};

/// What running the module amounts to.
struct ModuleFacts {
  std::vector<ImportEvent> steps;
  std::vector<FunctionFact> functions;  // those that may run while a module is imported
  std::vector<TryFact> try_regions;     // of the steps, in functions too
  bool absolute_imports = false;        // `from __future__ import absolute_import`
  bool has_all = false;                 // `__all__` is set,
  bool knows_all = false;               // and these are its names
  std::vector<std::string> all;
  VersionSet
      any_name;  // on which it may have any name: `__getattr__`, `globals()[…] = …`, `exec` …
  std::vector<InjectedModule> injected;
  bool operator==(const ModuleFacts&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_IMPORT_EVENTS_H_
