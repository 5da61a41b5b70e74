// Who owns what of a report or plan, by the repository's CODEOWNERS.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_MODEL_OWNERS_H_
#define PYMOLT_MODEL_OWNERS_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace pymolt {

/// The name under which what nobody owns is summed up.
inline constexpr const char* kNobody = "nobody";

struct OwnerSum {
  std::string name;
  std::uint32_t files = 0;                     // with findings
  std::array<std::uint32_t, 4> findings = {};  // by severity
};

struct OwnerReport {
  std::map<std::string, std::vector<std::string>, std::less<>>
      of;                      // by path, of files with findings
  std::vector<OwnerSum> sums;  // the most severe first
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_OWNERS_H_
