// The rewriters that a rule page can name under *Fix*: each turns a finding into edits.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_REWRITERS_H_
#define PYMOLT_FIX_REWRITERS_H_

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fix/edit.h"
#include "fix/put_words.h"
#include "fix/python_source.h"
#include "model/finding.h"
#include "rulebook/rulebook.h"
#include "syntax/tree.h"

namespace pymolt::fix {

/// What a fix is to do.
struct Wish {
  VersionSet target = VersionSet(kNewestReleased);
  VersionSet from;        // empty: nobody said
  bool both = false;      // the new code must still mean the same on `from`
  bool unsafe = false;    // make the unsafe fixes too
  bool selected = false;  // somebody asked for these rules by name
  /// What the project says of names of packages, by symbol: a file alone does not know what is in force. Borrowed.
  const std::map<std::string, Finding>* packages = nullptr;
};

/// A finding and where it stands. All of it is borrowed.
struct Site {
  const Source& source;
  const Finding& finding;
  const rulebook::Rulebook& book;
  const Wish& wish;
  ByteSpan span;                             // of the finding
  std::size_t token;                         // the first in it
  const PutWords& put;                       // by the rounds before
  std::string_view text = {};                // what the page says in its ```fix fence
  const rulebook::RulePage* page = nullptr;  // that page

  /// What the fence says of WORD on a line `WORD: that`; WORD itself where the line is WORD alone; empty otherwise.
  [[nodiscard]] std::string_view said_of(std::string_view word) const;
  /// Whether the fence has a line `WORD?`: the advice mostly does the same.
  [[nodiscard]] bool is_unlikely(const std::string& word) const {
    return !said_of(word + "?").empty();
  }
  /// The versions on which the new code must work.
  [[nodiscard]] VersionSet versions() const {
    return wish.both ? wish.target | wish.from : wish.target;
  }

  /// The innermost node whose text is that of the finding; no node if there is none.
  [[nodiscard]] syntax::Node exact() const;
  /// The innermost node of KIND that begins where the finding does or holds its beginning; no node if there is none.
  [[nodiscard]] syntax::Node around(syntax::Kind kind) const;
};

/// Adds the edits to FIX, whose `safe` it may take away. False, and a reason, where it does not know how.
struct Answer {
  bool known = true;
  std::string why_not = {};
};
using Rewriter = Answer (*)(const Site& site, Fix& fix);
[[nodiscard]] inline Answer by_hand(std::string why) { return {false, std::move(why)}; }

/// What stands in LIST, a pair of brackets or an operator: its named children without comments.
[[nodiscard]] inline std::vector<syntax::Node> items_of(syntax::Node list) {
  std::vector<syntax::Node> items;
  for (const syntax::Node child : list.children()) {
    if (child.named() && !child.is(syntax::Kind::comment)) items.push_back(child);
  }
  return items;
}

Answer print_call(const Site& site, Fix& fix);
Answer exec_call(const Site& site, Fix& fix);
Answer except_as(const Site& site, Fix& fix);
Answer kept_exception(const Site& site, Fix& fix);
Answer raise_call(const Site& site, Fix& fix);
Answer plain_number(const Site& site, Fix& fix);
Answer plain_text(const Site& site, Fix& fix);
Answer double_backslash(const Site& site, Fix& fix);
Answer blank_between(const Site& site, Fix& fix);
Answer mode_without_u(const Site& site, Fix& fix);
Answer repr_call(const Site& site, Fix& fix);
Answer not_equal(const Site& site, Fix& fix);
Answer compare_equal(const Site& site, Fix& fix);
Answer none_first(const Site& site, Fix& fix);
Answer kept_hash(const Site& site, Fix& fix);
Answer in_operator(const Site& site, Fix& fix);
Answer next_function(const Site& site, Fix& fix);
Answer dict_method(const Site& site, Fix& fix);
Answer method_alias(const Site& site, Fix& fix);
Answer other_attribute(const Site& site, Fix& fix);
/// Puts STATEMENT before the one that begins with the token at FIRST, the first of its block.
void put_before(const Source& source, std::size_t first, const std::string& statement, Fix& fix);
/// NAME, or one like it that the file has no word for.
[[nodiscard]] std::string fresh_name(const Source& source, std::string name);
/// The name that the advice of LIFE begins with, and that is all the advice; empty where it is none.
[[nodiscard]] std::string_view advised_name(const rulebook::Lifetime* life);
/// Whether the advice of LIFE can be taken on all of VERSIONS.
[[nodiscard]] bool works_on(const rulebook::Lifetime* life, VersionSet versions);

/// Gives the keywords of the call of USE, which FUNCTION is renamed in, the names that the fence says they have now; by hand
/// where one has no successor.
Answer keep_arguments(const Site& site, std::string_view function, syntax::Node use, Fix& fix);

Answer moved_name(const Site& site, Fix& fix);
/// Whether the built-in that the finding names has another name on the target, which not all of --from has, with --both.
[[nodiscard]] bool is_renamed_builtin(const Site& site);
Answer moved_module(const Site& site, Fix& fix);
Answer renamed_method(const Site& site, Fix& fix);
Answer unpacked_parameter(const Site& site, Fix& fix);

Answer by_query_template(const Site& site, Fix& fix);
Answer as_list(const Site& site, Fix& fix);
Answer floor_division(const Site& site, Fix& fix);
Answer metaclass_keyword(const Site& site, Fix& fix);
Answer without_argument(const Site& site, Fix& fix);
Answer starts_with(const Site& site, Fix& fix);
Answer character_escape(const Site& site, Fix& fix);
Answer without_twins(const Site& site, Fix& fix);
Answer without_future(const Site& site, Fix& fix);
Answer sorted_call(const Site& site, Fix& fix);
Answer f_string(const Site& site, Fix& fix);
/// What the fence's template for the finding's name makes of it; nothing where it has none that is more than a name.
[[nodiscard]] std::optional<Answer> by_name_template(const Site& site, Fix& fix);

struct RewriterRow {
  std::string_view name;
  Rewriter rewrite;
};
[[nodiscard]] std::span<const RewriterRow> rewriters();

/// The fix for what SITE finds, by the page that speaks of it; why there is none, otherwise.
[[nodiscard]] Answer propose(const Site& site, Fix& fix);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_REWRITERS_H_
