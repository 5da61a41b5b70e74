// Classes: those of the standard library by their facts, those of the file by what stands in them and in their bases.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/text_or_bytes.h"
#include "names/types.h"

namespace pymolt::names {

using rulebook::Lifetime;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kMostSubclasses = 200;  // classes of a file that are asked

constexpr int kDeepestBase = 8;
constexpr int kMostPatches = 12;
constexpr std::string_view kInit = "__init__";

}  // namespace

bool Types::add_member_facts(std::string type, const std::string& rest, VersionSet on, List& out,
                             Node call, int place) const {
  for (int i = 0; i < kDeepestBase; ++i) {
    const std::size_t called = call ? rest.find("()") : std::string::npos;
    if (called == std::string::npos
            ? add_facts(type + rest, on, out, call, place)
            : add_call_facts(type + rest.substr(0, called), call,
                             std::string_view(rest).substr(called + 2), on, out, place))
      return true;
    const auto bases = resolver_->stdlib().book().types(type + " <");
    if (bases.empty()) return false;
    type = bases[0].type;
  }
  return false;
}

// The class that EXPRESSION names.
Types::List Types::class_object(Node expression) const {
  return classes(resolver_->resolutions(expression));
}

Types::List Types::classes(std::vector<Resolution> resolutions) const {
  List out;
  for (const Resolution& resolution : resolutions) {
    Inferred one;
    one.on = resolution.on;
    one.is_class = true;
    if (resolver_->is_foreign(resolution)) {
      one.foreign = resolver_->foreign(resolution);
      if (resolver_->is_decided(resolution) && resolver_->stdlib().is_class(resolution.dotted))
        one.type = resolution.dotted;
    } else if (resolver_->is_decided(resolution)) {
      one.type = resolution.dotted;
    } else if (resolution.kind == Resolution::Kind::local) {
      const Binding& made = resolver_->scopes().binding(resolution.binding);
      const Node definition = resolver_->scopes().tree().node(made.node).parent();
      if (made.kind == BindingKind::class_)
        one.local = resolver_->scopes().scope_of(definition.index());
    }
    out.push_back(std::move(one));
  }
  if (out.empty()) out.push_back(Inferred{});
  return out;
}

ScopeId Types::class_around(Node node) const {
  const Scopes& scopes = resolver_->scopes();
  for (ScopeId id = scopes.scope_at(node.index()); id != kNone; id = scopes.scope(id).parent) {
    if (scopes.scope(id).kind == ScopeKind::class_) return id;
  }
  return kNone;
}

// `super()`, `super(C, self)`: what stands in the bases of the class around.
Types::List Types::super_of(Node call) const {
  Inferred one;
  one.local = class_around(call);
  one.above = true;
  return {one};
}

// The type of `object.NAME`.
Types::List Types::attribute_of(const Inferred& object, std::string_view name) const {
  List out;
  Inferred unknown;
  unknown.on = object.on;
  const std::string rest = '.' + std::string(name);
  if (!object.type.empty()) {
    const bool facts = add_member_facts(object.type, rest, object.on, out);
    if (!facts && object.is_class) add_named(object.type + rest, object.on, kNone, out);
    const auto options = resolver_->stdlib().book().types(object.type + " options");
    if (!facts && !options.empty()) out = option(options[0].type, name, object.on);
    if (out.empty()) out.push_back(unknown);
    for (Inferred& one : out) one.confidence = std::min(one.confidence, object.confidence);
    return out;
  }
  if (object.local == kNone) {
    if (!add_facts('?' + rest, object.on, out)) out.push_back(unknown);
    for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
    return out;
  }
  // What the methods of the class put on `self`, what stands in its body, and the same of its bases, the nearest first.
  int count = 0;
  std::vector<std::pair<Inferred, bool>> todo = {{object, object.above}};
  for (std::size_t i = 0; i < todo.size() && i < kDeepestBase && out.empty(); ++i) {
    const auto [one, above] = todo[i];
    if (one.local == kNone) {
      if (!one.type.empty()) add_member_facts(one.type, rest, object.on, out);
      continue;
    }
    List here;
    if (!above) add_of_class(one.local, name, count, here);
    if (count > kMostPatches) return {unknown};
    add_on(std::move(here), object.on, out);
    for (const Node base : out.empty() ? bases_of(one.local) : std::vector<Node>()) {
      for (Inferred& above_it : class_object(base)) todo.emplace_back(std::move(above_it), false);
    }
  }
  if (out.empty() && !add_facts('?' + rest, object.on, out)) return {unknown};
  return out;
}

