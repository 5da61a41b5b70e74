// Who binds which name where: the scopes and bindings of one file, and the places where names are read.
// SPDX-License-Identifier: MIT
//
// `Scopes` is the outcome of one walk over the flat tree (scope_builder.cc) and is only read afterwards. It borrows the tree.
// It knows Python's rules of where a name belongs, and nothing about versions or what a name means:
//
//   import string                  module scope: `string` by import
//   def f(x=string):               the default is read in the module's scope, `x` is bound in f's
//       return [string for string in x]     `string` of the comprehension, which 2.7 leaks into f
//
// The bindings of one name in one scope form a chain, the last one of the text first.
#ifndef PYMOLT_NAMES_SCOPES_H_
#define PYMOLT_NAMES_SCOPES_H_

#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "names/imports.h"
#include "names/interned_names.h"
#include "syntax/tree.h"

namespace pymolt::names {

using ScopeId = std::uint32_t;
using BindingId = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

enum class ScopeKind : std::uint8_t { module, class_, function, lambda, comprehension, annotation };

struct Scope {
  ScopeKind kind = ScopeKind::module;
  bool leaks_on_2 =
      false;  // a list comprehension: on 2.7 its targets are names of the scope around it
  bool deferred =
      false;  // its body runs later than the text around it: functions, lambdas, generators
  ScopeId parent = kNone;
  std::uint32_t node = 0;  // the definition; the module's root
  std::uint32_t body = 0;  // where its own names are looked up: [body, end)
  std::uint32_t end = 0;
};

enum class BindingKind : std::uint8_t {
  import,
  assign,
  augment,
  declare,  // `x: int` without a value: makes a local of it, and binds nothing
  parameter,
  loop,
  with,
  except,
  function,
  class_,
  walrus,
  del,
  capture,  // in a pattern of `match`
  comprehension,
  type_parameter,
  global,    // `global x`: look in the module
  nonlocal,  // `nonlocal x`: look outwards
};

struct Binding {
  InternedName word = kNoName;
  ScopeId scope = 0;
  std::uint32_t node = 0;  // the identifier; of an import, its statement
  BindingKind kind = BindingKind::assign;
  bool leaked = false;       // out of a list comprehension, which happens on 2.7 only
  bool from_inside = false;  // by a function that says `global`, whenever that runs
  std::uint32_t import = kNone;
  BindingId previous = kNone;  // of the same name in the same scope
};

/// A place where a name is read.
struct Reference {
  std::uint32_t node = 0;
  InternedName word = kNoName;
  ScopeId scope = 0;
};

class Scopes {
 public:
  Scopes(const syntax::Tree& tree, const WellKnownNames& well_known_names);

  [[nodiscard]] const syntax::Tree& tree() const { return *tree_; }
  [[nodiscard]] InternedNames& interned_names() { return interned_names_; }
  [[nodiscard]] const InternedNames& interned_names() const { return interned_names_; }
  [[nodiscard]] const std::vector<Scope>& scopes() const { return scopes_; }
  [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes_[id]; }
  [[nodiscard]] const Binding& binding(BindingId id) const { return bindings_[id]; }
  [[nodiscard]] const std::vector<Binding>& bindings() const { return bindings_; }
  [[nodiscard]] const std::vector<Import>& imports() const { return imports_; }
  /// Whether the file says `from __future__ import FEATURE`.
  [[nodiscard]] bool has_future(std::string_view feature) const {
    return futures_.contains(feature);
  }
  /// Whether there are more, whose names are bound to anything.
  [[nodiscard]] bool has_more_imports() const { return more_imports_; }
  /// In the order of the text.
  [[nodiscard]] std::span<const Reference> references() const { return references_; }
  /// Attributes whose word has the trait kMember: `node` is the `attribute` node.
  [[nodiscard]] std::span<const Reference> attribute_uses() const { return attribute_uses_; }
  /// Attributes whose word has the trait kName.
  [[nodiscard]] std::span<const Reference> module_attributes() const { return module_attributes_; }
  /// Names read that may bind others from outside: `globals`, `exec`, `setattr`.
  [[nodiscard]] std::span<const Reference> dynamic_binders() const { return dynamic_binders_; }
  /// The scopes of classes, in the order in which they stand.
  [[nodiscard]] std::span<const ScopeId> classes() const { return classes_; }
  /// Attributes that are assigned, `time.clock = …`: their nodes.
  [[nodiscard]] std::span<const std::uint32_t> monkeypatches() const { return monkeypatches_; }
  /// Imports by text, `__import__("imp")`: known once Flow has run.
  [[nodiscard]] const std::vector<Import>& dynamic_imports() const { return dynamic_imports_; }
  void add_dynamic_import(Import import) { dynamic_imports_.push_back(std::move(import)); }
  /// The nodes that steer or end the flow of control, for guards, in the order of the text.
  [[nodiscard]] std::span<const std::uint32_t> control_flow() const { return control_flow_; }

  /// The last binding of WORD in SCOPE, or kNone.
  [[nodiscard]] BindingId last_binding(ScopeId scope, InternedName word) const;
  /// The scope in which names at NODE are looked up.
  [[nodiscard]] ScopeId scope_at(std::uint32_t node) const;
  /// How IDENTIFIER is looked up; without a word where the file has none like it.
  [[nodiscard]] Reference reference_at(syntax::Node identifier) const;
  /// The scope whose definition is NODE, or kNone.
  [[nodiscard]] ScopeId scope_of(std::uint32_t node) const;

 private:
  friend class ScopeBuilder;
  [[nodiscard]] const Reference* find_reference(std::uint32_t node) const;
  [[nodiscard]] ScopeId scope_around(std::uint32_t node) const;
  void chain(Binding binding);
  void grow();

  const syntax::Tree* tree_;
  InternedNames interned_names_;
  std::vector<Scope> scopes_;
  std::vector<Binding> bindings_;
  std::vector<Import> imports_;
  std::set<std::string_view> futures_;
  bool more_imports_ = false;
  std::vector<Reference> references_;
  std::vector<Reference> attribute_uses_;
  std::vector<Reference> module_attributes_;
  std::vector<Reference> dynamic_binders_;
  std::vector<ScopeId> classes_;
  std::vector<std::uint32_t> monkeypatches_;
  std::vector<Import> dynamic_imports_;
  std::vector<std::uint32_t> control_flow_;
  std::vector<BindingId> slots_;  // open addressing by (scope, word): the last binding
  std::size_t chains_ = 0;
  mutable std::unordered_map<std::uint32_t, ScopeId> deep_;  // what scope_at found on long ways
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_SCOPES_H_
