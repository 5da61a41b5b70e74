// Names that stand in texts, and modules that are held by names: `mock.patch("ssl.wrap_socket")`, `for m in (gettext, locale)`.
// SPDX-License-Identifier: MIT
//
//   mock.patch("ssl.wrap_socket")             AttributeError when the test runs, unless with `create=True`
//   NAME = "imp"; import_module(NAME)         a module named by a constant
//   getattr(base64, NAME)                     and a name of one
//   for module in (gettext, locale):
//       module.bind_textdomain_codeset(…)     likely: one of the two lacks it
#include <algorithm>

#include "checks/api_usage.h"
#include "names/arguments.h"
#include "names/constants.h"
#include "names/file_names.h"

namespace pymolt::checks {

using names::Inferred;
using names::Reference;
using rulebook::Lifetime;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool has_word(const FileView& view, std::string_view word) {
  return view.names.scopes().interned_names().find(word) != names::kNoName;
}

// Whether CALL is `mock.patch(…)`, of the library or of the package of that name.
bool is_patch(const FileView& view, Node call) {
  for (const names::Resolution& resolution :
       view.names.resolver().resolutions(call.child(Field::function))) {
    if (resolution.dotted == "unittest.mock.patch" || resolution.dotted == "mock.patch")
      return true;
  }
  return false;
}

bool creates(Node patch) { return names::keyword(patch, "create").is(Kind::true_); }

class TextCheck {
 public:
  TextCheck(const FileView& view, Findings& findings)
      : view_(view), findings_(findings), constants_(view.names.types()) {}

  void patched(Node call) const {
    const Node target = names::argument(call, 0);
    if (!target || !is_patch(view_, call) || creates(call)) return;
    for (const names::ConstantText& text : constants_.of(target))
      report(target, text, Raised::no_attribute);
  }

  void dynamic_imports(Node call) const {
    const Node module = names::argument(call, 0);
    if (!module || module.is(Kind::string)) return;  // texts written there are imports like others
    const auto is_loader = [](const names::Resolution& one) {
      return one.dotted == "importlib.import_module" || one.dotted == "builtins.__import__";
    };
    const std::vector<names::Resolution> resolutions =
        view_.names.resolver().resolutions(call.child(Field::function));
    if (!std::any_of(resolutions.begin(), resolutions.end(), is_loader)) return;
    for (const names::ConstantText& text : constants_.of(module))
      report(module, text, Raised::no_module);
  }

  // `getattr(base64, NAME)`; a name that is written there is a use like others.
  void got(Node call) const {
    const Node key = names::argument(call, 1);
    if (!key || key.is(Kind::string) || names::argument(call, 2)) return;
    const std::string module = view_.names.resolver().dotted(names::argument(call, 0));
    if (module.empty() || !view_.book.is_module(module) ||
        view_.names.resolver().dotted(call.child(Field::function)) != "builtins.getattr")
      return;
    for (names::ConstantText& text : constants_.of(key)) {
      text.text.insert(0, module + '.');
      report(key, text, Raised::no_attribute);
    }
  }

 private:
  // The first part of the dotted TEXT that is not always there.
  void report(Node where, const names::ConstantText& text, Raised failure) const {
    if (text.text.find(names::kUnknownPart) != std::string::npos) return;
    for (std::size_t end = 0; end != std::string::npos;) {
      end = text.text.find('.', end + 1);
      const Lifetime* life = view_.book.lifetime(text.text.substr(0, end));
      const bool of_package = life != nullptr && life->package != nullptr;
      if (life == nullptr ||
          (!of_package && life->exists == VersionSet::all() && !life->deprecated))
        continue;
      ApiUse use;
      use.life = life;
      use.symbol = life->name;
      use.kind = view_.book.kind(use.symbol);
      use.where = where.span();
      use.alive = view_.names.guards().alive(where.index()) & text.on;
      use.missing = use.alive - life->exists;
      use.raises = failure;
      use.caught = view_.names.guards().caught(where.index(), failure);
      use.at_import_time =
          failure == Raised::no_module && view_.names.at_import_time(where.index());
      use.confidence = text.confidence;
      add_life_use(view_, use, findings_);
      if (!of_package) return;
    }
  }

  const FileView& view_;
  Findings& findings_;
  names::Constants constants_;
};

}  // namespace

std::vector<std::string> created_names(const FileView& view) {
  std::vector<std::string> created;
  if (has_word(view, "setattr")) {
    const names::Constants constants(view.names.types());
    for (const Node call : view.names.types().growth().calls("setattr")) {
      const std::string module = view.names.resolver().dotted(names::argument(call, 0));
      if (module.empty() || !view.book.is_module(module)) continue;
      for (const names::ConstantText& name : constants.of(names::argument(call, 1)))
        created.push_back(module + '.' + name.text);
    }
  }
  if (!has_word(view, "patch")) return created;
  for (const Node call : view.names.types().growth().calls("patch")) {
    const Node target = names::argument(call, 0);
    if (creates(call) && is_patch(view, call)) created.emplace_back(names::literal_text(target));
  }
  return created;
}

void add_texts(const FileView& view, Findings& findings) {
  const TextCheck check(view, findings);
  if (has_word(view, "patch") && (has_word(view, "mock") || has_word(view, "unittest"))) {
    for (const Node call : view.names.types().growth().calls("patch")) check.patched(call);
  }
  if (has_word(view, "getattr")) {
    for (const Node call : view.names.types().growth().calls("getattr")) check.got(call);
  }
  for (const std::string_view dynamic_importer : {"import_module", "__import__"}) {
    if (!has_word(view, dynamic_importer)) continue;
    for (const Node call : view.names.types().growth().calls(dynamic_importer))
      check.dynamic_imports(call);
  }
}

// An attribute of what holds a module: a name in a loop, an attribute of an object, a parameter's default.
void add_held_name(const FileView& view, const Reference& named, Findings& findings) {
  const Node attribute = view.tree.node(named.node);
  const Node object = attribute.child(Field::object);
  if (attribute.field() == Field::left ||
      !object.is_any(Kind::identifier, Kind::attribute, Kind::subscript))
    return;
  const std::vector<names::Resolution> resolutions = view.names.resolver().resolutions(object);
  if (std::any_of(resolutions.begin(), resolutions.end(),
                  [](const names::Resolution& one) { return one.is_known(); }))
    return;
  const std::vector<Inferred> all = view.names.types().of(object);
  for (const Inferred& one : all) {
    if (!one.is_class || !view.book.is_module(one.type)) continue;
    ApiUse use;
    use.symbol = one.type + '.' + std::string(attribute.child(Field::attribute).text());
    use.life = view.book.lifetime(use.symbol);
    if (use.life == nullptr) continue;
    use.kind = view.book.kind(use.symbol);
    use.where = attribute.span();
    use.alive = view.names.guards().alive(named.node) & one.on;
    use.missing = use.alive - use.life->exists;
    use.caught = view.names.guards().caught(named.node, Raised::no_attribute);
    use.at_import_time = view.names.at_import_time(named.node);
    use.confidence = all.size() > 1 ? Confidence::likely : one.confidence;
    if (!view.names.guards().is_attribute_tested(named.node, named.word))
      add_life_use(view, use, findings);
  }
}

}  // namespace pymolt::checks
