// Of what type an expression is and what made it, as far as that is plain to see.
// SPDX-License-Identifier: MIT
//
//   worker = threading.Thread(target=f)      worker          an instance of threading.Thread
//   for element in tree.getroot():           element         … of xml.etree.ElementTree.Element
//   class T(unittest.TestCase):              self            … of the class here, whose base is unittest.TestCase
//       def test(self): …
//
// Plain are literals, constructors, arithmetic of known types, annotations, `with`, `for`, `except`, what methods put on
// `self`, what the file's own functions return and are given, what containers hold that are written out, what the type
// facts of the rulebook say of the standard library's functions, and tests by isinstance. Everything else is unknown, and
// said to be. Asked of one file on one thread; what was found is kept (answers.h).
#ifndef PYMOLT_NAMES_TYPES_H_
#define PYMOLT_NAMES_TYPES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/function_ref.h"
#include "names/answers.h"
#include "names/growth.h"
#include "names/inferred.h"
#include "names/resolver.h"

namespace pymolt::names {

/// An attribute with a lifetime.
struct Member {
  const rulebook::Lifetime* life = nullptr;
  std::string dotted;  // `threading.Thread.isAlive`, also where a subclass was asked
  Confidence confidence = Confidence::sure;
};

/// A dotted name of the standard library that an expression may stand for; empty where it may be something else.
struct NameOf {
  std::string dotted;
  VersionSet on;
  Confidence confidence = Confidence::sure;
};

/// Whether the calls of a function in its file pass a parameter that has a default.
enum class Passing : std::uint8_t { unknown, always, sometimes, never };

class Types {
 public:
  explicit Types(const Resolver& resolver);

  /// The types of EXPRESSION. Where it can be several on one version, all of them are there, the unknown one too; but
  /// not None beside others, for mostly that only says that something else will come.
  [[nodiscard]] std::vector<Inferred> of(syntax::Node expression) const;
  /// The same with None, and each type once for every expression that may have made the value.
  [[nodiscard]] std::vector<Inferred> all_of(syntax::Node expression) const {
    return infer(expression);
  }
  /// What a loop over ITERABLE gives; PLACE: that item of it, where it gives pairs and the like.
  [[nodiscard]] std::vector<Inferred> element(syntax::Node iterable, int place = -1) const;
  /// What subscripts of EXPRESSION give: the values of a dictionary, the items of all else.
  [[nodiscard]] std::vector<Inferred> values_in(syntax::Node expression) const;
  /// What EXPRESSION may be called: through imports and aliases, or as the attribute of an object of a known type.
  [[nodiscard]] std::vector<NameOf> names_of(syntax::Node expression) const;
  /// The lifetime of the attribute NAME of that type, where the rulebook has one and nothing nearer defines it.
  [[nodiscard]] std::optional<Member> member(const Inferred& type, std::string_view name) const;
  /// The dotted method NAME of that type or its bases, if its parameters have lifetimes; for `__init__` the class; else
  /// empty.
  [[nodiscard]] std::string owner_of_parameters(const Inferred& type, std::string_view name) const;
  /// The classes elsewhere that such an object's attribute NAME may come from, as no class of this file hides it.
  [[nodiscard]] std::vector<CrossFileName> foreign_bases(const Inferred& type,
                                                         std::string_view name) const;
  /// The places where the file assigns to an attribute NAME of something, in the order of the text.
  [[nodiscard]] std::span<const std::uint32_t> stores_of(std::string_view name) const;
  /// Whether some class of the file, or something put on `self`, defines NAME.
  [[nodiscard]] bool defines_somewhere(std::string_view name) const;
  /// The same, but for what is put on functions of the file.
  [[nodiscard]] bool defines_for_objects(std::string_view name) const;
  /// Whether EXPRESSION surely is a function that the file defines, as no decorator made something else of it.
  [[nodiscard]] bool is_function(syntax::Node expression) const;
  /// Whether the class defines NAME, or something that answers for any name.
  [[nodiscard]] bool is_own(ScopeId local, std::string_view name) const;
  /// Whether a class of the file that derives from LOCAL has a member NAME of its own: an object of LOCAL may be one of it.
  [[nodiscard]] bool is_own_below(ScopeId local, std::string_view name) const;
  /// The class of the standard library that TYPE is, or the first one that its class here derives from; else empty.
  [[nodiscard]] std::string standard_class(const Inferred& type) const;
  /// Whether TYPE is an enum, or most likely one: a class here whose base from elsewhere is called so.
  [[nodiscard]] bool is_enum(const Inferred& type) const;
  /// Whether instances of the class LOCAL cannot be hashed: it defines `__eq__` alone, or is such a dataclass.
  [[nodiscard]] bool loses_hash(ScopeId local) const;
  /// The call or the name of `dataclass` that decorates the class of DEFINITION; no node where none does.
  [[nodiscard]] syntax::Node dataclass_of(syntax::Node definition) const;
  /// Whether TYPE is the class WANTED of the standard library or derives from it.
  [[nodiscard]] bool derives(const Inferred& type, std::string_view wanted) const;
  /// What a call of the function of DEFINITION gives.
  [[nodiscard]] std::vector<Inferred> returned(syntax::Node definition) const;
  /// The definition of the method NAME in the class of this file that OBJECT is of.
  [[nodiscard]] syntax::Node own_method(const Inferred& object, std::string_view name) const;
  /// The base classes that are plain names.
  [[nodiscard]] std::vector<syntax::Node> bases_of(ScopeId local) const;
  /// How the calls in this file pass the parameter NAME; sometimes, too, where the function is a value somewhere.
  [[nodiscard]] Passing passing(syntax::Node name) const;
  /// The calls and stores of the file.
  [[nodiscard]] const Growth& growth() const;
  /// What is known of how often questions were worked out.
  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] const Resolver& resolver() const { return *resolver_; }