std::span<const std::uint32_t> Types::stores_of(std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  if (!stores_) {
    stores_.emplace();
    for (const std::uint32_t patch : scopes.monkeypatches())
      (*stores_)[scopes.tree().node(patch).child(Field::attribute).text()].push_back(patch);
  }
  const auto found = stores_->find(name);
  return found == stores_->end() ? std::span<const std::uint32_t>() : found->second;
}

// Whether the attribute NAME of something is assigned outside of the class.
bool Types::is_set_elsewhere(std::string_view name, const Scope& local) const {
  return std::ranges::any_of(stores_of(name), [&](std::uint32_t patch) {
    return patch < local.node || patch >= local.end;
  });
}

// What the class LOCAL itself says of its attribute NAME.
void Types::add_of_class(ScopeId id, std::string_view name, int& count, List& out) const {
  const Scopes& scopes = resolver_->scopes();
  const Scope& local = scopes.scope(id);
  const InternedName word = scopes.interned_names().find(name);
  if (word == kNoName) return;
  const BindingId last = scopes.last_binding(id, word);
  const Binding* made = last == kNone ? nullptr : &scopes.binding(last);
  Inferred member;
  member.local = id;
  if (made != nullptr && made->kind == BindingKind::assign) {
    member.is_class = true;
    if (is_enum(member)) {
      member.is_class = false;
      return out.push_back(member);
    }
  }
  const auto first =
      std::lower_bound(scopes.monkeypatches().begin(), scopes.monkeypatches().end(), local.node);
  for (auto patch = first; patch != scopes.monkeypatches().end() && *patch < local.end; ++patch) {
    const Node attribute = scopes.tree().node(*patch);
    if (attribute.child(Field::attribute).text() != name ||
        attribute.child(Field::object).text() != "self")
      continue;
    const Node statement = attribute.parent();
    if (++count > kMostPatches) return;
    if (statement.is(Kind::assignment)) {
      const Node type = statement.child(Field::type);
      for (Inferred& one : type ? annotation(type) : assigned(attribute))
        out.push_back(std::move(one));
    } else if (statement.is_any(Kind::pattern_list, Kind::tuple_pattern) &&
               statement.parent().is(Kind::assignment)) {
      for (Inferred& one : assigned(attribute)) out.push_back(std::move(one));
    } else {
      out.push_back(Inferred{});
    }
  }
  if (made != nullptr && made->kind == BindingKind::function) {
    const Node definition = scopes.tree().node(made->node).parent();
    const bool is_property =
        definition.parent().is(Kind::decorated_definition) &&
        definition.parent().child(Kind::decorator).first_named().text() == "property";
    if (is_property) return add_on(returned(definition), VersionSet::all(), out);
    out.push_back(Inferred{});
  } else if (made != nullptr) {
    ++count;
    for (Inferred& one : binding(*made)) out.push_back(std::move(one));
  }
  drop_empty_text(out);
  if (are_text_and_bytes(out)) out = {Inferred{}};  // it is empty at first, or a state tells
  if (count == 1 && out.size() == 1 && !is_set_elsewhere(name, local)) return;
  for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
}

std::optional<Member> Types::member(const Inferred& type, std::string_view name) const {
  if (!type.type.empty()) {
    std::optional<Member> found = standard_member(type.type, name);
    if (found) found->confidence = std::min(found->confidence, type.confidence);
    return found;
  }
  if (type.local == kNone) return std::nullopt;
  std::optional<Member> found = local_member(type.local, name, type.above, 0);
  if (found) found->confidence = std::min(found->confidence, type.confidence);
  return found;
}

std::optional<Member> Types::standard_member(std::string type, std::string_view name) const {
  std::string dotted;
  const Lifetime* life = resolver_->stdlib().member(std::move(type), name, &dotted);
  return life == nullptr ? std::nullopt : std::optional(Member{life, dotted});
}

