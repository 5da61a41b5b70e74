// Fast path: unbound names and attributes can only resolve to names with the same last part.
// SPDX-License-Identifier: MIT
#include "checks/query_predicates.h"

#include <algorithm>
#include <array>

#include "base/word_match.h"
#include "names/arguments.h"
#include "syntax/enclosing.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

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
    case syntax::Predicate::Kind::called_outside:
      return is_called_outside(expression, asked.words);
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
    case syntax::Predicate::Kind::unwritten:
      return std::ranges::none_of(asked.words, [&](const std::string& word) {
        return view_.names.scopes().interned_names().find(word) != names::kNoName;
      });
    case syntax::Predicate::Kind::has:
      return has_member(expression, asked.words) != asked.negated;
    case syntax::Predicate::Kind::rebound:
      return is_rebound(expression) != asked.negated;
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

// Whether MAKER is a call of one of those functions, an attribute of such a name whatever it belongs to (`.f_locals`), or
// an operation by such a sign.
bool Meanings::is_one_maker(Node maker, const std::vector<std::string>& patterns) const {
  if (maker.is(Kind::attribute))
    return matches_one(patterns, '.' + std::string(maker.child(Field::attribute).text()));
  if (maker.is(Kind::binary_operator))
    return matches_one(patterns, std::string(maker.child(Field::operator_).text()));
  if (!maker.is(Kind::call)) return false;
  const std::vector<names::NameOf> all = view_.names.types().names_of(maker.child(Field::function));
  return std::any_of(all.begin(), all.end(),
                     [&](const names::NameOf& name) { return matches_one(patterns, name.dotted); });
}

// Whether what made the expression is one of those, or a call that has a first argument of one of those types.
bool Meanings::is_made(Node expression, const syntax::Predicate& asked, Certainty& certainty) {
  const names::Types& types = view_.names.types();
  VersionSet on;
  bool others = false;
  for (const names::Inferred& one : types.all_of(expression)) {
    if (!one.on.intersects(certainty.on) || one.is_none()) continue;
    const Node call = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
    bool fits = false;
    if (asked.kind == syntax::Predicate::Kind::made_by) {
      fits = is_one_maker(call, asked.words);
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

// Whether `functools.wraps(NAME)` decorates a function around it: then the decorated function is found under NAME's own name.
bool Meanings::is_wrapped(Node name) const {
  constexpr int kMostClimbed = 200;
  int climbed = 0;
  for (Node up = name.parent(); up && ++climbed < kMostClimbed; up = up.parent()) {
    if (!up.is(Kind::decorated_definition)) continue;
    for (const Node decorator : up.children()) {
      const Node call = decorator.is(Kind::decorator) ? decorator.first_named() : Node();
      if (!call.is(Kind::call) || names::argument(call, 0).text() != name.text()) continue;
      for (const names::NameOf& one : view_.names.types().names_of(call.child(Field::function))) {
        if (!view_.book.does(one.dotted, "wraps", "function").empty()) return true;
      }
    }
  }
  return false;
}

// Whether CALL is of a name of which the file has definitions, all of them `async def`.
bool Meanings::is_call_of_coroutine(Node call) {
  if (!methods_known_) {
    methods_known_ = true;
    for (const syntax::NodeData& data : view_.tree.nodes()) {
      if (data.kind != Kind::function_definition) continue;
      const Node made =
          view_.tree.node(static_cast<std::uint32_t>(&data - view_.tree.nodes().data()));
      const auto [at, fresh] = methods_.try_emplace(made.child(Field::name).text(), true);
      at->second = at->second && made.text().starts_with("async");
    }
  }
  const auto found = methods_.find(names::last_name(call.child(Field::function)).text());
  return found != methods_.end() && found->second;
}

// Whether EXPRESSION is a `lambda`, names a function that is made in another one (`local-function`), or one that the
// function around is put in the place of (`wrapped`); or is a call of what can only be a coroutine (`call-of-coroutine`).
bool Meanings::is_form(Node expression, const std::vector<std::string>& forms) {
  const auto wanted = [&](std::string_view form) {
    return std::find(forms.begin(), forms.end(), form) != forms.end();
  };
  if (expression.is(Kind::lambda_)) return wanted("lambda");
  if (expression.is(Kind::call)) {
    Certainty any;
    return wanted("call-of-coroutine") &&
           (is_typed(expression, {"types.CoroutineType"}, true, any) ||
            is_call_of_coroutine(expression));
  }
  if (!expression.is(Kind::identifier)) return false;
  if (wanted("wrapped") && is_wrapped(expression)) return true;
  if (!wanted("local-function")) return false;
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

// Whether the class around NODE has one of those members: its own, of a class above it in the file, or put on it later.
bool Meanings::has_member(Node node, const std::vector<std::string>& members) const {
  const Node around = syntax::enclosing_class(node);
  const names::Types& types = view_.names.types();
  const names::ScopeId local =
      around ? view_.names.scopes().scope_of(around.index()) : names::kNone;
  if (local == names::kNone) return false;
  for (const std::string& member : members) {
    if (types.own_method({.local = local}, member) || !types.stores_of(member).empty()) return true;
  }
  return false;
}

// Whether NODE stands in the condition of an `if` that sets what is called so anew: `if not isinstance(x, str): x = str(x)`.
bool Meanings::is_rebound(Node node) {
  constexpr std::uint32_t kMostNodes = 200;
  Node test = node;
  while (test && test.field() != Field::condition && !test.is(Kind::block)) test = test.parent();
  if (!test || test.field() != Field::condition) return false;
  const Node body = test.parent().child(Field::consequence);
  if (!body) return false;
  const std::uint32_t end = std::min(body.data().next, body.index() + kMostNodes);
  for (std::uint32_t at = body.index(); at < end; ++at) {
    const Node part = body.tree().node(at);
    if (part.is(Kind::assignment) && part.child(Field::left).text() == node.text()) return true;
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
