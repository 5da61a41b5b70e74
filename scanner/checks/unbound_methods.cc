// `Class.method.__func__`: on 2.7 what stands in a class was a method without an object, on 3.x it is the function itself.
// SPDX-License-Identifier: MIT
#include "checks/check_functions.h"
#include "checks/silenced_errors.h"
#include "names/types.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

void check_unbound_methods(const FileView& view, Node attribute, const rulebook::RulePage& page,
                           Findings& findings) {
  const Node method = attribute.child(Field::object);
  const std::string_view taken = attribute.child(Field::attribute).text();
  if ((taken != "__func__" && taken != "__self__") || !method.is(Kind::attribute)) return;
  const names::Types& types = view.names.types();
  const std::vector<names::Inferred> classes = types.of(method.child(Field::object));
  for (const names::Inferred& one : classes) {
    if (!one.is_class || one.local == names::kNone) return;
    const Node definition = types.own_method(one, method.child(Field::attribute).text());
    if (!definition || definition.parent().is(Kind::decorated_definition)) return;
  }
  const names::InternedName word = view.names.scopes().interned_names().find(taken);
  if (classes.empty() || view.names.guards().is_attribute_tested(attribute.index(), word)) return;
  Draft draft = draft_of(page, attribute.child(Field::attribute).span(),
                         view.names.guards().alive(attribute.index()));
  draft.confidence = classes.size() == 1 ? classes[0].confidence : Confidence::likely;
  settle_caught(view, attribute, draft);
  findings.add(draft);
}

}  // namespace pymolt::checks
