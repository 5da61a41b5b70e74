// What a name means where it stands, and on which versions: `cPickle.dumps` on 2.7, `pickle.dumps` on 3.x.
// SPDX-License-Identifier: MIT
//
//   try:
//       import cPickle as pickle
//   except ImportError:
//       import pickle
//   pickle.dumps(x)         cPickle.dumps on 2.7, pickle.dumps on 3.0+
//
// The lookup is Python's: the scopes around (classes only from directly within), then the module, then the built-ins;
// within a scope the binding that is in force at that place. Where several may be in force, all are said. Borrows
// everything it is made of.
#ifndef PYMOLT_NAMES_RESOLVER_H_
#define PYMOLT_NAMES_RESOLVER_H_

#include <array>
#include <string>
#include <vector>

#include "model/cross_file.h"
#include "names/guards.h"
#include "names/scopes.h"
#include "names/stdlib_index.h"

namespace pymolt::names {

/// One thing a name can mean on some versions.
struct Resolution {
  enum class Kind : std::uint8_t {
    stdlib,    // of the standard library: `dotted` says what
    builtin,   // bound nowhere: `dotted` is `builtins.NAME`
    external,  // of a module that is neither here nor in the standard library; `dotted` as imported
    local,     // bound in this file by `binding`
    unknown,   // of the project's other modules, a parameter, a star import …
  };
  Kind kind = Kind::unknown;
  std::string dotted;
  std::string path;  // of what an import from elsewhere gave: the attributes taken of it
  BindingId binding = kNone;
  VersionSet on;

  [[nodiscard]] bool is_known() const { return kind == Kind::stdlib || kind == Kind::builtin; }
};

class Resolver {
 public:
  Resolver(const Scopes& scopes, const StdlibIndex& stdlib, const Guards& guards);

  [[nodiscard]] const Scopes& scopes() const { return *scopes_; }
  [[nodiscard]] const StdlibIndex& stdlib() const { return *stdlib_; }
  [[nodiscard]] const Guards& guards() const { return *guards_; }

  /// What NODE, an identifier or a chain of attributes, means; nothing when it is something else.
  [[nodiscard]] std::vector<Resolution> resolutions(syntax::Node node) const {
    return follow(node, 0);
  }
  [[nodiscard]] std::vector<Resolution> resolutions(const Reference& reference) const {
    return of_load(reference, 0);
  }
  /// What the name means once the module has run.
  [[nodiscard]] std::vector<Resolution> at_end(InternedName word) const;
  /// What TEXT, a dotted name in an annotation, means where AT stands.
  [[nodiscard]] std::vector<Resolution> meanings_of_text(std::string_view text,
                                                         syntax::Node at) const;
  /// Whether the rulebook may say something of what is meant: of the standard library, or of a package it has facts about.
  [[nodiscard]] bool is_decided(const Resolution& resolution) const {
    return resolution.is_known() ||
           (resolution.kind == Resolution::Kind::external && stdlib_->speaks_of(resolution.dotted));
  }
  /// Whether MEANING is something that another file of the project may hold, and what.
  [[nodiscard]] bool is_foreign(const Resolution& resolution) const;
  [[nodiscard]] CrossFileName foreign(const Resolution& resolution) const;
  /// Whether a name, or what a chain of attributes begins with, may come from another file: imported, or starred.
  [[nodiscard]] bool may_be_foreign(syntax::Node expression) const;
  /// Whether CALL may import by text, as far as the word shows by which it is called.
  [[nodiscard]] bool may_load(syntax::Node call) const;
  /// What CALL imports by text: `importlib.import_module("a.b")`, `__import__(NAME)` of a constant, one for each thing
  /// that NAME can be. Nothing where it imports nothing, or cannot be told.
  [[nodiscard]] std::vector<Import> loaded_imports(syntax::Node call) const;
  /// The module that CALL, whose function means LOADER, gives: `a.b` of import_module("a.b"), `a` of __import__("a.b").
  [[nodiscard]] std::string_view dynamically_imported(syntax::Node call,
                                                      std::string_view dynamic_importer) const;
  /// The one dotted name of the standard library or the built-ins that NODE means wherever it is reached, if any.
  [[nodiscard]] std::string dotted(syntax::Node node) const;
  /// What an assignment gives the name it binds at IDENTIFIER: `x = value`, `a, x = b, value`; no node if unclear.
  [[nodiscard]] syntax::Node assigned(syntax::Node identifier) const;
  /// Whether names may come from a star import of a module that is not known.
  [[nodiscard]] bool has_unknown_star() const { return unknown_star_; }
  /// Whether an unbound NAME, or what the chain begins with, may come from one such star import.
  [[nodiscard]] bool may_be_starred(InternedName word) const {
    return project_star_ != kNone && scopes_->last_binding(0, word) == kNone;
  }
  /// Whether names may be put in from outside in a way that cannot be followed: `globals().update(…)`, `exec(text)`.
  [[nodiscard]] bool has_injections() const { return injects_; }
  /// Whether plain literals are unicode on 2.7.
  [[nodiscard]] bool has_unicode_literals() const { return unicode_literals_; }
  /// Whether `/` divides ints truly on 2.7 as well.
  [[nodiscard]] bool has_true_division() const { return scopes_->has_future("division"); }
  [[nodiscard]] bool is_patched(syntax::Node attribute) const;
  /// The versions on which NODE is evaluated when the statement around it runs: annotations often are not.
  [[nodiscard]] VersionSet evaluated(syntax::Node node) const;
  /// How many bindings were looked at and aliases followed so far.
  [[nodiscard]] std::size_t work() const { return work_; }

