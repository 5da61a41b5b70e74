// Declared dependencies as a report shows them: judged for every version of Python, each with its evidence.
// SPDX-License-Identifier: MIT
//
// project/ makes them from the facts of files, render/ shows them.
#ifndef PYMOLT_MODEL_DEPENDENCY_ROWS_H_
#define PYMOLT_MODEL_DEPENDENCY_ROWS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "model/inventory.h"

namespace pymolt {

/// What is known of a dependency on one Python, the worst first.
enum class Support : std::uint8_t {
  no,       // known to fail
  source,   // there is no wheel: it must be built from source
  unknown,  // nothing is known
  ok,       // known to work
};
[[nodiscard]] constexpr std::string_view name(Support support) {
  constexpr std::string_view kNames[] = {"no", "source", "unknown", "ok"};
  return kNames[static_cast<std::size_t>(support)];
}

struct SupportJudgement {
  Support support = Support::unknown;
  std::string in_force;  // the version that is pinned, locked or installed; empty: none is
  std::string first;     // the first version that supports this Python, where another is asked for
  std::string evidence;  // one sentence
};

/// One declaration; a Python that its marker excludes is not in `on`.
struct DependencyRow {
  std::string path;
  DependencyDeclaration declaration;
  std::map<Version, SupportJudgement> on;  // of the whole axis
};

/// A module that is imported and comes with no declared distribution.
struct UndeclaredImport {
  std::string module;  // its first part
  std::string name;    // the distribution that brings it; empty: not known
  std::string path;    // where it is imported first
  std::uint32_t line = 0;
};

struct DependencyReport {
  std::vector<DependencyRow> rows;  // by path and line
  std::vector<UndeclaredImport> undeclared;
  std::vector<std::string>
      unused;  // declared, always wanted, and never imported; as they are written
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_DEPENDENCY_ROWS_H_
