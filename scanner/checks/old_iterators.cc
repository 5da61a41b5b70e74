// A loop over an object that is an iterator on 2.7 only: its class has `next`, and no `__next__`.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "checks/check_functions.h"
#include "checks/silenced_errors.h"
#include "names/types.h"

namespace pymolt::checks {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// Whether all bases of the class LOCAL are `object` and classes of this file.
bool is_in_sight(const FileView& view, names::ScopeId local) {
  const std::vector<Node> bases = view.names.types().bases_of(local);
  return std::all_of(bases.begin(), bases.end(), [&](Node base) {
    if (view.names.resolver().dotted(base) == "builtins.object") return true;
    const std::vector<Inferred> all = view.names.types().of(base);
    return all.size() == 1 && all[0].local != names::kNone;
  });
}

// Whether an instance that ONE is gives itself to loops, and is none of Python 3's iterators.
bool is_old_iterator(const FileView& view, const Inferred& one) {
  const names::Types& types = view.names.types();
  if (one.is_class || one.local == names::kNone || !is_in_sight(view, one.local)) return false;
  const Node next = types.own_method(one, "next");
  const Node iter = types.own_method(one, "__iter__");
  if (!next || !iter || types.own_method(one, "__next__") || types.is_own(one.local, "__next__") ||
      types.is_own_below(one.local, "__next__"))
    return false;
  const std::vector<Inferred> given = types.returned(iter);
  return !given.empty() && std::all_of(given.begin(), given.end(), [&](const Inferred& itself) {
    return !itself.is_class && itself.local != names::kNone && types.own_method(itself, "next") &&
           !types.is_own(itself.local, "__next__");
  });
}

}  // namespace

void check_old_iterators(const FileView& view, Node loop, const rulebook::RulePage& page,
                         Findings& findings) {
  const names::InternedNames& words = view.names.scopes().interned_names();
  if (words.find("next") == names::kNoName || words.find("__iter__") == names::kNoName) return;
  const Node iterable = loop.child(Field::right);
  const std::vector<Inferred> all = view.names.types().of(iterable);
  const auto old = static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const Inferred& one) { return is_old_iterator(view, one); }));
  if (old == 0) return;
  Draft draft = draft_of(page, iterable.span(), view.names.guards().alive(iterable.index()));
  draft.confidence = old == all.size() ? all[0].confidence : Confidence::likely;
  settle_caught(view, iterable, draft);
  findings.add(draft);
}

}  // namespace pymolt::checks
