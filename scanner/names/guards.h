// On which versions each place of a file is reached, and what around it would catch a failure there.
// SPDX-License-Identifier: MIT
//
//   import sys                                    every version
//   if sys.version_info >= (3,):                  every version
//       from urllib.parse import quote            3.0+
//   else:
//       from urllib import quote                  2.7
//
// The answer is a list of changes in the order of the text, each holding until the next one. Built by Flow (flow.h),
// then only read. While it is being built it answers for what lies behind; what lies ahead counts as reached.
#ifndef PYMOLT_NAMES_GUARDS_H_
#define PYMOLT_NAMES_GUARDS_H_

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/version.h"
#include "model/import_events.h"
#include "model/raised.h"
#include "names/scopes.h"

namespace pymolt::names {

/// Something around a place that makes failures there harmless.
struct ExceptionContext {
  enum class Kind : std::uint8_t {
    handlers,        // the body of a `try`, or `with suppress(…)`
    attribute_test,  // behind `hasattr(…, "word")`: the attribute has been asked for
    function,  // the body of a function: handlers around its definition are not around its run
  };
  Kind kind = Kind::handlers;
  std::uint32_t outer = kNone;    // the context around this one
  std::uint32_t decides = kNone;  // this one, or the nearest around it that is no attribute test
  std::array<VersionSet, kRaisedKinds> catches =
      {};  // by Raised: where it is caught, and life goes on
  InternedName word = kNoName;
  std::uint32_t owner = kNone;  // Flow's number of the handlers
};

class Guards {
 public:
  explicit Guards(const Scopes& scopes);

  /// The versions on which NODE is reached.
  [[nodiscard]] VersionSet alive(std::uint32_t node) const { return at(key(node)).alive; }
  /// The versions on which what follows NODE is reached.
  [[nodiscard]] VersionSet alive_after(std::uint32_t node) const;
  /// The versions on which NODE is reached only if a module that is taken to be there is not.
  [[nodiscard]] VersionSet unlikely(std::uint32_t node) const { return at(key(node)).unlikely; }
  /// The versions on which BLOCK, behind a condition that asks for the version, surely runs where the statement does.
  [[nodiscard]] VersionSet surely_runs(std::uint32_t block) const {
    const auto found = surely_.find(block);
    return found == surely_.end() ? VersionSet::none() : found->second;
  }
  /// Whether NODE runs only in the main program (`__name__ == "__main__"`).
  [[nodiscard]] bool main_only(std::uint32_t node) const { return at(key(node)).main_only; }
  /// Whether NODE runs when the module is imported: not in a function, not only in the main program.
  [[nodiscard]] bool at_import_time(std::uint32_t node) const {
    const State& state = at(key(node));
    return !state.in_function && !state.main_only;
  }
  // The next four are known of places that run at import time.
  /// The versions on which a condition that cannot be told decides, in an import, whether NODE is reached.
  [[nodiscard]] VersionSet undecided(std::uint32_t node) const { return at(key(node)).undecided; }
  /// Whether such a condition, or any around NODE, asks for what another module of the project, or one from elsewhere, says.
  [[nodiscard]] bool asks_others(std::uint32_t node) const { return at(key(node)).asks_others; }
  /// The versions on which NODE, in a handler, is reached only if something fails that is not known to.
  [[nodiscard]] VersionSet if_raised(std::uint32_t node) const { return at(key(node)).if_raised; }
  /// The try region, and the part of it, in which NODE stands: a number in `try_regions`.
  [[nodiscard]] Place place(std::uint32_t node) const { return at(key(node)).place; }
  /// Every `try` and every `with` that suppresses, in the order of the text.
  [[nodiscard]] const std::vector<TryFact>& try_regions() const { return try_regions_; }
  /// The versions on which a failure of that kind at NODE is caught, and life goes on.
  [[nodiscard]] VersionSet caught(std::uint32_t node, Raised failure) const;
  /// Whether NODE stands behind a test for an attribute WORD.
  [[nodiscard]] bool is_attribute_tested(std::uint32_t node, InternedName word) const;

 private:
  friend class Flow;
  struct State {
    VersionSet alive = VersionSet::all();
    VersionSet unlikely;
    VersionSet methods = VersionSet::all();  // on which the functions defined here are not skipped
    VersionSet undecided;
    VersionSet if_raised;
    std::uint32_t exception_context = kNone;
    Place place;
    bool main_only = false;
    bool in_function = false;
    bool asks_others = false;
    bool operator==(const State&) const = default;
  };
  // What can change things where a node ends, in this order; a node begins at kStart.
  enum Moment : std::uint32_t {
    kStart,
    kFailed,
    kExpressionEnded,
    kStatementEnded,
    kAsked,
    kBlockEnded,
    kMoments
  };
  struct Change {
    std::uint64_t key;
    State state;
  };
  [[nodiscard]] static std::uint64_t key(std::uint32_t node, Moment moment = kStart) {
    return static_cast<std::uint64_t>(node) * kMoments + moment;
  }
  [[nodiscard]] const State& at(std::uint64_t key) const;
  std::uint32_t add_context(ExceptionContext context);
  // The nearest context at or around CONTEXT that is no attribute test: of these a block may have thousands.
  [[nodiscard]] std::uint32_t deciding(std::uint32_t context) const {
    return context == kNone ? kNone : exception_contexts_[context].decides;
  }

  const Scopes* scopes_;
  std::vector<Change> changes_;
  std::vector<ExceptionContext> exception_contexts_;
  std::vector<TryFact> try_regions_;
  std::unordered_map<std::uint32_t, VersionSet> surely_;  // by block
  std::uint32_t known_until_ = 0;                         // nodes beyond are not known yet
  State pending_;
  mutable std::size_t last_ =
      0;  // of changes_, where the last answer stood: mostly the next one does too
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_GUARDS_H_
