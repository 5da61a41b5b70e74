// Computes tests of the version: what `sys.version_info[:2] >= (3, 8) and not PY2` is on each version.
// SPDX-License-Identifier: MIT
//
// An expression is evaluated once for every version, by hand and with small values (values.h). What does not speak
// of the version, directly or through names assigned from what does, stays open: both branches are alive.
#ifndef PYMOLT_NAMES_EVALUATE_H_
#define PYMOLT_NAMES_EVALUATE_H_

#include <utility>
#include <vector>

#include "base/version.h"
#include "names/resolver.h"
#include "names/values.h"

namespace pymolt::names {

/// On which versions a test can hold, on which it can fail, and what else it says.
struct Test {
  VersionSet holds = VersionSet::all();
  VersionSet fails = VersionSet::all();
  VersionSet raises;                 // comparing what cannot be compared
  bool version_dependent = false;    // it speaks of the version
  std::vector<InternedName> probes;  // attribute words that it asks for on something unknown
  VersionSet open =
      VersionSet::all();    // on which, when the module is imported, it may hold and may fail
  bool main_holds = false;  // it holds only in the main program (`__name__ == "__main__"`),
  bool main_fails = false;  // or fails only there
};

/// What the function of DEFINITION gives, where it is one `return` and nothing else; no node otherwise.
[[nodiscard]] syntax::Node only_result(syntax::Node definition);

class Evaluator {
 public:
  explicit Evaluator(const Resolver& resolver) : resolver_(&resolver) {}

  [[nodiscard]] Test test(syntax::Node condition) const;
  /// On which versions the name bound at IDENTIFIER, which means MEANINGS, can be true, and on which false.
  [[nodiscard]] Test constant(const std::vector<Resolution>& resolutions,
                              syntax::Node identifier) const;
  /// Whether any word below NODE can make it depend on the version.
  [[nodiscard]] bool may_tell_version(syntax::Node node,
                                      std::uint8_t traits = kVersionDependent) const;
  /// What the expression is worth on one version.
  [[nodiscard]] Value value(syntax::Node node, Version version) const;
  /// What a call of the function of DEFINITION with these ARGUMENTS gives there, where it is one `return`.
  [[nodiscard]] Value result(syntax::Node definition, const std::vector<Value>& arguments,
                             Version version) const;
  /// What the name bound at IDENTIFIER is worth there, where it is MEANING.
  [[nodiscard]] Value value(const Resolution& meaning, syntax::Node identifier,
                            Version version) const;

 private:
  // What names of one test mean, looked up once for all versions, and how much may still be looked at.
  struct Known {
    std::vector<std::pair<syntax::Node, std::vector<Resolution>>> resolutions;
    int steps = 0;
    bool main = true;            // this is the main program,
    bool asked_main = false;     // and the test asks for that
    bool asked_version = false;  // something hangs on which 3.x it is
  };
  // What the parameters of a function are in a call of it: by the node that names each.
  using Bound = std::vector<std::pair<std::uint32_t, Value>>;
  // One evaluation on one version.
  struct Run {
    Version at;
    Known* known;
    int depth = 0;
    const Bound* bound = nullptr;  // in a function that is called
    [[nodiscard]] bool python2() const { return at.place() == 0; }
    [[nodiscard]] Version version() const {
      known->asked_version = true;
      return at;
    }
    // Whether the version is one of SET, which mostly holds all of 3.x or nothing of it.
    [[nodiscard]] bool is_in(VersionSet set) const {
      const VersionSet of_3 = set & VersionSet::python3();
      if (!of_3.empty() && of_3 != VersionSet::python3()) known->asked_version = true;
      return set.contains(at);
    }
  };
  [[nodiscard]] Value value(syntax::Node node, Run run) const;
  [[nodiscard]] Value name(syntax::Node node, Run run) const;
  [[nodiscard]] Value resolution(const Resolution& resolution, syntax::Node node, Run run) const;
  void ask(syntax::Node condition, Known& known, Test& test) const;
  [[nodiscard]] Value main_program(syntax::Node left, std::string_view op, syntax::Node right,
                                   Run run) const;
  [[nodiscard]] Value comparison(syntax::Node node, Run run) const;
  [[nodiscard]] bool is_never(syntax::Node node, syntax::Node text, Run run) const;
  [[nodiscard]] Value compared(syntax::Node left, const std::string& op, syntax::Node right,
                               Run run) const;
  [[nodiscard]] Value boolean(syntax::Node node, Run run) const;
  [[nodiscard]] Value call(syntax::Node node, Run run) const;
  [[nodiscard]] Value subscript(syntax::Node node, Run run) const;
  [[nodiscard]] Value binary(syntax::Node node, Run run) const;
  [[nodiscard]] Value has_attribute(syntax::Node object, std::string_view name, Run run) const;
  [[nodiscard]] Value get_attribute(syntax::Node call, Run run) const;
  [[nodiscard]] Value in_module_names(std::string_view word, syntax::Node names, Run run) const;
  [[nodiscard]] Value has_key(syntax::Node table, std::string_view key, Run run) const;
  [[nodiscard]] Value found_or(const Value& has, syntax::Node otherwise, Run run) const;
  [[nodiscard]] Value is_class(syntax::Node object, Run run) const;
  [[nodiscard]] std::string owner(syntax::Node object, Run run) const;
  [[nodiscard]] Value literal(syntax::Node node, Run run) const;
  [[nodiscard]] Value predicate_call(std::string_view dotted, Run run) const;
  [[nodiscard]] static Value as_row(Value all, std::string_view name);
  [[nodiscard]] Truth truth_in(syntax::Node node, const Value& value) const;
  [[nodiscard]] Value unpacked(syntax::Node identifier, Run run) const;
  [[nodiscard]] Value parameter(std::uint32_t node, Run run) const;
  [[nodiscard]] Value by_default(syntax::Node parameter, Run run) const;
  [[nodiscard]] Value of_class(syntax::Node attribute, Run run) const;
  [[nodiscard]] Value of_self(syntax::Node attribute, Run run) const;
  [[nodiscard]] Value flag_of(syntax::Node class_definition, InternedName word, Run run) const;
  [[nodiscard]] Value result_of(const Resolution& function, syntax::Node call, Run run) const;
  [[nodiscard]] Value result_with(syntax::Node definition, std::vector<Value> arguments,
                                  Run run) const;
  [[nodiscard]] Value method(syntax::Node call, Run run) const;
  [[nodiscard]] Value module_found(std::string_view module, Run run) const;
  [[nodiscard]] Value builtin_call(std::string_view name, syntax::Node call, Run run) const;
  [[nodiscard]] Value each(syntax::Node generator, Run run) const;
  [[nodiscard]] Value any_or_all(syntax::Node call, bool any, Run run) const;
  [[nodiscard]] Value formatted(syntax::Node call, const Value& pattern, Run run) const;
  [[nodiscard]] Value filled_in(syntax::Node string, Run run) const;
  [[nodiscard]] Value in_namespace(syntax::Node item, syntax::Node names, Run run) const;
  void find_probes(syntax::Node condition, Test& test) const;

  const Resolver* resolver_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_EVALUATE_H_