std::string Types::owner_of_parameters(const Inferred& type, std::string_view name) const {
  if (!type.type.empty()) return standard_owner(type.type, name);
  if (type.local == kNone) return {};
  // The first standard class above that no class on the way hides.
  std::vector<std::pair<ScopeId, bool>> todo = {{type.local, type.above}};
  for (std::size_t i = 0; i < todo.size() && i < kDeepestBase; ++i) {
    const auto [local, above] = todo[i];
    const bool own = is_own(local, name) || (name == kInit && is_own(local, "__new__"));
    if (!above && own) return {};
    for (const Node base : bases_of(local)) {
      for (const Inferred& one : class_object(base)) {
        if (one.local != kNone && one.local != local) todo.emplace_back(one.local, false);
        if (one.type.empty()) continue;
        std::string owner = standard_owner(one.type, name);
        if (!owner.empty()) return owner;
      }
    }
  }
  return {};
}

// What takes the parameters of the method NAME, or of the constructor, of a standard class.
std::string Types::standard_owner(std::string type, std::string_view name) const {
  const rulebook::Rulebook& book = resolver_->stdlib().book();
  for (int i = 0; i < kDeepestBase && !type.empty(); ++i) {
    std::string method = name == kInit ? type : type + '.' + std::string(name);
    if (!book.parameters(method).empty()) return method;
    const auto bases = book.types(type + " <");
    type = bases.empty() ? std::string() : std::string(bases[0].type);
  }
  return {};
}

// The base classes that are plain names.
std::vector<Node> Types::bases_of(ScopeId local) const {
  const Scopes& scopes = resolver_->scopes();
  std::vector<Node> bases;
  for (Node base :
       scopes.tree().node(scopes.scope(local).node).child(Field::superclasses).children()) {
    if (base.is(Kind::subscript)) base = base.child(Field::value);
    if (base.is_any(Kind::identifier, Kind::attribute)) bases.push_back(base);
  }
  return bases;
}

std::vector<CrossFileName> Types::foreign_bases(const Inferred& type, std::string_view name) const {
  std::vector<CrossFileName> found;
  if (type.foreign) found.push_back(*type.foreign);
  std::vector<std::pair<ScopeId, bool>> todo;
  if (type.local != kNone) todo.emplace_back(type.local, type.above);
  for (std::size_t i = 0; i < todo.size() && i < kDeepestBase; ++i) {
    if (!todo[i].second && is_own(todo[i].first, name)) continue;
    for (const Node base : bases_of(todo[i].first)) {
      for (const Inferred& one : class_object(base)) {
        if (one.local != kNone) todo.emplace_back(one.local, false);
        if (one.foreign) found.push_back(*one.foreign);
      }
    }
  }
  return found;
}

bool Types::is_own(ScopeId local, std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  for (const std::string_view word :
       {name, std::string_view("__getattr__"), std::string_view("__getattribute__")}) {
    const InternedName found = scopes.interned_names().find(word);
    if (found != kNoName && scopes.last_binding(local, found) != kNone) return true;
  }
  const Scope& scope = scopes.scope(local);
  const auto first =
      std::lower_bound(scopes.monkeypatches().begin(), scopes.monkeypatches().end(), scope.node);
  for (auto patch = first; patch != scopes.monkeypatches().end() && *patch < scope.end; ++patch) {
    if (scopes.tree().node(*patch).child(Field::attribute).text() == name) return true;
  }
  return false;
}

std::optional<Member> Types::local_member(ScopeId local, std::string_view name, bool above,
                                          int depth) const {
  if (depth > kDeepestBase || (!above && is_own(local, name))) return std::nullopt;
  const Scopes& scopes = resolver_->scopes();
  const Node superclasses = scopes.tree().node(scopes.scope(local).node).child(Field::superclasses);
  bool unknown = false;
  for (Node base : superclasses.children()) {
    if (!base.named() || base.is_any(Kind::comment, Kind::keyword_argument)) continue;
    if (base.is(Kind::subscript)) base = base.child(Field::value);
    if (!base.is_any(Kind::identifier, Kind::attribute)) {
      unknown = true;
      continue;
    }
    for (const Inferred& one : class_object(base)) {
      std::optional<Member> found;
      if (!one.type.empty()) found = standard_member(one.type, name);
      if (one.local != kNone && one.local != local) {
        if (is_own(one.local, name)) return std::nullopt;
        found = local_member(one.local, name, false, depth + 1);
      }
      if (!one.known()) unknown = true;
      if (!found) continue;
      if (unknown) found->confidence = std::min(found->confidence, Confidence::likely);
      return found;
    }
  }
  return std::nullopt;
}

