// What binds names from outside: `globals()["x"] = y`, `builtins.x = y`, `setattr(builtins, "x", y)`, `exec`.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>

#include "names/arguments.h"
#include "names/resolver.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool is_builtins(std::string_view text) {
  return text == "builtins" || text == "__builtin__" || text == "__builtins__" ||
         text.ends_with(".builtins");
}

}  // namespace

std::vector<std::string_view> texts_of_key(Node key) {
  constexpr std::size_t kMostTexts = 200;
  if (key.is(Kind::string)) return {literal_text(key)};
  std::vector<std::string_view> texts;
  if (!key.is(Kind::identifier)) return texts;
  for (Node up = key.parent(); up; up = up.parent()) {
    if (!up.is(Kind::for_statement) || up.child(Field::left).text() != key.text()) continue;
    const Node over = up.child(Field::right);
    if (!over.is_any(Kind::tuple, Kind::list, Kind::set, Kind::expression_list)) break;
    for (const Node item : over.children()) {
      if (item.is(Kind::string) && texts.size() < kMostTexts) texts.push_back(literal_text(item));
    }
    break;
  }
  return texts;
}

Node module_of_names(Node key) {
  if (!key.is(Kind::identifier)) return {};
  for (Node up = key.parent(); up; up = up.parent()) {
    if (!up.is(Kind::for_statement) || up.child(Field::left).text() != key.text()) continue;
    const Node over = up.child(Field::right);
    if (over.is(Kind::call) && over.child(Field::function).text() == "dir")
      return argument(over, 0);
    return over.is(Kind::attribute) && over.child(Field::attribute).text() == "__all__"
               ? over.child(Field::object)
               : Node();
  }
  return {};
}

// KEY: a literal says which name; anything else may be any.
void Resolver::inject(Node key) {
  // `"X_" + name` is none of the built-in names, which begin otherwise.
  const Node first = key.is(Kind::binary_operator) ? key.child(Field::left) : Node();
  const std::string_view prefix = literal_text(first);
  if (!prefix.empty() && key.child(Field::operator_).is(Kind::tok_PLUS)) {
    for (InternedName word = 0; word < scopes_->interned_names().size(); ++word) {
      if (scopes_->interned_names().spelling(word).starts_with(prefix)) injected_.push_back(word);
    }
    return;
  }
  if (!key.is(Kind::string)) {
    injects_ = true;
    return;
  }
  const InternedName word = scopes_->interned_names().find(key.child(Kind::string_content).text());
  if (word != kNoName) injected_.push_back(word);
}

// Code that is written out binds no name but those that stand in it.
void Resolver::inject_code(Node code) {
  const std::string_view text = literal_text(code);
  if (text.empty()) {
    injects_ = true;
    return;
  }
  const auto in_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && in_name(text[end])) ++end;
    const InternedName word = scopes_->interned_names().find(text.substr(begin, end - begin));
    if (end > begin && word != kNoName) injected_.push_back(word);
    begin = end + 1;
  }
}

// `update(a=1)`, `update({"a": 1})`: what is written out says which names.
void Resolver::inject_items(Node arguments) {
  for (const Node one : arguments.children()) {
    if (one.is(Kind::keyword_argument)) {
      const InternedName word = scopes_->interned_names().find(one.child(Field::name).text());
      if (word != kNoName) injected_.push_back(word);
    } else if (one.is(Kind::dictionary)) {
      for (const Node pair : one.children()) {
        if (pair.is(Kind::pair)) {
          inject(pair.child(Field::key));
        } else if (pair.named() && !pair.is(Kind::comment)) {
          injects_ = true;
        }
      }
    } else if (one.named() && !one.is(Kind::comment)) {
      injects_ = true;
    }
  }
}

void Resolver::find_injections() {
  for (const Reference& reference : scopes_->dynamic_binders()) {
    const Node name = scopes_->tree().node(reference.node);
    const Node call = name.parent();
    if (!call.is(Kind::call) || name.field() != Field::function) continue;
    const std::string_view function = name.text();
    const Node around = call.parent();
    if (function == "setattr") {
      if (is_builtins(argument(call, 0).text())) inject(argument(call, 1));
    } else if (function == "exec") {
      // With a namespace of its own it binds nothing here; in a function it binds no module's names.
      if (!argument(call, 1) && reference.scope == 0) inject_code(argument(call, 0));
    } else if (around.is(Kind::subscript) && around.parent().is(Kind::assignment) &&
               around.field() == Field::left) {
      if (function == "globals" || reference.scope == 0) inject(around.child(Field::subscript));
    } else if (around.is(Kind::attribute) && around.parent().is(Kind::call) &&
               around.child(Field::attribute).text() == "update") {
      if (function == "globals" || reference.scope == 0)
        inject_items(around.parent().child(Field::arguments));
    }
  }
  for (const std::uint32_t patch : scopes_->monkeypatches()) {
    const Node attribute = scopes_->tree().node(patch);
    if (!is_builtins(attribute.child(Field::object).text())) continue;
    const InternedName word =
        scopes_->interned_names().find(attribute.child(Field::attribute).text());
    if (word != kNoName) injected_.push_back(word);
  }
}

// Whether the attribute is given a value somewhere in the file, as by `time.clock = time.perf_counter`.
bool Resolver::is_patched(Node attribute) const {
  for (const std::uint32_t patch : scopes_->monkeypatches()) {
    if (scopes_->tree().node(patch).text() == attribute.text()) return true;
  }
  const std::string_view wanted = attribute.child(Field::attribute).text();
  for (const Reference& reference : scopes_->dynamic_binders()) {
    const Node call = scopes_->tree().node(reference.node).parent();
    if (!call.is(Kind::call) || !argument(call, 2) ||
        argument(call, 0).text() != attribute.child(Field::object).text())
      continue;
    const std::vector<std::string_view> texts = texts_of_key(argument(call, 1));
    if (std::find(texts.begin(), texts.end(), wanted) != texts.end()) return true;
  }
  return false;
}

VersionSet Resolver::evaluated(Node node) const {
  for (Node up = node; up && !up.is_any(Kind::block, Kind::expression_statement);
       up = up.parent()) {
    if (!up.is(Kind::type) || (up.field() != Field::type && up.field() != Field::return_type))
      continue;
    if (up.parent().is(Kind::type_alias_statement)) return VersionSet::none();
    if (future_annotations_) return VersionSet::none();
    const Scope& scope = scopes_->scope(scopes_->scope_at(up.parent().index()));
    const bool local = up.parent().is(Kind::assignment) && scope.kind == ScopeKind::function;
    return local ? VersionSet::none() : VersionSet::before(Version::of(3, 14));
  }
  return VersionSet::all();
}

}  // namespace pymolt::names
