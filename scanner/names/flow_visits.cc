// How each statement and expression steers the flow.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/flow.h"
#include "rulebook/standard_names.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

Node block_of(Node node) {
  const Node body = node.child(Field::body);
  return body ? body : node.child(Kind::block);
}

// Whether something in LOOP may end it before its `else`.
bool may_break(Node loop) {
  const Node body = block_of(loop);
  const std::vector<syntax::NodeData>& nodes = loop.tree().nodes();
  for (std::uint32_t at = body.index(); body && at < body.data().next; ++at) {
    if (nodes[at].kind == Kind::break_statement) return true;
  }
  return false;
}

constexpr std::uint32_t kLargestCondition = 200;  // nodes of one that is read closely

}  // namespace

// Long: one row a kind of statement.
void Flow::visit(std::uint32_t at) {
  const Node node = scopes_->tree().node(at);
  switch (node.kind()) {
    case Kind::if_statement:
      return visit_if(node);
    case Kind::elif_clause:
      return visit_elif(node);
    case Kind::else_clause:
      return visit_else(node);
    case Kind::while_statement:
    case Kind::for_statement:
      return visit_loop(node);
    case Kind::try_statement:
      return visit_try(node);
    case Kind::except_clause:
      return visit_except(node);
    case Kind::with_statement:
      return visit_with(node);
    case Kind::match_statement:
      return enter(Role::apart, at);
    case Kind::case_clause:
      return visit_case(node);
    case Kind::function_definition:
    case Kind::lambda_:
    case Kind::lambda_within_for_in_clause:
      return visit_function(node);
    case Kind::class_definition: {
      State inside = now_;
      inside.methods = skip_node_ == at ? skip_alive_ : VersionSet::all();
      inside.methods -= skipped_in(node);
      return plan(block_of(node), Role::apart, inside);
    }
    case Kind::decorated_definition:
      return visit_decorated(node);
    case Kind::conditional_expression:
      return visit_conditional(node);
    case Kind::boolean_operator:
      return visit_boolean(node);
    case Kind::list_comprehension:
    case Kind::set_comprehension:
    case Kind::dictionary_comprehension:
    case Kind::generator_expression:
      return visit_comprehension(node);
    case Kind::assert_statement:
      return visit_assert(node);
    case Kind::assignment:
      return visit_assignment(node);
    case Kind::call:
      return visit_call(node);
    case Kind::raise_statement:
      return visit_raise(node);
    case Kind::return_statement:
    case Kind::break_statement:
    case Kind::continue_statement:
      return enter(Role::leaves, at);
    case Kind::import_statement:
    case Kind::import_from_statement:
    case Kind::future_import_statement:
      return visit_imports(node);
    default:
      return;
  }
}

void Flow::visit_if(Node node) {
  const Node asked = node.child(Field::condition);
  const Test condition = test(asked);
  now_ = is_attribute_tested(now_, condition);
  note(node.index());
  enter(Role::if_, node.index());
  Region& region = regions_.back();
  region.rest = now_.alive & condition.fails;
  region.undecided = condition.open;
  region.asks_others = !now_.in_function && is_of_others(asked);
  region.main_only = condition.main_fails;
  State inside = under(now_, region);
  inside.alive &= condition.holds;
  inside.unlikely &= condition.holds;
  inside.main_only = now_.main_only || condition.main_holds;
  plan_branch(node.child(Field::consequence), inside, condition.holds - condition.fails, region);
  region.may_hold = condition.holds;
}

// Plans a branch of the `if` REGION; SURELY: where its condition holds without doubt.
void Flow::plan_branch(Node block, const State& inside, VersionSet surely, const Region& region) {
  surely -= region.may_hold;
  if (block && !surely.empty()) guards_->surely_.emplace(block.index(), surely);
  plan(block, Role::branch, inside);
}

