// Hashes what stays when code moves; the n-th of several equal findings hashes its n as well.
// SPDX-License-Identifier: MIT
#include "findings/fingerprint.h"

#include <map>
#include <string>

#include "base/hash.h"

namespace pymolt::checks {

void assign_fingerprints(std::vector<Finding>& findings) {
  std::map<std::string, int> seen;
  for (Finding& finding : findings) {
    Hash hash;
    hash.add(finding.rule).add(finding.symbol).add(finding.scope).add(finding.code);
    const int nth = seen[hash.hex()]++;
    if (nth > 0) hash.add(std::to_string(nth));
    finding.fingerprint = hash.hex();
  }
}

}  // namespace pymolt::checks
