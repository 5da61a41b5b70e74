// What is known of a package on its own axis, its versions: which Pythons they support, what they are imported as.
// SPDX-License-Identifier: MIT
//
// Facts come from rules/packages/*.pkg and packs of users; package_file.h says how they are written. All views are borrowed
// from the text of those files, as everything of a Rulebook's is.
#ifndef PYMOLT_RULEBOOK_PACKAGE_FACTS_H_
#define PYMOLT_RULEBOOK_PACKAGE_FACTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "packaging/requires_python.h"
#include "packaging/version.h"

namespace pymolt::rulebook {

/// From which version on a package supports a Python.
struct SupportFact {
  Version python;
  packaging::PackageVersion since;
  /// The newest version known not to; where it is not said, every version before `since` is. Between the two nothing is known.
  std::optional<packaging::PackageVersion> not_by;
  bool declared = false;  // only stated by its makers, in classifiers: earlier versions may well work
};

/// What `Requires-Python` says from a version on, until the next such fact.
struct RequiresFact {
  packaging::PackageVersion since;
  std::string_view text;  // `>=3.9`
  VersionSet pythons;
};

/// The last version that supports a Python: `last 2.7 1.16.6`.
struct LastFact {
  Version python;
  packaging::PackageVersion version;
};

struct PackageFacts {
  std::string name;              // canonical
  std::string_view shown;        // as its makers write it: `PyYAML`
  std::vector<std::string_view> imports;  // the modules it installs; none said: its own name
  std::vector<SupportFact> supports;      // by Python
  std::vector<RequiresFact> requires_python;  // by version, older first
  std::vector<LastFact> last;
  bool dead = false;             // nobody makes new versions of it
  std::string_view successor;    // what to take instead; may be empty
  std::vector<std::string_view> brings;  // removed modules of the standard library that it brings back

  [[nodiscard]] const SupportFact* support(Version python) const;
  [[nodiscard]] const LastFact* last_for(Version python) const;
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_PACKAGE_FACTS_H_
