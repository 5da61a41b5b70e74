// Of what type an expression is, as far as that is plain to see.
// SPDX-License-Identifier: MIT
//
//   worker = threading.Thread(target=f)      worker          an instance of threading.Thread
//   for element in tree.getroot():           element         … of xml.etree.ElementTree.Element
//   class T(unittest.TestCase):              self            … of the class here, whose base is unittest.TestCase
//       def test(self): …
//
// Plain are literals, constructors, annotations, `with`, `for`, `except`, `self`, what the type facts of the rulebook
// say of the standard library's functions, and tests by isinstance. Everything else is unknown, and said to be.
#ifndef PYMOLT_NAMES_TYPES_H_
#define PYMOLT_NAMES_TYPES_H_

#include <optional>
#include <string>
#include <vector>

#include "base/finding.h"
#include "base/foreign.h"
#include "names/resolve.h"

namespace pymolt::names {

/// One type that an expression can have on some versions. Neither a name nor a class of this file: unknown.
struct Inferred {
  std::string type = {};                    // dotted, of the standard library, a package or `builtins.…`
  ScopeId local = kNone;                    // a class of this file
  bool is_class = false;                    // the class itself, not an instance
  std::optional<ForeignName> foreign = {};  // a class that another file of the project may define
  bool above = false;                       // what `super()` gives: the class itself does not count
  VersionSet on = VersionSet::all();
  Confidence confidence = Confidence::sure;

  [[nodiscard]] bool known() const { return !type.empty() || local != kNone; }
};

/// An attribute with a lifetime.
struct Member {
  const rulebook::Lifetime* life = nullptr;
  std::string dotted;  // `threading.Thread.isAlive`, also where a subclass was asked
  Confidence confidence = Confidence::sure;
};

class Types {
 public:
  explicit Types(const Resolver& resolver) : resolver_(&resolver) {}

  /// The types of EXPRESSION. Where it can be several on one version, all of them are there, the unknown one too.
  [[nodiscard]] std::vector<Inferred> of(syntax::Node expression) const {
    return infer(expression, 0);
  }
  /// The lifetime of the attribute NAME of that type, where the rulebook has one and nothing nearer defines it.
  [[nodiscard]] std::optional<Member> member(const Inferred& type, std::string_view name) const;
  /// The dotted method NAME of that type or its bases, if its parameters have lifetimes; for `__init__` the class; else
  /// empty.
  [[nodiscard]] std::string owner_of_parameters(const Inferred& type, std::string_view name) const;
  /// The classes elsewhere that such an object's attribute NAME may come from, as no class of this file hides it.
  [[nodiscard]] std::vector<ForeignName> foreign_bases(const Inferred& type,
                                                       std::string_view name) const;
  /// Whether some class of the file, or something put on `self`, defines NAME.
  [[nodiscard]] bool defines_somewhere(std::string_view name) const;
  /// Whether the class defines NAME, or something that answers for any name.
  [[nodiscard]] bool is_own(ScopeId local, std::string_view name) const;

 private:
  using List = std::vector<Inferred>;

  [[nodiscard]] List infer(syntax::Node node, int depth) const;
  [[nodiscard]] List literal(syntax::Node string) const;
  [[nodiscard]] List call(syntax::Node node, int depth) const;
  [[nodiscard]] List attribute(syntax::Node node, int depth) const;
  [[nodiscard]] List subscript(syntax::Node node, int depth) const;
  [[nodiscard]] List binary(syntax::Node node, int depth) const;
  [[nodiscard]] List name(syntax::Node node, int depth) const;
  [[nodiscard]] List narrowed(syntax::Node name, bool denied = false) const;
  void drop_denied(syntax::Node name, List& types) const;
  [[nodiscard]] List binding(const Binding& binding, int depth) const;
  [[nodiscard]] List parameter(syntax::Node name, const Binding& binding, int depth) const;
  [[nodiscard]] List element(syntax::Node iterable, int depth) const;
  [[nodiscard]] List target_of_loop(syntax::Node name, int depth) const;
  [[nodiscard]] List exception(syntax::Node name) const;
  [[nodiscard]] List annotation(syntax::Node type, int depth) const;
  [[nodiscard]] List class_object(syntax::Node expression) const;
  [[nodiscard]] List instances(List classes) const;
  [[nodiscard]] List attribute_of(const Inferred& object, std::string_view name, int depth) const;
  [[nodiscard]] List super_of(syntax::Node call) const;

  [[nodiscard]] List annotation_in_text(syntax::Node string) const;
  [[nodiscard]] List returned(syntax::Node definition, int depth) const;
  /// The definition of the method NAME in the class of this file that OBJECT is of.
  [[nodiscard]] syntax::Node own_method(const Inferred& object, std::string_view name) const;
  [[nodiscard]] List classes(std::vector<Meaning> meanings) const;
  [[nodiscard]] List narrowed_before(syntax::Node name) const;
  [[nodiscard]] List asked(syntax::Node condition, bool holds, syntax::Node name,
                           bool denied = false) const;
  [[nodiscard]] bool is_rebound_since(syntax::Node name, std::uint32_t node) const;
  [[nodiscard]] List element_of_name(syntax::Node name, int depth) const;
  static void add_on(List types, VersionSet on, List& out);

  /// Adds what the type facts say of SUBJECT; whether there are any.
  bool add_facts(const std::string& subject, VersionSet on, List& out) const;
  /// What calling FUNCTION gives; of functions like `open` the mode decides.
  bool add_call_facts(const std::string& function, syntax::Node call, VersionSet on,
                      List& out) const;
  /// The same for an attribute of a class or of its bases.
  bool add_member_facts(std::string type, const std::string& rest, VersionSet on, List& out) const;
  [[nodiscard]] std::optional<Member> standard_member(std::string type,
                                                      std::string_view name) const;
  [[nodiscard]] std::optional<Member> local_member(ScopeId local, std::string_view name, bool above,
                                                   int depth) const;
  [[nodiscard]] std::string standard_owner(std::string type, std::string_view name) const;
  [[nodiscard]] std::vector<syntax::Node> bases_of(ScopeId local) const;
  [[nodiscard]] ScopeId class_around(syntax::Node node) const;
  [[nodiscard]] bool is_self(syntax::Node parameter, const Binding& binding) const;

  const Resolver* resolver_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_TYPES_H_
