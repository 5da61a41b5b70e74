// What exceptions do to the flow: which handler is there for which failure, and so where it is reached.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/flow.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLargestBody = 2000;  // nodes of the body of a try that is read closely

}  // namespace

std::uint32_t Flow::add_try_region(std::uint32_t node, std::vector<Handler> handlers) {
  ExceptionContext exception_context;
  exception_context.outer = now_.exception_context;
  TryFact fact;
  fact.place = now_.place;
  for (const Handler& handler : handlers) {
    fact.handlers.push_back(handler.catches);
    for (std::size_t i = 0; i < kRaisedKinds; ++i)
      exception_context.catches[i] |= handler.catches[i];
  }
  TryRegion try_region;
  try_region.node = node;
  try_region.handlers = std::move(handlers);
  exception_context.owner = static_cast<std::uint32_t>(try_regions_.size());
  try_region.exception_context = guards_->add_context(exception_context);
  guards_->try_regions_.push_back(std::move(fact));
  try_regions_.push_back(std::move(try_region));
  return static_cast<std::uint32_t>(try_regions_.size() - 1);
}

void Flow::visit_try(Node node) {
  count_kinds();
  guards_->known_until_ = node.index();
  const std::uint32_t try_region = add_try_region(node.index(), handlers_.of_try(node));
  enter(Role::try_, node.index());
  regions_.back().try_region = try_region;
  State inside = now_;
  inside.exception_context = try_regions_[try_region].exception_context;
  inside.place = {try_region, 0};
  plan(node.child(Field::body), Role::body, inside, try_region);
}

void Flow::visit_except(Node node) {
  Region* const region = around(Role::try_);
  if (region == nullptr) return;
  TryRegion& try_region = try_regions_[region->try_region];
  const std::uint32_t handler = try_region.next_handler++;
  if (handler >= try_region.handlers.size()) return;
  State entry = region->outside;
  entry.place = {region->try_region, handler + 1};
  entry.if_raised |= try_region.body_end;
  plan(node.child(Kind::block), Role::handler, handler_state(try_region, handler, entry),
       region->try_region, handler);
  plan_clause(node, handler_state(try_region, handler, entry),
              clause_state(try_region, handler, entry));
}

// The types of CLAUSE, and the name behind them: `except A as b`, `except A, b`.
void Flow::plan_clause(Node clause, State bound, State asked) {
  std::vector<Node> values;
  for (const Node child : clause.children()) {
    if (child.field() == Field::value) values.push_back(child);
  }
  for (std::size_t i = values.size(); i-- > 1;) plan(values[i], Role::operand, bound);
  if (values.empty()) return;
  const bool named = values[0].is(Kind::as_pattern);
  if (named) plan(values[0].child(Kind::as_pattern_target), Role::operand, bound);
  plan(named ? values[0].first_named() : values[0], Role::operand, asked);
}

// The types of a clause are looked at when something fails that no clause before it takes. Where nothing can, they are not.
Flow::State Flow::clause_state(const TryRegion& try_region, std::uint32_t number,
                               State entry) const {
  const Node body = scopes_->tree().node(try_region.node).child(Field::body);
  if (try_region.imports_foreign || !only_binds_and_imports(body)) return entry;
  VersionSet coming;
  for (std::size_t i = 0; i < kRaisedKinds; ++i) {
    VersionSet taken;
    for (std::uint32_t earlier = 0; earlier < number; ++earlier)
      taken |= try_region.handlers[earlier].catches[i];
    coming |= try_region.arrived[i] - taken;
  }
  entry.alive &= coming;
  return entry;
}

// A handler is reached exactly where what it is there for fails, if that is known; see also facts about imports:
// modules that are neither the project's nor the standard library's are taken to be there.
Flow::State Flow::handler_state(const TryRegion& try_region, std::uint32_t number,
                                State entry) const {
  const Handler& handler = try_region.handlers[number];
  VersionSet failing;
  for (std::size_t i = 0; i < kRaisedKinds; ++i)
    failing |= try_region.failed[i] & handler.catches[i];
  State state = entry;
  state.alive -= handlers_.dead(try_region.handlers, number);
  if (!fails_only_as_known(try_region, handler, failing)) {
    if (is_there_for_packages(try_region, handler)) state.alive &= failing;
    return state;
  }
  state.alive &= failing;
  if (try_region.imports_foreign) state.unlikely |= entry.alive - failing;
  return state;
}

