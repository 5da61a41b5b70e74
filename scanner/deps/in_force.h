// Which versions of a package can be in force on a Python, and what a life on the package's versions is there.
// SPDX-License-Identifier: MIT
//
//   numpy 2.1.0 is the first for 3.13                 on 3.13: 2.1.0 or newer
//   1.17.0 requires >=3.5                             on 2.7: older than 1.17.0
//   requirements.txt: numpy<2                         on 3.12: from 1.26.0 (the first for 3.12), older than 2
//   the same on 3.13: no version is left              what the Python forces is judged: 2.1.0, and the pin is said to fail
//
// Two ends are kept, the least and the newest that can be in force, since nothing between them can be distinguished. A
// classifier that comes late forces nothing where wheels of pure Python fit every version.
#ifndef PYMOLT_DEPS_IN_FORCE_H_
#define PYMOLT_DEPS_IN_FORCE_H_

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "deps/pins.h"
#include "packaging/package_version.h"
#include "rulebook/rulebook.h"

namespace pymolt::project {

/// The ends of what can be in force on one Python.
struct InForce {
  std::optional<packaging::PackageVersion> least;   // nothing: any old one
  std::optional<packaging::PackageVersion> newest;  // nothing: the newest there is
  bool is_none = false;                             // no release takes this Python
  bool up_to_newest = false;                        // `newest` is the first that is out
  std::string text;                                 // `2.0.1`, `>=2.1.0`, `<1.17.0`, `newest`
  std::string chain;  // `Python 3.13 → numpy ≥ 2.1.0 (first with 3.13)`

  [[nodiscard]] bool is_exact() const {
    return least && newest && !up_to_newest && *least == *newest;
  }
};

/// What a life is with one version.
enum class Fate : std::uint8_t { there, gone, stub, unknown };

/// The life's fate at the least, or at the newest, of what can be in force.
[[nodiscard]] Fate fate_at_least(const rulebook::PackageLife& life, const InForce& in_force);
[[nodiscard]] Fate fate_at_newest(const rulebook::PackageLife& life, const InForce& in_force);
/// Whether it is deprecated with every version that can be in force.
[[nodiscard]] bool is_deprecated(const rulebook::PackageLife& life, const InForce& in_force);

/// Answers are kept. Borrows both.
class PackagesInForce {
 public:
  explicit PackagesInForce(const Pins& pins) : pins_(pins) {}
  [[nodiscard]] const InForce& of(const rulebook::PackageFacts& package, Version python);

 private:
  const Pins& pins_;
  std::map<std::pair<const rulebook::PackageFacts*, Version>, InForce> known_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_DEPS_IN_FORCE_H_