 private:
  using List = Possibilities;
  using Tests = std::vector<std::pair<syntax::Node, bool>>;  // conditions, and whether each held

  [[nodiscard]] List infer(syntax::Node node) const;
  [[nodiscard]] List work_out(syntax::Node node) const;
  [[nodiscard]] List literal(syntax::Node string) const;
  [[nodiscard]] List operation(syntax::Node node) const;
  [[nodiscard]] List either(syntax::Node node) const;
  [[nodiscard]] List call(syntax::Node node) const;
  [[nodiscard]] List call_of_method(syntax::Node node) const;
  [[nodiscard]] List got(const Inferred& table, syntax::Node call) const;
  [[nodiscard]] List called(BindingId binding, syntax::Node call) const;
  [[nodiscard]] bool may_hold(std::string_view attribute) const;
  [[nodiscard]] std::vector<NameOf> held(syntax::Node expression,
                                         std::vector<NameOf> otherwise) const;
  [[nodiscard]] static List long_number();
  [[nodiscard]] List instances_of(const List& types, syntax::Node call) const;
  bool add_held_result(const Inferred& function, syntax::Node call, List& out) const;
  [[nodiscard]] List attribute_by_text(syntax::Node call) const;
  [[nodiscard]] List attribute(syntax::Node node) const;
  void add_named(const std::string& dotted, VersionSet on, std::uint32_t origin, List& out) const;
  [[nodiscard]] List subscript(syntax::Node node) const;
  [[nodiscard]] List as_tested(syntax::Node node, List types) const;
  [[nodiscard]] List name(syntax::Node node) const;
  [[nodiscard]] List narrowed(syntax::Node name, bool denied = false) const;
  [[nodiscard]] static Tests tests_before(syntax::Node below, syntax::Node up);
  void drop_denied(syntax::Node name, bool is_asked, List& types) const;
  static void drop_none(List& types);
  void drop_empty_text(List& types) const;
  [[nodiscard]] static List none();
  [[nodiscard]] List binding(const Binding& binding) const;
  [[nodiscard]] List of_binding(const Binding& binding) const;
  [[nodiscard]] List assigned(syntax::Node target) const;
  [[nodiscard]] List parameter(syntax::Node name, const Binding& binding) const;
  [[nodiscard]] std::optional<bool> says_of_hash(ScopeId local) const;
  [[nodiscard]] bool is_passed_on(std::string_view name) const;
  [[nodiscard]] List given(syntax::Node name, const Binding& binding) const;
  [[nodiscard]] List passed_to(syntax::Node name, const Binding& binding) const;
  [[nodiscard]] List given_by_rows(syntax::Node name, syntax::Node lambda) const;
  [[nodiscard]] bool is_instance(syntax::Node object, ScopeId local) const;
  [[nodiscard]] List target_of_loop(syntax::Node name) const;
  [[nodiscard]] List exception(syntax::Node name) const;
  [[nodiscard]] List annotation(syntax::Node type) const;
  [[nodiscard]] List of_annotation(syntax::Node type) const;
  /// Whether ANSWER is true of a base of the class LOCAL, or of one of the file's classes above it, the nearest first.
  [[nodiscard]] bool any_base(ScopeId local, FunctionRef<bool(const Inferred&)> answer) const;
  [[nodiscard]] List class_object(syntax::Node expression) const;
  [[nodiscard]] List attribute_of(const Inferred& object, std::string_view name) const;
  void add_of_class(ScopeId local, std::string_view name, int& count, List& out) const;
  [[nodiscard]] bool is_set_elsewhere(std::string_view name, const Scope& local) const;
  [[nodiscard]] List super_of(syntax::Node call) const;

