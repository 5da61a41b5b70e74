// The walk itself: which construct opens a scope, which binds, which only reads.
// SPDX-License-Identifier: MIT
#include "names/scope_builder.h"

#include <algorithm>

#include "base/dotted.h"
#include "names/arguments.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;
using syntax::NodeData;

Scopes::Scopes(const syntax::Tree& tree, const WellKnownNames& well_known_names)
    : tree_(&tree), interned_names_(well_known_names, tree.text().size()), slots_(256, kNone) {
  references_.reserve(tree.nodes().size() / 6);
  bindings_.reserve(tree.nodes().size() / 16);
  ScopeBuilder(*this).run();
}

void ScopeBuilder::run() {
  const auto size = static_cast<std::uint32_t>(nodes_.size());
  Scope module;
  module.end = size;
  out_.scopes_.push_back(module);
  ranges_.push_back({0, 0, size});
  plan_next();
  for (std::uint32_t at = 0; at < size;) {
    if (at >= next_change_) change_ranges(at);
    at = look(at);
  }
}

void ScopeBuilder::change_ranges(std::uint32_t at) {
  while (ranges_.back().end <= at) ranges_.pop_back();
  while (!planned_.empty() && planned_.back().begin <= at) {
    ranges_.push_back(planned_.back());
    planned_.pop_back();
  }
  plan_next();
}

void ScopeBuilder::plan_next() {
  scope_ = ranges_.back().scope;
  next_change_ = ranges_.back().end;
  if (!planned_.empty() && planned_.back().begin < next_change_)
    next_change_ = planned_.back().begin;
}

void ScopeBuilder::plan_range(ScopeId scope, std::uint32_t begin, std::uint32_t end) {
  planned_.push_back({scope, begin, end});
  if (begin < next_change_) next_change_ = begin;
}

ScopeId ScopeBuilder::add_scope(ScopeKind kind, std::uint32_t node, std::uint32_t body,
                                std::uint32_t end) {
  Scope scope;
  scope.kind = kind;
  scope.deferred = kind == ScopeKind::function || kind == ScopeKind::lambda;
  scope.parent = scope_;
  scope.node = node;
  scope.body = body;
  scope.end = end;
  if (kind == ScopeKind::class_) out_.classes_.push_back(static_cast<ScopeId>(out_.scopes_.size()));
  out_.scopes_.push_back(scope);
  return static_cast<ScopeId>(out_.scopes_.size() - 1);
}

// Long: one row a kind of node.
std::uint32_t ScopeBuilder::look(std::uint32_t at) {
  const NodeData& node = nodes_[at];
  switch (node.kind) {
    case Kind::identifier:
      identifier(at);
      break;
    case Kind::attribute:
      attribute(at);
      break;
    case Kind::import_statement:
    case Kind::import_from_statement:
    case Kind::future_import_statement:
      return import(at);
    case Kind::global_statement:
      return declaration(at, BindingKind::global);
    case Kind::nonlocal_statement:
      return declaration(at, BindingKind::nonlocal);
    case Kind::function_definition:
      out_.control_flow_.push_back(at);
      definition(at, ScopeKind::function);
      break;
    case Kind::class_definition:
      out_.control_flow_.push_back(at);
      definition(at, ScopeKind::class_);
      break;
    case Kind::lambda_:
    case Kind::lambda_within_for_in_clause:
      out_.control_flow_.push_back(at);
      definition(at, ScopeKind::lambda);
      break;
    case Kind::list_comprehension:
    case Kind::set_comprehension:
    case Kind::dictionary_comprehension:
    case Kind::generator_expression:
      comprehension(at);
      break;
    case Kind::as_pattern_target:
      targets(at, nodes_[nodes_[node.parent].parent].kind == Kind::except_clause
                      ? BindingKind::except
                      : BindingKind::with);
      break;
    case Kind::delete_statement:
      targets(at, BindingKind::del);
      break;
    case Kind::except_clause:
      out_.control_flow_.push_back(at);
      except(at);
      break;
    case Kind::type_parameter:
      if (node.field == Field::type_parameters) type_parameters(at);
      break;
    case Kind::type_alias_statement:
      type_alias(at);
      break;
    case Kind::if_statement:
    case Kind::elif_clause:
    case Kind::else_clause:
    case Kind::while_statement:
    case Kind::for_statement:
    case Kind::try_statement:
    case Kind::finally_clause:
    case Kind::with_statement:
    case Kind::match_statement:
    case Kind::case_clause:
    case Kind::return_statement:
    case Kind::raise_statement:
    case Kind::break_statement:
    case Kind::continue_statement:
    case Kind::assert_statement:
    case Kind::conditional_expression:
    case Kind::boolean_operator:
    case Kind::decorated_definition:
      out_.control_flow_.push_back(at);
      break;
    case Kind::assignment:
      out_.control_flow_.push_back(at);
      note_dynamic_importer(out_.tree().node(at));
      break;
    case Kind::call:
      note_asked(out_.tree().node(at));
      if (nodes_[node.parent].kind == Kind::expression_statement) out_.control_flow_.push_back(at);
      break;
    default:
      break;
  }
  return at + 1;
}

