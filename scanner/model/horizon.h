// What the scanned code uses that goes, and when: what `pymolt horizon` tells.
// SPDX-License-Identifier: MIT
//
// project/ makes it, render/ shows it. A version is a word here: removals are announced beyond the axis.
#ifndef PYMOLT_MODEL_HORIZON_H_
#define PYMOLT_MODEL_HORIZON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/version.h"

namespace pymolt {

struct HorizonPlace {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// One thing that goes, and where it is used.
struct HorizonThing {
  std::string symbol;  // `imp`; the rule's name where the rule is about no name
  std::string rule;
  std::string what;        // what happens, where no fact says so; may be empty
  std::string deprecated;  // since which version; may be empty
  std::string instead;     // may be empty
  std::string docs;
  std::vector<HorizonPlace> places;  // by path and line
};

/// What goes with one release.
struct HorizonStep {
  std::string version;  // `3.17`; empty: no date is set
  std::string date;     // `2028-10`; may be empty
  bool released = false;
  std::vector<HorizonThing> things;  // the most used first
  [[nodiscard]] std::size_t places() const {
    std::size_t sum = 0;
    for (const HorizonThing& thing : things) sum += thing.places.size();
    return sum;
  }
};

struct Horizon {
  VersionSet from;  // what is gone on all of these is not told of; empty: nobody said
  std::vector<HorizonStep> steps;  // by version, the undated last
  bool analysed = false;           // that any file was

  /// What is said where there is no step.
  [[nodiscard]] const char* nothing() const {
    return analysed ? "No known upcoming removals affect this code"
                    : "No file was analysed, so nothing is known of upcoming removals";
  }
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_HORIZON_H_
