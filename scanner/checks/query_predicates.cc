// Fast path: unbound names and attributes can only resolve to names with the same last part.
// SPDX-License-Identifier: MIT
#include "checks/query_predicates.h"

#include <algorithm>
#include <array>

#include "base/word_match.h"
#include "names/arguments.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kMostSetters = 50;  // calls that are looked at

bool matches_one(const std::vector<std::string>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return word_matches(pattern, text); });
}

// Whether a name that ends in LAST can match PATTERN.
bool may_match(std::string_view last, std::string_view pattern) {
  const std::string_view part = pattern.substr(pattern.rfind('.') + 1);
  return part == last || part.find_first_of("*?[") != std::string_view::npos;
}

}  // namespace

bool Meanings::holds(Node expression, const syntax::Predicate& asked, Certainty& certainty) {
  if (!expression) return false;
  switch (asked.kind) {
    case syntax::Predicate::Kind::typed:
      return is_typed(expression, asked.words, true, certainty);
    case syntax::Predicate::Kind::may_be:
      return is_typed(expression, asked.words, false, certainty);
    case syntax::Predicate::Kind::holds:
      return all_are(view_.names.types().element(expression), asked.words, true, certainty);
    case syntax::Predicate::Kind::own:
      return is_own(expression, asked, certainty) != asked.negated;
    case syntax::Predicate::Kind::constant:
      return is_constant(expression, asked, certainty);
    case syntax::Predicate::Kind::within:
      return is_within(expression, asked.words) != asked.negated;
    case syntax::Predicate::Kind::was:
      return was(expression, asked.words);
    case syntax::Predicate::Kind::gives:
      return all_are(view_.names.types().values_in(expression), asked.words, false, certainty);
    case syntax::Predicate::Kind::made_by:
    case syntax::Predicate::Kind::made_with:
      return is_made(expression, asked, certainty);
    case syntax::Predicate::Kind::made_passing:
      return is_made_passing(expression, asked.words) != asked.negated;
    case syntax::Predicate::Kind::called_on:
      return is_called_on(expression, asked.words, certainty);
    case syntax::Predicate::Kind::called_before:
      return is_called_before(expression, asked.words) != asked.negated;
    case syntax::Predicate::Kind::is:
      return is_form(expression, asked.words);
    case syntax::Predicate::Kind::keeps:
      return keeps(expression, asked.words, certainty);
    case syntax::Predicate::Kind::in:
      return is_in(expression, asked.words) != asked.negated;
    case syntax::Predicate::Kind::asked:
      return is_asked(expression, asked.words) != asked.negated;
    case syntax::Predicate::Kind::looped:
      return is_looped(expression);
    case syntax::Predicate::Kind::unread:
      return is_unread(expression);
    case syntax::Predicate::Kind::raised:
      return expression.statement().is_any(Kind::raise_statement, Kind::assert_statement) !=
             asked.negated;
    default:
      return may_resolve(expression, asked.words) && resolves(expression, asked.words, certainty);
  }
}

bool Meanings::may_end_in(Node expression, std::span<const names::InternedName> last) {
  const Ending& known = ending(expression);
  return known.open || std::find(last.begin(), last.end(), known.word) != last.end();
}

const Meanings::Ending& Meanings::ending(Node expression) {
  if (ending_.node == expression.index()) return ending_;
  const Node last = names::last_name(expression);
  const names::InternedNames& words = view_.names.scopes().interned_names();
  ending_ = {expression.index(), !last.is(Kind::identifier)};
  if (ending_.open) return ending_;
  ending_.word = words.find(last.text());
  ending_.open = !expression.is(Kind::attribute) && ending_.word != names::kNoName &&
                 words.is_bound(ending_.word);
  return ending_;
}

bool Meanings::may_resolve(Node expression, const std::vector<std::string>& patterns) {
  if (ending(expression).open) return true;
  const std::string_view last = names::last_name(expression).text();
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return may_match(last, pattern); });
}

