// In which function a place runs, and whether every call of that function comes there.
// SPDX-License-Identifier: MIT
//
//   def load(deep):
//       import json           surely
//       if deep:
//           return            not surely: that hangs on what is given
//       import imp            nor this, as some calls have returned by then
#ifndef PYMOLT_SUMMARY_FUNCTION_REACH_H_
#define PYMOLT_SUMMARY_FUNCTION_REACH_H_

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "checks/check.h"

namespace pymolt::checks {

class FunctionReach {
 public:
  explicit FunctionReach(const FileView& view) : view_(view), scopes_(view.names.scopes()) {}

  /// The innermost function around NODE, if calling it runs its body at once; kNone at the top level, in generators,
  /// coroutines, comprehensions, and in what decorators make something else of.
  [[nodiscard]] names::ScopeId around(syntax::Node node);
  /// Whether calling the function of that scope by its name runs its body at once.
  [[nodiscard]] bool runs(names::ScopeId function) { return body(function).runs; }
  /// The versions on which every call of FUNCTION, which is around NODE, comes to NODE.
  [[nodiscard]] VersionSet surely(syntax::Node node, names::ScopeId function);

 private:
  struct Body {
    bool runs = false;
    std::vector<std::pair<std::uint32_t, VersionSet>> leaves;  // behind which node it may be left
  };
  const Body& body(names::ScopeId function);
  void read(syntax::Node definition, Body& body) const;
  [[nodiscard]] bool leaves(syntax::Node node) const;

  const FileView& view_;
  const names::Scopes& scopes_;
  std::map<names::ScopeId, Body> bodies_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_SUMMARY_FUNCTION_REACH_H_
