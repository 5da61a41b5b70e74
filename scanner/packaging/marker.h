// Environment markers (PEP 508): `python_version < "3.8" and sys_platform == "win32"`.
// SPDX-License-Identifier: MIT
//
// Equal to Debian's python3-packaging 23.0 where that gives an answer. Values; nothing borrowed.
#ifndef PYMOLT_PACKAGING_MARKER_H_
#define PYMOLT_PACKAGING_MARKER_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pymolt::packaging {

/// What markers ask about, by the variable's name. A variable that is not there is unknown.
using Environment = std::map<std::string, std::string, std::less<>>;

enum class Truth : std::uint8_t {
  no,
  yes,
  unknown,  // it hangs on a variable that the environment does not know
  wrong,    // it compares what cannot be compared: `platform_machine ~= "x"`
};

struct Marker {
  struct Side {
    std::string text;
    bool variable = false;
  };
  struct Part {
    bool or_before = false;  // `or` stands before it, otherwise `and`; the first has neither
    Side left;               // of a comparison
    std::string op;
    Side right;
    std::vector<Part> inner;  // of parentheses: their content; then there is no comparison
  };
  std::vector<Part> parts;

  /// A mistake carries the column at which TEXT is no marker any more.
  [[nodiscard]] static Result<Marker> parse(std::string_view text);
  /// In normal form.
  [[nodiscard]] std::string str() const;
  [[nodiscard]] Truth evaluate(const Environment& environment) const;
};

/// How deep parentheses may be nested; deeper ones are refused.
inline constexpr int kDeepestMarker = 100;

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_MARKER_H_
