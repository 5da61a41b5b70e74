// Defaults of dataclass fields that cannot be hashed: ValueError when the class is made, since Python 3.11.
// SPDX-License-Identifier: MIT
//
//   @dataclass
//   class Runner:
//       limits: Limits = Limits()                  where Limits defines `__eq__` and no `__hash__`, as dataclasses do
//       queue: deque = field(default=deque())
//
// Before 3.11 only lists, sets and dictionaries were refused. What a class of another file is, the reduction tells.
#include "checks/api_usage.h"
#include "checks/check_functions.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

class HashedDefaults {
 public:
  HashedDefaults(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), types_(view.names.types()) {}

  void look_at(Node definition) const {
    if (!types_.dataclass_of(definition)) return;
    for (const Node statement : definition.child(Field::body).children()) {
      const Node field = statement.first_named();
      if (!statement.is(Kind::expression_statement) || !field.is(Kind::assignment)) continue;
      const Node annotation = field.child(Field::type);
      if (!annotation || annotation.text().find("ClassVar") != std::string_view::npos) continue;
      judge(given(field.child(Field::right)));
    }
  }

  // `make_dataclass("Runner", [("queue", deque, deque())])`
  void look_at_made(Node call) const {
    if (view_.names.resolver().dotted(call.child(Field::function)) != "dataclasses.make_dataclass")
      return;
    Node fields = names::argument(call, 1);
    if (const Node named = names::keyword(call, "fields")) fields = named;
    for (const Node field : fields.children()) {
      if (field.is(Kind::tuple)) judge(given(names::nth_item(field, 2)));
    }
  }

 private:
  // `field(default=x)`: x.
  [[nodiscard]] Node given(Node value) const {
    if (!value.is(Kind::call) ||
        view_.names.resolver().dotted(value.child(Field::function)) != "dataclasses.field")
      return value;
    return names::keyword(value, "default");
  }

  // An instance of a class that another file defines: the reduction tells.
  void add_foreign(Node value, const Inferred& one) const {
    CrossFileUse use;
    use.name = *one.foreign;
    use.member = kHashOfDefault;
    use.place.alive = one.on & view_.names.guards().alive(value.index());
    use.at_import_time = view_.names.at_import_time(value.index());
    if (!use.place.alive.empty()) findings_.add_foreign(std::move(use), value.span());
  }

  void judge(Node value) const {
    if (!value) return;
    for (const Inferred& one : types_.of(value)) {
      if (one.is_class) continue;
      if (one.foreign) add_foreign(value, one);
      const bool loses = one.local != names::kNone && types_.loses_hash(one.local);
      const VersionSet on =
          loses ? VersionSet::all() : view_.book.does(one.type, "hashes", "nothing");
      const VersionSet alive = view_.names.guards().alive(value.index()) & one.on & on;
      if (alive.empty()) continue;
      Draft draft = draft_of(page_, value.span(), alive);
      draft.confidence = one.confidence;
      if (view_.names.at_import_time(value.index())) draft.breaks_as = Severity::critical;
      findings_.add(draft);
      return;
    }
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Types& types_;
};

}  // namespace

void check_hashed_defaults(const FileView& view, Node node, const rulebook::RulePage& page,
                           Findings& findings) {
  const names::InternedNames& words = view.names.scopes().interned_names();
  const bool is_call = node.is(Kind::call);
  if (words.find(is_call ? "make_dataclass" : "dataclass") == names::kNoName) return;
  const HashedDefaults check(view, page, findings);
  is_call ? check.look_at_made(node) : check.look_at(node);
}

}  // namespace pymolt::checks
