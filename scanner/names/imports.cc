// Reads `import_statement`, `import_from_statement` and `future_import_statement` nodes.
// SPDX-License-Identifier: MIT
#include "names/imports.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// `a . b` as `a.b`: white space, comments and line continuations may stand between the parts.
std::string dotted(Node name) {
  std::string text;
  for (const Node part : name.children()) {
    if (!part.is(Kind::identifier)) continue;
    if (!text.empty()) text += '.';
    text += part.text();
  }
  return text;
}

int count_dots(Node relative) {
  int dots = 0;
  for (const Node part : relative.children()) {
    if (!part.is(Kind::import_prefix)) continue;
    for (const char c : part.text()) dots += c == '.' ? 1 : 0;
  }
  return dots;
}

// The dotted name and the alias of `a.b as c` or `a.b`.
struct Named {
  Node name;
  Node alias;
};

Named split(Node item) {
  if (!item.is(Kind::aliased_import)) return {item, {}};
  return {item.child(Field::name), item.child(Field::alias)};
}

void read_plain(Node statement, std::vector<Import>& imports, std::vector<Node>& beyond) {
  for (const Node item : statement.children()) {
    if (item.field() != Field::name) continue;
    const Named named = split(item);
    if (imports.size() >= kMostImports) {
      beyond.push_back(named.alias ? named.alias : named.name.first_named());
      continue;
    }
    Import import;
    import.module = dotted(named.name);
    import.binds_first = !named.alias;
    import.bound_as = named.alias ? named.alias.text() : named.name.first_named().text();
    import.statement = statement.index();
    import.module_node = import.name_node = named.name.index();
    imports.push_back(std::move(import));
  }
}

void read_from(Node statement, std::vector<Import>& imports, std::vector<Node>& beyond) {
  Import common;
  common.statement = statement.index();
  Node module = statement.child(Field::module_name);
  if (module.is(Kind::relative_import)) {
    common.level = count_dots(module);
    common.module = dotted(module.child(Kind::dotted_name));
  } else {
    common.module = module ? dotted(module) : "__future__";
  }
  common.module_node = module ? module.index() : statement.index();
  for (const Node item : statement.children()) {
    if (!item.is(Kind::wildcard_import) && item.field() != Field::name) continue;
    const Named named = split(item);
    if (imports.size() >= kMostImports) {
      beyond.push_back(named.alias ? named.alias : named.name);
      continue;
    }
    Import import = common;
    import.name = named.name.text();
    import.name_node = named.name.index();
    if (!item.is(Kind::wildcard_import)) {
      import.bound_as = named.alias ? named.alias.text() : import.name;
    }
    imports.push_back(std::move(import));
  }
}

}  // namespace

std::string Import::target() const {
  if (level > 0 || is_star()) return {};
  if (!name.empty()) return module + '.' + std::string(name);
  return binds_first ? module.substr(0, module.find('.')) : module;
}

void read_imports(Node statement, std::vector<Import>& imports, std::vector<Node>& beyond) {
  if (statement.is(Kind::import_statement)) {
    read_plain(statement, imports, beyond);
  } else {
    read_from(statement, imports, beyond);
  }
}

}  // namespace pymolt::names
