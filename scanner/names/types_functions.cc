// What functions of the file give, what loops over its lists run over, and annotations written as text.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::uint32_t kLongest = 500;  // nodes of a function that is read
constexpr int kMostReturns = 4;

bool is_plain_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
  });
}

}  // namespace

Types::List Types::annotation_in_text(Node string) const {
  const std::string_view text = literal_text(string);
  if (!is_plain_name(text)) return {Inferred{}};
  return instances(classes(resolver_->meanings_of_text(text, string)));
}

// By its annotation, or by what stands behind its `return`s.
Types::List Types::returned(Node definition, int depth) const {
  if (const Node type = definition.child(Field::return_type)) return annotation(type, depth);
  const List unknown = {Inferred{}};
  const Node body = definition.child(Field::body);
  const bool plain =
      definition.parent().is_any(Kind::module, Kind::block) && !definition.child(Kind::tok_async);
  if (!plain || body.data().next - body.index() > kLongest) return unknown;
  const syntax::Tree& tree = definition.tree();
  List out;
  int count = 0;
  for (std::uint32_t at = body.index(); at < body.data().next;) {
    const Node node = tree.node(at);
    if (node.is(Kind::yield)) return unknown;
    const bool inner =
        node.is_any(Kind::function_definition, Kind::class_definition, Kind::lambda_);
    if (node.is(Kind::return_statement) && node.first_named()) {
      if (++count > kMostReturns) return unknown;
      add_on(infer(node.first_named(), depth), resolver_->guards().alive(node.index()), out);
    }
    at = inner ? node.data().next : at + 1;
  }
  for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
  std::erase_if(out, [](const Inferred& one) { return one.type == "builtins.None"; });
  return out.empty() ? unknown : out;
}

Node Types::own_method(const Inferred& object, std::string_view name) const {
  const Scopes& scopes = resolver_->scopes();
  const Word word = object.local == kNone ? kNoWord : scopes.words().find(name);
  if (word == kNoWord || object.above) return {};
  const BindingId last = scopes.last_binding(object.local, word);
  if (last == kNone || scopes.binding(last).kind != BindingKind::function) return {};
  return scopes.tree().node(scopes.binding(last).node).parent();
}

// `xs = [Thread(), Thread()]`, or what is appended to it.
Types::List Types::element_of_name(Node name, int depth) const {
  const std::vector<Meaning> meanings = resolver_->meanings(name);
  if (meanings.size() != 1 || meanings[0].kind != Meaning::Kind::local) return {};
  const Scopes& scopes = resolver_->scopes();
  const Binding& binding = scopes.binding(meanings[0].binding);
  if (binding.kind != BindingKind::assign) return {};
  const Node value = resolver_->assigned(scopes.tree().node(binding.node));
  if (!value.is_any(Kind::list, Kind::tuple, Kind::set, Kind::list_comprehension)) return {};
  List out = value.first_named() ? element(value, depth) : List();
  if (!value.is_any(Kind::list, Kind::list_comprehension)) return out;
  for (const Load& load : scopes.loads()) {
    if (load.word != binding.word || load.scope != binding.scope) continue;
    const Node method = scopes.tree().node(load.node).parent();
    if (!method.is(Kind::attribute) || method.child(Field::attribute).text() != "append") continue;
    const Node added = argument(method.parent(), 0);
    if (!added || out.size() > kMostReturns) return {Inferred{}};
    for (Inferred& one : infer(added, depth)) out.push_back(std::move(one));
  }
  for (Inferred& one : out) one.confidence = std::min(one.confidence, Confidence::likely);
  return out;
}

}  // namespace pymolt::names