// Whether nothing comes to HANDLER but on the versions FAILING.
bool Flow::fails_only_as_known(const TryRegion& try_region, const Handler& handler,
                               VersionSet failing) const {
  const auto takes = [&](Raised raised) {
    return !handler.catches[static_cast<std::size_t>(raised)].empty();
  };
  const Node body = scopes_->tree().node(try_region.node).child(Field::body);
  const bool other =
      handler.open || takes(Raised::other) || takes(Raised::syntax) || takes(Raised::exit) ||
      std::any_of(handler.types.begin(), handler.types.end(), [](const Handler::Type& type) {
        return raised_by(type.dotted) == Raised::other;
      });
  const bool narrow = !handler.broad && !other;
  if (try_region.imports && !has_calls(body) && !has_lookups(body))
    return true;  // nothing but imports
  if (!failing.empty()) return narrow || !has_calls(body);
  // Nothing in it can fail so, as far as is known.
  if (!narrow) return false;
  const bool of_imports = takes(Raised::no_module) || takes(Raised::no_import);
  const bool of_attributes = takes(Raised::no_attribute);
  const bool of_names = takes(Raised::no_name);
  const bool of_types = takes(Raised::wrong_type);
  if (of_names && !of_imports && !of_attributes && !of_types) return reads_known_names(body);
  if (of_attributes && !of_imports && !of_names && !of_types) return reads_known_attributes(body);
  if (!of_types && !has_calls(body) && !has_lookups(body))
    return !of_names || reads_known_names(body);
  return try_region.imports && takes(Raised::no_module) && !of_attributes && !of_names && !of_types;
}

// Whether nothing in BODY fails but imports, and names that are not there.
bool Flow::only_binds_and_imports(Node body) const {
  if (!body || body.data().next - body.index() > kLargestBody || has_calls(body) ||
      has_lookups(body))
    return false;
  for (const Node statement : body.children()) {
    if (!statement.named() || statement.is_any(Kind::comment, Kind::pass_statement,
                                               Kind::import_statement, Kind::import_from_statement))
      continue;
    const Node expression =
        statement.is(Kind::expression_statement) ? statement.first_named() : Node();
    const Node value =
        expression.is(Kind::assignment) ? expression.child(Field::right) : expression;
    if (!value.is_any(Kind::identifier, Kind::string, Kind::integer, Kind::none, Kind::true_,
                      Kind::false_))
      return false;
    if (value.is(Kind::identifier) && !reads_known_names(statement)) return false;
  }
  return true;
}

void Flow::count_kinds() {
  const std::vector<syntax::NodeData>& nodes = scopes_->tree().nodes();
  if (!calls_before_.empty()) return;
  calls_before_.resize(nodes.size() + 1);
  lookups_before_.resize(nodes.size() + 1);
  for (std::size_t at = 0; at < nodes.size(); ++at) {
    const Kind kind = nodes[at].kind;
    calls_before_[at + 1] = calls_before_[at] + (kind == Kind::call ? 1 : 0);
    lookups_before_[at + 1] =
        lookups_before_[at] + (kind == Kind::attribute || kind == Kind::subscript ? 1 : 0);
  }
}

bool Flow::has_calls(Node block) const {
  return block && calls_before_[block.data().next] != calls_before_[block.index()];
}

// Whether BLOCK takes attributes or items.
bool Flow::has_lookups(Node block) const {
  return block && lookups_before_[block.data().next] != lookups_before_[block.index()];
}

// Whether BODY reads no names but such as are there on every version on which it is reached, and calls none but the
// built-ins among them: `try: set()` / `except NameError: from sets import Set as set`.
bool Flow::reads_known_names(Node body) const {
  if (!body || body.data().next - body.index() > kLargestBody) return false;
  const std::span<const Reference> references = scopes_->references();
  const auto first = std::lower_bound(
      references.begin(), references.end(), body.index(),
      [](const Reference& reference, std::uint32_t at) { return reference.node < at; });
  for (auto reference = first; reference != references.end() && reference->node < body.data().next;
       ++reference) {
    const std::vector<Resolution> resolutions = resolver_->resolutions(*reference);
    if (resolutions.empty()) return false;  // a local name that is not bound yet
    for (const Resolution& resolution : resolutions) {
      const bool listed = resolver_->stdlib().book().lifetime(resolution.dotted) != nullptr;
      const bool imported =
          resolution.kind == Resolution::Kind::stdlib && resolution.binding != kNone;
      if (!resolution.is_known() || (!listed && !imported)) return false;
      if (!(resolution.on - resolver_->stdlib().exists(resolution.dotted)).empty()) return false;
    }
  }
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    const Node node = scopes_->tree().node(at);
    if (node.is(Kind::call) && !node.child(Field::function).is(Kind::identifier)) return false;
    if (node.is_any(Kind::attribute, Kind::subscript)) return false;
  }
  return true;
}

// Whether BODY takes no items, and what each attribute in it is taken of passes: ANSWER is asked what the attribute means.
bool Flow::each_attribute(Node body,
                          FunctionRef<bool(const std::vector<Resolution>&)> answer) const {
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    const Node node = scopes_->tree().node(at);
    if (node.is(Kind::subscript)) return false;
    const bool is_read = node.is(Kind::attribute) && !node.parent().is(Kind::attribute) &&
                         node.field() != Field::left;
    if (is_read && !answer(resolver_->resolutions(node))) return false;
  }
  return true;
}

