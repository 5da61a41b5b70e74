// Attributes of objects that came or went: `worker.isAlive()` where worker is a Thread.
// SPDX-License-Identifier: MIT
//
// Sure where the type is, likely where it is nearly. Where nothing but the name speaks for it, it is said as possible,
// which is shown only when asked for, and only for what is gone. There are two exceptions, both likely: a file that
// only Python 2 compiles uses the names of Python 2, and `self.assertEquals` in a test class is unittest's whatever
// the class's bases are.
#include <algorithm>
#include <optional>
#include <set>

#include "base/dotted.h"
#include "checks/api_usage.h"
#include "names/file_names.h"
#include "names/references.h"
#include "names/types.h"

namespace pymolt::checks {

using names::Inferred;
using names::Member;
using names::Reference;
using names::Types;
using rulebook::Lifetime;
using rulebook::PackageFacts;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::string_view kInit = "__init__";

// What the types an object can have say of one of its attributes, put together.
struct MemberLife {
  std::optional<Member> member;
  VersionSet missing;  // on which some type lacks it,
  VersionSet present;  // on which some type has it,
  VersionSet unknown;  // and on which the type is not known
  bool all_unknown = true;
};

class MethodCheck {
 public:
  MethodCheck(const FileView& view, Findings& findings)
      : view_(view), findings_(findings), types_(view.names.types()) {
    for (const names::Import& import : view.names.scopes().imports()) {
      const std::string_view top = first_part(import.module);
      takes_from_others_ = takes_from_others_ || import.level > 0 ||
                           (!view.names.stdlib().is_standard(top) && top != "__future__");
      if (import.level > 0) continue;
      if (const PackageFacts* package = view.book.package_of_import(import.module))
        imported_.insert(package);
    }
  }

  void look_at(const Reference& found) {
    const Node attribute = view_.tree.node(found.node);
    const std::string_view name = view_.names.scopes().interned_names().spelling(found.word);
    const bool of_others = is_of_others(name);
    if (of_others && !takes_from_others_) return;
    const VersionSet alive = view_.names.guards().alive(found.node);
    if (alive.empty() || is_stored(attribute)) return;
    if (name != kInit && is_of_module(attribute)) return of_built_in(found, attribute);
    if (name != kInit && view_.names.guards().is_attribute_tested(found.node, found.word)) return;
    std::vector<Inferred> types = types_.of(attribute.child(Field::object));
    leave_out_unasked(attribute, types);
    const bool of_modules = std::all_of(types.begin(), types.end(), [&](const Inferred& one) {
      return one.is_class && view_.book.is_module(one.type);
    });
    if (of_modules && !types.empty()) return;  // those are names: add_held_name
    if (of_others) return look_elsewhere(attribute, name, types, alive);
    arguments(attribute, name, types, alive);
    if (name == kInit) return;
    const MemberLife verdict = judge(types, name, alive);
    if (!verdict.member || !verdict.unknown.empty()) look_elsewhere(attribute, name, types, alive);
    if (verdict.member && !view_.names.resolver().is_patched(attribute)) {
      report(attribute, *verdict.member, verdict, alive);
    } else if (verdict.all_unknown) {
      guess(attribute, name, alive);
    }
  }

  // `Mine(loop=None)`, where Mine is a class of this file that is made as the standard class above it is.
  void constructors() {
    const names::Scopes& scopes = view_.names.scopes();
    for (names::ScopeId id = 0; id < scopes.scopes().size(); ++id) {
      if (scopes.scope(id).kind != names::ScopeKind::class_) continue;
      Inferred type;
      type.local = id;
      const std::string owner = types_.owner_of_parameters(type, kInit);
      if (owner.empty()) continue;
      const Node definition = view_.tree.node(scopes.scope(id).node);
      const names::InternedName word =
          scopes.interned_names().find(definition.child(Field::name).text());
      for (const Reference& reference : scopes.references()) {
        const Node name = view_.tree.node(reference.node);
        if (reference.word != word || name.field() != Field::function ||
            !name.parent().is(Kind::call))
          continue;
        for (const Inferred& one : types_.of(name)) {
          const VersionSet on = one.on & view_.names.guards().alive(reference.node) &
                                view_.names.stdlib().exists(owner);
          if (one.local == id)
            add_arguments(view_, {name.parent(), owner, on}, Confidence::sure, findings_);
        }
      }
    }
  }

