// Arguments for `object.__new__` and `object.__init__`, which take none: a singleton that hands on what it was given.
// SPDX-License-Identifier: MIT
//
//   class Config(object):
//       def __new__(cls, *args, **kwargs):
//           return super(Config, cls).__new__(cls, *args, **kwargs)     TypeError since 3.3, where there are any
//       def __init__(self, path): …                                     as this asks for one
//
// Before, `object` forgave it where the class has both methods, and only there. So both must be in sight, and that the next
// class is `object`: there is no base that this file does not show.
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "checks/check_functions.h"
#include "checks/silenced_errors.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using names::ScopeId;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::string_view kNew = "__new__";
constexpr std::string_view kInit = "__init__";
constexpr std::string_view kObject = "builtins.object";

// What a call hands on, or what a function takes beside its first parameter.
struct Extra {
  bool surely = false;  // at least one
  bool perhaps = false;

  [[nodiscard]] bool any() const { return surely || perhaps; }
};

// What CALL passes behind its first SKIPPED arguments.
Extra passed(Node call, int skipped) {
  Extra extra;
  for (const Node child : call.child(Field::arguments).children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    if (child.is_any(Kind::list_splat, Kind::dictionary_splat)) {
      extra.perhaps = true;
    } else if (skipped-- <= 0) {
      extra.surely = true;
    }
  }
  return extra;
}

// What the function of DEFINITION takes behind its first parameter.
Extra taken(Node definition) {
  Extra extra;
  bool first = true;
  for (const Node child : definition.child(Field::parameters).children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    const bool required = child.is_any(Kind::identifier, Kind::typed_parameter);
    if (required && first) {
      first = false;
    } else if (required) {
      extra.surely = true;
    } else {
      extra.perhaps = true;
    }
  }
  return extra;
}

// Whether DEFINITION asks which method comes next: `if super(A, cls).__new__ is object.__new__:`.
bool asks_what_is_next(Node definition) {
  constexpr std::size_t kMostText = 10000;
  const std::string_view text = definition.text().substr(0, kMostText);
  constexpr std::array<std::string_view, 4> kAsking = {"is object.__", "is not object.__",
                                                       "== object.__", "!= object.__"};
  return std::any_of(kAsking.begin(), kAsking.end(),
                     [&](std::string_view one) { return text.find(one) != text.npos; });
}

class ObjectArguments {
 public:
  ObjectArguments(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), types_(view.names.types()) {}

  void look_at(Node call) const {
    const Node method = call.child(Field::function);
    const std::string_view name = method.child(Field::attribute).text();
    const Node definition = method_around(call, name);
    if (!definition) return;
    const Node object = method.child(Field::object);
    const bool by_super = object.is(Kind::call);
    if (view_.names.resolver().dotted(by_super ? object.child(Field::function) : object) !=
        (by_super ? "builtins.super" : kObject))
      return;
    const Extra extra = passed(call, by_super && name == kInit ? 0 : 1);
    const ScopeId home = view_.names.scopes().scope_of(definition.parent().parent().index());
    if (!extra.any() || home == names::kNone || !leads_to_object(home, by_super ? name : ""))
      return;
    const Confidence confidence = judge(home, name, extra);
    if (confidence < Confidence::likely || asks_what_is_next(definition)) return;
    Draft draft = draft_of(page_, call.span(), view_.names.guards().alive(call.index()));
    draft.confidence = confidence;
    settle_caught(view_, call, draft);
    findings_.add(draft);
  }

 private:
  // The method NAME in whose own code CALL stands; no node where it is another function, or of no class.
  static Node method_around(Node call, std::string_view name) {
    Node up = call.parent();
    while (up && !up.is_any(Kind::function_definition, Kind::lambda_, Kind::class_definition))
      up = up.parent();
    const bool is_method = up.is(Kind::function_definition) &&
                           up.child(Field::name).text() == name &&
                           up.parent().parent().is(Kind::class_definition);
    return is_method ? up : Node();
  }

  // Whether all that LOCAL derives from are classes of this file and `object`, which is named, and none of them has a
  // METHOD of its own.
  [[nodiscard]] bool leads_to_object(ScopeId local, std::string_view method) const {
    constexpr std::size_t kMostBases = 50;
    std::vector<ScopeId> todo = {local};
    bool named = false;
    for (std::size_t i = 0; i < todo.size(); ++i) {
      const Node written = definition_of(todo[i]).child(Field::superclasses);
      const std::vector<Node> bases = types_.bases_of(todo[i]);
      for (const Node child : written.children()) {
        if (child.named() && !child.is(Kind::comment) && !child.is(Kind::keyword_argument) &&
            std::find(bases.begin(), bases.end(), child) == bases.end())
          return false;
      }
      for (const Node base : bases) {
        if (view_.names.resolver().dotted(base) == kObject) {
          named = true;
          continue;
        }
        const ScopeId above = class_of(base);
        if (above == names::kNone || todo.size() > kMostBases) return false;
        if (!method.empty() && defines(above, method)) return false;
        todo.push_back(above);
      }
    }
    return named;
  }

  // How sure it is that an instance of HOME, or of a class below it, has both methods and is given something.
  [[nodiscard]] Confidence judge(ScopeId home, std::string_view name, Extra extra) const {
    constexpr std::size_t kMostClasses = 200;
    Confidence found = of_class(home, name, extra);
    const std::span<const ScopeId> classes = view_.names.scopes().classes();
    for (const ScopeId below : classes.first(std::min(classes.size(), kMostClasses))) {
      if (found == Confidence::sure) break;
      const std::vector<Node> bases = types_.bases_of(below);
      if (bases.size() == 1 && below != home && class_of(bases[0]) == home)
        found = std::max(found, of_class(below, name, extra));
    }
    return found;
  }

  [[nodiscard]] Confidence of_class(ScopeId local, std::string_view name, Extra extra) const {
    Inferred instance;
    instance.local = local;
    const Node other = types_.own_method(instance, name == kNew ? kInit : kNew);
    if (!other) return Confidence::possible;
    if (extra.surely) return Confidence::sure;
    const Extra wanted = taken(other);
    if (wanted.surely) return Confidence::sure;
    return wanted.perhaps ? Confidence::likely : Confidence::possible;
  }

  [[nodiscard]] bool defines(ScopeId local, std::string_view method) const {
    const names::InternedName word = view_.names.scopes().interned_names().find(method);
    return word != names::kNoName && view_.names.scopes().last_binding(local, word) != names::kNone;
  }

  [[nodiscard]] ScopeId class_of(Node base) const {
    const std::vector<Inferred> all = types_.of(base);
    return all.size() == 1 && all[0].is_class ? all[0].local : names::kNone;
  }

  [[nodiscard]] Node definition_of(ScopeId local) const {
    return view_.tree.node(view_.names.scopes().scope(local).node);
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Types& types_;
};

}  // namespace

void check_object_arguments(const FileView& view, Node call, const rulebook::RulePage& page,
                            Findings& findings) {
  const Node method = call.child(Field::function);
  if (!method.is(Kind::attribute)) return;
  const std::string_view name = method.child(Field::attribute).text();
  if (name == kNew || name == kInit) ObjectArguments(view, page, findings).look_at(call);
}

}  // namespace pymolt::checks