// Through imports, or as the attribute of an object of a known type; where it may also be something else, it is likely.
bool Meanings::resolves(Node expression, const std::vector<std::string>& patterns,
                        Certainty& certainty) {
  const std::vector<names::NameOf>& all = named(expression);
  VersionSet on;
  for (const names::NameOf& one : all) {
    if (!matches_one(patterns, one.dotted)) continue;
    const bool shimmed =
        one.dotted.starts_with("builtins.") && expression.is(Kind::identifier) && all.size() > 1;
    if (shimmed) return false;  // `input = raw_input` on 2.7: the file has handled it
    on |= one.on;
  }
  for (const names::NameOf& one : all) {
    const bool counts =
        matches_one(patterns, one.dotted) ? one.confidence != Confidence::sure : true;
    if (counts && one.on.intersects(on))
      certainty.confidence = std::min(certainty.confidence, Confidence::likely);
  }
  if (on.empty()) on = of_packages(expression, patterns);
  certainty.on &= on;
  return !on.empty();
}

// Where the expression is what one of PATTERNS names, of a package: `numpy.array`.
VersionSet Meanings::of_packages(Node expression, const std::vector<std::string>& patterns) {
  VersionSet on;
  if (!expression.is_any(Kind::identifier, Kind::attribute)) return on;
  if (external_at_ != expression.index()) {
    external_at_ = expression.index();
    external_ = view_.names.resolver().resolutions(expression);
    std::erase_if(external_, [](const names::Resolution& one) {
      return one.kind != names::Resolution::Kind::external;
    });
  }
  for (const names::Resolution& one : external_) {
    if (matches_one(patterns, one.dotted)) on |= one.on;
  }
  return on;
}

const std::vector<names::NameOf>& Meanings::named(Node expression) {
  if (named_at_ == expression.index()) return named_;
  named_at_ = expression.index();
  named_ = view_.names.types().names_of(expression);
  return named_;
}

// Whether on 3.x all that the expression may be, or at least ONE thing, is an instance of one of those types.
bool Meanings::is_typed(Node expression, const std::vector<std::string>& patterns, bool all,
                        Certainty& certainty) {
  if (matches_one(patterns, "types.FunctionType") && view_.names.types().is_function(expression))
    return true;
  return all_are(view_.names.types().of(expression), patterns, all, certainty) &&
         !asks_what_it_has(expression);
}

// Whether on 2.7 all that the expression may be is an instance of one of those types.
bool Meanings::was(Node expression, const std::vector<std::string>& patterns) {
  bool any = false;
  for (const names::Inferred& one : view_.names.types().of(expression)) {
    if (!one.on.contains(Version::of(2, 7))) continue;
    if (one.is_class || !matches_one(patterns, one.type)) return false;
    any = true;
  }
  return any;
}

// Whether a call that made the expression is of one of those functions, or has a first argument of one of those types.
bool Meanings::is_made(Node expression, const syntax::Predicate& asked, Certainty& certainty) {
  const names::Types& types = view_.names.types();
  VersionSet on;
  bool others = false;
  for (const names::Inferred& one : types.all_of(expression)) {
    if (!one.on.intersects(certainty.on) || one.is_none()) continue;
    const Node call = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
    bool fits = false;
    if (call.is(Kind::call) && asked.kind == syntax::Predicate::Kind::made_by) {
      for (const names::NameOf& name : types.names_of(call.child(Field::function)))
        fits = fits || matches_one(asked.words, name.dotted);
    } else if (call.is(Kind::call) && names::argument(call, 0)) {
      Certainty any = certainty;
      fits = all_are(types.of(names::argument(call, 0)), asked.words, true, any);
    }
    if (fits) on |= one.on;
    others = others || !fits || one.confidence != Confidence::sure;
  }
  certainty.on &= on;
  if (others) certainty.confidence = std::min(certainty.confidence, Confidence::likely);
  return !on.empty();
}

// Whether the function around asks by `hasattr` or `isinstance` what EXPRESSION is: then it is more than what it is made as.
bool Meanings::asks_what_it_has(Node expression) {
  if (!expression.is(Kind::identifier)) return false;
  Node function = expression;
  while (function && !function.is_any(Kind::function_definition, Kind::module))
    function = function.parent();
  const std::string name(expression.text());
  for (const std::string& asked : {"hasattr(" + name + ",", "isinstance(" + name + ","}) {
    if (function.text().find(asked) != std::string_view::npos) return true;
  }
  return false;
}