 private:
  // `dict.iteritems(table)`: a method that is taken of a built-in class, whose name alone has nothing to say (add_names).
  void of_built_in(const Reference& found, Node attribute) {
    const Node object = attribute.child(Field::object);
    const names::InternedNames& words = view_.names.scopes().interned_names();
    const names::InternedName word =
        object.is(Kind::identifier) ? words.find(object.text()) : names::kNoName;
    if (word == names::kNoName || (words.traits(word) & (names::kBuiltin | names::kImported)) != 0)
      return;
    names::Uses uses;
    names::find_uses(view_.names.resolver(), {object.index(), word, found.scope}, uses);
    for (const names::Use& use : uses.names) {
      if (use.node == attribute) add_name(view_, use, findings_);
    }
  }

  // In a handler for an attribute that the same object lacks, it is no object of a type that has it:
  //   try:
  //       return data.tobytes()
  //   except AttributeError:
  //       return data.tostring()
  void leave_out_unasked(Node attribute, std::vector<Inferred>& types) const {
    const std::string_view first = types.empty() ? std::string_view() : asked_before(attribute);
    if (first.empty()) return;
    for (Inferred& one : types) {
      if (!one.known() || one.local != names::kNone || one.is_class) continue;
      const std::optional<Member> member = types_.member(one, first);
      one.on -= member ? member->life->exists : VersionSet::all();
    }
  }

  // The attribute of the object of ATTRIBUTE that the body asks for whose handler this is; empty where there is none.
  [[nodiscard]] std::string_view asked_before(Node attribute) const {
    constexpr std::uint32_t kLargest = 200;  // nodes of the body
    const Node object = attribute.child(Field::object);
    if (!object.is_any(Kind::identifier, Kind::attribute)) return {};
    Node clause = attribute;
    while (clause && !clause.is_any(Kind::except_clause, Kind::function_definition, Kind::lambda_))
      clause = clause.parent();
    if (!clause || !clause.is(Kind::except_clause)) return {};
    const std::string type = "builtins." + std::string(clause.child(Field::value).text());
    if (view_.names.stdlib().is_kind(Raised::no_attribute, type).empty()) return {};
    const Node body = clause.parent().child(Field::body);
    if (!body || body.data().next - body.index() > kLargest) return {};
    for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
      const Node node = body.tree().node(at);
      if (node.is(Kind::attribute) && node.child(Field::object).text() == object.text())
        return node.child(Field::attribute).text();
    }
    return {};
  }

  // Whether NAME says nothing here: it is a member of classes of packages that the file does not import. Another file of
  // the project may import them for it.
  [[nodiscard]] bool is_of_others(std::string_view name) const {
    const auto packages = view_.names.stdlib().packages_with(name);
    return !packages.empty() &&
           std::none_of(packages.begin(), packages.end(),
                        [this](const PackageFacts* one) { return imported_.contains(one); });
  }

