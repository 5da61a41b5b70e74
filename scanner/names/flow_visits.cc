// How each statement and expression steers the flow.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/flow.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

Node block_of(Node node) {
  const Node body = node.child(Field::body);
  return body ? body : node.child(Kind::block);
}

Node first_argument(Node call) {
  const Node arguments = call.child(Field::arguments);
  return arguments.is(Kind::argument_list) ? arguments.first_named() : Node();
}

}  // namespace

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
      return plan(node.child(Field::consequence), Role::apart, now_);
    case Kind::function_definition:
    case Kind::lambda_:
    case Kind::lambda_within_for_in_clause:
      return visit_function(node);
    case Kind::class_definition: {
      State inside = now_;
      inside.methods = skip_node_ == at ? skip_alive_ : VersionSet::all();
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
  const Test condition = test(node.child(Field::condition));
  now_ = probed(now_, condition);
  note(node.index());
  enter(Role::if_, node.index());
  regions_.back().rest = now_.alive & condition.fails;
  State inside = now_;
  inside.alive &= condition.holds;
  inside.doubtful &= condition.holds;
  inside.main_only = inside.main_only || condition.main_program;
  plan(node.child(Field::consequence), Role::branch, inside);
}

void Flow::visit_elif(Node node) {
  Region* const region = around(Role::if_);
  if (region == nullptr) return;
  now_.alive = region->rest;
  note(node.index());
  const Test condition = test(node.child(Field::condition));
  State inside = probed(now_, condition);
  inside.alive = region->rest & condition.holds;
  region->rest &= condition.fails;
  plan(node.child(Field::consequence), Role::branch, inside);
}

void Flow::visit_else(Node node) {
  if (Region* const region = around(Role::if_)) {
    State inside = now_;
    inside.alive = region->rest;
    region->rest = VersionSet::none();
    plan(block_of(node), Role::branch, inside);
  } else if (Region* const attempt = around(Role::try_)) {
    State inside = attempt->outside;
    inside.alive = attempts_[attempt->attempt].body_end;
    plan(block_of(node), Role::otherwise, inside, attempt->attempt);
  } else {
    State inside = now_;
    const Region* const loop = around(Role::apart);
    if (loop != nullptr && loop->begin == node.data().parent) inside.alive &= loop->rest;
    plan(block_of(node), Role::apart, inside);
  }
}

void Flow::visit_loop(Node node) {
  State inside = now_;
  VersionSet rest = VersionSet::all();  // where it can end by its condition
  if (node.is(Kind::while_statement)) {
    const Test condition = test(node.child(Field::condition));
    rest = condition.fails;
    inside = probed(now_, condition);
    inside.alive &= condition.holds;
  }
  enter(Role::apart, node.index());
  regions_.back().rest = now_.alive & rest;
  plan(block_of(node), Role::apart, inside);
}

// `with suppress(ImportError):` is a try whose handler does nothing.
void Flow::visit_with(Node node) {
  enter(Role::with, node.index());
  State inside = now_;
  for (const Node item : node.child(Kind::with_clause).children()) {
    if (!item.is(Kind::with_item)) continue;
    const Node call = item.child(Field::value);
    if (!call.is(Kind::call)) continue;
    guards_->known_until_ = call.data().next;
    if (resolver_->dotted(call.child(Field::function)) != "contextlib.suppress") continue;
    const std::uint32_t attempt =
        add_attempt(node.index(), {read_handler(call.child(Field::arguments))});
    inside.shelter = attempts_[attempt].shelter;
    regions_.back().after = now_.alive;
  }
  plan(block_of(node), Role::with_body, inside);
}

void Flow::visit_function(Node node) {
  if (node.is(Kind::function_definition)) note_function(node);
  State inside = now_;
  inside.alive &= now_.methods;
  if (skip_node_ == node.index()) inside.alive &= skip_alive_;
  inside.methods = VersionSet::all();
  Shelter shelter;
  shelter.kind = Shelter::Kind::function;
  shelter.outer = now_.shelter;
  if (shelter.outer != kNone) {
    inside.shelter = static_cast<std::uint32_t>(guards_->shelters_.size());
    guards_->shelters_.push_back(shelter);
  }
  plan(node.child(Field::body), node.is(Kind::function_definition) ? Role::function : Role::lambda,
       inside);
}

// `@unittest.skipIf(test, …)`, `@pytest.mark.skipif(test, …)`, `@unittest.skipUnless(test, …)`, and such kept under a
// name: `new_only = unittest.skipIf(test, …)`.
void Flow::visit_decorated(Node node) {
  skip_alive_ = VersionSet::all();
  for (const Node decorator : node.children()) {
    if (!decorator.is(Kind::decorator)) continue;
    Node call = decorator.first_named();
    if (call.is(Kind::identifier)) call = assigned_once(call);
    const std::string_view name =
        call.is(Kind::call) ? call.child(Field::function).text() : call.text();
    if (name == "unittest.skip" || name == "pytest.mark.skip") skip_alive_ = VersionSet::none();
    const bool skips_if = name.ends_with("skipIf") || name.ends_with("skipif");
    if (!call.is(Kind::call) || (!skips_if && !name.ends_with("skipUnless"))) continue;
    const Test condition = test(first_argument(call));
    skip_alive_ &= skips_if ? condition.fails : condition.holds;
  }
  skip_node_ = node.child(Field::definition).index();
}

