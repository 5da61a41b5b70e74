// Reads the names at the top level as they are once the module has run.
// SPDX-License-Identifier: MIT
#include "summary/exports.h"

#include <algorithm>
#include <optional>
#include <set>

#include "checks/api_usage.h"
#include "names/arguments.h"
#include "names/constants.h"
#include "names/evaluate.h"
#include "names/file_names.h"
#include "names/types.h"
#include "rulebook/standard_names.h"
#include "summary/flag_tests.h"

namespace pymolt::checks {

using names::Binding;
using names::BindingKind;
using names::InternedName;
using names::Reference;
using names::Resolution;
using names::ScopeId;
using names::ScopeKind;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

class Exports {
 public:
  Exports(const FileView& view, CrossFileFacts& out)
      : view_(view), scopes_(view.names.scopes()), resolver_(view.names.resolver()), out_(out) {}

  void add_names() {
    const std::vector<Binding>& bindings = scopes_.bindings();
    for (names::BindingId id = 0; id < bindings.size(); ++id) {
      const Binding& binding = bindings[id];
      if (binding.scope == 0 && binding.kind == BindingKind::function) {
        add_function_flag(binding);
        if (scopes_.last_binding(0, binding.word) == id) add_maker(binding);
      }
      if (binding.scope != 0 || binding.kind != BindingKind::assign) continue;
      const std::uint8_t traits = scopes_.interned_names().traits(binding.word);
      if ((traits & (names::kVersionDependent | names::kImported)) == 0) continue;
      if (scopes_.last_binding(0, binding.word) != id) continue;
      if ((traits & names::kVersionDependent) != 0) add_flag(binding);
      if ((traits & names::kImported) != 0) add_alias(binding);
    }
  }

  void add_classes() {
    for (ScopeId id = 0; id < scopes_.scopes().size(); ++id) {
      const names::Scope& scope = scopes_.scope(id);
      if (scope.kind != ScopeKind::class_ || scope.parent != 0) continue;
      const Node definition = view_.tree.node(scope.node);
      const bool loses_hash = view_.names.types().loses_hash(id);
      if (!definition.child(Field::superclasses) && !loses_hash) continue;
      ClassFact made;
      made.name = definition.child(Field::name).text();
      for (const Node base : definition.child(Field::superclasses).children()) add_base(base, made);
      if (made.bases.empty() && !loses_hash) continue;
      add_members(id, made);
      if (loses_hash) made.defines.emplace_back(kHashOfDefault);  // Python makes it None
      out_.classes.push_back(std::move(made));
    }
  }

  // What classes here have of the words that standard classes have, but for what only Python 2 takes for an iterator.
  void add_members() {
    std::set<std::string_view> members;
    for (const Binding& binding : scopes_.bindings()) {
      if (is_member(binding.word) && scopes_.scope(binding.scope).kind == ScopeKind::class_ &&
          !is_old_iterator(binding))
        members.insert(scopes_.interned_names().spelling(binding.word));
    }
    for (const std::uint32_t patch : scopes_.monkeypatches()) {
      const std::string_view name = view_.tree.node(patch).child(Field::attribute).text();
      if (is_member(scopes_.interned_names().find(name))) members.insert(name);
    }
    out_.members.assign(members.begin(), members.end());
  }

  // `inspect.getargspec = inspect.getfullargspec`: there again, for all that run later.
  void add_put_back() {
    for (const std::uint32_t patch : scopes_.monkeypatches()) {
      const Node attribute = view_.tree.node(patch);
      if (scopes_.scope_at(patch) == 0)
        put_back(attribute.child(Field::object), attribute.child(Field::attribute).text(), patch);
    }
    const names::Constants constants(view_.names.types());
    for (const Reference& reference : scopes_.dynamic_binders()) {
      const Node call = view_.tree.node(reference.node).parent();
      if (reference.scope != 0 || !call.is(Kind::call) || names::argument(call, 2) == Node())
        continue;
      const Node object = names::argument(call, 0);
      put_back_all(object, names::argument(call, 1), reference.node);
      for (const names::ConstantText& name : constants.of(names::argument(call, 1)))
        put_back(object, name.text, reference.node);
    }
  }

 private:
  // Whether standard classes have an attribute WORD.
  [[nodiscard]] bool is_member(InternedName word) const {
    return word != names::kNoName && (scopes_.interned_names().traits(word) & names::kMember) != 0;
  }

