// What a file puts into modules without defining it there: into its own, and into others it imports.
// SPDX-License-Identifier: MIT
//
//   this = sys.modules[__name__]
//   setattr(this, name, value)         any name may be in this module
//   box.width = 1                      `box.width` is there, for whoever runs later
//   vars(box)[name] = value            so is anything in box
#include <algorithm>

#include "names/arguments.h"
#include "summary/import_event_builder.h"

namespace pymolt::checks {

using names::Binding;
using names::BindingKind;
using names::Reference;
using names::Resolution;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepest = 4;  // names of names of modules

class Stores {
 public:
  Stores(const FileView& view, ModuleFacts& facts)
      : view_(view),
        resolver_(view.names.resolver()),
        scopes_(view.names.scopes()),
        facts_(facts) {}

  void read() {
    for (const std::uint32_t patch : scopes_.monkeypatches()) {
      const Node attribute = view_.tree.node(patch);
      store(attribute.child(Field::object), attribute.child(Field::attribute).text());
    }
    for (const Reference& reference : scopes_.dynamic_binders())
      read_dynamic_binder(view_.tree.node(reference.node));
    read_dictionaries();
  }

 private:
  // `setattr(module, "name", value)`, `vars(module)[…] = …`, `exec(code, module.__dict__)`
  void read_dynamic_binder(Node name) {
    const Node call = name.parent();
    if (!call.is(Kind::call) || name.field() != Field::function) return;
    const Node first = names::argument(call, 0);
    if (name.text() == "setattr") {
      if (injects_modules(call)) return;
      std::string attribute;
      const bool known = plain_string(names::argument(call, 1), attribute);
      store(first, known ? std::string_view(attribute) : std::string_view());
    } else if (name.text() == "vars") {
      if (first && is_written(call)) store(first, {});
    } else if (name.text() == "exec") {
      const Node scope = names::argument(call, 1);
      if (scope.is(Kind::attribute) && scope.child(Field::attribute).text() == "__dict__")
        store(scope.child(Field::object), {});
    }
  }

  // `setattr(parent, name, sys.modules[…])` hangs up an injected module: dynamic_namespace.cc says so.
  static bool injects_modules(Node call) {
    const Node value = names::argument(call, 2);
    return value.is(Kind::subscript) && value.child(Field::value).text() == "sys.modules";
  }

  // Whether the namespace that NODE is gets names: `….update(…)`, `…[name] = …`.
  static bool is_written(Node node) {
    const Node around = node.parent();
    if (around.is(Kind::subscript))
      return around.field() == Field::left && around.parent().is(Kind::assignment);
    if (!around.is(Kind::attribute)) return around.is(Kind::argument_list);
    const std::string_view method = around.child(Field::attribute).text();
    return method == "update" || method == "setdefault" || method == "__setitem__";
  }

  // `module.__dict__["name"] = value`
  void read_dictionaries() {
    const names::InternedName word = scopes_.interned_names().find("__dict__");
    if (word == names::kNoName) return;
    const std::vector<syntax::NodeData>& nodes = view_.tree.nodes();
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
      if (nodes[at].kind != Kind::attribute) continue;
      const Node attribute = view_.tree.node(at);
      if (attribute.child(Field::attribute).text() == "__dict__" && is_written(attribute))
        store(attribute.child(Field::object), {});
    }
  }

  // The module that MODULE is gets the attribute NAME; an empty one may be any.
  void store(Node module, std::string_view name) {
    if (is_own(module, 0)) {
      facts_.any_name = VersionSet::all();
      return;
    }
    if (!module.is_any(Kind::identifier, Kind::attribute)) return;
    for (const Resolution& resolution : resolver_.resolutions(module)) {
      if (resolution.binding == names::kNone) continue;
      if (scopes_.binding(resolution.binding).kind != BindingKind::import) continue;
      if (resolver_.stdlib().is_standard(resolution.dotted)) continue;
      const std::string owner =
          resolution.dotted.empty() ? relative_name(resolution) : resolution.dotted;
      if (!owner.empty())
        facts_.injected.push_back(
            {owner + (name.empty() ? "" : ".") + std::string(name), VersionSet::all()});
    }
  }

  // `..a.b` of `from ..a import b`; empty where it is not relative.
  [[nodiscard]] std::string relative_name(const Resolution& resolution) const {
    if (!resolver_.is_foreign(resolution)) return {};
    const CrossFileName name = resolver_.foreign(resolution);
    if (name.level == 0) return {};
    return std::string(static_cast<std::size_t>(name.level), '.') + name.module +
           (name.module.empty() || name.path.empty() ? "" : ".") + name.path;
  }

  // Whether MODULE is the module that this file makes, or may be: `sys.modules[…]`, `import_module(__name__)`, a name of it.
  [[nodiscard]] bool is_own(Node module, int depth) const {
    if (depth > kDeepest) return false;
    if (module.is(Kind::subscript))
      return resolver_.dotted(module.child(Field::value)) == "sys.modules";
    if (module.is(Kind::call)) {
      const Node function = module.child(Field::function);
      if (function.is(Kind::attribute) && function.child(Field::attribute).text() == "get")
        return resolver_.dotted(function.child(Field::object)) == "sys.modules";
      return resolver_.may_load(module) && names::argument(module, 0).text() == "__name__";
    }
    if (!module.is(Kind::identifier)) return false;
    const std::vector<Resolution> resolutions = resolver_.resolutions(module);
    return std::any_of(resolutions.begin(), resolutions.end(), [&](const Resolution& resolution) {
      if (resolution.binding == names::kNone) return false;
      const Binding& binding = scopes_.binding(resolution.binding);
      return binding.kind == BindingKind::assign &&
             is_own(resolver_.assigned(view_.tree.node(binding.node)), depth + 1);
    });
  }

  const FileView& view_;
  const names::Resolver& resolver_;
  const names::Scopes& scopes_;
  ModuleFacts& facts_;
};

}  // namespace

void read_stores(const FileView& view, ModuleFacts& facts) { Stores(view, facts).read(); }

}  // namespace pymolt::checks