  /// Counts a step of what tests of the version are worth; whether the file may take it.
  [[nodiscard]] bool may_evaluate() const {
    if (evaluations_left_ == 0) return false;
    --evaluations_left_;
    return true;
  }
  /// Whether that bound was passed, so that some tests may hold and may fail.
  [[nodiscard]] bool gave_up() const { return evaluations_left_ == 0; }

 private:
  static constexpr std::size_t kMostEvaluations = 8'000'000;
  struct Source {
    BindingId binding;  // kNone: bound nowhere
    VersionSet on;
  };
  void sources(const Reference& reference, std::vector<Source>& out) const;
  VersionSet from_chain(BindingId last, std::uint32_t at, bool deferred, VersionSet left,
                        std::vector<Source>& out) const;
  [[nodiscard]] VersionSet in_force(const Binding& binding, std::uint32_t at) const;
  [[nodiscard]] bool is_past(const Binding& binding, std::uint32_t at) const;
  [[nodiscard]] bool is_beside(const Binding& binding, std::uint32_t at) const;
  [[nodiscard]] static bool leaves_after(syntax::Node statement);
  [[nodiscard]] bool is_last_of_body(const Binding& binding, std::uint32_t statement,
                                     std::uint32_t at) const;
  [[nodiscard]] bool decides(const Binding& binding, std::uint32_t at, bool deferred) const;
  [[nodiscard]] std::uint32_t outermost_loop(std::uint32_t at, ScopeId scope) const;
  [[nodiscard]] VersionSet surely_passed(const Binding& binding, std::uint32_t at,
                                         bool deferred) const;
  [[nodiscard]] std::uint32_t loop_around_both(std::uint32_t node, std::uint32_t at) const;
  [[nodiscard]] std::vector<Resolution> follow(syntax::Node node, int depth) const;
  [[nodiscard]] std::vector<Resolution> dynamic_imports(syntax::Node call, int depth) const;
  [[nodiscard]] std::vector<Resolution> of_load(const Reference& reference, int depth) const;
  [[nodiscard]] std::vector<Resolution> meanings_of(const std::vector<Source>& sources,
                                                    InternedName word, int depth) const;
  void add_meaning(const Source& source, InternedName word, int depth,
                   std::vector<Resolution>& out) const;
  void add_behind_six(Resolution& resolution, std::vector<Resolution>& out) const;
  [[nodiscard]] bool is_builtin(const std::string& name) const;
  void add_unbound(InternedName word, VersionSet on, std::vector<Resolution>& out) const;

  const Scopes* scopes_;
  const StdlibIndex* stdlib_;
  const Guards* guards_;
  static constexpr int kDeepestAlias = 8;  // aliases of aliases that are followed
  mutable std::size_t work_ = 0;
  mutable std::size_t evaluations_left_ = kMostEvaluations;
  mutable int followed_ = 0;  // aliases, for the question that is being answered,
  mutable std::array<BindingId, kDeepestAlias> following_ = {};  // and those that led to here
  struct Constant {
    std::string_view text;
    VersionSet on;
  };
  [[nodiscard]] std::vector<Constant> constants(syntax::Node argument) const;
  void find_injections();
  void inject(syntax::Node key);
  void inject_code(syntax::Node code);
  void inject_items(syntax::Node arguments);

  bool unknown_star_ = false;
  std::uint32_t project_star_ =
      kNone;  // the one star import of a module that is not the standard library's
  bool injects_ = false;
  bool future_annotations_ = false;
  bool unicode_literals_ = false;
  std::vector<InternedName> injected_;  // bound from outside, by name
  std::vector<std::string> standard_stars_;
  std::vector<std::string> package_stars_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_RESOLVER_H_
