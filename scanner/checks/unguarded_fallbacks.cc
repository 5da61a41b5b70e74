// A failed import that is "handled" by a name that is then used as if nothing had happened.
// SPDX-License-Identifier: MIT
//
//   try:
//       import smtpd
//   except ImportError:
//       smtpd = None                        or `pass`: then the name is not there at all
//
//   class Server(smtpd.SMTPServer): …       AttributeError where smtpd is gone, when the module is imported
//
// Quiet where a test of the name, or of any other name that the `try` statement sets, stands around the use or before it in
// the same function, and where a handler catches what the use raises.
#include <algorithm>

#include "checks/check_functions.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::BindingKind;
using names::Reference;
using names::Resolution;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// `with contextlib.suppress(…)`
bool suppresses(const FileView& view, Node with) {
  for (std::uint32_t at = with.index(); at < with.child(Field::body).index(); ++at) {
    const Node call = with.tree().node(at);
    if (call.is(Kind::call) && !view.book
                                    .does(view.names.resolver().dotted(call.child(Field::function)),
                                          "catches", "arguments")
                                    .empty())
      return true;
  }
  return false;
}

// The `try`, or the `with suppress(…)`, in whose first part NODE stands.
Node try_around(const FileView& view, Node node) {
  for (Node below = node, up = node.parent(); up; below = up, up = up.parent()) {
    if (up.is_any(Kind::function_definition, Kind::class_definition)) break;
    if (up.is(Kind::try_statement) && below.field() == Field::body) return up;
    if (up.is(Kind::with_statement) && below.field() == Field::body && suppresses(view, up))
      return up;
  }
  return {};
}

class Fallbacks {
 public:
  Fallbacks(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), scopes_(view.names.scopes()) {}

  // What is done with the name of BINDING, made by an import, where that import has failed.
  void look_at(const names::Binding& binding) const {
    const Node statement = try_around(view_, view_.tree.node(binding.node));
    if (!statement) return;
    const names::Import& import = scopes_.imports()[binding.import];
    const VersionSet gone =
        view_.names.guards().alive(binding.node) - view_.names.stdlib().exists(import.target());
    if (gone.empty() || import.level > 0 || !view_.names.stdlib().is_standard(import.target()))
      return;
    for (const Reference& reference : scopes_.references()) {
      if (reference.word != binding.word || reference.node < statement.data().next) continue;
      const Node use = view_.tree.node(reference.node);
      VersionSet fails = view_.names.guards().alive(reference.node) & gone;
      bool unbound = false;
      if (!fails_on(use, statement, fails, unbound) || !(unbound || is_needed(use)) ||
          is_guarded(use, statement, binding.word))
        continue;
      const Raised raised = unbound ? Raised::no_name : Raised::no_attribute;
      fails -= view_.names.guards().caught(reference.node, raised);
      Draft draft = draft_of(page_, use.span(), fails);
      draft.breaks_on = fails;
      draft.symbol = import.target();
      findings_.add(draft);
    }
  }

 private:
  // Narrows ON to the versions on which all that USE may mean is None, or nothing, by what STATEMENT did.
  bool fails_on(Node use, Node statement, VersionSet& on, bool& unbound) const {
    VersionSet none;
    for (const Resolution& resolution : view_.names.resolver().resolutions(use)) {
      if (!resolution.on.intersects(on)) continue;
      const bool nothing =
          resolution.binding == names::kNone && resolution.kind == Resolution::Kind::builtin;
      const rulebook::Lifetime* built_in =
          nothing ? view_.book.lifetime(resolution.dotted) : nullptr;
      if (built_in != nullptr) {  // `from future_builtins import map`: the built-in one is there
        on -= resolution.on;
        continue;
      }
      if (nothing) unbound = true;
      if (nothing || is_none(resolution, statement)) {
        none |= resolution.on;
      } else {
        on -= resolution.on;
      }
    }
    on &= none;
    return !on.empty();
  }

  [[nodiscard]] bool is_none(const Resolution& resolution, Node statement) const {
    if (resolution.binding == names::kNone) return false;
    const names::Binding& made = scopes_.binding(resolution.binding);
    const bool inside = made.node > statement.index() && made.node < statement.data().next;
    return inside && made.kind == BindingKind::assign &&
           view_.names.resolver().assigned(view_.tree.node(made.node)).is(Kind::none);
  }

  // Whether None does not do there: an attribute of it, a call of it, a base class.
  static bool is_needed(Node use) {
    const Node outer = use.parent();
    if (outer.is(Kind::attribute))
      return use.field() == Field::object && outer.field() != Field::left;
    if (outer.is(Kind::call)) return use.field() == Field::function;
    return outer.is(Kind::decorator) ||
           (outer.is(Kind::argument_list) && outer.parent().is(Kind::class_definition));
  }

  // Whether a test around the use, or before it in its function, asks for the name or for what else STATEMENT sets.
  [[nodiscard]] bool is_guarded(Node use, Node statement, names::InternedName word) const {
    Node home = use;
    while (home.parent() && !home.is_any(Kind::function_definition, Kind::lambda_))
      home = home.parent();
    const bool in_function = home.is(Kind::function_definition);
    for (std::uint32_t at = in_function ? home.index() : 0; at < use.index(); ++at) {
      const Node test = view_.tree.node(at);
      if (!test.is_any(Kind::if_statement, Kind::elif_clause, Kind::while_statement,
                       Kind::conditional_expression, Kind::boolean_operator, Kind::assert_statement,
                       Kind::not_operator, Kind::decorator))
        continue;
      const bool around = use.index() < test.data().next;
      if ((around || in_function) && asks(test, statement, word)) return true;
    }
    return is_called_only_when_there(home, statement, word);
  }

  // A decorator such as `skipUnless(HAVE_X, …)` on the function or its class.
  [[nodiscard]] bool is_called_only_when_there(Node home, Node statement,
                                               names::InternedName word) const {
    for (Node up = home; up; up = up.parent()) {
      const Node holder = up.parent();
      if (!holder.is(Kind::decorated_definition)) continue;
      for (const Node decorator : holder.children()) {
        if (decorator.is(Kind::decorator) && asks(decorator, statement, word)) return true;
      }
    }
    return false;
  }

  // Whether the condition of TEST names WORD or a flag that STATEMENT sets.
  [[nodiscard]] bool asks(Node test, Node statement, names::InternedName word) const {
    const Node condition = test.child(Field::condition);
    const Node part = condition ? condition : test;
    for (const Reference& reference : scopes_.references()) {
      if (reference.node < part.index() || reference.node >= part.data().next) continue;
      if (reference.word == word &&
          (condition || !view_.tree.node(reference.node).parent().is(Kind::attribute)))
        return true;
      if (reference.word != word && is_set_in(statement, reference.word)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_set_in(Node statement, names::InternedName word) const {
    return std::any_of(scopes_.bindings().begin(), scopes_.bindings().end(),
                       [&](const names::Binding& one) {
                         return one.word == word && one.kind == BindingKind::assign &&
                                one.node > statement.index() && one.node < statement.data().next;
                       });
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  const names::Scopes& scopes_;
};

}  // namespace

void check_unguarded_fallbacks(const FileView& view, const rulebook::RulePage& page,
                               Findings& findings) {
  const Fallbacks check(view, page, findings);
  for (const names::Binding& binding : view.names.scopes().bindings()) {
    if (binding.kind == BindingKind::import && binding.import != names::kNone)
      check.look_at(binding);
  }
}

}  // namespace pymolt::checks