// Whether a class of this file that EXPRESSION is of defines one of the words; where it is denied, also one that it may be
// of where nothing is known of it. One of another file may, then: CERTAINTY tells which word that is about.
bool Meanings::is_own(Node expression, const syntax::Predicate& asked, Certainty& certainty) {
  const names::Types& types = view_.names.types();
  if (asked.negated && types.is_function(expression)) return false;
  const std::string_view taken = expression.parent().child(Field::attribute).text();
  std::vector<names::Inferred> all = types.of(expression);
  if (all.empty()) all.emplace_back();
  for (const names::Inferred& one : all) {
    for (const std::string& word : asked.words) {
      if (asked.words.size() > 1 && word != taken) continue;  // of several, the one that is taken
      if (one.local != names::kNone
              ? types.own_method(one, word) || types.is_own(one.local, word)
              : asked.negated && !one.known() && types.defines_for_objects(word))
        return true;
      if (!one.known() && asked.negated && word == taken) certainty.member = taken;
    }
  }
  return false;
}

bool Meanings::all_are(const std::vector<names::Inferred>& found,
                       const std::vector<std::string>& patterns, bool all, Certainty& certainty) {
  const names::Types& types = view_.names.types();
  VersionSet on;
  Confidence confidence = Confidence::sure;
  for (const names::Inferred& one : found) {
    if (!one.on.intersects(certainty.on & VersionSet::python3())) continue;
    const bool fits = one.is_class ? matches_one(patterns, "builtins.type")
                                   : one.known() && is_one_of(types, one, patterns);
    if (fits) on |= one.on;
    if (all && !fits) return false;
    confidence = std::min(confidence, fits ? one.confidence : Confidence::likely);
  }
  if (on.empty() || confidence == Confidence::possible) return false;
  certainty.on &= on;
  certainty.confidence = std::min(certainty.confidence, confidence);
  return true;
}

bool Meanings::is_one_of(const names::Types& types, const names::Inferred& one,
                         const std::vector<std::string>& patterns) {
  if (one.type.empty()) return false;  // a class of this file may have operators of its own
  if (matches_one(patterns, one.type)) return true;
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return types.derives(one, pattern); });
}

// Whether one of the texts that EXPRESSION may be fits.
bool Meanings::is_constant(Node expression, const syntax::Predicate& asked, Certainty& certainty) {
  VersionSet on;
  bool others = false;
  for (const names::ConstantText& one : constants_.of(expression)) {
    const bool fits = asked.found_in(one.text, reading_);
    if (!one.on.intersects(certainty.on)) continue;
    if (fits) on |= one.on;
    others = others || !fits || one.confidence != Confidence::sure;
  }
  certainty.on &= on;
  if (others) certainty.confidence = std::min(certainty.confidence, Confidence::likely);
  return !on.empty();
}

// Whether a call that made the expression passes one of those keywords, or more than is written out.
bool Meanings::is_made_passing(Node expression, const std::vector<std::string>& keywords) {
  for (const names::Inferred& one : view_.names.types().all_of(expression)) {
    const Node call = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
    if (!call.is(Kind::call)) continue;
    for (const Node passed : call.child(Field::arguments).children()) {
      if (passed.is(Kind::dictionary_splat)) return true;
      if (passed.is(Kind::keyword_argument) &&
          std::find(keywords.begin(), keywords.end(), passed.child(Field::name).text()) !=
              keywords.end())
        return true;
    }
  }
  return false;
}

// Whether a method of that name is called somewhere on what EXPRESSION, a call, makes.
bool Meanings::is_called_on(Node expression, const std::vector<std::string>& methods,
                            Certainty& certainty) {
  const auto [place, is_new] = called_.try_emplace(&methods);
  std::unordered_map<std::uint32_t, Confidence>& called = place->second;
  if (is_new) {
    const std::vector<syntax::NodeData>& nodes = view_.tree.nodes();
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
      if (nodes[at].kind != Kind::attribute || nodes[at].field != Field::function) continue;
      const Node method = view_.tree.node(at);
      if (std::find(methods.begin(), methods.end(), method.child(Field::attribute).text()) ==
          methods.end())
        continue;
      const std::vector<names::Inferred> all =
          view_.names.types().all_of(method.child(Field::object));
      for (const names::Inferred& one : all) {
        if (one.origin != names::kNone)
          called.emplace(one.origin, all.size() == 1 ? one.confidence : Confidence::likely);
      }
    }
  }
  const auto found = called.find(expression.index());
  if (found == called.end()) return false;
  certainty.confidence = std::min(certainty.confidence, found->second);
  return true;
}