// Whether all attributes in BODY are of modules and are known to be there: `try: w = asyncio.ensure_future`.
bool Flow::reads_known_attributes(Node body) const {
  if (!body || body.data().next - body.index() > kLargestBody || has_calls(body)) return false;
  return each_attribute(body, [&](const std::vector<Resolution>& resolutions) {
    return std::ranges::all_of(resolutions, [&](const Resolution& resolution) {
      const StdlibIndex& stdlib = resolver_->stdlib();
      return resolution.is_known() && stdlib.is_listed(resolution.dotted) &&
             (resolution.on - stdlib.exists(resolution.dotted)).empty();
    });
  });
}

// Whether HANDLER is there for an attribute of a package that lacks it, and the package is taken to have it: that is what the
// body asks for first. `try: LANCZOS = Image.Resampling.LANCZOS` / `except AttributeError: LANCZOS = Image.ANTIALIAS`
bool Flow::is_there_for_packages(const TryRegion& try_region, const Handler& handler) const {
  if (handler.broad || handler.open) return false;
  for (const Handler::Type& type : handler.types) {
    if (raised_by(type.dotted) != Raised::no_attribute) return false;
  }
  const Node body = scopes_->tree().node(try_region.node).child(Field::body);
  if (!body || body.data().next - body.index() > kLargestBody) return false;
  for (std::uint32_t at = body.index(); at < body.data().next; ++at) {
    const Node call = scopes_->tree().node(at);
    if (call.is(Kind::call) && !call.child(Field::function).is(Kind::attribute)) return false;
  }
  bool any = false;
  const bool all = each_attribute(body, [&](const std::vector<Resolution>& resolutions) {
    any = true;
    return !resolutions.empty() &&
           std::ranges::all_of(resolutions, [&](const Resolution& resolution) {
             return resolver_->stdlib().package_keeps(resolution.dotted);
           });
  });
  return all && any;
}

void Flow::close_try(const Region& region) {
  const TryRegion& try_region = try_regions_[region.try_region];
  now_.alive = try_region.body_end | region.after;
}

// On VERSIONS, what ends with LAST_NODE fails: the handlers that catch it get these, and what follows does not.
void Flow::fail(Raised failure, VersionSet versions, std::uint32_t last_node) {
  versions &= now_.alive;
  const auto kind = static_cast<std::size_t>(failure);
  for (std::uint32_t up = guards_->deciding(now_.exception_context);
       up != kNone && !versions.empty();
       up = guards_->deciding(guards_->exception_contexts_[up].outer)) {
    const ExceptionContext& exception_context = guards_->exception_contexts_[up];
    if (exception_context.kind == ExceptionContext::Kind::function) break;
    if (exception_context.kind == ExceptionContext::Kind::handlers)
      try_regions_[exception_context.owner].arrived[kind] |= versions;
    const VersionSet caught = versions & exception_context.catches[kind];
    if (exception_context.kind != ExceptionContext::Kind::handlers || caught.empty()) continue;
    try_regions_[exception_context.owner].failed[kind] |= caught;
    versions -= caught;
    now_.alive -= caught;
  }
  note(last_node, Guards::kFailed);
}

bool Flow::is_sheltered() const {
  const std::uint32_t around = guards_->deciding(now_.exception_context);
  return around != kNone &&
         guards_->exception_contexts_[around].kind == ExceptionContext::Kind::handlers;
}

// Names and attributes in the body of a try can fail as well.
void Flow::look_at_loads(std::uint32_t to) {
  const std::span<const Reference> references = scopes_->references();
  const bool guarded_by_test = is_sheltered();
  for (; next_load_ < references.size() && references[next_load_].node < to; ++next_load_) {
    const Reference& reference = references[next_load_];
    if (!guarded_by_test ||
        (scopes_->interned_names().traits(reference.word) & (kBuiltin | kImported)) == 0)
      continue;
    guards_->known_until_ = reference.node;
    uses_.clear();
    find_uses(*resolver_, reference, uses_);
    for (const Use& use : uses_.names) {
      if (!use.missing.empty()) fail(use.failure, use.missing, use.node.data().next - 1);
    }
    for (const CallUse& use : uses_.calls) {
      for (const ArgumentUse& argument : find_arguments(*resolver_, use)) {
        if (!argument.missing.empty()) fail(Raised::wrong_type, argument.missing, reference.node);
      }
    }
  }
}

void Flow::visit_raise(Node node) {
  Node what = node.first_named();
  if (what.is(Kind::call)) what = what.child(Field::function);
  if (!what) return enter(Role::raises, node.index());
  if (const Raised raised = raised_by(what.text()); raised != Raised::other)
    fail(raised, now_.alive, node.index());
  // In a function, a test that is skipped has been handled.
  const bool skips =
      now_.in_function &&
      !resolver_->stdlib().book().does(resolver_->dotted(what), "ends", "test").empty();
  enter(skips ? Role::leaves : Role::raises, node.index());
}

}  // namespace pymolt::names
