// Collects the steps of a module, and puts them in the order in which they run. Only the module's facts need it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SUMMARY_IMPORT_EVENT_BUILDER_H_
#define PYMOLT_SUMMARY_IMPORT_EVENT_BUILDER_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "checks/check.h"
#include "findings/excerpts.h"
#include "model/facts.h"
#include "names/evaluate.h"
#include "summary/function_calls.h"
#include "summary/function_reach.h"

namespace pymolt::checks {

class ImportEventBuilder {
 public:
  ImportEventBuilder(const FileView& view, FileFacts& facts)
      : view_(view), names_(view.names), facts_(facts), excerpts_(view.text), reach_(view) {}

  [[nodiscard]] bool is_passed_by_name(const names::Binding& binding);
  static void read_renamed(const names::Import& import, ImportFact& fact);
  void add_imports();
  void add_definitions();
  void add_uses();
  void add_failures();      // raise, assert, sys.exit()
  void add_hazards();       // from the findings, which learn where they happen at import
  void add_import_calls();  // importlib.import_module("x"), __import__("x")
  void add_calls();         // of functions, with what fails in those
  /// Into FACTS.module, in order.
  void finish();

 private:
  [[nodiscard]] bool is_lazy(const ImportFact& fact);
  [[nodiscard]] std::vector<names::Resolution> imported(const names::Reference& reference) const;
  [[nodiscard]] VersionSet binds_at_end(const names::Import& import) const;
  void add_import(const ImportFact& fact, syntax::Node node);
  [[nodiscard]] bool may_be_relative(const ImportFact& fact) const;
  void add_dynamic_import(const names::Import& import);
  void add_use(const names::Reference& reference, syntax::Node node);
  [[nodiscard]] ImportEvent failure_of(const Finding& finding, syntax::Node node,
                                       VersionSet on) const;
  [[nodiscard]] VersionSet at_import(const Finding& finding, syntax::Node node) const;
  void add_failure(syntax::Node node, Raised raised, std::string what, VersionSet on);
  void add_definition(const names::Binding& binding);
  void add_end_of_handler(const names::Binding& binding);
  void add_second_exception(const names::Binding& binding);
  /// A step at NODE, taking effect at the byte AT; alive where NODE is.
  void add(ImportEvent step, syntax::Node node, std::uint32_t at);
  void set_reach(ImportEvent& step, syntax::Node node) const;
  void keep_try_regions();
  void keep(ImportEvent step, std::uint32_t at);
  void keep_at(ImportEvent step, syntax::Node node, std::uint32_t at);
  void add_failure_at(syntax::Node node);
  void add_call(const FunctionCall& call);
  void add_failures_in(const std::set<names::ScopeId>& functions);
  [[nodiscard]] std::set<names::ScopeId> callable_from_elsewhere();
  [[nodiscard]] bool has_constructors() const;
  [[nodiscard]] std::string exported_name(names::ScopeId scope) const;
  void keep_functions();
  [[nodiscard]] std::string setter_of(syntax::Node node);

  const FileView& view_;
  const names::FileNames& names_;
  FileFacts& facts_;
  std::vector<std::pair<std::uint32_t, ImportEvent>>
      steps_;  // with the byte where they take effect
  std::map<names::ScopeId, std::vector<std::pair<std::uint32_t, ImportEvent>>>
      in_functions_;  // the same, by function
  std::map<names::ScopeId, std::vector<names::ScopeId>>
      constructors_;                            // by class that other modules may call
  std::map<std::uint32_t, bool> is_spoken_of_;  // by definition at the top level
  std::size_t looked_through_ = 0;              // bytes, for that
  std::set<std::pair<std::uint32_t, std::string_view>> used_;  // import and attribute
  std::set<std::pair<std::uint32_t, std::string>> called_;     // the same
  std::optional<std::set<std::uint32_t>> lazy_lines_;          // with an import that is lazy
  std::optional<std::set<std::string_view>> passed_by_name_;   // keywords of calls at the top level
  Excerpts excerpts_;
  FunctionReach reach_;
  std::vector<std::uint32_t>
      import_of_;  // the place in FACTS.imports of each of the names' imports
};

/// What the file puts into its own module, and into others, in ways that define nothing.
void read_stores(const FileView& view, ModuleFacts& facts);

/// `__all__`, `__getattr__`, and what puts names and modules where no definition shows them.
void read_dynamic_namespace(const FileView& view, ModuleFacts& facts);

/// The content of a string literal without escapes, prefixes and interpolations; false when it is none.
[[nodiscard]] bool plain_string(syntax::Node node, std::string& content);

}  // namespace pymolt::checks

#endif  // PYMOLT_SUMMARY_IMPORT_EVENT_BUILDER_H_
