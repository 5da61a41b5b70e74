// Which functions, of this file and of others, are called while the module is imported.
// SPDX-License-Identifier: MIT
//
//   settings = load()            a function of the file, or of another
//   @register("name")            what is called as a decorator, and what that gives, which is called as well
//   box = Box()                  `__new__` and `__init__`, of the class or of a base
//   Box.make(); box.open()       methods
#ifndef PYMOLT_SUMMARY_FUNCTION_CALLS_H_
#define PYMOLT_SUMMARY_FUNCTION_CALLS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "checks/check.h"
#include "summary/function_reach.h"

namespace pymolt::checks {

/// One call: of a function of the file, or of what an import gave.
struct FunctionCall {
  names::ScopeId caller = names::kNone;    // kNone: the module itself
  names::ScopeId function = names::kNone;  // of this file, or
  std::uint32_t import = names::kNone;     // one of the names' imports, and what is called of it
  std::string chain;
  syntax::Node node;     // where it stands,
  std::uint32_t at = 0;  // and the byte at which it happens
  VersionSet on;
};

class FunctionCalls {
 public:
  FunctionCalls(const FileView& view, FunctionReach& reach);

  /// The calls that happen while the module is imported, and in what other modules may call of it: ROOTS.
  [[nodiscard]] std::vector<FunctionCall> follow(const std::set<names::ScopeId>& roots,
                                                 bool with_methods);
  /// The functions that making an instance of that class runs.
  [[nodiscard]] std::vector<names::ScopeId> constructors(names::ScopeId class_scope);

 private:
  struct Site {
    syntax::Node callee;         // what is called
    syntax::Node node;           // where
    std::uint32_t at = 0;        // the byte
    names::Reference reference;  // what the callee begins with; of methods none
    bool of_result = false;      // what a call of it gives is called
  };
  void find_sites();
  void find_methods();
  void add_site(const names::Reference& reference, syntax::Node callee);
  void add(Site site);
  void run(const Site& site, names::ScopeId caller);
  void run_method(const Site& site, FunctionCall call);
  void run_one(const Site& site, const names::Resolution& resolution, FunctionCall call);
  void run_class(names::ScopeId scope, FunctionCall call);
  void emit(FunctionCall call, names::ScopeId function);
  void emit_definition(FunctionCall call, syntax::Node definition);
  [[nodiscard]] names::ScopeId result_of(names::ScopeId function) const;
  [[nodiscard]] bool is_overridden(std::string_view method) const;
  void find_subclasses();

  const FileView& view_;
  const names::Scopes& scopes_;
  const names::Resolver& resolver_;
  FunctionReach& reach_;
  std::map<names::ScopeId, std::vector<Site>> sites_;  // by caller
  std::vector<FunctionCall> calls_;
  std::set<names::ScopeId> seen_;
  std::vector<names::ScopeId> todo_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_SUMMARY_FUNCTION_CALLS_H_
