// Names and modules that no statement shows: `__all__`, `__getattr__`, `globals()[…] = …`, `sys.modules[…] = …`.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "names/arguments.h"
#include "summary/import_event_builder.h"
#include "syntax/enclosing.h"

namespace pymolt::checks {

using names::Binding;
using names::BindingKind;
using names::InternedName;
using names::Reference;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr VersionSet kModuleGetattr = VersionSet::from(Version::of(3, 7));
constexpr VersionSet kOldHooks =
    VersionSet::before(Version::of(3, 12));  // find_module without find_spec

class DynamicNamespace {
 public:
  DynamicNamespace(const FileView& view, ModuleFacts& facts)
      : view_(view), words_(view.names.scopes().interned_names()), facts_(facts) {}

  void read() {
    read_all();
    read_bindings();
    read_loads();
    read_exec();
  }

 private:
  [[nodiscard]] bool is(InternedName word, std::string_view spelling) const {
    return words_.find(spelling) == word;
  }

  bool add_names(Node list) {
    while (list.is(Kind::parenthesized_expression)) list = list.first_named();
    if (!list.is_any(Kind::list, Kind::tuple, Kind::expression_list)) return false;
    std::string name;
    for (const Node item : list.children()) {
      if (!item.named() || item.is(Kind::comment)) continue;
      if (!plain_string(item, name)) return false;
      facts_.all.push_back(name);
    }
    return true;
  }

  // Whether no condition, loop or handler stands around it: what is known of `__all__` must hold on every run.
  static bool is_always_run(Node node) {
    while (node.parent().is_any(Kind::expression_statement, Kind::assignment)) node = node.parent();
    return node.parent().is(Kind::module);
  }

  void read_all() {
    const InternedName word = words_.find("__all__");
    if (word == names::kNoName) return;
    bool known = true;
    for (const Binding& binding : view_.names.scopes().bindings()) {
      if (binding.word != word || binding.scope != 0) continue;
      facts_.has_all = true;
      const Node statement = view_.tree.node(binding.node).parent();
      const bool plain = statement.is_any(Kind::assignment, Kind::augmented_assignment) &&
                         view_.names.guards().alive(binding.node) == VersionSet::all();
      known =
          known && plain && is_always_run(statement) && add_names(statement.child(Field::right));
    }
    for (const Reference& reference : view_.names.scopes().references()) {
      if (reference.word == word)
        known = known && read_all_method(view_.tree.node(reference.node).parent());
    }
    facts_.knows_all = facts_.has_all && known;
    if (!facts_.knows_all) facts_.all.clear();
  }

  // `__all__.append("x")`, `__all__.extend(["x"])`; anything else makes its names unknown.
  bool read_all_method(Node attribute) {
    if (attribute.is(Kind::augmented_assignment)) return true;  // a binding as well
    if (!attribute.is(Kind::attribute) || !attribute.parent().is(Kind::call)) return false;
    if (!is_always_run(attribute.parent())) return false;
    const std::string_view method = attribute.child(Field::attribute).text();
    const Node argument = attribute.parent().child(Field::arguments).first_named();
    std::string name;
    if (method == "append" && plain_string(argument, name)) {
      facts_.all.push_back(name);
      return true;
    }
    return method == "extend" && add_names(argument);
  }

  void read_bindings() {
    const InternedName getattr = words_.find("__getattr__");
    const InternedName path = words_.find("__path__");
    for (const Binding& binding : view_.names.scopes().bindings()) {
      if (binding.scope != 0) continue;
      if (binding.word == getattr && getattr != names::kNoName) facts_.any_name |= kModuleGetattr;
      if (binding.word == path && path != names::kNoName) read_path(view_.tree.node(binding.node));
    }
  }

  // `__path__ = []` and an import hook: below this module, only what the hook finds is there.
  void read_path(Node name) {
    const Node value = view_.names.resolver().assigned(name);
    const bool empty = value.is(Kind::list) && !value.first_named();
    const bool hooks =
        words_.find("sys") != names::kNoName && words_.find("find_module") != names::kNoName;
    inject(std::string(kAnySubmodule), empty && hooks ? hooked() : VersionSet::all());
  }

  // `__path__.append(…)`, `__path__[:] = …`, `extend(__path__)`; not where it is only read.
  [[nodiscard]] bool may_change(Node path) const {
    const Node around = path.parent();
    if (!around.is(Kind::argument_list)) return !around.is(Kind::for_statement);
    const Node function = around.parent().child(Field::function);
    const Node name = names::last_name(function);
    static constexpr std::string_view kReaders[] = {"extend", "extend_path", "iter_modules", "len",
                                                    "list",   "tuple",       "walk_packages"};
    return std::find(std::begin(kReaders), std::end(kReaders), name.text()) == std::end(kReaders);
  }

  // On which versions an import hook of this file is asked: 3.12 and later ask for `find_spec` only.
  [[nodiscard]] VersionSet hooked() const {
    return words_.find("find_spec") != names::kNoName ? VersionSet::all() : kOldHooks;
  }

  // On which versions the function around NODE may run, as far as that of an import hook is one.
  [[nodiscard]] VersionSet may_run(Node node) const {
    const Node function = syntax::enclosing_function(node);
    return function && function.child(Field::name).text() == "load_module" ? hooked()
                                                                           : VersionSet::all();
  }