  // `next` beside `__iter__` that gives the object itself, and no `__next__`: on Python 3 nobody but by name calls it.
  [[nodiscard]] bool is_old_iterator(const Binding& binding) const {
    const names::InternedNames& words = scopes_.interned_names();
    const auto has = [&](std::string_view name) {
      const InternedName word = words.find(name);
      return word != names::kNoName && scopes_.last_binding(binding.scope, word) != names::kNone;
    };
    if (words.spelling(binding.word) != "next" || !has("__iter__") || has("__next__")) return false;
    const Binding& iter =
        scopes_.binding(scopes_.last_binding(binding.scope, words.find("__iter__")));
    const Node made = view_.tree.node(iter.node).parent();
    const Node body = made.is(Kind::function_definition) ? made.child(Field::body) : Node();
    return !body || std::ranges::none_of(view_.tree.nodes().begin() + body.index(),
                                         view_.tree.nodes().begin() + body.data().next,
                                         [](const auto& node) { return node.kind == Kind::yield; });
  }

  // `for name in collections.abc.__all__: setattr(collections, name, …)`: what went from MODULE and is in the other one.
  void put_back_all(Node module, Node key, std::uint32_t at) {
    const std::string from = resolver_.dotted(names::module_of_names(key));
    const std::string owner = resolver_.dotted(module);
    if (from.empty() || owner.empty()) return;
    for (const rulebook::Lifetime& life : view_.book.below(owner)) {
      const std::string_view name = std::string_view(life.name).substr(owner.size() + 1);
      if (life.package == nullptr && !life.removed_on().empty() &&
          name.find('.') == std::string_view::npos &&
          !rulebook::standard_lacks(from, name).contains(kNewestReleased))
        put_back(module, name, at);
    }
  }

  void put_back(Node module, std::string_view name, std::uint32_t at) {
    const std::string owner = resolver_.dotted(module);
    if (owner.empty()) return;
    const std::string dotted = owner + '.' + std::string(name);
    const rulebook::Lifetime* life = view_.book.lifetime(dotted);
    if (life != nullptr && life->package == nullptr && !life->removed_on().empty())
      out_.aliases.push_back({dotted, {}, view_.names.guards().alive(at)});
  }

  void add_flag(const Binding& binding) {
    const names::Evaluator evaluator(resolver_);
    const names::Test test =
        evaluator.constant(resolver_.at_end(binding.word), view_.tree.node(binding.node));
    if (!test.version_dependent || (test.holds & test.fails) == VersionSet::all()) return;
    out_.flags.push_back({std::string(scopes_.interned_names().spelling(binding.word)), test.holds,
                          test.fails, told_by(binding, evaluator)});
  }

  // What BINDING, the last one of its name, is made of the version, where nothing else binds it.
  [[nodiscard]] FlagFact::Tells told_by(const Binding& binding,
                                        const names::Evaluator& evaluator) const {
    using names::Value;
    const std::vector<Resolution> meanings = resolver_.at_end(binding.word);
    if (meanings.size() != 1 || binding.previous != names::kNone) return FlagFact::Tells::truth;
    const auto is = [](const Value& value, int number) {
      return value.type == Value::Type::number && value.low == number && value.high == number;
    };
    FlagFact::Tells tells = FlagFact::Tells::truth;
    for (const Version v : {Version::of(2, 7), Version::of(3, 6), Version::of(3, 12)}) {
      const Value value = evaluator.value(meanings[0], view_.tree.node(binding.node), v);
      const bool row = value.type == Value::Type::tuple && value.items.size() >= 2 &&
                       is(value.items[0], v.major()) && is(value.items[1], v.minor());
      const bool minor = !row && is(value, v.minor());
      if (!row && !minor && !is(value, v.major())) return FlagFact::Tells::truth;
      const bool whole = row && (value.open || value.items.size() > 2);
      tells = minor   ? FlagFact::Tells::minor
              : !row  ? FlagFact::Tells::major
              : whole ? FlagFact::Tells::info
                      : FlagFact::Tells::pair;
    }
    return tells;
  }

  // `def is_new(): return sys.version_info >= (3, 12)`: a call of it tells.
  void add_function_flag(const Binding& binding) {
    if ((scopes_.interned_names().traits(binding.word) & names::kVersionDependent) == 0) return;
    const Node definition = view_.tree.node(binding.node).parent();
    const Node result = names::only_result(definition);
    if (!result) return;
    if (definition.child(Field::parameters).first_named())
      return add_comparing(binding, definition);
    const names::Test test = names::Evaluator(resolver_).test(result);
    if (!test.version_dependent || (test.holds & test.fails) == VersionSet::all()) return;
    out_.flags.push_back({std::string(scopes_.interned_names().spelling(binding.word)), test.holds,
                          test.fails, FlagFact::Tells::truth});
  }

