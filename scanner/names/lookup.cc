// Python's lookup of a name, distinguished by version: which bindings can be in force where a name is read.
// SPDX-License-Identifier: MIT
//
// Walking back from the place of reading, a binding of the same scope ends the search on the versions on which it is
// in force and surely passed: when its block also holds the place of reading. What stands in other blocks on the way
// may be in force too; nothing older than a statement that binds the name in all of its branches is. A function runs
// later, so what counts for it is the state at the end of the scope outside. What is bound further down in a loop comes
// around, unless the loop binds the name again before the place of reading.
#include <algorithm>

#include "names/resolver.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;
using syntax::NodeData;

namespace {

constexpr int kLongestChain = 256;  // bindings of one name that are looked at before giving up

bool is_local_only(ScopeKind kind) {
  return kind == ScopeKind::function || kind == ScopeKind::lambda ||
         kind == ScopeKind::comprehension || kind == ScopeKind::annotation;
}

// Looks for statements that bind one name, or leave, in all of their branches; work is counted.
class Branches {
 public:
  Branches(const syntax::Tree& tree, std::string_view word) : tree_(tree), word_(word) {}

  // Notes of a binding at NODE, which is not the only one: what stands before a statement around it, or in the body of a
  // `try` whose `else` it is in, or before it in that body, no longer counts at AT.
  void note(std::uint32_t node, std::uint32_t at) {
    const std::vector<NodeData>& nodes = tree_.nodes();
    for (std::uint32_t up = nodes[node].parent; up != 0 && nodes[up].next <= at && left_ > 0;
         up = nodes[up].parent) {
      const bool branches =
          nodes[up].kind == Kind::if_statement || nodes[up].kind == Kind::try_statement;
      if (nodes[up].kind == Kind::function_definition || nodes[up].kind == Kind::class_definition)
        break;
      if (!branches || up < barrier_ || !all_bind(tree_.node(up), 0)) continue;
      if (nodes[up].kind == Kind::try_statement) note_body(tree_.node(up), node);
      if (at < nodes[nodes[up].parent].next || nodes[up].parent == 0) barrier_ = up;
    }
  }

  // Whether a binding at NODE is none of those.
  [[nodiscard]] bool counts(std::uint32_t node) const {
    return node >= barrier_ && !(node > dead_begin_ && node < dead_end_);
  }
  [[nodiscard]] bool is_before(std::uint32_t node) const { return node < barrier_; }

 private:
  // Of a `try` whose handlers all bind the name: what its `else` or a later statement of its body binds anew.
  void note_body(Node statement, std::uint32_t node) {
    const Node body = statement.child(Field::body);
    if (statement.child(Kind::else_clause)) {
      dead_begin_ = body.index();
      dead_end_ = body.data().next;
    } else if (node > body.index() && node < body.data().next) {
      Node inner = tree_.node(node);
      while (inner.parent() != body) inner = inner.parent();
      if (inner.first_named().child(Field::left) != tree_.node(node)) return;
      dead_begin_ = body.index();
      dead_end_ = inner.index();
    }
  }

  bool all_bind(Node statement, int depth) {
    constexpr int kDeepest = 6;
    if (depth > kDeepest) return false;
    if (statement.is(Kind::try_statement)) {
      const Node otherwise = statement.child(Kind::else_clause);
      if (!block_binds(otherwise ? otherwise.child(Field::body) : statement.child(Field::body),
                       depth))
        return false;
    } else if (!block_binds(statement.child(Field::consequence), depth)) {
      return false;
    }
    bool otherwise = statement.is(Kind::try_statement);
    for (const Node part : statement.children()) {
      if (part.is(Kind::except_clause) && !block_binds(part.child(Kind::block), depth))
        return false;
      if (part.is(Kind::elif_clause) && !block_binds(part.child(Field::consequence), depth))
        return false;
      if (!part.is(Kind::else_clause) || statement.is(Kind::try_statement)) continue;
      otherwise = true;
      if (!block_binds(part.child(Field::body), depth)) return false;
    }
    return otherwise;
  }