// STATE as it is behind the conditions of the `if` REGION so far.
Flow::State Flow::under(State state, const Region& region) {
  state.undecided |= region.undecided;
  state.asks_others = state.asks_others || region.asks_others;
  state.main_only = state.main_only || region.main_only;
  return state;
}

void Flow::visit_elif(Node node) {
  Region* const region = around(Role::if_);
  if (region == nullptr) return;
  now_.alive = region->rest;
  note(node.index());
  const Node asked = node.child(Field::condition);
  const Test condition = test(asked);
  region->undecided |= condition.open;
  region->asks_others = region->asks_others || (!now_.in_function && is_of_others(asked));
  State inside = under(is_attribute_tested(now_, condition), *region);
  inside.main_only = inside.main_only || condition.main_holds;
  region->main_only = region->main_only || condition.main_fails;
  inside.alive = region->rest & condition.holds;
  region->rest &= condition.fails;
  plan_branch(node.child(Field::consequence), inside, condition.holds - condition.fails, *region);
  region->may_hold |= condition.holds;
}

void Flow::visit_else(Node node) {
  if (Region* const region = around(Role::if_)) {
    State inside = under(now_, *region);
    inside.alive = region->rest;
    region->rest = VersionSet::none();
    plan_branch(block_of(node), inside, VersionSet::all(), *region);
  } else if (Region* const try_region = around(Role::try_)) {
    State inside = try_region->outside;
    inside.alive = try_regions_[try_region->try_region].body_end;
    inside.place = {try_region->try_region, try_regions_[try_region->try_region].next_handler + 1};
    plan(block_of(node), Role::otherwise, inside, try_region->try_region);
  } else {
    State inside = now_;
    const Region* const loop = around(Role::apart);
    if (loop != nullptr && loop->begin == node.data().parent) {
      inside = under(now_, *loop);
      inside.alive &= loop->rest;
      if (may_break(scopes_->tree().node(loop->begin))) inside.undecided = VersionSet::all();
    }
    plan(block_of(node), Role::apart, inside);
  }
}

void Flow::visit_loop(Node node) {
  State inside = now_;
  Region region;
  region.rest = VersionSet::all();  // where it can end by its condition
  if (node.is(Kind::while_statement)) {
    const Test condition = test(node.child(Field::condition));
    region.rest = condition.fails;
    region.undecided = condition.open;
    inside = under(is_attribute_tested(now_, condition), region);
    inside.alive &= condition.holds;
    inside.main_only = inside.main_only || condition.main_holds;
  }
  enter(Role::apart, node.index());
  regions_.back().rest = now_.alive & region.rest;
  regions_.back().undecided = region.undecided;
  plan(block_of(node), Role::apart, inside);
}

void Flow::visit_case(Node node) {
  State inside = now_;
  inside.undecided = VersionSet::all();
  plan(node.child(Field::consequence), Role::apart, inside);
}

// Whether CONDITION names something that another module gave.
bool Flow::is_of_others(Node condition) const {
  if (!condition || condition.data().next - condition.index() > kLargestCondition) return false;
  for (std::uint32_t at = condition.index(); at < condition.data().next; ++at) {
    const Node name = condition.tree().node(at);
    if (!name.is(Kind::identifier) ||
        (name.parent().is(Kind::attribute) && name.field() != Field::object))
      continue;
    for (const Resolution& resolution : resolver_->resolutions(name)) {
      if (resolution.is_known() || resolution.binding == kNone) continue;
      if (scopes_->binding(resolution.binding).kind == BindingKind::import) return true;
    }
  }
  return false;
}

