// Annotations that are asked for: of a class that has none of its own, and of a parameter whose default is None.
// SPDX-License-Identifier: MIT
//
//   class Base:
//       size: int = 0
//   class Part(Base):
//       pass
//   Part.__annotations__                        those of Base up to 3.9, none since 3.10
//
//   def read(size: int = None): …
//   typing.get_type_hints(read)["size"]         Optional[int] up to 3.10, int since 3.11
#include <algorithm>

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

constexpr std::string_view kAnnotations = "__annotations__";
constexpr int kDeepest = 8;

class AskedAnnotations {
 public:
  explicit AskedAnnotations(const FileView& view) : view_(view), types_(view.names.types()) {}

  // Whether all that OBJECT may be are classes of this file without annotations, below one that has some.
  [[nodiscard]] bool inherits_all(Node object) const {
    const std::vector<Inferred> all = types_.of(object);
    return !all.empty() && std::all_of(all.begin(), all.end(), [&](const Inferred& one) {
      return one.is_class && one.local != names::kNone && !has_annotations(one.local) &&
             is_plain_class(one.local, 0) && inherits(one.local, 0);
    });
  }

  // Whether a parameter of what FUNCTION names is annotated with a plain type and has None as its default.
  [[nodiscard]] bool has_implied_optional(Node function) const {
    for (const names::Resolution& one : view_.names.resolver().resolutions(function)) {
      if (one.binding == names::kNone) return false;
      const names::Binding& made = view_.names.scopes().binding(one.binding);
      if (made.kind != names::BindingKind::function) return false;
      const Node definition = view_.tree.node(made.node).parent();
      for (const Node parameter : definition.child(Field::parameters).children()) {
        if (parameter.is(Kind::typed_default_parameter) &&
            parameter.child(Field::value).is(Kind::none) &&
            is_plain_type(parameter.child(Field::type)))
          return true;
      }
    }
    return false;
  }

 private:
  [[nodiscard]] bool has_annotations(names::ScopeId local) const {
    const names::Scope& scope = view_.names.scopes().scope(local);
    for (std::uint32_t at = scope.node; at < scope.end; ++at) {
      const Node node = view_.tree.node(at);
      if (node.is(Kind::assignment) && node.child(Field::type) &&
          view_.names.scopes().scope_at(at) == local)
        return true;
    }
    return false;
  }

  // Whether nothing but plain classes of this file is above: a TypedDict gathers what its bases annotate.
  [[nodiscard]] bool is_plain_class(names::ScopeId local, int depth) const {
    const Node definition = view_.tree.node(view_.names.scopes().scope(local).node);
    for (const Node base : definition.child(Field::superclasses).children()) {
      if (!base.named() || base.is(Kind::comment)) continue;
      const std::vector<Inferred> all = types_.of(base);
      const bool is_object = view_.names.resolver().dotted(base) == "builtins.object";
      const bool is_plain = depth < kDeepest && all.size() == 1 && all[0].is_class &&
                            all[0].local != names::kNone && is_plain_class(all[0].local, depth + 1);
      if (!is_object && !is_plain) return false;
    }
    return true;
  }

  [[nodiscard]] bool inherits(names::ScopeId local, int depth) const {
    const std::vector<Node> bases = types_.bases_of(local);
    return std::any_of(bases.begin(), bases.end(), [&](Node base) {
      const std::vector<Inferred> all = types_.of(base);
      return depth < kDeepest && all.size() == 1 && all[0].is_class &&
             all[0].local != names::kNone &&
             (has_annotations(all[0].local) || inherits(all[0].local, depth + 1));
    });
  }

  // Not `Optional[int]`, `int | None`, or what may hold None under another name.
  [[nodiscard]] bool is_plain_type(Node type) const {
    const Node inner = type.is(Kind::type) ? type.first_named() : type;
    if (inner.is(Kind::identifier))
      return view_.names.resolver().dotted(inner).starts_with("builtins.") &&
             inner.text() != "object";
    const Node name =
        inner.is(Kind::generic_type) ? inner.first_named() : inner.child(Field::value);
    const std::string dotted = name ? view_.names.resolver().dotted(name) : std::string();
    return dotted == "typing.List" || dotted == "typing.Dict" || dotted == "typing.Tuple" ||
           dotted == "typing.Set" || dotted == "typing.Callable";
  }

  const FileView& view_;
  const names::Types& types_;
};

}  // namespace

void check_inherited_annotations(const FileView& view, const rulebook::RulePage& page,
                                 Findings& findings) {
  const names::InternedNames& words = view.names.scopes().interned_names();
  const AskedAnnotations asked(view);
  const auto tell = [&](const rulebook::RulePage& told, Node where) {
    findings.add(draft_of(told, where.span(), view.names.guards().alive(where.index())));
  };
  if (words.find(kAnnotations) != names::kNoName) {
    for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
      if (view.tree.nodes()[at].kind != Kind::attribute) continue;
      const Node node = view.tree.node(at);
      if (node.child(Field::attribute).text() == kAnnotations && !is_stored(node) &&
          asked.inherits_all(node.child(Field::object)))
        tell(page, node);
    }
  }
  if (words.find("getattr") != names::kNoName) {
    for (const Node call : view.names.types().growth().calls("getattr")) {
      if (names::literal_text(names::argument(call, 1)) == kAnnotations &&
          asked.inherits_all(names::argument(call, 0)))
        tell(page, call);
    }
  }
  const rulebook::RulePage* hints = view.book.page("type-hints-optional");
  if (hints == nullptr || words.find("get_type_hints") == names::kNoName) return;
  for (const Node call : view.names.types().growth().calls("get_type_hints")) {
    const Node function = names::argument(call, 0);
    const std::string dotted = view.names.resolver().dotted(call.child(Field::function));
    if (function.is_any(Kind::identifier, Kind::attribute) && dotted == "typing.get_type_hints" &&
        asked.has_implied_optional(function))
      tell(*hints, call);
  }
}

}  // namespace pymolt::checks