  // Attributes of modules and of classes that are named are uses of names.
  [[nodiscard]] bool is_of_module(Node attribute) const {
    Node object = attribute.child(Field::object);
    if (!object.is_any(Kind::identifier, Kind::attribute)) return false;
    for (const names::Resolution& resolution : view_.names.resolver().resolutions(object)) {
      if (resolution.kind == names::Resolution::Kind::external) return true;
      if (resolution.is_known() && is_owner(resolution.dotted)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_owner(const std::string& dotted) const {
    return view_.book.is_module(dotted) || view_.names.stdlib().is_class(dotted);
  }

  // What the TYPES of an object say of its attribute NAME.
  MemberLife judge(const std::vector<Inferred>& types, std::string_view name, VersionSet alive) {
    MemberLife verdict;
    for (const Inferred& one : types) {
      const VersionSet on = one.on & alive;
      if (on.empty()) continue;
      if (!one.known()) {
        verdict.unknown |= on;
        continue;
      }
      verdict.all_unknown = false;
      std::optional<Member> member = types_.member(one, name);
      if (!member) {
        if (one.type.starts_with("builtins.") && speaks_alone(name)) continue;  // it raises there
        verdict.present |= on;
        if (one.local != names::kNone && !types_.is_own(one.local, name))
          verdict.all_unknown = true;
        continue;
      }
      const VersionSet missing = on - member->life->exists;
      if (!missing.empty() && one.local != names::kNone && types_.is_own_below(one.local, name))
        verdict.unknown |= missing;
      verdict.missing |= missing;
      if (member->life->package == nullptr) verdict.present |= on & member->life->exists;
      if (verdict.member)
        member->confidence = std::min(member->confidence, verdict.member->confidence);
      if (!verdict.member || !(on - member->life->exists).empty())
        verdict.member = std::move(member);
    }
    return verdict;
  }

  // Whether nothing but one class and those like it has such an attribute.
  [[nodiscard]] bool speaks_alone(std::string_view name) const {
    return !view_.book.does(name, "speaks", "alone").empty();
  }

  // The class may stand in another file of the project.
  void look_elsewhere(Node attribute, std::string_view name, const std::vector<Inferred>& types,
                      VersionSet alive) {
    for (const Inferred& one : types) {
      if (one.is_class || (one.on & alive).empty()) continue;
      for (CrossFileName& base : types_.foreign_bases(one, name)) {
        CrossFileUse use;
        use.name = std::move(base);
        use.member = name;
        use.place.alive = one.on & alive;
        use.place.confidence = one.confidence;
        use.caught = view_.names.guards().caught(attribute.index(), Raised::no_attribute);
        use.at_import_time = view_.names.at_import_time(attribute.index());
        findings_.add_foreign(std::move(use), attribute.child(Field::attribute).span());
      }
    }
  }

  // What a method of a known type is given.
  void arguments(Node attribute, std::string_view name, const std::vector<Inferred>& types,
                 VersionSet alive) {
    if (attribute.field() != Field::function || !attribute.parent().is(Kind::call)) return;
    const Node object = attribute.child(Field::object);
    if (name == kInit && object.is_any(Kind::identifier, Kind::attribute)) {
      for (const names::Resolution& resolution : view_.names.resolver().resolutions(object)) {
        // `Base.__init__(self, …)`
        const VersionSet on =
            resolution.on & alive & view_.names.stdlib().exists(resolution.dotted);
        if (resolution.is_known())
          add_arguments(view_, {attribute.parent(), resolution.dotted, on, 1}, Confidence::sure,
                        findings_);
      }
    }
    for (const Inferred& one : types) {
      const std::string method = types_.owner_of_parameters(one, name);
      if (method.empty() || one.is_class) continue;
      const VersionSet on = one.on & alive & view_.names.stdlib().exists(method);
      VersionSet others;
      for (const Inferred& other : types) {
        if (&other != &one && types_.owner_of_parameters(other, name) != method) others |= other.on;
      }
      add_arguments(view_, {attribute.parent(), method, on - others}, one.confidence, findings_);
    }
  }

  void report(Node attribute, const Member& member, const MemberLife& verdict, VersionSet alive) {
    ApiUse use;
    use.kind = LifeKind::method;
    use.life = member.life;
    use.symbol = member.dotted;
    use.where = attribute.child(Field::attribute).span();
    use.alive = member.life->package == nullptr ? alive : alive - verdict.present;
    use.missing = verdict.missing - verdict.present;
    const bool open = verdict.unknown.intersects(use.missing) || is_asked_about(attribute);
    use.confidence = open ? Confidence::possible : member.confidence;
    if (member.life->package != nullptr && verdict.unknown.intersects(use.alive))
      use.confidence = std::min(use.confidence, Confidence::likely);
    use.caught = view_.names.guards().caught(attribute.index(), Raised::no_attribute);
    use.at_import_time = view_.names.at_import_time(attribute.index());
    add_life_use(view_, use, findings_);
  }

  // Nothing is known but the name.
  void guess(Node attribute, std::string_view name, VersionSet alive) {
    if (guess_of_package(attribute, name, alive)) return;
    const Lifetime* life = view_.names.stdlib().distinctive(name);
    if (life == nullptr || types_.defines_somewhere(name)) return;
    ApiUse use;
    use.kind = LifeKind::method;
    use.life = life;
    use.symbol = life->name;
    use.where = attribute.child(Field::attribute).span();
    use.alive = alive;
    use.missing = alive & life->removed_on();
    use.caught = view_.names.guards().caught(attribute.index(), Raised::no_attribute);
    use.confidence = evidence(attribute, *life);
    if (use.missing.empty()) return;
    // A method of Python 2's built-in types: most likely one of those where the code comes from there.
    const bool of_python2 = life->name.starts_with("builtins.") &&
                            life->exists == VersionSet::python2() &&
                            attribute.field() == Field::function;
    const bool by_origin = use.confidence == Confidence::possible && of_python2;
    if (by_origin) use.confidence = Confidence::likely;
    for (Draft& draft : drafts_of(view_.book, use)) {
      draft.python2_only = draft.python2_only || by_origin;
      draft.member = name;
      findings_.add(draft);
    }
  }

  // `frame.ix[…]` where pandas is imported: nothing else is called so, and it is used as what it is.
  bool guess_of_package(Node attribute, std::string_view name, VersionSet alive) {
    const Lifetime* life = nullptr;
    for (auto one = imported_.begin(); one != imported_.end() && life == nullptr; ++one)
      life = view_.names.stdlib().distinctive_of(**one, name);
    if (life == nullptr || types_.defines_somewhere(name)) return false;
    const bool called = attribute.field() == Field::function && attribute.parent().is(Kind::call);
    if (!called && !(attribute.field() == Field::value && attribute.parent().is(Kind::subscript)))
      return false;
    ApiUse use;
    use.kind = LifeKind::method;
    use.life = life;
    use.symbol = life->name;
    use.where = attribute.child(Field::attribute).span();
    use.alive = alive;
    use.caught = view_.names.guards().caught(attribute.index(), Raised::no_attribute);
    use.at_import_time = view_.names.at_import_time(attribute.index());
    use.confidence = is_asked_about(attribute) ? Confidence::possible : Confidence::likely;
    add_life_use(view_, use, findings_);
    return true;
  }

  // In a file that only Python 2 compiles, a name that nothing else has speaks for itself; of a class whose bases are not
  // known, nothing is.
  [[nodiscard]] Confidence evidence(Node attribute, const Lifetime& life) const {
    const VersionSet written = written_for(view_);
    const bool only_2 = !written.empty() && !written.intersects(VersionSet::python3());
    const std::string_view name = attribute.child(Field::attribute).text();
    if (only_2 && life.exists.contains(Version::of(2, 7)) && speaks_alone(name))
      return Confidence::likely;
    const bool of_tests = life.name.starts_with("unittest.TestCase.");
    return of_tests && attribute.child(Field::object).text() == "self" && in_test_case(attribute)
               ? Confidence::likely
               : Confidence::possible;
  }

  // Whether the class around NODE derives from a package's class of tests that is known to be unittest's, is mixed with
  // one in this file, or is one of tests with no base of its own, which somebody mixes with one.
  [[nodiscard]] bool in_test_case(Node node) const {
    bool tests = false;
    for (; node && !node.is(Kind::class_definition); node = node.parent()) {
      if (node.is(Kind::function_definition))
        tests = tests || node.child(Field::name).text().starts_with("test");
    }
    if (!node) return false;
    bool alone = tests;
    for (const Node base : node.child(Field::superclasses).children()) {
      if (!base.named() || base.is(Kind::comment)) continue;
      alone = alone && view_.names.resolver().dotted(base) == "builtins.object";
      for (const names::Resolution& resolution : view_.names.resolver().resolutions(base)) {
        if (!view_.names.stdlib().derives(resolution.dotted, "unittest.TestCase").empty())
          return true;
      }
    }
    return alone || is_mixed_with_tests(node.child(Field::name).text());
  }

  // Whether a class of the file that derives from NAME is a test case by another of its bases.
  [[nodiscard]] bool is_mixed_with_tests(std::string_view name) const {
    const names::Scopes& scopes = view_.names.scopes();
    for (const names::ScopeId id : scopes.classes()) {
      const std::vector<Node> bases = types_.bases_of(id);
      Inferred instance;
      instance.local = id;
      if (std::any_of(bases.begin(), bases.end(), [&](Node base) { return base.text() == name; }) &&
          types_.derives(instance, "unittest.TestCase"))
        return true;
    }
    return false;
  }

  const FileView& view_;
  Findings& findings_;
  const Types& types_;
  std::set<const PackageFacts*> imported_;
  bool takes_from_others_ =
      false;  // it imports something that is not of the standard library  // by the file
};

// Whether a statement of BLOCK before STATEMENT leaves it where OBJECT has some attribute: `if hasattr(t, "is_alive"): return …`.
bool is_left_where_asked(Node block, Node statement, const std::string& object) {
  constexpr int kMostStatements = 30;
  constexpr std::size_t kMostText = 200;
  int left = kMostStatements;
  for (const Node before : block.children()) {
    if (before.index() >= statement.index() || --left < 0) break;
    if (!before.is(Kind::if_statement)) continue;
    const std::string_view text = before.child(Field::condition).text().substr(0, kMostText);
    if (text.find("hasattr(" + object + ',') == std::string_view::npos) continue;
    for (const Node last : before.child(Field::consequence).children()) {
      if (last.is_any(Kind::return_statement, Kind::raise_statement, Kind::continue_statement))
        return true;
    }
  }
  return false;
}

}  // namespace

// Of all conditions around, no more text is looked at than anybody writes.
bool is_asked_about(Node attribute) {
  constexpr int kMostClimbed = 200;
  constexpr std::size_t kLongestObject = 200;
  std::size_t left = 4000;
  if (attribute.child(Field::object).text().size() > kLongestObject) return false;
  const std::string object(attribute.child(Field::object).text());
  int climbed = 0;
  Node below;
  for (Node up = attribute; up && !up.is(Kind::function_definition) && ++climbed <= kMostClimbed;
       below = up, up = up.parent()) {
    if (up.is(Kind::block) && is_left_where_asked(up, below, object)) return true;
    Node asked;
    if (up.is_any(Kind::if_statement, Kind::elif_clause, Kind::while_statement))
      asked = up.child(Field::condition);
    if (up.is(Kind::boolean_operator)) asked = up.child(Field::left);
    if (up.is(Kind::conditional_expression)) asked = up;
    if (!asked) continue;
    const std::string_view text = asked.text().substr(0, left);
    left -= text.size();
    for (const std::string by : {"hasattr(", "getattr("}) {
      if (text.find(by + object + ',') != std::string_view::npos) return true;
    }
  }
  return false;
}

void add_methods(const FileView& view, Findings& findings) {
  MethodCheck check(view, findings);
  for (const Reference& member : view.names.scopes().attribute_uses()) check.look_at(member);
  check.constructors();
}

}  // namespace pymolt::checks