// `with suppress(ImportError):` is a try whose handler does nothing.
void Flow::visit_with(Node node) {
  enter(Role::with, node.index());
  State inside = now_;
  for (const Node item : node.child(Kind::with_clause).children()) {
    if (!item.is(Kind::with_item)) continue;
    guards_->known_until_ = item.data().next;
    std::optional<Handler> handler = handlers_.of_context(item.child(Field::value));
    if (!handler) continue;
    now_.exception_context = inside.exception_context;
    now_.place = inside.place;
    const std::uint32_t try_region = add_try_region(node.index(), {std::move(*handler)});
    now_.exception_context = regions_.back().outside.exception_context;
    now_.place = regions_.back().outside.place;
    inside.exception_context = try_regions_[try_region].exception_context;
    inside.place = {try_region, 0};
    regions_.back().after = now_.alive;
  }
  plan(block_of(node), Role::with_body, inside);
}

void Flow::visit_function(Node node) {
  if (node.is(Kind::function_definition)) {
    note_function(node);
    note_defaults(node);
  }
  State inside = now_;
  // What skips the tests runs itself.
  if (!prepares(node, "class")) inside.alive &= now_.methods;
  inside.alive &= file_alive_;
  if (!now_.in_function && prepares(node, "module")) file_alive_ -= skipped_by(node);
  if (skip_node_ == node.index()) inside.alive &= skip_alive_;
  inside.methods = VersionSet::all();
  inside.in_function = true;
  // What stands around the definition is not around the call.
  inside.place = {};
  inside.undecided = inside.if_raised = VersionSet::none();
  ExceptionContext exception_context;
  exception_context.kind = ExceptionContext::Kind::function;
  exception_context.outer = now_.exception_context;
  if (exception_context.outer != kNone) {
    inside.exception_context = guards_->add_context(exception_context);
  }
  plan(node.child(Field::body), node.is(Kind::function_definition) ? Role::function : Role::lambda,
       inside);
}

void Flow::visit_conditional(Node node) {
  const Node first = node.first_named();
  const Node condition = first.next_sibling().next_sibling();
  const Node last = condition.next_sibling().next_sibling();
  if (!last || (now_.in_function && !evaluator_.may_tell_version(condition))) return;
  const Test tested = test(condition);
  State inside = is_attribute_tested(now_, tested);
  inside.undecided |= tested.open;
  inside.asks_others = inside.asks_others || (!now_.in_function && is_of_others(condition));
  inside.alive = now_.alive & tested.fails;
  inside.main_only = now_.main_only || tested.main_fails;
  plan(last, Role::operand, inside);
  inside.alive = now_.alive & tested.holds;
  inside.main_only = now_.main_only || tested.main_holds;
  plan(first, Role::operand, inside);
}

void Flow::visit_boolean(Node node) {
  const Node left = node.child(Field::left);
  const Node right = node.child(Field::right);
  if (!left || !right) return;
  const bool readable = left.data().next - left.index() <= kLargestCondition &&
                        evaluator_.may_tell_version(left, kVersionDependent | kAttributeTest);
  if (!readable && now_.in_function) return;
  const Test tested = readable ? test(left) : Test();
  State inside = is_attribute_tested(now_, tested);
  const bool is_and = node.child(Field::operator_).is(Kind::tok_and);
  inside.alive &= is_and ? tested.holds : tested.fails;
  inside.undecided |= tested.open;
  inside.main_only = now_.main_only || (is_and ? tested.main_holds : tested.main_fails);
  if (node.parent().is(Kind::expression_statement) && right.is(Kind::call) &&
      !ending(right).empty()) {
    enter(Role::asserts, node.index());  // `version or sys.exit(1)`
    regions_.back().rest = is_and ? tested.fails : tested.holds;
  }
  plan(right, Role::operand, inside);
}

// `[unicode(x) for x in xs if PY2]`
void Flow::visit_comprehension(Node node) {
  State inside = now_;
  for (const Node clause : node.children()) {
    if (!clause.is(Kind::if_clause) || !evaluator_.may_tell_version(clause)) continue;
    inside.alive &= test(clause.first_named()).holds;
  }
  if (inside.alive != now_.alive) plan(node.child(Field::body), Role::operand, inside);
}

