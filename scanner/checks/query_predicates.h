// What the conditions of queries ask of names/: whether an expression resolves to a name, and what its type is.
// SPDX-License-Identifier: MIT
//
// Many queries ask the same expression one after the other, so the last names are kept. One `Meanings` serves one file on
// one thread.
#ifndef PYMOLT_CHECKS_QUERY_PREDICATES_H_
#define PYMOLT_CHECKS_QUERY_PREDICATES_H_

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/check.h"
#include "names/constants.h"
#include "names/interned_names.h"
#include "names/types.h"
#include "syntax/predicate.h"
#include "syntax/query.h"

namespace pymolt::checks {

class Meanings {
 public:
  /// READING is borrowed, as VIEW is.
  Meanings(const FileView& view, syntax::ReadingLeft& reading)
      : view_(view), reading_(reading), constants_(view.names.types()) {}

  /// Whether the condition ASKED holds for EXPRESSION, or may; then CERTAINTY is narrowed.
  [[nodiscard]] bool holds(syntax::Node expression, const syntax::Predicate& asked,
                           syntax::Certainty& certainty);

  /// Whether EXPRESSION may resolve to a name that ends in one of LAST, before it is looked at closely.
  [[nodiscard]] bool may_end_in(syntax::Node expression, std::span<const names::InternedName> last);

 private:
  using Certainty = syntax::Certainty;
  // The last part of an expression, or that it may be called anything.
  struct Ending {
    std::uint32_t node = names::kNone;
    bool open = false;
    names::InternedName word = names::kNoName;
  };

  [[nodiscard]] bool is_typed(syntax::Node expression, const std::vector<std::string>& patterns,
                              bool all, Certainty& certainty);
  [[nodiscard]] bool all_are(const std::vector<names::Inferred>& found,
                             const std::vector<std::string>& patterns, bool all,
                             Certainty& certainty);
  [[nodiscard]] bool was(syntax::Node expression, const std::vector<std::string>& patterns);
  [[nodiscard]] bool is_made(syntax::Node expression, const syntax::Predicate& asked,
                             Certainty& certainty);
  [[nodiscard]] bool is_one_maker(syntax::Node maker,
                                  const std::vector<std::string>& patterns) const;
  [[nodiscard]] static bool asks_what_it_has(syntax::Node expression);
  [[nodiscard]] bool is_own(syntax::Node expression, const syntax::Predicate& asked,
                            Certainty& certainty);
  [[nodiscard]] static bool is_one_of(const names::Types& types, const names::Inferred& one,
                                      const std::vector<std::string>& patterns);
  [[nodiscard]] bool is_constant(syntax::Node expression, const syntax::Predicate& asked,
                                 Certainty& certainty);
  [[nodiscard]] bool is_made_passing(syntax::Node expression,
                                     const std::vector<std::string>& keywords);
  [[nodiscard]] bool is_called_on(syntax::Node expression, const std::vector<std::string>& methods,
                                  Certainty& certainty);
  [[nodiscard]] bool is_form(syntax::Node expression, const std::vector<std::string>& forms);
  [[nodiscard]] bool is_call_of_coroutine(syntax::Node call);
  [[nodiscard]] bool is_wrapped(syntax::Node name) const;
  [[nodiscard]] bool keeps(syntax::Node object, const std::vector<std::string>& patterns,
                           Certainty& certainty);
  [[nodiscard]] bool is_called_before(syntax::Node node, const std::vector<std::string>& words);
  [[nodiscard]] bool is_called_outside(syntax::Node node, const std::vector<std::string>& kinds);
  [[nodiscard]] static bool is_in(syntax::Node node, const std::vector<std::string>& kinds);
  [[nodiscard]] bool is_within(syntax::Node node, const std::vector<std::string>& patterns);
  [[nodiscard]] static bool is_asked(syntax::Node node, const std::vector<std::string>& words);
  [[nodiscard]] bool is_looped(syntax::Node expression) const;
  [[nodiscard]] bool has_member(syntax::Node node, const std::vector<std::string>& members) const;
  [[nodiscard]] static bool is_rebound(syntax::Node node);
  [[nodiscard]] bool is_unread(syntax::Node name) const;
  [[nodiscard]] bool may_resolve(syntax::Node expression, const std::vector<std::string>& patterns);
  [[nodiscard]] bool resolves(syntax::Node expression, const std::vector<std::string>& patterns,
                              Certainty& certainty);
  [[nodiscard]] VersionSet of_packages(syntax::Node expression,
                                       const std::vector<std::string>& patterns);
  [[nodiscard]] const std::vector<names::NameOf>& named(syntax::Node expression);
  [[nodiscard]] const Ending& ending(syntax::Node expression);

  const FileView& view_;
  syntax::ReadingLeft& reading_;
  names::Constants constants_;
  Ending ending_;
  std::uint32_t named_at_ = names::kNone;
  std::vector<names::NameOf> named_;
  std::uint32_t external_at_ = names::kNone;
  std::vector<names::Resolution> external_;
  using Words = const std::vector<std::string>*;  // of a predicate
  // By methods, on what one of them is called: the calls that make it.
  std::unordered_map<Words, std::unordered_map<std::uint32_t, Confidence>> called_;
  // By functions, those in which one of them is called; no node for the module.
  std::unordered_map<Words, std::vector<syntax::Node>> setters_;
  // The functions of the file by their names: whether all of that name are coroutines. Made when first needed.
  bool methods_known_ = false;
  std::unordered_map<std::string_view, bool> methods_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_QUERY_PREDICATES_H_