// `load = importlib.import_module`: what follows may import by that name.
void ScopeBuilder::note_dynamic_importer(syntax::Node assignment) {
  const Node name = assignment.child(Field::left);
  Node value = assignment.child(Field::right);
  if (value.is(Kind::attribute)) value = value.child(Field::attribute);
  if (!name.is(Kind::identifier) || !value.is(Kind::identifier)) return;
  if ((out_.interned_names_.traits(out_.interned_names_.intern(value.text())) &
       kImportsDynamically) == 0)
    return;
  out_.interned_names_.add_traits(out_.interned_names_.intern(name.text()), kImportsDynamically);
}

// `isinstance(name, …)`: what the name is may be known better behind it.
void ScopeBuilder::note_asked(syntax::Node call) {
  if (call.child(Field::function).text() != "isinstance") return;
  const syntax::Node name = argument(call, 0);
  if (name.is(Kind::identifier))
    out_.interned_names_.set_asked(out_.interned_names_.intern(name.text()));
  if (name.is(Kind::attribute))
    out_.interned_names_.set_asked_of_attribute(
        out_.interned_names_.intern(name.child(Field::attribute).text()));
}

// Whether the name that IMPORT binds may tell the version.
bool ScopeBuilder::may_tell_version(const Import& import) {
  if (out_.interned_names_.well_known_names().is_version_module(first_part(import.module)))
    return true;
  return !import.name.empty() &&
         (out_.interned_names_.traits(out_.interned_names_.intern(import.name)) &
          kVersionDependent) != 0;
}

std::uint32_t ScopeBuilder::import(std::uint32_t at) {
  out_.control_flow_.push_back(at);
  const std::size_t first = out_.imports_.size();
  std::vector<Node> beyond;
  read_imports(out_.tree().node(at), out_.imports_, beyond);
  for (std::size_t i = first; i < out_.imports_.size(); ++i) {
    Import& import = out_.imports_[i];
    import.scope = scope_;
    if (import.level == 0 && import.module == "__future__") out_.futures_.insert(import.name);
    if (import.bound_as.empty()) continue;
    if (import.name.empty()) {  // `import a.b as c`: the file speaks of `b`
      const std::string_view module = out_.tree().node(import.module_node).text();
      out_.interned_names_.intern(module.substr(module.rfind('.') + 1));
    }
    Binding binding;
    binding.word = out_.interned_names_.intern(import.bound_as);
    binding.scope = scope_;
    binding.node = at;
    binding.kind = BindingKind::import;
    binding.import = static_cast<std::uint32_t>(i);
    out_.interned_names_.add_traits(binding.word,
                                    kImported | (may_tell_version(import) ? kVersionDependent : 0));
    if (!import.name.empty() && import.name != import.bound_as) {
      out_.interned_names_.add_traits(
          binding.word, out_.interned_names_.traits(out_.interned_names_.intern(import.name)) &
                            kImportsDynamically);
    }
    add(binding);
  }
  out_.more_imports_ = out_.more_imports_ || !beyond.empty();
  for (const Node name : beyond) {
    Binding binding;
    binding.word = out_.interned_names_.intern(name.text());
    binding.scope = scope_;
    binding.node = name.index();
    binding.kind = BindingKind::loop;  // to anything
    add(binding);
  }
  return nodes_[at].next;
}

std::uint32_t ScopeBuilder::declaration(std::uint32_t at, BindingKind kind) {
  for (const Node name : out_.tree().node(at).children()) {
    if (!name.is(Kind::identifier)) continue;
    Binding binding;
    binding.word = out_.interned_names_.intern(name.text());
    binding.scope = scope_;
    binding.node = name.index();
    binding.kind = kind;
    out_.chain(binding);
    // Whoever rebinds a name from inside makes it unknown in every function around.
    for (ScopeId up = scope_; kind == BindingKind::nonlocal && up != 0;) {
      up = out_.scopes_[up].parent;
      if (out_.scopes_[up].kind != ScopeKind::function) continue;
      binding.scope = up;
      binding.kind = BindingKind::assign;
      binding.from_inside = true;
      out_.chain(binding);
      binding.kind = kind;
    }
  }
  return nodes_[at].next;
}

