// Who binds which name where: the scopes and bindings of one file, and the places where names are read.
// SPDX-License-Identifier: MIT
//
// `Scopes` is the outcome of one walk over the flat tree (survey.cc) and is only read afterwards. It borrows the tree.
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
#include <span>
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
  Word word = kNoWord;
  ScopeId scope = 0;
  std::uint32_t node = 0;  // the identifier; of an import, its statement
  BindingKind kind = BindingKind::assign;
  bool leaked = false;       // out of a list comprehension, which happens on 2.7 only
  bool from_inside = false;  // by a function that says `global`, whenever that runs
  std::uint32_t import = kNone;
  BindingId previous = kNone;  // of the same name in the same scope
};

/// A place where a name is read.
struct Load {
  std::uint32_t node = 0;
  Word word = kNoWord;
  ScopeId scope = 0;
};

class Scopes {
 public:
  Scopes(const syntax::Tree& tree, const Vocabulary& vocabulary);

  [[nodiscard]] const syntax::Tree& tree() const { return *tree_; }
  [[nodiscard]] Words& words() { return words_; }
  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] const std::vector<Scope>& scopes() const { return scopes_; }
  [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes_[id]; }
  [[nodiscard]] const Binding& binding(BindingId id) const { return bindings_[id]; }
  [[nodiscard]] const std::vector<Binding>& bindings() const { return bindings_; }
  [[nodiscard]] const std::vector<Import>& imports() const { return imports_; }
  /// In the order of the text.
  [[nodiscard]] std::span<const Load> loads() const { return loads_; }
  /// Attributes whose word has the trait kMember: `node` is the `attribute` node.
  [[nodiscard]] std::span<const Load> members() const { return members_; }
  /// Attributes whose word has the trait kName.
  [[nodiscard]] std::span<const Load> named() const { return named_; }
  /// Names read that may bind others from outside: `globals`, `exec`, `setattr`.
  [[nodiscard]] std::span<const Load> injectors() const { return injectors_; }
  /// Attributes that are assigned, `time.clock = …`: their nodes.
  [[nodiscard]] std::span<const std::uint32_t> patches() const { return patches_; }
  /// Imports by text, `__import__("imp")`: known once Flow has run.
  [[nodiscard]] const std::vector<Import>& loaded() const { return loaded_; }
  void add_loaded(Import import) { loaded_.push_back(std::move(import)); }
  /// The nodes that steer or end the flow of control, for guards, in the order of the text.
  [[nodiscard]] std::span<const std::uint32_t> steering() const { return steering_; }

  /// The last binding of WORD in SCOPE, or kNone.
  [[nodiscard]] BindingId last_binding(ScopeId scope, Word word) const;
  /// The scope in which names at NODE are looked up.
  [[nodiscard]] ScopeId scope_at(std::uint32_t node) const;
  /// The scope whose definition is NODE, or kNone.
  [[nodiscard]] ScopeId scope_of(std::uint32_t node) const;

 private:
  friend class ScopeBuilder;
  void chain(Binding binding);
  void grow();

  const syntax::Tree* tree_;
  Words words_;
  std::vector<Scope> scopes_;
  std::vector<Binding> bindings_;
  std::vector<Import> imports_;
  std::vector<Load> loads_;
  std::vector<Load> members_;
  std::vector<Load> named_;
  std::vector<Load> injectors_;
  std::vector<std::uint32_t> patches_;
  std::vector<Import> loaded_;
  std::vector<std::uint32_t> steering_;
  std::vector<BindingId> slots_;  // open addressing by (scope, word): the last binding
  std::size_t chains_ = 0;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_SCOPES_H_
