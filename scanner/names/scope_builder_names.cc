// What an identifier does where it stands: read a name, bind it, or be no name at all (`x.here`, `f(here=1)`).
// SPDX-License-Identifier: MIT
#include "names/scope_builder.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::NodeData;

namespace {

bool is_pattern(Kind kind) {
  return kind == Kind::pattern_list || kind == Kind::tuple_pattern || kind == Kind::list_pattern ||
         kind == Kind::list_splat_pattern || kind == Kind::dictionary_splat_pattern ||
         kind == Kind::typed_parameter || kind == Kind::default_parameter ||
         kind == Kind::typed_default_parameter;
}

}  // namespace

std::string_view ScopeBuilder::text(std::uint32_t at) const {
  return out_.tree().text().substr(nodes_[at].begin, nodes_[at].end - nodes_[at].begin);
}

void ScopeBuilder::identifier(std::uint32_t at) {
  if (ahead_at_ < pending_.size() && pending_[ahead_at_].first <= at) {
    while (ahead_at_ < pending_.size() && pending_[ahead_at_].first < at) ++ahead_at_;
    if (ahead_at_ < pending_.size() && pending_[ahead_at_].first == at) {
      return bind(at, pending_[ahead_at_++].second);
    }
  }
  const NodeData& node = nodes_[at];
  const NodeData& parent = nodes_[node.parent];
  switch (parent.kind) {
    case Kind::attribute:
      if (node.field != Field::attribute) reference(at);
      return;
    case Kind::keyword_argument:
    case Kind::keyword_pattern:
      if (at != node.parent + 1) reference(at);
      return;
    case Kind::assignment:
      if (node.field != Field::left) return reference(at);
      for (std::uint32_t child = node.next; child < parent.next; child = nodes_[child].next) {
        if (nodes_[child].field == Field::right) return bind(at, BindingKind::assign);
      }
      return bind(at, BindingKind::declare);
    case Kind::augmented_assignment:
      reference(at);
      if (node.field == Field::left) bind(at, BindingKind::augment);
      return;
    case Kind::named_expression:
      return node.field == Field::name ? bind(at, BindingKind::walrus) : reference(at);
    case Kind::function_definition:
      return node.field == Field::name ? bind(at, BindingKind::function) : reference(at);
    case Kind::class_definition:
      return node.field == Field::name ? bind(at, BindingKind::class_) : reference(at);
    case Kind::for_statement:
      return node.field == Field::left ? bind(at, BindingKind::loop) : reference(at);
    case Kind::for_in_clause:
      return node.field == Field::left ? bind(at, BindingKind::comprehension) : reference(at);
    case Kind::parameters:
    case Kind::lambda_parameters:
      return parameter(at, node.parent);
    case Kind::default_parameter:
    case Kind::typed_default_parameter:
      return node.field == Field::name ? in_pattern(at) : reference(at);
    case Kind::typed_parameter:
    case Kind::pattern_list:
    case Kind::tuple_pattern:
    case Kind::list_pattern:
    case Kind::list_splat_pattern:
    case Kind::dictionary_splat_pattern:
      return in_pattern(at);
    case Kind::splat_pattern:
      return bind(at, BindingKind::capture);
    case Kind::as_pattern:
      return at == node.parent + 1 ? reference(at) : bind(at, BindingKind::capture);
    case Kind::dotted_name:
      return in_dotted_name(at);
    default:
      return reference(at);
  }
}

// In `a, (b, *c)` or `(d, e)=f`: what the whole pattern belongs to says how it binds.
void ScopeBuilder::in_pattern(std::uint32_t at) {
  std::uint32_t up = nodes_[at].parent;
  std::uint32_t below = at;
  while (is_pattern(nodes_[up].kind)) {
    below = up;
    up = nodes_[up].parent;
  }
  switch (nodes_[up].kind) {
    case Kind::parameters:
    case Kind::lambda_parameters:
      return parameter(at, up);
    case Kind::for_statement:
      return bind(at, BindingKind::loop);
    case Kind::for_in_clause:
      return bind(at, BindingKind::comprehension);
    case Kind::case_pattern:
      return bind(at, BindingKind::capture);
    default:
      return nodes_[below].field == Field::left ? bind(at, BindingKind::assign) : reference(at);
  }
}

// Only patterns of `match` still have dotted names here: `case x:` binds, `case a.b:` and `case C(…):` read.
void ScopeBuilder::in_dotted_name(std::uint32_t at) {
  const std::uint32_t dotted = nodes_[at].parent;
  if (at != dotted + 1) return;
  const bool alone = nodes_[dotted].next == at + 1;
  if (!alone || nodes_[nodes_[dotted].parent].kind == Kind::class_pattern) {
    reference(at);
  } else {
    bind(at, BindingKind::capture);
  }
}