  bool block_binds(Node block, int depth) {
    for (const Node statement : block.children()) {
      if (--left_ < 0) return false;
      const Node inner =
          statement.is(Kind::expression_statement) ? statement.first_named() : Node();
      if (inner.is(Kind::assignment) && inner.child(Field::left).is(Kind::identifier) &&
          inner.child(Field::right) && inner.child(Field::left).text() == word_)
        return true;
      if (statement.is_any(Kind::return_statement, Kind::raise_statement, Kind::continue_statement,
                           Kind::break_statement))
        return true;
      if (statement.is_any(Kind::if_statement, Kind::try_statement) &&
          all_bind(statement, depth + 1))
        return true;
    }
    return false;
  }

  const syntax::Tree& tree_;
  std::string_view word_;
  int left_ = 200;  // statements that are looked at for one name
  std::uint32_t barrier_ = 0;
  std::uint32_t dead_begin_ = 0;  // what is bound in between does not count
  std::uint32_t dead_end_ = 0;
};

}  // namespace

void Resolver::sources(const Reference& reference, std::vector<Source>& out) const {
  VersionSet left = guards_->alive(reference.node) | guards_->unlikely(reference.node);
  bool deferred = false;
  for (ScopeId id = reference.scope; !left.empty();) {
    const Scope& scope = scopes_->scope(id);
    const bool visible = scope.kind != ScopeKind::class_ || id == reference.scope;
    const BindingId last = visible ? scopes_->last_binding(id, reference.word) : kNone;
    bool elsewhere = false;
    if (last != kNone) {
      const BindingKind kind = scopes_->binding(last).kind;
      if (kind == BindingKind::global) {
        if (id == 0) break;  // said at the top level, where it changes nothing
        deferred = true;
        id = 0;
        continue;
      }
      elsewhere = kind == BindingKind::nonlocal;
      if (!elsewhere) {
        left = from_chain(last, deferred ? scope.end : reference.node, deferred, left, out);
        if (is_local_only(scope.kind)) return;
      }
    }
    if (id == 0) break;
    deferred = deferred || scope.deferred;
    id = scope.parent;
  }
  if (!left.empty()) out.push_back({kNone, left});
}

VersionSet Resolver::from_chain(BindingId last, std::uint32_t at, bool deferred, VersionSet left,
                                std::vector<Source>& out) const {
  const std::size_t first_out = out.size();
  std::uint32_t loop = kNone;  // the outermost loop around the place, looked for when needed
  bool loop_sought = false;
  int steps = 0;
  VersionSet bound;  // a name that may be bound here is not looked for further out
  Branches branches(scopes_->tree(),
                    scopes_->interned_names().spelling(scopes_->binding(last).word));
  std::vector<std::pair<std::size_t, std::uint32_t>>
      around;  // of OUT, those that come around a loop
  for (BindingId id = last; id != kNone && !left.empty(); id = scopes_->binding(id).previous) {
    const Binding& binding = scopes_->binding(id);
    ++work_;
    if (++steps > kLongestChain) {
      out.resize(first_out);
      out.push_back({id, left});
      return VersionSet::none();
    }
    const bool later =
        !deferred && !binding.from_inside && (!is_past(binding, at) || is_beside(binding, at));
    if (later) {
      if (!loop_sought) loop = outermost_loop(at, binding.scope);
      loop_sought = true;
      if (loop == kNone || binding.node >= scopes_->tree().nodes()[loop].next) continue;
    }
    if (!binding.from_inside && !branches.counts(binding.node)) {
      if (branches.is_before(binding.node)) return VersionSet::none();
      continue;
    }
    const VersionSet on = in_force(binding, at) & left;
    if (on.empty()) continue;
    if (later) around.emplace_back(out.size(), loop_around_both(binding.node, at));
    out.push_back({id, on});
    bound |= on;
    if (later) continue;
    const bool nearest = decides(binding, at, deferred);
    const VersionSet over = nearest ? on : on & surely_passed(binding, at, deferred);
    left -= over;
    for (const auto& [source, loop_of_both] : around) {
      if (loop_of_both < binding.node) out[source].on -= over;
    }
    if (!nearest && binding.previous != kNone && binding.kind == BindingKind::assign)
      branches.note(binding.node, at);
  }
  std::erase_if(out, [](const Source& source) { return source.on.empty(); });
  return left - bound;
}