// Whether a class of the file has the member NAME of its own.
static bool is_in_a_class(const Scopes& scopes, std::string_view name) {
  const InternedName word = scopes.interned_names().find(name);
  return word != kNoName && std::ranges::any_of(scopes.classes(), [&](ScopeId id) {
           return scopes.last_binding(id, word) != kNone;
         });
}

bool Types::defines_somewhere(std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  if (is_in_a_class(scopes, name)) return true;
  return !stores_of(name).empty();
}

bool Types::defines_for_objects(std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  if (is_in_a_class(scopes, name)) return true;
  return std::ranges::any_of(stores_of(name), [&](std::uint32_t patch) {
    return !is_function(scopes.tree().node(patch).child(Field::object));
  });
}

bool Types::is_function(Node expression) const {
  const Scopes& scopes = resolver_->scopes();
  if (!expression.is(Kind::identifier)) return false;
  const std::vector<Resolution> found = resolver_->resolutions(expression);
  return !found.empty() && std::ranges::all_of(found, [&](const Resolution& one) {
    if (one.kind != Resolution::Kind::local || one.binding == kNone) return false;
    const Binding& made = scopes.binding(one.binding);
    return made.kind == BindingKind::function &&
           !scopes.tree().node(made.node).parent().parent().is(Kind::decorated_definition);
  });
}

bool Types::is_own_below(ScopeId local, std::string_view name) const {
  if (!defines_somewhere(name)) return false;
  const std::span<const ScopeId> classes = resolver_->scopes().classes();
  const std::size_t end = std::min(classes.size(), kMostSubclasses);
  return std::any_of(classes.begin(), classes.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](ScopeId id) {
                       return id != local && is_own(id, name) &&
                              any_base(id, [&](const Inferred& one) { return one.local == local; });
                     });
}

Node Types::dataclass_of(Node definition) const {
  if (!definition.parent().is(Kind::decorated_definition)) return {};
  for (const Node decorator : definition.parent().children()) {
    if (!decorator.is(Kind::decorator)) continue;
    const Node made = decorator.first_named();
    const Node name = made.is(Kind::call) ? made.child(Field::function) : made;
    if (resolver_->dotted(name) == "dataclasses.dataclass") return made;
  }
  return {};
}

// Whether instances of the class LOCAL cannot be hashed, as far as it says so itself; else it has what its nearest base has.
std::optional<bool> Types::says_of_hash(ScopeId local) const {
  const Scopes& scopes = resolver_->scopes();
  const auto defines = [&](std::string_view name) {
    const InternedName word = scopes.interned_names().find(name);
    return word != kNoName && scopes.last_binding(local, word) != kNone;
  };
  const Node definition = scopes.tree().node(scopes.scope(local).node);
  if (defines("__hash__")) {
    const InternedName hash = scopes.interned_names().find("__hash__");
    const Binding& made = scopes.binding(scopes.last_binding(local, hash));
    return made.kind == BindingKind::assign &&
           resolver_->assigned(scopes.tree().node(made.node)).is(Kind::none);
  }
  const Node decorator = dataclass_of(definition);
  const bool decorated = definition.parent().is(Kind::decorated_definition);
  if (defines("__eq__") && !decorated) return true;
  if (!decorator) return decorated ? std::optional(false) : std::nullopt;
  const auto says = [&](std::string_view word, Kind value) {
    return keyword(decorator, word).is(value);
  };
  return !says("frozen", Kind::true_) && !says("unsafe_hash", Kind::true_) &&
         !says("eq", Kind::false_);
}

bool Types::loses_hash(ScopeId local) const {
  for (int i = 0; i < kDeepestBase; ++i) {
    if (const std::optional<bool> said = says_of_hash(local)) return *said;
    ScopeId nearest = kNone;
    for (const Node base : bases_of(local)) {
      for (const Inferred& one : class_object(base)) {
        if (nearest == kNone && one.local != kNone && one.local < local) nearest = one.local;
      }
    }
    if (nearest == kNone) return false;
    local = nearest;
  }
  return false;
}

}  // namespace pymolt::names
