// The conditions of queries about calls: what is called on a value, before a line, and by whom the code around is called.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>

#include "checks/query_predicates.h"
#include "names/arguments.h"
#include "names/growth.h"
#include "syntax/enclosing.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kMostSetters = 50;          // calls that are looked at
constexpr std::string_view kEntryPoint = "main";  // as a script or a command of the project starts
constexpr std::size_t kMostCallers = 100;         // functions that are looked at, and calls of each

std::string_view kind_of(Node function) {
  return function.text().starts_with("async") ? "coroutine" : "function";
}

// The name by which FUNCTION is called: a constructor by that of its class.
std::string_view called_as(Node function) {
  const std::string_view name = function.child(Field::name).text();
  if (name != "__init__") return name;
  return syntax::enclosing_class(function).child(Field::name).text();
}

}  // namespace

// Whether a method of that name is called somewhere on what EXPRESSION, a call, makes.
bool Meanings::is_called_on(Node expression, const std::vector<std::string>& methods,
                            Certainty& certainty) {
  const auto [place, is_new] = called_.try_emplace(&methods);
  std::unordered_map<std::uint32_t, Confidence>& called = place->second;
  if (is_new) {
    const std::vector<syntax::NodeData>& nodes = view_.tree.nodes();
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
      if (nodes[at].kind != Kind::attribute || nodes[at].field != Field::function) continue;
      const Node method = view_.tree.node(at);
      if (std::find(methods.begin(), methods.end(), method.child(Field::attribute).text()) ==
          methods.end())
        continue;
      const std::vector<names::Inferred> all =
          view_.names.types().all_of(method.child(Field::object));
      for (const names::Inferred& one : all) {
        if (one.origin != names::kNone)
          called.emplace(one.origin, all.size() == 1 ? one.confidence : Confidence::likely);
      }
    }
  }
  const auto found = called.find(expression.index());
  if (found == called.end()) return false;
  certainty.confidence = std::min(certainty.confidence, found->second);
  return true;
}

// Whether a function of one of those names is called where that may have run before NODE: when the module is imported, in the
// same function, in a constructor, or in a function that calls the one around NODE.
bool Meanings::is_called_before(Node node, const std::vector<std::string>& words) {
  const auto [place, is_new] = setters_.try_emplace(&words);
  std::vector<Node>& setters = place->second;
  if (is_new) {
    const std::vector<syntax::NodeData>& nodes = view_.tree.nodes();
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
      if (nodes[at].kind != Kind::identifier) continue;
      const Node name = view_.tree.node(at);
      const Node callee = name.parent().is(Kind::attribute) ? name.parent() : name;
      const bool called = callee.field() == Field::function && names::last_name(callee) == name;
      if (called && std::find(words.begin(), words.end(), name.text()) != words.end() &&
          setters.size() < kMostSetters)
        setters.push_back(syntax::enclosing_function(callee));
    }
  }
  const Node around = syntax::enclosing_function(node);
  const std::string call = around ? std::string(around.child(Field::name).text()) + '(' : "";
  return std::any_of(setters.begin(), setters.end(), [&](Node setter) {
    return !setter || setter == around || setter.child(Field::name).text() == "__init__" ||
           (around && setter.text().find(call) != std::string_view::npos);
  });
}

// Whether the function around NODE is none of those KINDS, and the module calls it, or `main`, perhaps through others of the
// file that are none of them either.
bool Meanings::is_called_outside(Node node, const std::vector<std::string>& kinds) {
  std::vector<Node> functions{syntax::enclosing_function(node)};
  if (!functions.front() || std::ranges::find(kinds, kind_of(functions.front())) != kinds.end())
    return false;
  for (std::size_t at = 0; at < functions.size(); ++at) {
    const auto calls = view_.names.types().growth().calls(called_as(functions[at]));
    if (calls.empty() && at > 0 && called_as(functions[at]) == kEntryPoint) return true;
    for (const Node call : calls.first(std::min(calls.size(), kMostCallers))) {
      const Node caller = syntax::enclosing_function(call);
      if (!caller) return true;
      if (std::ranges::find(kinds, kind_of(caller)) == kinds.end() &&
          functions.size() < kMostCallers &&
          std::find(functions.begin(), functions.end(), caller) == functions.end())
        functions.push_back(caller);
    }
  }
  return false;
}

// Whether NODE runs in a `try`, or in a function of one of those kinds: `coroutine`, `function`; what is no default of it, nor its decorator.
bool Meanings::is_in(Node node, const std::vector<std::string>& kinds) {
  const auto asked = [&](std::string_view kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  for (Node up = node; up; up = up.parent()) {
    if (up.field() == Field::body && up.parent().is(Kind::try_statement) && asked("try"))
      return true;
    if (up.field() != Field::body || !up.parent().is_any(Kind::function_definition, Kind::lambda_))
      continue;
    return asked(kind_of(up.parent()));
  }
  return false;
}

}  // namespace pymolt::checks