// What the module gives NAME, if it does so once and before.
Node Flow::assigned_once(Node name) const {
  const Word word = scopes_->words().find(name.text());
  const BindingId last = word == kNoWord ? kNone : scopes_->last_binding(0, word);
  if (last == kNone || scopes_->binding(last).previous != kNone) return name;
  const Binding& binding = scopes_->binding(last);
  if (binding.kind != BindingKind::assign || binding.node > name.index()) return name;
  const Node value = resolver_->assigned(scopes_->tree().node(binding.node));
  return value ? value : name;
}

void Flow::visit_conditional(Node node) {
  const Node first = node.first_named();
  const Node condition = first.next_sibling().next_sibling();
  const Node last = condition.next_sibling().next_sibling();
  if (!last || !evaluator_.may_tell(condition)) return;
  const Test tested = test(condition);
  State inside = probed(now_, tested);
  inside.alive = now_.alive & tested.fails;
  plan(last, Role::operand, inside);
  inside.alive = now_.alive & tested.holds;
  plan(first, Role::operand, inside);
}

void Flow::visit_boolean(Node node) {
  const Node left = node.child(Field::left);
  if (!left || left.data().next - left.index() > 200 || !evaluator_.may_tell(left)) return;
  const Test tested = test(left);
  State inside = probed(now_, tested);
  const bool is_and = node.child(Field::operator_).is(Kind::tok_and);
  inside.alive &= is_and ? tested.holds : tested.fails;
  const Node right = node.child(Field::right);
  if (node.parent().is(Kind::expression_statement) && right.is(Kind::call) && is_ending(right)) {
    enter(Role::asserts, node.index());  // `version or sys.exit(1)`
    regions_.back().rest = is_and ? tested.fails : tested.holds;
  }
  plan(right, Role::operand, inside);
}

// `[unicode(x) for x in xs if PY2]`
void Flow::visit_comprehension(Node node) {
  State inside = now_;
  for (const Node clause : node.children()) {
    if (!clause.is(Kind::if_clause) || !evaluator_.may_tell(clause)) continue;
    inside.alive &= test(clause.first_named()).holds;
  }
  if (inside.alive != now_.alive) plan(node.child(Field::body), Role::operand, inside);
}

void Flow::visit_assert(Node node) {
  const Test tested = test(node.first_named());
  now_ = probed(now_, tested);
  enter(Role::asserts, node.index());
  regions_.back().rest = tested.telling ? tested.holds : VersionSet::all();
}

void Flow::visit_imports(Node node) {
  const std::vector<Import>& imports = scopes_->imports();
  while (next_import_ < imports.size() && imports[next_import_].statement < node.index())
    ++next_import_;
  for (; next_import_ < imports.size() && imports[next_import_].statement == node.index();
       ++next_import_) {
    const Import& import = imports[next_import_];
    if (import.bound_as != import.name && is_among(kEndings, std::string_view(import.target())))
      endings_.push_back(scopes_->words().find(import.bound_as));
    import_fails(import, node);
  }
}

// What an import does to the handlers around it: some of them it fails into, where it is not there.
void Flow::import_fails(const Import& import, Node node) {
  const Standard& standard = resolver_->standard();
  const bool foreign = import.level > 0 || !standard.is_standard(import.module);
  for (std::uint32_t up = now_.shelter; up != kNone; up = guards_->shelters_[up].outer) {
    if (guards_->shelters_[up].kind == Shelter::Kind::function) break;
    if (guards_->shelters_[up].kind != Shelter::Kind::handlers) continue;
    Attempt& attempt = attempts_[guards_->shelters_[up].owner];
    attempt.imports = true;
    attempt.imports_foreign = attempt.imports_foreign || foreign;
  }
  if (foreign) return;
  fail(Raised::no_module, ~standard.exists(import.module), node.data().next - 1);
  if (import.name.empty() || import.is_star()) return;
  fail(Raised::no_import, ~standard.exists(import.target()), node.data().next - 1);
}

// `importlib.import_module("imp")`
void Flow::visit_loader(Node node) {
  const Node name = first_argument(node);
  if (!name.is(Kind::string) || name.child(Kind::interpolation)) return;
  guards_->known_until_ = node.data().next;
  const std::string loader = resolver_->dotted(node.child(Field::function));
  if (!is_among(kLoaders, std::string_view(loader))) return;
  Import import;
  std::string_view module = name.child(Kind::string_content).text();
  while (module.starts_with('.')) {
    ++import.level;
    module.remove_prefix(1);
  }
  import.module = module;
  import.statement = node.index();
  import.module_node = import.name_node = name.index();
  import.scope = scopes_->scope_at(node.index());
  import_fails(import, node);
  scopes_->add_loaded(std::move(import));
}

void Flow::visit_call(Node node) {
  const Node function = node.child(Field::function);
  if (!function.is_any(Kind::identifier, Kind::attribute)) return;
  if (resolver_->may_load(node)) return visit_loader(node);
  if (is_ending(node)) enter(Role::raises, node.index());
}

// Whether nothing runs after CALL.
bool Flow::is_ending(Node call) {
  const Node function = call.child(Field::function);
  if (!function.is_any(Kind::identifier, Kind::attribute)) return false;
  const std::string_view text = function.text();
  if (is_among(kEndingMethods, text)) return true;
  const std::string_view last = text.substr(text.rfind('.') + 1);
  const bool alias = !endings_.empty() && std::find(endings_.begin(), endings_.end(),
                                                    scopes_->words().find(text)) != endings_.end();
  if (!alias && std::none_of(kEndings.begin(), kEndings.end(),
                             [&](std::string_view ending) { return ending.ends_with(last); })) {
    return false;
  }
  guards_->known_until_ = call.data().next;
  const std::vector<Meaning> meanings = resolver_->meanings(function);
  return meanings.size() == 1 && is_among(kEndings, meanings[0].dotted);
}

}  // namespace pymolt::names
