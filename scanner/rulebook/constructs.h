// The constructs a verdict speaks of, and on which versions each compiles: the lines `syntax.*` of
// the rulebook.
// SPDX-License-Identifier: MIT
//
// `Construct` is generated from rules/lifetimes/syntax.life, so that no list of constructs and no
// version stands in C++. `Constructs` is read once from a rulebook, which must outlive it, and may
// be shared between threads. What the checks hand over is a `Diagnostic`: this construct, here.
#ifndef PYMOLT_RULEBOOK_CONSTRUCTS_H_
#define PYMOLT_RULEBOOK_CONSTRUCTS_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/version.h"
#include "rulebook/construct_ids.h"
#include "rulebook/rulebook.h"

namespace pymolt::verdict {

/// A construct was met. It counts only WITHIN these versions: on others the same bytes are
/// something else.
struct Diagnostic {
  Construct construct;
  ByteSpan span;
  VersionSet within = VersionSet::all();
  bool operator==(const Diagnostic&) const = default;
};

/// Its name in syntax.life, without `syntax.`.
[[nodiscard]] constexpr std::string_view id(Construct construct) {
  return kConstructIds[static_cast<std::size_t>(construct)];
}

class Constructs {
 public:
  /// A construct that the rulebook has no line for exists on every version.
  explicit Constructs(const rulebook::Rulebook& rulebook);

  /// The versions that compile it.
  [[nodiscard]] VersionSet on(Construct construct) const { return row(construct).exists; }
  [[nodiscard]] VersionSet fails_on(const Diagnostic& seen) const {
    return seen.within - on(seen.construct);
  }
  /// "`print` statement: 3.0 and later reject it".
  [[nodiscard]] std::string message(Construct construct, VersionSet fails_on) const;

 private:
  struct Row {
    VersionSet exists = VersionSet::all();
    std::string_view title;
  };
  [[nodiscard]] const Row& row(Construct construct) const {
    return rows_[static_cast<std::size_t>(construct)];
  }

  std::array<Row, kConstructIds.size()> rows_;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_RULEBOOK_CONSTRUCTS_H_