  [[nodiscard]] List annotation_in_text(syntax::Node string) const;
  [[nodiscard]] List of_returns(syntax::Node definition) const;
  [[nodiscard]] bool is_handed_on(syntax::Node definition) const;
  [[nodiscard]] List yielded(syntax::Node definition, int place) const;
  [[nodiscard]] bool is_context(syntax::Node definition) const;
  [[nodiscard]] List classes(std::vector<Resolution> resolutions) const;
  [[nodiscard]] List narrowed_before(syntax::Node name, bool denied = false) const;
  [[nodiscard]] List asked(syntax::Node condition, bool holds, syntax::Node name,
                           bool denied = false) const;
  [[nodiscard]] bool is_rebound_since(syntax::Node name, std::uint32_t node) const;
  static void add_on(List types, VersionSet on, List& out);
  static List made_by(syntax::Node node, List types);
  static List with_origin(syntax::Node node, List types);

  // Containers that are written out, and what is put into them later.
  [[nodiscard]] List elements_of(syntax::Node iterable, int place) const;
  [[nodiscard]] List element_of(const Inferred& container, int place) const;
  [[nodiscard]] List element_of_display(syntax::Node display, int place) const;
  [[nodiscard]] List pair_of_call(syntax::Node call, int place) const;
  [[nodiscard]] List values_of_call(syntax::Node call, int place) const;
  [[nodiscard]] List item_of(const Inferred& container, int place) const;
  [[nodiscard]] List unpacked(syntax::Node call, int place) const;
  [[nodiscard]] syntax::Node formatted_by(syntax::Node call) const;
  [[nodiscard]] List value_for(const Inferred& dictionary, std::string_view key) const;
  void add_put_in(syntax::Node display, List& out) const;
  [[nodiscard]] List items(List all, int place) const;

  /// Adds what the type facts say of SUBJECT; whether there are any. CALL: whose arguments `@0` speaks of.
  bool add_facts(const std::string& subject, VersionSet on, List& out, syntax::Node call = {},
                 int place = -1) const;
  /// What calling FUNCTION gives, or a loop over that, by REST; of functions like `open` the arguments decide.
  bool add_call_facts(const std::string& function, syntax::Node call, std::string_view rest,
                      VersionSet on, List& out, int place = -1) const;
  /// The same for an attribute of a class or of its bases.
  bool add_member_facts(std::string type, const std::string& rest, VersionSet on, List& out,
                        syntax::Node call = {}, int place = -1) const;
  /// The facts about what a loop over CALL or an index into it gives: REST is `*` or `[]`, and a place.
  /// The attribute NAME of the options of a command line, by the calls of the method DECLARES in the file.
  [[nodiscard]] List option(std::string_view declares, std::string_view name, VersionSet on) const;
  [[nodiscard]] std::string stored_by(syntax::Node call) const;
  /// What a call of CALLEE gives, which nobody calls here.
  [[nodiscard]] List result_of(syntax::Node callee) const;
  bool add_facts_of_call(syntax::Node call, const std::string& rest, VersionSet on, List& out,
                         int place = -1) const;
  [[nodiscard]] std::optional<Member> standard_member(std::string type,
                                                      std::string_view name) const;
  [[nodiscard]] std::optional<Member> local_member(ScopeId local, std::string_view name, bool above,
                                                   int depth) const;
  [[nodiscard]] std::string standard_owner(std::string type, std::string_view name) const;
  [[nodiscard]] ScopeId class_around(syntax::Node node) const;
  [[nodiscard]] bool is_self(syntax::Node parameter, const Binding& binding, bool* is_class) const;

  const Resolver* resolver_;
  mutable Answers answers_;
  mutable std::unique_ptr<Growth> growth_;  // made when it is first needed
  mutable std::optional<std::unordered_set<InternedName>>
      holders_;  // attributes that are given what an import names; made when first needed
  /// Scopes::monkeypatches() by the attribute; made when first needed.
  mutable std::optional<std::unordered_map<std::string_view, std::vector<std::uint32_t>>> stores_;
  mutable std::optional<std::unordered_set<InternedName>>
      values_;  // names that are read but to be called; made when first needed
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_TYPES_H_