void ScopeBuilder::attribute(std::uint32_t at) {
  // `time.clock = …` gives it a value; the left side of `sys.maxint - 1` bears the same name in the tree.
  const Kind around = nodes_[nodes_[at].parent].kind;
  const bool left = nodes_[at].field == Field::left && nodes_[at + 1].kind == Kind::identifier;
  if ((left && (around == Kind::assignment || around == Kind::for_statement)) ||
      around == Kind::pattern_list || around == Kind::tuple_pattern ||
      around == Kind::as_pattern_target)
    out_.monkeypatches_.push_back(at);
  // The last child is the attribute's word.
  std::uint32_t word_node = nodes_[at].next - 1;
  if (nodes_[word_node].parent != at) word_node = nodes_[word_node].parent;
  if (nodes_[word_node].kind != Kind::identifier) return;
  const InternedName word = out_.interned_names_.intern(text(word_node));
  const std::uint8_t traits = out_.interned_names_.traits(word);
  if ((traits & kMember) != 0) out_.attribute_uses_.push_back({at, word, scope_});
  if ((traits & kName) != 0) out_.module_attributes_.push_back({at, word, scope_});
  if ((traits & kImportsDynamically) != 0) dynamic_importer(at);
}

void ScopeBuilder::reference(std::uint32_t at) {
  const InternedName word = out_.interned_names_.intern(text(at));
  out_.references_.push_back({at, word, scope_});
  const std::uint8_t traits = out_.interned_names_.traits(word);
  if ((traits & (kBindsDynamically | kImportsDynamically)) == 0) return;
  if ((traits & kBindsDynamically) != 0) out_.dynamic_binders_.push_back({at, word, scope_});
  if ((traits & kImportsDynamically) != 0) dynamic_importer(at);
}

// `__import__("imp")`: a call that steers like an import statement.
void ScopeBuilder::dynamic_importer(std::uint32_t at) {
  const std::uint32_t call = nodes_[at].parent;
  if (nodes_[call].kind != Kind::call || nodes_[at].field != Field::function) return;
  if (out_.control_flow_.empty() || out_.control_flow_.back() < call)
    out_.control_flow_.push_back(call);
}

void ScopeBuilder::parameter(std::uint32_t at, std::uint32_t parameters) {
  const ScopeId function = out_.scope_of(nodes_[parameters].parent);
  if (function != kNone) bind_in(function, at, BindingKind::parameter);
}

// The scope to which a walrus, or on 2.7 the target of a list comprehension, binds. No Python reads comprehensions nested
// as deeply as is looked.
ScopeId ScopeBuilder::outside_comprehensions(bool* list_only) const {
  ScopeId scope = scope_;
  *list_only = true;
  constexpr int kMostNested = 1000;
  for (int i = 0; i < kMostNested && out_.scopes_[scope].kind == ScopeKind::comprehension; ++i) {
    *list_only = *list_only && out_.scopes_[scope].leaks_on_2;
    scope = out_.scopes_[scope].parent;
  }
  return scope;
}

void ScopeBuilder::bind(std::uint32_t at, BindingKind kind) {
  bool list_only = true;
  if (kind == BindingKind::walrus) return bind_in(outside_comprehensions(&list_only), at, kind);
  bind_in(scope_, at, kind);
  if (kind != BindingKind::comprehension) return;
  const ScopeId outside = outside_comprehensions(&list_only);
  if (!list_only) return;
  Binding binding;
  binding.word = out_.interned_names_.intern(text(at));
  binding.scope = outside;
  binding.node = at;
  binding.kind = kind;
  binding.leaked = true;
  add(binding);
}

void ScopeBuilder::bind_in(ScopeId scope, std::uint32_t at, BindingKind kind) {
  Binding binding;
  binding.word = out_.interned_names_.intern(text(at));
  binding.scope = scope;
  binding.node = at;
  binding.kind = kind;
  add(binding);
}

// `global x` sends what binds x in this scope to the module; what `nonlocal x` binds is unknown outside already.
void ScopeBuilder::add(Binding binding) {
  const BindingId last = out_.last_binding(binding.scope, binding.word);
  if (last != kNone && out_.bindings_[last].kind == BindingKind::nonlocal) return;
  if (last != kNone && out_.bindings_[last].kind == BindingKind::global) {
    binding.scope = 0;
    binding.from_inside = true;
  }
  out_.chain(binding);
}

}  // namespace pymolt::names