// Whether the text up to AT has made BINDING: `x = f(x)` binds only when f(x) has been read.
bool Resolver::is_past(const Binding& binding, std::uint32_t at) const {
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  if (scopes_->scope(binding.scope).kind == ScopeKind::comprehension) return true;
  if (binding.node > at) return false;
  switch (binding.kind) {
    case BindingKind::assign:
    case BindingKind::augment:
    case BindingKind::walrus:
    case BindingKind::function:
    case BindingKind::class_: {
      std::uint32_t statement = nodes[binding.node].parent;
      while (nodes[statement].kind == Kind::pattern_list ||
             nodes[statement].kind == Kind::tuple_pattern ||
             nodes[statement].kind == Kind::list_pattern ||
             nodes[nodes[statement].parent].kind == Kind::assignment) {
        statement = nodes[statement].parent;
      }
      return at >= nodes[statement].next;
    }
    case BindingKind::loop: {
      std::uint32_t loop = binding.node;
      while (nodes[loop].kind != Kind::for_statement && loop != 0) loop = nodes[loop].parent;
      const Node over = scopes_->tree().node(loop).child(syntax::Field::right);
      return !over || at >= over.data().next;
    }
    default:
      return true;
  }
}

// Whether BINDING, which stands before AT, can reach it around a loop at most: it is in another branch of the same `if`,
// its block leaves the function, or it is the last thing of the `try` body whose handler AT is in.
bool Resolver::is_beside(const Binding& binding, std::uint32_t at) const {
  if (binding.kind == BindingKind::walrus) return false;
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  const std::uint32_t body = scopes_->scope(binding.scope).body;
  std::uint32_t inner = binding.node;
  std::uint32_t below = binding.node;
  bool left = false;
  for (std::uint32_t up = nodes[below].parent; up != body && up != 0;
       inner = below, below = up, up = nodes[up].parent) {
    const Kind kind = nodes[up].kind;
    if (at < up || at >= nodes[up].next) {
      left = left || (kind == Kind::block && leaves_after(scopes_->tree().node(below)));
      continue;
    }
    if (kind == Kind::try_statement) {
      const bool in_body = scopes_->tree().node(up).child(Field::body).index() == below;
      return in_body && is_last_of_body(binding, inner, at);
    }
    const bool branch = nodes[below].kind == Kind::block ||
                        nodes[below].kind == Kind::elif_clause ||
                        nodes[below].kind == Kind::else_clause;
    return left || (kind == Kind::if_statement && branch);
  }
  return left;
}

// Whether the block of STATEMENT ends with `return` or `raise`, and STATEMENT stands before that.
bool Resolver::leaves_after(Node statement) {
  constexpr int kMostStatements = 40;
  Node last = statement;
  for (int i = 0; i < kMostStatements; ++i) {
    const Node next = last.next_sibling();
    if (!next) return last.is_any(Kind::return_statement, Kind::raise_statement);
    last = next;
  }
  return false;
}

// Whether STATEMENT, the assignment that makes BINDING, is the last of a `try` body in whose handler AT is.
bool Resolver::is_last_of_body(const Binding& binding, std::uint32_t statement,
                               std::uint32_t at) const {
  const Node assignment = scopes_->tree().node(binding.node).parent();
  const Node made = scopes_->tree().node(statement);
  if (!assignment.is(Kind::assignment) || assignment.parent() != made || made.next_sibling())
    return false;
  for (Node up = scopes_->tree().node(at); up; up = up.parent()) {
    if (up.parent() == made.parent().parent()) return up.is(Kind::except_clause);
  }
  return false;
}

