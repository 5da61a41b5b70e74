// The one walk over the flat tree that finds scopes, bindings and reads.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_SCOPE_BUILDER_H_
#define PYMOLT_NAMES_SCOPE_BUILDER_H_

#include <vector>

#include "names/scopes.h"

namespace pymolt::names {

/// Fills a `Scopes`. A range holds the nodes whose names belong to one scope; ranges nest, and those still to
/// come are known from their definition on, so that one comparison a node tells whether anything changes.
class ScopeBuilder {
 public:
  explicit ScopeBuilder(Scopes& out) : out_(out), nodes_(out.tree().nodes()) {}
  void run();

 private:
  struct ScopeRange {
    ScopeId scope;
    std::uint32_t begin;
    std::uint32_t end;
  };

  void change_ranges(std::uint32_t at);
  void plan_range(ScopeId scope, std::uint32_t begin, std::uint32_t end);
  void plan_next();
  ScopeId add_scope(ScopeKind kind, std::uint32_t node, std::uint32_t body, std::uint32_t end);

  /// Looks at node AT and says which node is to be looked at next.
  std::uint32_t look(std::uint32_t at);
  std::uint32_t import(std::uint32_t at);
  void note_asked(syntax::Node call);
  void note_dynamic_importer(syntax::Node assignment);
  bool may_tell_version(const Import& import);
  std::uint32_t declaration(std::uint32_t at, BindingKind kind);
  void definition(std::uint32_t at, ScopeKind kind);
  void comprehension(std::uint32_t at);
  void targets(std::uint32_t at, BindingKind kind);
  void except(std::uint32_t at);
  void type_parameters(std::uint32_t at);
  void type_alias(std::uint32_t at);

  void identifier(std::uint32_t at);
  void in_pattern(std::uint32_t at);
  void in_dotted_name(std::uint32_t at);
  void attribute(std::uint32_t at);
  void reference(std::uint32_t at);
  void dynamic_importer(std::uint32_t at);
  void bind(std::uint32_t at, BindingKind kind);
  void bind_in(ScopeId scope, std::uint32_t at, BindingKind kind);
  void parameter(std::uint32_t at, std::uint32_t parameters);
  void add(Binding binding);
  [[nodiscard]] ScopeId outside_comprehensions(bool* list_only) const;
  [[nodiscard]] std::string_view text(std::uint32_t at) const;

  Scopes& out_;
  const std::vector<syntax::NodeData>& nodes_;
  std::vector<ScopeRange> ranges_;
  std::vector<ScopeRange> planned_;  // those to come, the next one last
  std::uint32_t next_change_ = 0;
  ScopeId scope_ = 0;
  std::vector<std::pair<std::uint32_t, BindingKind>>
      pending_;  // identifiers ahead that are known to bind
  std::size_t ahead_at_ = 0;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_SCOPE_BUILDER_H_