void ScopeBuilder::definition(std::uint32_t at, ScopeKind kind) {
  std::uint32_t body = 0;
  std::uint32_t type_parameters = 0;
  for (std::uint32_t child = at + 1; child < nodes_[at].next; child = nodes_[child].next) {
    if (nodes_[child].field == Field::body) body = child;
    if (nodes_[child].field == Field::type_parameters) type_parameters = child;
  }
  if (body == 0) return;
  const ScopeId around = scope_;
  ScopeId annotation = kNone;
  if (type_parameters != 0) {
    // Its node comes after the definition's own: look-ups by node stay sorted when it is added last.
    annotation = static_cast<ScopeId>(out_.scopes_.size() + 1);
  }
  const ScopeId inner = add_scope(kind, at, body, nodes_[body].next);
  if (annotation != kNone) {
    out_.scopes_[inner].parent = annotation;
    scope_ = around;
    add_scope(ScopeKind::annotation, type_parameters, type_parameters, nodes_[at].next);
  }
  plan_range(inner, body, nodes_[body].next);
  if (annotation != kNone) plan_range(annotation, type_parameters, nodes_[at].next);
}

void ScopeBuilder::comprehension(std::uint32_t at) {
  out_.control_flow_.push_back(at);
  const Kind kind = nodes_[at].kind;
  const ScopeId around = scope_;
  const ScopeId inner = add_scope(ScopeKind::comprehension, at, at, nodes_[at].next);
  out_.scopes_[inner].leaks_on_2 = kind == Kind::list_comprehension;
  out_.scopes_[inner].deferred = kind == Kind::generator_expression;
  for (const Node clause : out_.tree().node(at).children()) {
    if (!clause.is(Kind::for_in_clause)) continue;
    // What the first `for` runs over is looked up outside.
    if (const Node over = clause.child(Field::right)) {
      plan_range(around, over.index(), over.data().next);
    }
    break;
  }
  plan_range(inner, at + 1, nodes_[at].next);
}

// The names among the targets below AT, subscripts and attributes left out: `a, (b.c, d[e])` binds only `a`.
void ScopeBuilder::targets(std::uint32_t at, BindingKind kind) {
  for (std::uint32_t below = at + 1; below < nodes_[at].next;) {
    const Kind what = nodes_[below].kind;
    if (what == Kind::attribute || what == Kind::subscript || what == Kind::call) {
      below = nodes_[below].next;
      continue;
    }
    if (what == Kind::identifier) pending_.emplace_back(below, kind);
    ++below;
  }
}

// `except E, e` has two values; on 3.14 and later that is a tuple without its parentheses, and binds nothing.
void ScopeBuilder::except(std::uint32_t at) {
  Node first;
  for (const Node child : out_.tree().node(at).children()) {
    if (child.field() != Field::value) continue;
    if (!first) {
      first = child;
    } else if (child.is(Kind::identifier)) {
      pending_.emplace_back(child.index(), BindingKind::except);
      return;
    }
  }
}

void ScopeBuilder::type_parameters(std::uint32_t at) {
  for (const Node type : out_.tree().node(at).children()) {
    if (!type.is(Kind::type)) continue;
    Node name = type.first_named();
    if (name.is(Kind::constrained_type)) name = name.first_named().first_named();
    if (name.is(Kind::splat_type)) name = name.first_named();
    if (name.is(Kind::identifier)) pending_.emplace_back(name.index(), BindingKind::type_parameter);
  }
}

void ScopeBuilder::type_alias(std::uint32_t at) {
  const Node left = out_.tree().node(at).child(Field::left);
  Node name = left.first_named();
  if (name.is(Kind::generic_type)) {
    const Node parameters = name.child(Kind::type_parameter);
    name = name.first_named();
    if (parameters) {
      const ScopeId inner =
          add_scope(ScopeKind::annotation, parameters.index(), parameters.index(), nodes_[at].next);
      plan_range(inner, parameters.index(), nodes_[at].next);
    }
  }
  if (name.is(Kind::identifier)) pending_.emplace_back(name.index(), BindingKind::assign);
  if (const Node parameters = left.first_named().child(Kind::type_parameter)) {
    type_parameters(parameters.index());
  }
}

}  // namespace pymolt::names
