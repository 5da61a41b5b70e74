// What is done with something that was a list on Python 2 and is a view or an iterator on Python 3.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_LIST_TO_ITERATOR_USES_H_
#define PYMOLT_CHECKS_LIST_TO_ITERATOR_USES_H_

#include <string>
#include <string_view>

#include "checks/check.h"

namespace pymolt::checks {

/// What a list of 2.7 is on 3.x.
struct Lost {
  std::string type;
  Confidence confidence = Confidence::sure;
  bool may_be_none = false;
  std::uint32_t origin = names::kNone;  // the call that made it, where that is in sight

  [[nodiscard]] bool is_view() const { return type.starts_with("builtins.dict_"); }
};

/// What stands around VALUE, parentheses aside.
[[nodiscard]] syntax::Node around_value(syntax::Node value);

class LostListUses {
 public:
  LostListUses(const FileView& view, Findings& findings)
      : view_(view), resolver_(view.names.resolver()), findings_(findings) {}

  /// Whether it may matter what VALUE is, by what stands around it; saves asking for its type.
  [[nodiscard]] bool may_matter(syntax::Node value) const;
  /// Whether all of VALUE is gone through here.
  [[nodiscard]] bool may_consume(syntax::Node value) const;
  void judge(syntax::Node value, const Lost& lost) const;
  void loop(syntax::Node statement, syntax::Node call, const Lost& lost) const;
  [[nodiscard]] bool is_iterator(const Lost& lost) const;
  void report(std::string_view rule, syntax::Node where, const Lost& lost) const;

 private:
  [[nodiscard]] const rulebook::Rulebook& book() const { return view_.book; }
  /// Whether the rulebook says so of NAME (rulebook/name_file.h).
  [[nodiscard]] bool does(std::string_view name, std::string_view word,
                          std::string_view value) const;
  [[nodiscard]] bool needs_list(syntax::Node value, syntax::Node outer, const Lost& lost,
                                bool iterator) const;
  [[nodiscard]] bool is_of_lists_only(std::string_view method, const Lost& lost) const;
  [[nodiscard]] bool is_argument_that_must_be_list(syntax::Node value, syntax::Node call,
                                                   const Lost& lost, bool iterator) const;
  [[nodiscard]] bool goes_over_copy(syntax::Node table) const;
  [[nodiscard]] bool is_shown(syntax::Node value, syntax::Node outer) const;
  [[nodiscard]] bool is_truth(syntax::Node value, syntax::Node outer) const;
  [[nodiscard]] bool is_compared_with_list(syntax::Node value, syntax::Node outer,
                                           const Lost& lost) const;
  [[nodiscard]] bool is_asked_for_list(syntax::Node value, syntax::Node outer) const;
  [[nodiscard]] bool is_list(syntax::Node other, const Lost& lost) const;

  const FileView& view_;
  const names::Resolver& resolver_;
  Findings& findings_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_LIST_TO_ITERATOR_USES_H_
