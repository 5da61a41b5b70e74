// Defaults of dataclass fields that cannot be hashed: ValueError when the class is made, since Python 3.11.
// SPDX-License-Identifier: MIT
//
//   @dataclass
//   class Runner:
//       limits: Limits = Limits()                  where Limits defines `__eq__` and no `__hash__`, as dataclasses do
//       queue: deque = field(default=deque())
//
// Before 3.11 only lists, sets and dictionaries were refused. What a class of another file is, the reduction tells.
#include <algorithm>
#include <array>

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
    if (!decorator_of(definition)) return;
    for (const Node statement : definition.child(Field::body).children()) {
      const Node field = statement.first_named();
      if (!statement.is(Kind::expression_statement) || !field.is(Kind::assignment)) continue;
      const Node annotation = field.child(Field::type);
      if (!annotation || annotation.text().find("ClassVar") != std::string_view::npos) continue;
      judge(given(field.child(Field::right)));
    }
  }

 private:
  // The call or the name of `dataclass` that decorates it.
  [[nodiscard]] Node decorator_of(Node definition) const {
    if (!definition.parent().is(Kind::decorated_definition)) return {};
    for (const Node decorator : definition.parent().children()) {
      if (!decorator.is(Kind::decorator)) continue;
      const Node made = decorator.first_named();
      const Node name = made.is(Kind::call) ? made.child(Field::function) : made;
      if (view_.names.resolver().dotted(name) == "dataclasses.dataclass") return made;
    }
    return {};
  }

  // `field(default=x)`: x.
  [[nodiscard]] Node given(Node value) const {
    if (!value.is(Kind::call) ||
        view_.names.resolver().dotted(value.child(Field::function)) != "dataclasses.field")
      return value;
    return names::keyword(value, "default");
  }

  void judge(Node value) const {
    constexpr std::array<std::string_view, 7> kUnhashable = {"collections.deque",
                                                             "builtins.bytearray",
                                                             "collections.OrderedDict",
                                                             "collections.defaultdict",
                                                             "collections.Counter",
                                                             "types.SimpleNamespace",
                                                             "array.array"};
    if (!value) return;
    for (const Inferred& one : types_.of(value)) {
      if (one.is_class) continue;
      const bool of_library =
          std::find(kUnhashable.begin(), kUnhashable.end(), one.type) != kUnhashable.end();
      if (!of_library && !(one.local != names::kNone && loses_hash(one.local))) continue;
      const VersionSet alive = view_.names.guards().alive(value.index()) & one.on;
      Draft draft = draft_of(page_, value.span(), alive);
      draft.confidence = one.confidence;
      if (view_.names.at_import_time(value.index())) draft.breaks_as = Severity::critical;
      findings_.add(draft);
      return;
    }
  }

  // Whether instances of a class of this file cannot be hashed.
  [[nodiscard]] bool loses_hash(names::ScopeId local) const {
    const names::Scopes& scopes = view_.names.scopes();
    const auto defines = [&](std::string_view name) {
      const names::InternedName word = scopes.interned_names().find(name);
      return word != names::kNoName && scopes.last_binding(local, word) != names::kNone;
    };
    if (defines("__hash__")) return false;
    const Node decorator = decorator_of(view_.tree.node(scopes.scope(local).node));
    if (defines("__eq__") && !decorator) return true;
    if (!decorator) return false;
    const auto says = [&](std::string_view word, Kind value) {
      return names::keyword(decorator, word).is(value);
    };
    return !says("frozen", Kind::true_) && !says("unsafe_hash", Kind::true_) &&
           !says("eq", Kind::false_);
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Types& types_;
};

}  // namespace

void check_hashed_defaults(const FileView& view, Node definition, const rulebook::RulePage& page,
                           Findings& findings) {
  if (view.names.scopes().interned_names().find("dataclass") == names::kNoName) return;
  HashedDefaults(view, page, findings).look_at(definition);
}

}  // namespace pymolt::checks
