// Imports by text: `importlib.import_module("imp")`, `__import__(NAME)`, under whatever name the function is called.
// SPDX-License-Identifier: MIT
//
//   NAME = "ConfigParser" if PY2 else "configparser"        no constant: not followed
//   for name in ("imp", "asyncore"):                        each of them
//       importlib.import_module(name)
#include <algorithm>

#include "names/arguments.h"
#include "names/resolver.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kMostConstants = 64;  // that one name is followed to
constexpr int kNoAliases = 1000;  // so deep: `m = __import__(m)` would lead back to itself

// `__import__` gives the first of the packages, and knows no text with dots in front.
bool gives_first(std::string_view dynamic_importer) {
  return dynamic_importer.ends_with("__import__");
}

constexpr std::uint32_t kLongestText = 4000;  // with a module's name, asked for at each use

bool is_plain(Node text) {
  return text.is(Kind::string) && text.end() - text.begin() < kLongestText &&
         !text.child(Kind::interpolation) && !literal_text(text).empty() &&
         literal_text(text).find('\\') == std::string_view::npos;
}

Node keyword(Node call, std::string_view name) {
  for (const Node item : call.child(Field::arguments).children()) {
    if (item.is(Kind::keyword_argument) && item.child(Field::name).text() == name)
      return item.child(Field::value);
  }
  return {};
}

Node argument_or(Node call, int place, std::string_view name) {
  const Node positional = argument(call, place);
  return positional ? positional : keyword(call, name);
}

}  // namespace

// The texts that ARGUMENT can be: a literal, a name that is given one, a loop over several.
std::vector<Resolver::Constant> Resolver::constants(Node argument) const {
  std::vector<Constant> found;
  if (is_plain(argument)) return {{literal_text(argument), VersionSet::all()}};
  if (!argument.is(Kind::identifier)) return found;
  for (const Resolution& resolution : follow(argument, kNoAliases)) {
    if (resolution.binding == kNone) return {};
    const Binding& binding = scopes_->binding(resolution.binding);
    const Node node = scopes_->tree().node(binding.node);
    if (binding.kind == BindingKind::assign && is_plain(assigned(node))) {
      found.push_back({literal_text(assigned(node)), resolution.on});
    } else if (binding.kind == BindingKind::loop && node.parent().is(Kind::for_statement)) {
      for (const Node item : node.parent().child(Field::right).children()) {
        if (is_plain(item) && found.size() < kMostConstants)
          found.push_back({literal_text(item), resolution.on});
      }
    }
  }
  return found;
}

std::string_view Resolver::dynamically_imported(Node call,
                                                std::string_view dynamic_importer) const {
  if (stdlib_->book().does(dynamic_importer, "imports", "text").empty()) return {};
  const std::vector<Constant> found = constants(argument(call, 0));
  if (found.size() != 1 || found[0].text.starts_with('.')) return {};
  if (!gives_first(dynamic_importer) || argument_or(call, 3, "fromlist")) return found[0].text;
  return found[0].text.substr(0, found[0].text.find('.'));
}

std::vector<Import> Resolver::loaded_imports(Node call) const {
  std::vector<Import> imports;
  const std::string dynamic_importer = dotted(call.child(Field::function));
  if (stdlib_->book().does(dynamic_importer, "imports", "text").empty()) return imports;
  const Node name = argument_or(call, 0, "name");
  const Node package = argument_or(call, 1, "package");
  for (const Constant& constant : constants(name)) {
    Import import;
    const std::size_t dots = std::min(constant.text.find_first_not_of('.'), constant.text.size());
    import.level = static_cast<int>(dots);
    import.module = constant.text.substr(dots, kLongestModule);
    if (import.module.empty() || (dots > 0 && gives_first(dynamic_importer))) continue;
    const bool of_own_package =
        package.is_any(Kind::identifier, Kind::attribute) && package.text().starts_with("__");
    if (dots == 1 && is_plain(package)) {
      import.level = 0;
      import.module = std::string(literal_text(package)) + '.' + import.module;
    } else if (dots > 0 && !of_own_package) {
      continue;
    }
    import.statement = call.index();
    import.module_node = import.name_node = name.index();
    import.scope = scopes_->scope_at(call.index());
    import.on = constant.on;
    imports.push_back(std::move(import));
  }
  return imports;
}

}  // namespace pymolt::names