VersionSet Resolver::in_force(const Binding& binding, std::uint32_t at) const {
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  VersionSet on;
  switch (binding.kind) {
    case BindingKind::declare:
    case BindingKind::global:
    case BindingKind::nonlocal:
      return VersionSet::none();
    case BindingKind::import:
      on = guards_->alive_after(binding.node);
      break;
    case BindingKind::assign: {
      std::uint32_t statement = nodes[binding.node].parent;
      while (nodes[statement].kind != Kind::assignment && statement != 0) {
        statement = nodes[statement].parent;
      }
      on = statement == 0 ? guards_->alive(binding.node) : guards_->alive_after(statement);
      break;
    }
    case BindingKind::except: {
      on = guards_->alive(binding.node);
      std::uint32_t clause = binding.node;
      while (nodes[clause].kind != Kind::except_clause && clause != 0)
        clause = nodes[clause].parent;
      if (at >= nodes[clause].next) on &= VersionSet::python2();
      break;
    }
    default:
      on = guards_->alive(binding.node);
      break;
  }
  on |= guards_->unlikely(binding.node);
  return binding.leaked ? on & VersionSet::python2() : on;
}

// Whether BINDING, where it is in force, leaves no older one in force at AT.
bool Resolver::decides(const Binding& binding, std::uint32_t at, bool deferred) const {
  if (binding.from_inside) return false;
  if (binding.kind == BindingKind::parameter || binding.kind == BindingKind::type_parameter)
    return true;
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  const Scope& scope = scopes_->scope(binding.scope);
  if (scope.kind == ScopeKind::comprehension || scope.kind == ScopeKind::lambda) return true;
  if (!deferred && binding.node > at) return false;
  std::uint32_t up = binding.node;
  while (up != scope.body && up != 0) {
    const Kind kind = nodes[up].kind;
    if (kind == Kind::block || kind == Kind::except_clause || kind == Kind::case_clause ||
        kind == Kind::for_statement) {
      break;
    }
    up = nodes[up].parent;
  }
  if (deferred) return up == scope.body || up == 0;
  return at < nodes[up].next;
}

// Where what AT stands behind has surely made BINDING, though in other blocks: `if PY3: text = text.encode()`.
VersionSet Resolver::surely_passed(const Binding& binding, std::uint32_t at, bool deferred) const {
  if (binding.from_inside || (!deferred && binding.node > at)) return VersionSet::none();
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  const Scope& scope = scopes_->scope(binding.scope);
  VersionSet on = VersionSet::all();
  for (std::uint32_t up = binding.node; up != scope.body && up != 0 && !on.empty();
       up = nodes[up].parent) {
    const Kind kind = nodes[up].kind;
    if (kind == Kind::except_clause || kind == Kind::case_clause || kind == Kind::for_statement)
      return VersionSet::none();
    if (kind != Kind::block) continue;
    if (!deferred && at < nodes[up].next) return on;
    on &= guards_->surely_runs(up);
  }
  return on;
}

// The innermost loop that holds both NODE and AT; AT itself where there is none.
std::uint32_t Resolver::loop_around_both(std::uint32_t node, std::uint32_t at) const {
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  for (std::uint32_t up = at; up != 0; up = nodes[up].parent) {
    const bool loop =
        nodes[up].kind == Kind::for_statement || nodes[up].kind == Kind::while_statement;
    if (loop && up < node && node < nodes[up].next) return up;
  }
  return at;
}

std::uint32_t Resolver::outermost_loop(std::uint32_t at, ScopeId scope) const {
  const std::vector<NodeData>& nodes = scopes_->tree().nodes();
  std::uint32_t loop = kNone;
  for (std::uint32_t up = at; up > scopes_->scope(scope).body; up = nodes[up].parent) {
    if (nodes[up].kind == Kind::for_statement || nodes[up].kind == Kind::while_statement) loop = up;
  }
  return loop;
}

}  // namespace pymolt::names