  // `def at_least(major, minor): return sys.version_info[:2] >= (major, minor)`: what a call of it with a version tells.
  void add_comparing(const Binding& binding, Node definition) {
    using names::Value;
    const names::Evaluator evaluator(resolver_);
    const auto number = [](int of) { return Value::of_number(of); };
    const auto holds = [&](const std::vector<Value>& passed, Version v) -> std::optional<bool> {
      const Value value = evaluator.result(definition, passed, v);
      if (value.type != Value::Type::truth || !value.version_dependent || !value.truth.known())
        return std::nullopt;
      return value.truth.can_hold;
    };
    Value pair;
    pair.type = Value::Type::tuple;
    pair.items = {number(3), number(8)};
    for (const std::vector<Value>& passed :
         {std::vector<Value>{number(3), number(8)}, std::vector<Value>{pair}}) {
      const auto older = holds(passed, Version::of(3, 7));
      const auto same = holds(passed, Version::of(3, 8));
      const auto newer = holds(passed, Version::of(3, 12));
      if (!older || !same || !newer || *same != *newer || *older == *same) continue;
      return out_.flags.push_back({std::string(scopes_.interned_names().spelling(binding.word)),
                                   VersionSet::all(), VersionSet::all(),
                                   *same ? FlagFact::Tells::at_least : FlagFact::Tells::before});
    }
  }

  // Whether the last statement of the function returns what something imported makes, or a dictionary; cheap to tell.
  [[nodiscard]] bool ends_with_making(Node definition) const {
    Node last;
    for (const Node statement : definition.child(Field::body).children()) {
      if (statement.named() && !statement.is(Kind::comment)) last = statement;
    }
    Node made = last.is(Kind::return_statement) ? last.first_named() : Node();
    if (made.is(Kind::dictionary)) return true;
    if (!made.is(Kind::call)) return false;
    for (made = made.child(Field::function); made.is(Kind::attribute);)
      made = made.child(Field::object);
    const InternedName word =
        made.is(Kind::identifier) ? scopes_.interned_names().find(made.text()) : names::kNoName;
    return word != names::kNoName &&
           (scopes_.interned_names().traits(word) & names::kImported) != 0;
  }

  // `def make(): return threading.Thread()`: to others it is as good as a class below that one.
  void add_maker(const Binding& binding) {
    const Node definition = view_.tree.node(binding.node).parent();
    if (!ends_with_making(definition)) return;
    const std::vector<names::Inferred> given =
        names::without_origins(view_.names.types().returned(definition));
    if (given.size() != 1 || given[0].type.empty() || given[0].is_class || given[0].is_none() ||
        given[0].on != VersionSet::all())
      return;
    ClassFact made;
    made.name = scopes_.interned_names().spelling(binding.word);
    made.bases.push_back({given[0].type, true});
    out_.classes.push_back(std::move(made));
  }

  void add_alias(const Binding& binding) {
    const std::vector<Resolution> resolutions = resolver_.at_end(binding.word);
    for (const Resolution& resolution : resolutions) {
      if (!resolver_.is_decided(resolution)) continue;
      VersionSet on = resolution.on;
      for (const Resolution& other : resolutions) {
        if (other.dotted != resolution.dotted) on -= other.on;
      }
      if (!on.empty())
        out_.aliases.push_back(
            {std::string(scopes_.interned_names().spelling(binding.word)), resolution.dotted, on});
    }
  }

  void add_base(Node base, ClassFact& made) {
    if (base.is(Kind::subscript)) base = base.child(Field::value);
    if (!base.is_any(Kind::identifier, Kind::attribute)) return;
    const std::string dotted = resolver_.dotted(base);
    if (dotted == "builtins.object") return;
    made.bases.push_back({dotted.empty() ? std::string(base.text()) : dotted, !dotted.empty()});
  }

  void add_members(ScopeId id, ClassFact& made) {
    for (const Binding& binding : scopes_.bindings()) {
      if (binding.scope != id || !is_member(binding.word)) continue;
      made.defines.emplace_back(scopes_.interned_names().spelling(binding.word));
    }
    const names::Scope& scope = scopes_.scope(id);
    for (const std::uint32_t patch : scopes_.monkeypatches()) {
      if (patch < scope.node || patch >= scope.end) continue;
      const std::string_view name = view_.tree.node(patch).child(Field::attribute).text();
      if (is_member(scopes_.interned_names().find(name))) made.defines.emplace_back(name);
    }
    for (const std::string_view any : {"__getattr__", "__getattribute__"}) {
      const InternedName word = scopes_.interned_names().find(any);
      made.any_member = made.any_member ||
                        (word != names::kNoName && scopes_.last_binding(id, word) != names::kNone);
    }
  }

  const FileView& view_;
  const names::Scopes& scopes_;
  const names::Resolver& resolver_;
  CrossFileFacts& out_;
};

}  // namespace

void read_exports(const FileView& view, FileFacts& facts) {
  Exports exports(view, facts.foreign);
  exports.add_names();
  exports.add_classes();
  exports.add_members();
  add_flag_tests(view, facts.foreign);
  exports.add_put_back();
}

}  // namespace pymolt::checks