// Whether EXPRESSION is a `lambda`, or names a function that is made in another one (`local-function`).
bool Meanings::is_form(Node expression, const std::vector<std::string>& forms) const {
  const auto wanted = [&](std::string_view form) {
    return std::find(forms.begin(), forms.end(), form) != forms.end();
  };
  if (expression.is(Kind::lambda_)) return wanted("lambda");
  if (!expression.is(Kind::identifier) || !wanted("local-function")) return false;
  const names::Scopes& scopes = view_.names.scopes();
  const std::vector<names::Resolution> all = view_.names.resolver().resolutions(expression);
  return !all.empty() && std::all_of(all.begin(), all.end(), [&](const names::Resolution& one) {
    if (one.binding == names::kNone) return false;
    const names::Binding& made = scopes.binding(one.binding);
    return made.kind == names::BindingKind::function &&
           scopes.scope(made.scope).kind == names::ScopeKind::function;
  });
}

// Whether OBJECT is of a class of this file whose methods put on `self` what a call of one of those makes, perhaps in a
// display; not where the class says itself how it is copied.
bool Meanings::keeps(Node object, const std::vector<std::string>& patterns, Certainty& certainty) {
  constexpr int kMostPatches = 200;
  const names::Types& types = view_.names.types();
  const names::Scopes& scopes = view_.names.scopes();
  for (const names::Inferred& one : types.of(object)) {
    if (one.local == names::kNone || one.is_class) continue;
    const bool copies = std::ranges::any_of(
        std::array{"__getstate__", "__reduce__", "__reduce_ex__", "__copy__", "__deepcopy__",
                   "__getnewargs__"},
        [&](std::string_view method) {
          return types.own_method(one, method) || types.is_own(one.local, method);
        });
    if (copies) continue;
    const names::Scope& scope = scopes.scope(one.local);
    const auto first =
        std::lower_bound(scopes.monkeypatches().begin(), scopes.monkeypatches().end(), scope.node);
    int left = kMostPatches;
    for (auto patch = first;
         patch != scopes.monkeypatches().end() && *patch < scope.end && --left > 0; ++patch) {
      const Node stored = view_.tree.node(*patch);
      if (stored.child(Field::object).text() != "self" || !stored.parent().is(Kind::assignment))
        continue;
      const Node given = stored.parent().child(Field::right);
      for (std::uint32_t at = given ? given.index() : 0; given && at < given.data().next; ++at) {
        const Node call = view_.tree.node(at);
        if (call.is_any(Kind::lambda_, Kind::generator_expression)) at = call.data().next - 1;
        const bool held =
            at == given.index() || call.parent().is_any(Kind::pair, Kind::list, Kind::tuple);
        if (!call.is(Kind::call) || !held) continue;
        for (const names::NameOf& name : types.names_of(call.child(Field::function))) {
          if (!matches_one(patterns, name.dotted)) continue;
          certainty.confidence = std::min(certainty.confidence, Confidence::likely);
          return true;
        }
      }
    }
  }
  return false;
}

// Whether a function of one of those names is called where that may have run before NODE: when the module is imported, in the
// same function, in a constructor, or in a function that calls the one around NODE.
bool Meanings::is_called_before(Node node, const std::vector<std::string>& words) {
  const auto function_around = [](Node at) {
    while (at && !at.is(Kind::function_definition)) at = at.parent();
    return at;
  };
  const auto [place, is_new] = setters_.try_emplace(&words);
  std::vector<Node>& setters = place->second;
  if (is_new) {
    const std::vector<syntax::NodeData>& nodes = view_.tree.nodes();
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
      if (nodes[at].kind != Kind::identifier) continue;
      const Node name = view_.tree.node(at);
      const Node callee = name.parent().is(Kind::attribute) ? name.parent() : name;
      const bool called = callee.field() == Field::function && names::last_name(callee) == name;
      if (called && std::find(words.begin(), words.end(), name.text()) != words.end() &&
          setters.size() < kMostSetters)
        setters.push_back(function_around(callee));
    }
  }
  const Node around = function_around(node);
  const std::string call = around ? std::string(around.child(Field::name).text()) + '(' : "";
  return std::any_of(setters.begin(), setters.end(), [&](Node setter) {
    return !setter || setter == around || setter.child(Field::name).text() == "__init__" ||
           (around && setter.text().find(call) != std::string_view::npos);
  });
}

