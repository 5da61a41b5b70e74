// Templates: code with holes, which a page's `fix` fence gives for a name, a call or a capture of its query.
// SPDX-License-Identifier: MIT
//
//   types.NoneType: type(None)                 the name becomes the expression
//   string.join(@words, @sep): @sep.join(@words)
//                                              a call with exactly so many plain arguments becomes it
//   string.maketrans(@a is bytes, @b is bytes): …
//                                              the same where the arguments surely are of these built-in types; `known`: any
//                                              object but None
//   builtins.input()?: eval(input())           the same, but only with --unsafe
//   inspect.getargspec(@f)[0]: …               the call where that follows it; ` unpacked`: where its parts go to names
//   @here: list(@here)                         what the query captured becomes it; a check gives @here alone
//
// A dotted name in a template begins with a module, which is imported where the file has not done so.
#ifndef PYMOLT_FIX_CODE_TEMPLATE_H_
#define PYMOLT_FIX_CODE_TEMPLATE_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fix/rewriters.h"

namespace pymolt::fix {

/// What a template says of an argument: its hole's name, and what it must be.
struct TemplateParameter {
  std::string_view name;
  std::string_view is;  // empty: anything
};

/// One line of the fence. Views point into the page.
struct CodeTemplate {
  std::string_view name;  // `string.join`, or `@here`
  std::vector<TemplateParameter> parameters;
  bool is_call = false;
  std::string_view used;  // how the call is used: what follows it; empty: in any way
  bool is_doubtful = false;
  std::string_view code;
};

/// The lines of FENCE that say what code becomes, in their order.
[[nodiscard]] std::vector<CodeTemplate> templates_of(std::string_view fence);

/// What stands for the holes of a template, by their names.
using Holes = std::map<std::string_view, syntax::Node>;

/// CODE with its holes filled; parentheses stand around a piece where it would be read otherwise without them. Imports that
/// it wants are added to FIX, or, where MODULES is given, named there.
struct Filled {
  std::string code;
  std::string why_not;  // not empty: it cannot be written here
};
[[nodiscard]] Filled fill(const Site& site, std::string_view code, const Holes& holes, Fix& fix,
                          std::vector<std::string>* modules = nullptr);

/// How the dotted NAME is written in this file, whose module is imported where it is not yet.
[[nodiscard]] Filled reach(const Site& site, std::string_view name, Fix& fix,
                           std::vector<std::string>* modules = nullptr);

/// What the template for the dotted NAME at USE, the node that means it, makes of it or of its call; nothing where the
/// fence has none.
struct Replacement {
  ByteSpan span;
  std::string code;
  std::string why_not;
};
[[nodiscard]] std::optional<Replacement> replace_use(const Site& site, std::string_view name,
                                                     syntax::Node use, Fix& fix,
                                                     std::vector<std::string>* modules = nullptr);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_CODE_TEMPLATE_H_
