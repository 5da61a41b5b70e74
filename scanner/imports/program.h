// The modules of a project as small programs: what happens, line by line, when each is imported.
// SPDX-License-Identifier: MIT
//
//   from .util import Base       load pkg, load pkg.util, take pkg.util's `Base`
//   class Mine(Base): …          bind `Mine`
//   __all__ = [...]
//
// Made from facts alone. Names are numbers (slots), and only those that some module takes from another are kept.
// What is known to fail carries its fault with it.
#ifndef PYMOLT_IMPORTS_PROGRAM_H_
#define PYMOLT_IMPORTS_PROGRAM_H_

#include <string>
#include <unordered_map>
#include <vector>

#include "crossfile/layout.h"
#include "crossfile/module_resolver.h"
#include "model/import_events.h"

namespace pymolt::project {

/// Why an import fails, where it happened.
struct Fault {
  ModuleId module = kNone;
  std::uint32_t line = 0;
  std::string cause;
  Raised raised = Raised::other;
  bool partial = false;  // the name is there later: the module was not complete yet, in a cycle
  bool unseen = false;   // of a module that may be there: whether it fails could not be told
  std::uint32_t import = kNowhere;  // FileFacts::imports[import] is what fails, if it is one
};
using FaultId = std::uint32_t;

struct Op {
  enum class Kind : std::uint8_t {
    load,  // the modules of `chain`
    take,  // a name of `module`, or its submodule `submodule`
    star,  // all names of `module`
    bind,
    unbind,
    fail,
    hidden,  // compiled code runs, which may import any module of the project
  };
  Kind kind = Kind::load;
  Raised raised = Raised::no_import;  // of a take that fails
  bool by_name = false;  // a take by `import a.b as c` or `a.b`, not by `from a import b`
  bool again = false;    // a failure that passes on the exception that is being handled
  VersionSet on;
  VersionSet unlikely;
  VersionSet undecided;
  VersionSet
      never;  // on which nothing has run the module of a take by name: `pkg.sub.x` behind `import pkg`
  Place place;
  std::uint32_t first = 0;  // chain: [first, last) of Program::chains; star: of Program::copies
  std::uint32_t last = 0;
  ModuleId module = kNone;
  ModuleId submodule = kNone;
  std::uint32_t slot = kNone;
  std::uint32_t all =
      kNone;  // of a take by a star: the module's `__all__`, without which it takes no such name
  FaultId fault =
      kNone;  // of a failure; of a take that fails, with the next one for a module not complete yet
  bool operator==(const Op&) const = default;
};

struct Copy {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// The modules' programs, each a range of `ops`; behind them those of functions, which run like modules that are loaded
/// once: what a second call does, the first one has done.
struct Program {
  struct Body {
    std::uint32_t first = 0;  // ops
    std::uint32_t last = 0;
    VersionSet any_name;                                 // any name may be in it
    std::vector<std::pair<VersionSet, FaultId>> broken;  // does not compile
    VersionSet unknown;                                  // whether it compiles is not known
    std::uint32_t states = 0;                            // how many sets its try regions need
    FaultId no_namespace = kNone;  // before 3.3, in a folder without `__init__.py`
  };
  std::vector<Body> bodies;  // by module, then by function
  ModuleId modules = 0;      // how many are modules
  std::vector<Op> ops;
  std::vector<ModuleId> chains;
  std::vector<Copy> copies;
  std::vector<Fault> faults;
  std::uint32_t slots = 0;
  std::vector<const std::vector<TryFact>*> try_regions;  // by body; borrowed from the facts
  std::vector<std::vector<std::uint32_t>>
      try_region_states;  // by body and try region: the first of its sets
  std::vector<std::vector<std::uint32_t>> slots_of;  // by body
  std::vector<bool> is_defined;                      // by slot: the module binds it somewhere

  struct Edge {
    ModuleId from;
    ModuleId to;
    VersionSet on;
    bool operator==(const Edge&) const = default;
  };
  /// Who may load whom when imported, sorted by `from`; its packages are among them.
  [[nodiscard]] std::vector<Edge> edges(const Layout& layout) const;
  [[nodiscard]] bool is_function(ModuleId body) const { return body >= modules && body != kNone; }
};

/// Fills Op::never, and drops takes of submodules that who imports the module has run before.
void settle_submodules(const Layout& layout, Program& program);

[[nodiscard]] Program compile(const Layout& layout, const ModuleResolver& resolver);

}  // namespace pymolt::project

#endif  // PYMOLT_IMPORTS_PROGRAM_H_
