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

// Whether CALL is `mock.patch(…)`, or `mock.patch.WHICH(…)`, of the library or of the package of that name.
bool is_patch(const FileView& view, Node call, std::string_view which = "") {
  const std::string name = "mock.patch" + std::string(which);
  for (const names::Resolution& resolution :
       view.names.resolver().resolutions(call.child(Field::function))) {
    if (resolution.dotted == name || resolution.dotted == "unittest." + name) return true;
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
    for (const names::ConstantText& text : constants_.of(target)) {
      report(target, text, Raised::no_attribute);
      if (!view_.names.stdlib().is_standard(text.text)) add_foreign(target, text);
    }
  }

  void dynamic_imports(Node call) const {
    const Node module = names::argument(call, 0);
    if (!module || module.is(Kind::string)) return;  // texts written there are imports like others
    if (is_loader(call.child(Field::function))) add_modules(module);
  }

  // `map(import_module, ["imp", "os"])`
  void mapped_imports(Node call) const {
    const Node modules = names::argument(call, 1);
    if (!modules || !is_loader(names::argument(call, 0))) return;
    for (const Inferred& one : view_.names.types().all_of(modules)) {
      const Node made = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
      if (!made.is_any(Kind::list, Kind::tuple)) continue;
      for (const Node item : made.children()) {
        if (item.named() && !item.is(Kind::comment)) add_modules(item);
      }
    }
  }

  // `runpy.run_module("imp")`
  void run_module(Node call) const {
    const Node module = names::argument(call, 0);
    if (module && view_.names.resolver().dotted(call.child(Field::function)) == "runpy.run_module")
      add_modules(module);
  }

  // `pkgutil.resolve_name("ssl:wrap_socket")`
  void resolved(Node call) const {
    const Node name = names::argument(call, 0);
    if (!name ||
        view_.names.resolver().dotted(call.child(Field::function)) != "pkgutil.resolve_name")
      return;
    for (names::ConstantText& text : constants_.of(name)) {
      std::replace(text.text.begin(), text.text.end(), ':', '.');
      report(name, text, Raised::no_attribute);
    }
  }

  // `eval("ssl.wrap_socket")`
  void evaluated(Node call) const {
    const Node source = names::argument(call, 0);
    if (!source || view_.names.resolver().dotted(call.child(Field::function)) != "builtins.eval")
      return;
    for (names::ConstantText text : constants_.of(source)) {
      const bool is_dotted = text.text.find('.') != std::string::npos &&
                             text.text.find_first_of("()[]{} +-*/%:,'\"") == std::string::npos;
      if (!is_dotted) continue;
      for (const names::Resolution& one :
           view_.names.resolver().meanings_of_text(text.text, source)) {
        if (one.kind != names::Resolution::Kind::stdlib) continue;
        text.text = one.dotted;
        text.on &= one.on;
        report(source, text, Raised::no_attribute);
      }
    }
  }

  // `mock.patch.object(ssl, "wrap_socket")`
  void patched_object(Node call) const {
    if (is_patch(view_, call, ".object") && !creates(call))
      of_module(names::argument(call, 0), names::argument(call, 1));
  }

  // `mock.patch.multiple("ssl", wrap_socket=fake)`
  void patched_multiple(Node call) const {
    const Node target = names::argument(call, 0);
    if (!target || !is_patch(view_, call, ".multiple") || creates(call)) return;
    std::vector<names::ConstantText> modules = constants_.of(target);
    if (const std::string module = module_of(target); !module.empty()) {
      modules.assign(1, {});
      modules[0].text = module;
      modules[0].on = VersionSet::all();
    }
    for (const Node item : call.child(Field::arguments).children()) {
      if (!item.is(Kind::keyword_argument)) continue;
      for (names::ConstantText text : modules) {
        text.text.append(".").append(item.child(Field::name).text());
        report(item.child(Field::name), text, Raised::no_attribute);
      }
    }
  }

  // `getattr(base64, NAME)`; a name that is written there is a use like others.
  void got(Node call) const {
    const Node key = names::argument(call, 1);
    const Node module = names::argument(call, 0);
    if (!key || names::argument(call, 2) || is_asked_before(call) ||
        view_.names.resolver().dotted(call.child(Field::function)) != "builtins.getattr")
      return;
    if (module.is(Kind::call) && is_loader(module.child(Field::function))) {
      for (const names::ConstantText& text : constants_.of(names::argument(module, 0)))
        of_modules(text, key);
    } else if (!key.is(Kind::string)) {
      of_module(module, key);
    }
  }

  // `attrgetter("wrap_socket")(ssl)`, `methodcaller("wrap_socket", sock)(ssl)`
  void getter(Node call, std::string_view dotted) const {
    const Node outer = call.parent();
    if (call.field() == Field::function && outer.is(Kind::call) &&
        view_.names.resolver().dotted(call.child(Field::function)) == dotted)
      of_module(names::argument(outer, 0), names::argument(call, 0));
  }

  // `vars(ssl)["wrap_socket"]`, `ssl.__dict__["wrap_socket"]`: a KeyError.
  void looked_up(Node table, Node module) const {
    const Node subscript = table.parent();
    if (subscript.is(Kind::subscript) && table.field() == Field::value &&
        subscript.field() != Field::left)
      of_module(module, subscript.child(Field::subscript), Raised::other);
  }

 private:
  [[nodiscard]] bool is_loader(Node function) const {
    if (!function) return false;
    const std::vector<names::Resolution> all = view_.names.resolver().resolutions(function);
    return std::any_of(all.begin(), all.end(), [](const names::Resolution& one) {
      return one.dotted == "importlib.import_module" || one.dotted == "builtins.__import__";
    });
  }

  // What the texts that MODULE may be name is imported.
  void add_modules(Node module) const {
    for (const names::ConstantText& text : constants_.of(module))
      report(module, text, Raised::no_module);
  }

  // The module of the standard library that NODE names; else empty.
  [[nodiscard]] std::string module_of(Node node) const {
    const std::string module = node ? view_.names.resolver().dotted(node) : std::string();
    return !module.empty() && view_.book.is_module(module) ? module : std::string();
  }

  // Whether a test around CALL asks whether the same object has the same attribute: `hasattr(base64, name)`, or `name in dir(base64)`;
  // or one before it that goes on with the next: `if not hasattr(base64, name): continue`.
  static bool is_asked_before(Node call) {
    constexpr int kMostStatements = 50;  // that are looked at
    constexpr std::size_t kMostText = 1000;
    if (call.text().size() > kMostText) return false;
    std::string asked("hasattr");
    asked += call.child(Field::arguments).text();
    const std::string listed = std::string(names::argument(call, 1).text()) + " in dir(" +
                               std::string(names::argument(call, 0).text()) + ')';
    const auto asks = [&](Node condition) {
      const std::string_view text = condition.text().substr(0, kMostText);
      return text.find(asked) != std::string_view::npos ||
             text.find(listed) != std::string_view::npos;
    };
    int left = kMostStatements;
    for (Node below = call, up = call.parent(); up && !up.is(Kind::function_definition);
         below = up, up = up.parent()) {
      if (asks(up.is(Kind::conditional_expression) ? up : up.child(Field::condition)) ||
          asks(up.child(Kind::if_clause)))
        return true;
      if (!up.is(Kind::block)) continue;
      for (const Node before : up.children()) {
        if (before.index() >= below.index() || --left < 0) break;
        const Node last = before.is(Kind::if_statement) ? before.child(Field::consequence) : Node();
        if (last && last.first_named().is(Kind::continue_statement) &&
            asks(before.child(Field::condition)))
          return true;
      }
    }
    return false;
  }

  // What KEY says is taken of the module that MODULE names.
  void of_modules(const names::ConstantText& module, Node key,
                  Raised failure = Raised::no_attribute) const {
    if (!view_.book.is_module(module.text)) return;
    for (names::ConstantText& text : constants_.of(key)) {
      text.text.insert(0, module.text + '.');
      text.on &= module.on;
      text.confidence = std::min(text.confidence, module.confidence);
      report(key, text, failure);
    }
  }

  // What KEY says is taken of MODULE.
  void of_module(Node module, Node key, Raised failure = Raised::no_attribute) const {
    const std::string owner = key ? module_of(module) : std::string();
    if (!owner.empty()) of_modules({owner}, key, failure);
  }

  // `mock.patch("appr.Appr.notify")`: what `appr.Appr` is, the reduction tells.
  void add_foreign(Node where, const names::ConstantText& text) const {
    if (std::count(text.text.begin(), text.text.end(), '.') < 2) return;
    CrossFileUse use;
    use.name.module = text.text;
    use.member = kPatchedText;
    use.place.alive = view_.names.guards().alive(where.index()) & text.on;
    use.place.confidence = text.confidence;
    if (!use.place.alive.empty()) findings_.add_foreign(std::move(use), where.span());
  }

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
      for (const names::ConstantText& name : constants.of(names::argument(call, 1))) {
        const bool any = name.text.find(names::kUnknownPart) != std::string::npos;
        if (any && view.names.scopes().scope_at(call.index()) != 0) continue;
        created.push_back(module + '.' + (any ? "*" : name.text));
      }
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
  const auto each = [&](std::string_view word, const auto& look_at) {
    if (!has_word(view, word)) return;
    for (const Node call : view.names.types().growth().calls(word)) look_at(call);
  };
  if (has_word(view, "patch")) {
    each("patch", [&](Node call) { check.patched(call); });
    each("object", [&](Node call) { check.patched_object(call); });
    each("multiple", [&](Node call) { check.patched_multiple(call); });
  }
  each("getattr", [&](Node call) { check.got(call); });
  each("attrgetter", [&](Node call) { check.getter(call, "operator.attrgetter"); });
  each("methodcaller", [&](Node call) { check.getter(call, "operator.methodcaller"); });
  each("vars", [&](Node call) { check.looked_up(call, names::argument(call, 0)); });
  each("import_module", [&](Node call) { check.dynamic_imports(call); });
  each("__import__", [&](Node call) { check.dynamic_imports(call); });
  if (has_word(view, "import_module") || has_word(view, "__import__"))
    each("map", [&](Node call) { check.mapped_imports(call); });
  each("run_module", [&](Node call) { check.run_module(call); });
  each("resolve_name", [&](Node call) { check.resolved(call); });
  each("eval", [&](Node call) { check.evaluated(call); });
  if (!has_word(view, "__dict__")) return;
  for (std::uint32_t at = 0; at < view.tree.nodes().size(); ++at) {
    if (view.tree.nodes()[at].kind != Kind::attribute) continue;
    const Node attribute = view.tree.node(at);
    if (attribute.child(Field::attribute).text() == "__dict__")
      check.looked_up(attribute, attribute.child(Field::object));
  }
}

// An attribute of what holds a module: a name in a loop, an attribute of an object, a parameter's default.
void add_held_name(const FileView& view, const Reference& named, Findings& findings) {
  const Node attribute = view.tree.node(named.node);
  const Node object = attribute.child(Field::object);
  if (is_stored(attribute) || !object.is_any(Kind::identifier, Kind::attribute, Kind::subscript))
    return;
  const std::vector<names::Resolution> resolutions = view.names.resolver().resolutions(object);
  if (std::any_of(resolutions.begin(), resolutions.end(),
                  [](const names::Resolution& one) { return one.is_known(); }))
    return;
  std::vector<Inferred> all = view.names.types().of(object);
  if (object.is(Kind::subscript) &&
      view.names.resolver().dotted(object.child(Field::value)) == "sys.modules") {
    const std::string_view key = names::literal_text(object.child(Field::subscript));
    all.assign(1, Inferred{.type = std::string(key), .is_class = true});
  }
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
