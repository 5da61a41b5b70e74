// Arguments for parameters that came or went, by keyword, by place, and out of dictionaries.
// SPDX-License-Identifier: MIT
//
//   options = {"timeout": 3}
//   options["keyfile"] = key            or options.update(keyfile=key)
//   smtplib.SMTP_SSL(host, **options)   keyfile, likely
//   self.connection = smtplib.SMTP_SSL
//   self.connection(keyfile=key)        a class that an attribute holds
#include "checks/api_usage.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

using names::ArgumentUse;
using names::CallUse;
using names::Inferred;
using rulebook::Lifetime;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

void add_argument(const FileView& view, const CallUse& call, const ArgumentUse& argument,
                  Confidence confidence, Findings& findings) {
  ApiUse use;
  use.kind = LifeKind::parameter;
  use.life = argument.life;
  use.symbol = call.function + '(' + std::string(argument.life->parameter) + ')';
  use.where = argument.node.span();
  use.raises = Raised::wrong_type;
  use.alive = call.on;
  use.missing = argument.missing;
  use.caught = view.names.guards().caught(call.call.index(), Raised::wrong_type);
  use.at_import_time = view.names.at_import_time(call.call.index());
  use.confidence = confidence;
  add_life_use(view, use, findings);
}

// What is put into the dictionary behind `**` after it was made.
class PutIn {
 public:
  PutIn(const FileView& view, const CallUse& call, Node splat, Findings& findings)
      : view_(view), call_(call), splat_(splat), table_(splat.first_named()), findings_(findings) {}

  void look_at() const {
    if (!table_.is_any(Kind::identifier, Kind::attribute)) return;
    const names::Growth& growth = view_.names.types().growth();
    for (const std::string_view taking : {"pop", "popitem", "clear"}) {
      for (const Node taken : growth.calls(taking)) {
        if (is_table(taken.child(Field::function).child(Field::object))) return;
      }
    }
    const Node last = names::last_name(table_);
    for (const Node store : growth.stores(last.text())) {
      if (is_table(store.child(Field::value))) put(store.child(Field::subscript), store);
    }
    for (const Node update : growth.calls("update")) {
      if (is_table(update.child(Field::function).child(Field::object))) put_all(update);
    }
    if (table_.is(Kind::identifier)) return;  // what a name was made with is seen as it is
    for (const Inferred& one : view_.names.types().all_of(table_)) {
      const Node made = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
      if (made.is(Kind::dictionary)) put_pairs(made, made);
      if (made.is(Kind::call) && made.child(Field::function).text() == "dict") put_all(made);
    }
  }

 private:
  // Whether NODE means the same dictionary, and stands before the call where that can be said.
  [[nodiscard]] bool is_table(Node node) const {
    if (!node || node.text() != table_.text()) return false;
    if (table_.is(Kind::attribute)) return true;
    const names::Scopes& scopes = view_.names.scopes();
    return node.index() < call_.call.index() &&
           scopes.scope_at(node.index()) == scopes.scope_at(table_.index());
  }

  void put_all(Node call) const {
    for (const Node item : call.child(Field::arguments).children()) {
      if (item.is(Kind::keyword_argument)) add(item.child(Field::name).text(), call);
      if (item.is(Kind::dictionary)) put_pairs(item, call);
    }
  }

  void put_pairs(Node dictionary, Node where) const {
    for (const Node pair : dictionary.children()) {
      if (pair.is(Kind::pair)) put(pair.child(Field::key), where);
    }
  }

  void put(Node key, Node where) const {
    if (const std::string_view name = names::literal_text(key); !name.empty()) add(name, where);
  }

  void add(std::string_view name, Node where) const {
    for (const Lifetime& life : view_.book.parameters(call_.function)) {
      if (life.parameter != name) continue;
      CallUse narrowed = call_;
      narrowed.on &= view_.names.guards().alive(where.index());
      add_argument(view_, narrowed, {&life, splat_, narrowed.on - life.exists}, Confidence::likely,
                   findings_);
    }
  }

  const FileView& view_;
  const CallUse& call_;
  Node splat_;
  Node table_;
  Findings& findings_;
};

// Whether FUNCTION may be a class that something holds: an attribute of `self`, an item, a name that is assigned.
bool may_be_held(const FileView& view, Node function) {
  if (function.is(Kind::attribute)) return function.child(Field::object).is(Kind::identifier);
  if (!function.is(Kind::identifier)) return function.is_any(Kind::subscript, Kind::call);
  for (const names::Resolution& one : view.names.resolver().resolutions(function)) {
    if (one.binding == names::kNone) continue;
    const names::BindingKind kind = view.names.scopes().binding(one.binding).kind;
    if (kind == names::BindingKind::assign || kind == names::BindingKind::parameter ||
        kind == names::BindingKind::loop)
      return true;
  }
  return false;
}

}  // namespace

void add_arguments(const FileView& view, const CallUse& call, Confidence confidence,
                   Findings& findings) {
  for (const ArgumentUse& argument : names::find_arguments(view.names.resolver(), call))
    add_argument(view, call, argument, confidence, findings);
  if (view.book.parameters(call.function).empty()) return;
  for (const Node item : call.call.child(Field::arguments).children()) {
    if (item.is(Kind::dictionary_splat)) PutIn(view, call, item, findings).look_at();
  }
}

void add_held_calls(const FileView& view, Findings& findings) {
  const std::vector<syntax::NodeData>& nodes = view.tree.nodes();
  const names::Types& types = view.names.types();
  std::uint32_t seen = names::kNone;
  for (std::uint32_t at = 0; at < nodes.size(); ++at) {
    if (nodes[at].kind != Kind::keyword_argument && nodes[at].kind != Kind::dictionary_splat)
      continue;
    const Node item = view.tree.node(at);
    const Node call = item.parent().parent();
    if (!call.is(Kind::call) || call.index() == seen) continue;
    seen = call.index();
    const Node function = call.child(Field::function);
    if (!may_be_held(view, function)) continue;
    bool named = false;
    for (const names::Resolution& one : view.names.resolver().resolutions(function))
      named = named || one.is_known() || one.kind == names::Resolution::Kind::external;
    const VersionSet alive = view.names.guards().alive(at);
    if (named || alive.empty()) continue;
    for (Inferred one : types.of(function)) {
      if (!one.is_class || one.type.empty()) continue;
      one.is_class = false;
      const std::string owner = types.owner_of_parameters(one, "__init__");
      const VersionSet on = one.on & alive & view.names.stdlib().exists(owner);
      named = named || !owner.empty();
      if (!owner.empty())
        add_arguments(view, {call, owner, on}, std::min(one.confidence, Confidence::likely),
                      findings);
    }
    if (named) continue;
    for (const names::NameOf& one : types.names_of(function)) {
      if (one.dotted.empty() || view.book.kind(one.dotted) == rulebook::LifeKind::method) continue;
      const VersionSet on = one.on & alive & view.names.stdlib().exists(one.dotted);
      add_arguments(view, {call, one.dotted, on}, std::min(one.confidence, Confidence::likely),
                    findings);
    }
  }
}

}  // namespace pymolt::checks
