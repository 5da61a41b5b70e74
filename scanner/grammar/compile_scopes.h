// Which names of a file do what, and in which scope: written down while reading, looked at only where it matters.
// SPDX-License-Identifier: MIT
//
// Every token has a role, one byte: most have none, names have what the reader saw them do. Scopes are ranges of
// tokens. That is all the common file needs; symbols.h works out whose name is whose from it where a `global`, a
// `nonlocal`, a `del` or a `:=` makes that a question.
#ifndef PYMOLT_GRAMMAR_COMPILE_SCOPES_H_
#define PYMOLT_GRAMMAR_COMPILE_SCOPES_H_

#include <cstdint>
#include <vector>

namespace pymolt::verdict {

enum class Role : std::uint8_t {
  none,
  comprehension_bracket,  // no name: a bracket with a comprehension directly in it
  unoptimized,            // no name: an `exec` or `*` that may bring any name
  load,
  store,
  annotated,  // `x: int`
  walrus,     // `(x := 1)`
  deleted,
  except_name,  // `except E as x`
  imported,
  defined,  // by `def` or `class`
  parameter,
  type_parameter,
  iteration,  // the target of a comprehension
  declared_global,
  declared_nonlocal,
};

enum class ScopeKind : std::uint8_t {
  module,
  class_,
  function,
  lambda,
  list,  // comprehensions
  set_or_dict,
  generator,
  annotation,  // of a parameter, a variable, a result
  type_scope,  // type parameters, and what they are around; the value of `type`
};

[[nodiscard]] constexpr bool is_comprehension(ScopeKind kind) {
  return kind == ScopeKind::list || kind == ScopeKind::set_or_dict || kind == ScopeKind::generator;
}

/// The tokens [first, last) of a scope, without its hole: the first iterable of a comprehension. Parameters stand
/// apart, [parameters_first, parameters_last); of those tokens only the parameters themselves are in the scope.
struct Scope {
  ScopeKind kind = ScopeKind::module;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t hole_first = 0;
  std::uint32_t hole_last = 0;
  std::uint32_t parameters_first = 0;
  std::uint32_t parameters_last = 0;
  std::uint32_t name = 0;  // of a class: the token
};

class Scopes {
 public:
  explicit Scopes(std::size_t tokens) : roles_(tokens, Role::none) {}

  [[nodiscard]] Role role(std::uint32_t token) const { return roles_[token]; }
  void set_role(std::uint32_t token, Role role) {
    roles_[token] = role;
    met_ |= 1U << static_cast<unsigned>(role);
  }
  /// Whether some token has, or had for a while, that role.
  [[nodiscard]] bool met(Role role) const {
    return (met_ >> static_cast<unsigned>(role) & 1U) != 0;
  }

  void add(const Scope& scope) { scopes_.push_back(scope); }
  [[nodiscard]] std::size_t size() const { return scopes_.size(); }
  void shrink(std::size_t size) { scopes_.resize(size); }
  /// In the order in which they end.
  [[nodiscard]] const std::vector<Scope>& all() const { return scopes_; }
  [[nodiscard]] const std::vector<Role>& roles() const { return roles_; }

 private:
  std::vector<Role> roles_;
  std::vector<Scope> scopes_;
  std::uint32_t met_ = 0;
};

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_COMPILE_SCOPES_H_