void Flow::visit_assert(Node node) {
  const Test tested = test(node.first_named());
  now_ = is_attribute_tested(now_, tested);
  enter(Role::asserts, node.index());
  regions_.back().rest = tested.version_dependent ? tested.holds : VersionSet::all();
}

void Flow::visit_imports(Node node) {
  const std::vector<Import>& imports = scopes_->imports();
  while (next_import_ < imports.size() && imports[next_import_].statement < node.index())
    ++next_import_;
  for (; next_import_ < imports.size() && imports[next_import_].statement == node.index();
       ++next_import_) {
    const Import& import = imports[next_import_];
    if (import.bound_as != import.name && !ending_of(import.target()).empty())
      endings_.push_back(scopes_->interned_names().find(import.bound_as));
    import_fails(import, node);
  }
}

// What an import does to the handlers around it: some of them it fails into, where it is not there.
void Flow::import_fails(const Import& import, Node node) {
  const StdlibIndex& stdlib = resolver_->stdlib();
  const bool foreign = import.level > 0 || !stdlib.is_standard(import.module);
  for (std::uint32_t up = guards_->deciding(now_.exception_context); up != kNone;
       up = guards_->deciding(guards_->exception_contexts_[up].outer)) {
    if (guards_->exception_contexts_[up].kind == ExceptionContext::Kind::function) break;
    TryRegion& try_region = try_regions_[guards_->exception_contexts_[up].owner];
    try_region.imports = true;
    try_region.imports_foreign = try_region.imports_foreign || foreign;
  }
  if (foreign) return;
  fail(Raised::no_module, import.on - stdlib.exists(import.module), node.data().next - 1);
  if (import.name.empty() || import.is_star()) return;
  VersionSet lacking = ~stdlib.exists(import.target());
  if (is_sheltered() && !stdlib.is_listed(import.target()))
    lacking |= rulebook::standard_lacks(import.module, import.name);
  fail(Raised::no_import, lacking, node.data().next - 1);
}

// `importlib.import_module("imp")`
void Flow::visit_loader(Node node) {
  guards_->known_until_ = node.data().next;
  for (Import& import : resolver_->loaded_imports(node)) {
    import_fails(import, node);
    scopes_->add_dynamic_import(std::move(import));
  }
}

void Flow::visit_call(Node node) {
  const Node function = node.child(Field::function);
  if (!function.is_any(Kind::identifier, Kind::attribute)) return;
  if (resolver_->may_load(node)) return visit_loader(node);
  const std::string_view what = ending(node);
  if (what.empty()) return;
  // In a function, a test that is skipped has been handled.
  enter(what == "test" && now_.in_function ? Role::leaves : Role::raises, node.index());
}

// What a call of DOTTED ends: the program, the test …
std::string_view Flow::ending_of(std::string_view dotted) const {
  for (const rulebook::NameFact& fact : resolver_->stdlib().book().names(dotted)) {
    if (fact.word == "ends") return fact.value;
  }
  return {};
}

// What CALL ends, so that nothing runs behind it.
std::string_view Flow::ending(Node call) {
  const Node function = call.child(Field::function);
  if (!function.is_any(Kind::identifier, Kind::attribute)) return {};
  const Node last = last_name(function);
  const InternedName word = scopes_->interned_names().find(last.text());
  if (word == kNoName) return {};
  const bool alias = std::find(endings_.begin(), endings_.end(), word) != endings_.end();
  if (!alias && !resolver_->stdlib().may_end(last.text())) return {};
  if (function.is(Kind::attribute) && function.child(Field::object).text() == "self")
    return ending_of("unittest.TestCase." + std::string(last.text()));
  guards_->known_until_ = call.data().next;
  const std::vector<Resolution> resolutions = resolver_->resolutions(function);
  return resolutions.size() == 1 ? ending_of(resolutions[0].dotted) : std::string_view();
}

}  // namespace pymolt::names
