// One thing that an expression may be: of which type, made by which expression, on which versions.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_INFERRED_H_
#define PYMOLT_NAMES_INFERRED_H_

#include <optional>
#include <string>
#include <vector>

#include "model/cross_file.h"
#include "model/finding.h"
#include "names/scopes.h"

namespace pymolt::names {

/// One type that an expression can have on some versions. Neither a name nor a class of this file: unknown.
struct Inferred {
  std::string type = {};  // dotted, of the standard library, a package or `builtins.…`
  ScopeId local = kNone;  // a class of this file
  bool is_class = false;  // the class itself, not an instance
  std::optional<CrossFileName> foreign = {};  // a class that another file of the project may define
  bool above = false;  // what `super()` gives: the class itself does not count
  VersionSet on = VersionSet::all();
  Confidence confidence = Confidence::sure;
  std::uint32_t origin =
      kNone;  // the expression that made it, where that is in sight: a literal, a call

  [[nodiscard]] bool known() const { return !type.empty() || local != kNone; }
  [[nodiscard]] bool is_none() const { return type == "builtins.None"; }
  /// Whether the two are of the same type, wherever they come from.
  [[nodiscard]] bool same_type(const Inferred& other) const {
    return type == other.type && local == other.local && is_class == other.is_class &&
           above == other.above && foreign == other.foreign;
  }
};

/// All that an expression may be; empty: nothing yet, as its value leads back to itself.
using Possibilities = std::vector<Inferred>;

/// Joins what is told twice, and gives up where there are too many: so no answer grows without end.
[[nodiscard]] Possibilities merged(Possibilities all);
/// The same without where they come from: each type once.
[[nodiscard]] Possibilities without_origins(Possibilities all);
/// Instances of CLASSES, whatever made them.
[[nodiscard]] Possibilities instances(Possibilities classes);

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_INFERRED_H_