// Whether NODE runs in a `try`, or in a function of one of those kinds: `coroutine`, `function`; what is no default of it, nor its decorator.
bool Meanings::is_in(Node node, const std::vector<std::string>& kinds) {
  const auto asked = [&](std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  for (Node up = node; up; up = up.parent()) {
    if (up.field() == Field::body && up.parent().is(Kind::try_statement) && asked("try"))
      return true;
    if (up.field() != Field::body || !up.parent().is_any(Kind::function_definition, Kind::lambda_))
      continue;
    const std::string_view kind =
        up.parent().text().starts_with("async") ? "coroutine" : "function";
    return asked(kind);
  }
  return false;
}

// Whether a condition around NODE in its function names one of the WORDS.
bool Meanings::is_asked(Node node, const std::vector<std::string>& words) {
  constexpr int kMostClimbed = 200;
  constexpr std::size_t kMostText = 400;
  int climbed = 0;
  for (Node up = node; up && !up.is(Kind::function_definition) && ++climbed < kMostClimbed;
       up = up.parent()) {
    Node condition = up.child(Field::condition);
    if (up.is_any(Kind::boolean_operator, Kind::conditional_expression)) condition = up;
    const std::string_view text = condition.text().substr(0, kMostText);
    for (const std::string& word : words) {
      if (text.find(word) != std::string_view::npos) return true;
    }
  }
  return false;
}

// Whether a `for` around EXPRESSION in its function goes through the same expression, or through `enumerate(…)` of it.
bool Meanings::is_looped(Node expression) const {
  for (syntax::Climb at(expression); at && !at.up().is(Kind::function_definition); at.next()) {
    if (!at.up().is(Kind::for_statement) || at.below().field() != Field::body) continue;
    Node iterable = at.up().child(Field::right);
    if (iterable.is(Kind::call) &&
        !view_.book.does(iterable.child(Field::function).text(), "goes", "through").empty())
      iterable = names::argument(iterable, 0);
    if (iterable.text() == expression.text()) return true;
  }
  return false;
}

// Whether NAME, bound in a function, is read nowhere.
bool Meanings::is_unread(Node name) const {
  const names::Scopes& scopes = view_.names.scopes();
  const names::ScopeId home = scopes.scope_at(name.index());
  const names::Scope& scope = scopes.scope(home);
  const names::InternedName word = scopes.interned_names().find(name.text());
  if (scope.kind != names::ScopeKind::function || word == names::kNoName) return false;
  for (names::BindingId id = scopes.last_binding(home, word); id != names::kNone;
       id = scopes.binding(id).previous) {
    const names::BindingKind kind = scopes.binding(id).kind;
    if (kind == names::BindingKind::global || kind == names::BindingKind::nonlocal) return false;
  }
  const auto references = scopes.references();
  auto read =
      std::lower_bound(references.begin(), references.end(), scope.body,
                       [](const names::Reference& one, std::uint32_t at) { return one.node < at; });
  for (; read != references.end() && read->node < scope.end; ++read) {
    if (read->word == word) return false;
  }
  return true;
}

// Whether NODE stands in a class with such a base.
bool Meanings::is_within(Node node, const std::vector<std::string>& patterns) {
  for (Node up = node.parent(); up; up = up.parent()) {
    if (!up.is(Kind::class_definition)) continue;
    for (const Node base : up.child(Field::superclasses).children()) {
      const bool named = base.is_any(Kind::identifier, Kind::attribute);
      Certainty any;
      if (named && resolves(base, patterns, any)) return true;
    }
  }
  return false;
}

}  // namespace pymolt::checks