  void inject(std::string name, VersionSet on) { facts_.injected.push_back({std::move(name), on}); }

  void read_loads() {
    static constexpr std::string_view kAsked[] = {"globals", "vars",    "locals",   "sys",
                                                  "exec",    "setattr", "execfile", "__path__"};
    std::vector<InternedName> asked;
    for (const std::string_view spelling : kAsked) {
      const InternedName word = words_.find(spelling);
      if (word != names::kNoName) asked.push_back(word);
    }
    if (asked.empty()) return;
    for (const Reference& reference : view_.names.scopes().references()) {
      if (std::find(asked.begin(), asked.end(), reference.word) == asked.end()) continue;
      const Node node = view_.tree.node(reference.node);
      if (is(reference.word, "sys")) {
        read_sys(node.parent());
      } else if (is(reference.word, "exec") || is(reference.word, "execfile")) {
        if (node.parent().is(Kind::call) && reference.scope == 0)
          facts_.any_name = VersionSet::all();
      } else if (is(reference.word, "__path__")) {
        if (may_change(node)) inject(std::string(kAnySubmodule), VersionSet::all());
      } else if (is(reference.word, "setattr")) {
        read_setattr(node.parent().child(Field::arguments));
      } else if (is(reference.word, "globals") || reference.scope == 0) {
        read_namespace(node.parent());
      }
    }
  }

  // `setattr(sys.modules[package], name, value)`; a value that is a module as well is one that is injected.
  void read_setattr(Node arguments) {
    if (arguments.first_named().text().find("modules[") == std::string_view::npos) return;
    Node value;
    for (const Node argument : arguments.children()) {
      if (argument.named() && !argument.is(Kind::comment)) value = argument;
    }
    const bool module =
        value.is(Kind::subscript) && value.child(Field::value).text() == "sys.modules";
    if (module) inject({}, VersionSet::all());
  }

  // Whether CALL, which gets a namespace, only looks at it: `__import__(name, globals())`, `list(globals())`.
  [[nodiscard]] bool only_reads(Node call) const {
    static constexpr std::string_view kReaders[] = {"builtins.__import__", "builtins.dict",
                                                    "builtins.len",        "builtins.list",
                                                    "builtins.set",        "builtins.sorted"};
    const std::string function = view_.names.resolver().dotted(call.child(Field::function));
    return std::find(std::begin(kReaders), std::end(kReaders), function) != std::end(kReaders);
  }

  // `globals()[name] = …`, `globals().update(…)`, `f(globals())`
  void read_namespace(Node call) {
    if (!call.is(Kind::call)) return;
    const Node parent = call.parent();
    bool writes = parent.is(Kind::argument_list) && !only_reads(parent.parent());
    if (parent.is(Kind::subscript)) writes = parent.field() == Field::left;
    if (parent.is(Kind::attribute)) {
      const std::string_view method = parent.child(Field::attribute).text();
      writes = method == "update" || method == "setdefault" || method == "__setitem__";
    }
    if (parent.is_any(Kind::assignment, Kind::for_statement)) writes = true;
    if (writes) facts_.any_name = VersionSet::all();
  }

  // What KEY names, or any module.
  void inject_key(Node key) {
    std::string module;
    inject(plain_string(key, module) ? module : std::string(), VersionSet::all());
  }

  // `sys.modules.update({"asyncore": shim})`
  void inject_keys(Node modules) {
    if (!modules.is(Kind::dictionary)) return inject({}, VersionSet::all());
    for (const Node pair : modules.children()) {
      if (pair.is(Kind::pair)) inject_key(pair.child(Field::key));
      if (pair.is(Kind::dictionary_splat)) inject({}, VersionSet::all());
    }
  }

  void read_sys(Node attribute) {
    if (!attribute.is(Kind::attribute)) return;
    const std::string_view name = attribute.child(Field::attribute).text();
    const Node around = attribute.parent();
    if (name == "meta_path" || name == "path_hooks") {
      if (around.is(Kind::attribute)) inject({}, hooked());
    } else if (name == "modules" && around.is(Kind::attribute)) {
      const std::string_view method = around.child(Field::attribute).text();
      if (method == "setdefault") inject_key(names::argument(around.parent(), 0));
      if (method == "update") inject_keys(names::argument(around.parent(), 0));
    } else if (name == "modules" && around.is(Kind::subscript) && around.field() == Field::left) {
      const Node key = around.child(Field::subscript);
      std::string module;
      if (plain_string(key, module)) {
        inject(module, VersionSet::all());
      } else if (key.text() == "__name__") {
        facts_.any_name = VersionSet::all();
      } else {
        inject({}, may_run(key));
      }
    }
  }

  // The statement of 2.7.
  void read_exec() {
    if (view_.tree.text().find("exec ") == std::string_view::npos) return;
    for (const syntax::NodeData& node : view_.tree.nodes()) {
      if (node.kind == Kind::exec_statement) facts_.any_name |= VersionSet::python2();
    }
  }

  const FileView& view_;
  const names::InternedNames& words_;
  ModuleFacts& facts_;
};

}  // namespace

void read_dynamic_namespace(const FileView& view, ModuleFacts& facts) {
  DynamicNamespace(view, facts).read();
}

}  // namespace pymolt::checks
