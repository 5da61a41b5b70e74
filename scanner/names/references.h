// Uses of the standard library, and of packages, by name: a built-in, or a chain of attributes on something imported.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_REFERENCES_H_
#define PYMOLT_NAMES_REFERENCES_H_

#include <string>
#include <vector>

#include "model/raised.h"
#include "names/resolver.h"

namespace pymolt::names {

/// One use of something with a lifetime of its own: in `os.path.walk(d)` of `os.path.walk`.
struct Use {
  syntax::Node
      node;  // the identifier, the whole attribute, or the string in `getattr(os, "getcwdu")`
  std::string dotted;
  const rulebook::Lifetime* life = nullptr;
  InternedName word = kNoName;  // its last part, if the file has that as a name
  Raised failure = Raised::no_name;
  VersionSet on;  // on which it is reached and means this
  VersionSet
      missing;  // on which this is not there, and nothing else that the name may mean is either
};

/// A call of something whose parameters have lifetimes.
struct CallUse {
  syntax::Node call;
  std::string function;  // dotted
  VersionSet on;         // on which it is reached and means this
  /// How many positional arguments come before those of the function: `partial(f, …)`.
  int first = 0;
  static constexpr int kUnknown = 1000;
};

struct Uses {
  std::vector<Use> names;
  std::vector<CallUse> calls;

  void clear() {
    names.clear();
    calls.clear();
  }
};

/// An argument that a parameter with a lifetime takes.
struct ArgumentUse {
  const rulebook::Lifetime* life = nullptr;
  syntax::Node node;   // the keyword, or the positional argument
  VersionSet missing;  // on which the function is there and does not take it
};

/// The uses that start at LOAD, appended to USES.
void find_uses(const Resolver& resolver, const Reference& reference, Uses& uses);

/// The arguments of a call that hit parameters with lifetimes: by name, by place, or in a literal behind `**`.
[[nodiscard]] std::vector<ArgumentUse> find_arguments(const Resolver& resolver, const CallUse& use);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_REFERENCES_H_
