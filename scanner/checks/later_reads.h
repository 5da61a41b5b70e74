// Where a function or a lambda reads the name of a handler when the handler may have ended, and taken the name with it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_LATER_READS_H_
#define PYMOLT_CHECKS_LATER_READS_H_

#include <unordered_map>
#include <vector>

#include "checks/check.h"

namespace pymolt::checks {

/// Serves one file, whose VIEW is borrowed.
class LaterReads {
 public:
  explicit LaterReads(const FileView& view) : view_(view) {}

  /// The reads of the name that BINDING, of the handler CLAUSE, made, in functions that run behind it. LEAVES: nothing of
  /// what follows the handler runs.
  [[nodiscard]] std::vector<syntax::Node> of(names::BindingId binding, syntax::Node clause,
                                             bool leaves);

 private:
  [[nodiscard]] const std::vector<std::uint32_t>& inner_reads(names::InternedName word);
  [[nodiscard]] syntax::Node function_between(const names::Reference& read,
                                              const names::Binding& binding) const;
  [[nodiscard]] bool runs_later(syntax::Node function, syntax::Node clause, bool leaves) const;
  [[nodiscard]] bool is_kept(syntax::Node value, syntax::Node clause, bool leaves) const;
  [[nodiscard]] bool outlives(syntax::Node definition, syntax::Node clause, bool leaves) const;
  [[nodiscard]] bool calls_functions(syntax::Node clause) const;

  const FileView& view_;
  std::unordered_map<names::InternedName, std::vector<std::uint32_t>>
      inner_;  // of names that handlers bind, the references that do not stand in the module's own code
  bool is_made_ = false;
  std::size_t asked_ = 2000;              // reads whose meaning is still asked for
  mutable std::size_t left_ = 5'000'000;  // references that are still looked at
};

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_LATER_READS_H_
