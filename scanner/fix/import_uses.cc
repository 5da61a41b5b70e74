// A module without a successor of its own, whose names went to several: each use is rewritten, or nothing is.
// SPDX-License-Identifier: MIT
//
//   import os, urllib2              import os, urllib.request, urllib.error
//   urllib2.urlopen(url)            urllib.request.urlopen(url)
//   urllib2.URLError                urllib.error.URLError
#include "fix/import_uses.h"

#include <algorithm>

#include "fix/code_template.h"
#include "fix/import_edits.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

std::string_view above(std::string_view dotted) {
  return dotted.substr(0, std::min(dotted.rfind('.'), dotted.size()));
}

// Whether a string is nothing but the name, as in `__all__`, or an annotation with it, as is a comment `# type: Name[…]`.
bool is_spoken_of(const Source& source, std::string_view name) {
  const std::string generic = std::string(name) + "[";
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < source.tokens().size(); ++i) {
    const Token& token = source.token(i);
    const std::string_view gap = source.slice(std::min(at, token.begin), token.begin);
    if (gap.find("# type:") != std::string_view::npos && gap.find(name) != std::string_view::npos)
      return true;
    at = token.end;
    if (token.kind != TokenKind::string) continue;
    const std::string_view word = source.word(i);
    if (word.size() == name.size() + 2 && word.substr(1, name.size()) == name) return true;
    if (word.find(generic) != std::string_view::npos) return true;
  }
  return false;
}

bool has_template(const Site& site, std::string_view dotted) {
  const std::vector<CodeTemplate> all = templates_of(site.text);
  return std::any_of(all.begin(), all.end(),
                     [&](const CodeTemplate& one) { return one.name == dotted; });
}

}  // namespace

std::string successor(const Site& site, std::string_view dotted) {
  const std::string_view said = site.said_of(std::string(above(dotted)) + ".*");
  return said.empty() ? std::string() : std::string(advised_name(site.book.lifetime(dotted)));
}

std::optional<std::vector<Node>> uses_of(const Source& source, std::string_view name) {
  const names::Scopes& scopes = source.names().scopes();
  int bindings = 0;
  for (const names::Binding& binding : scopes.bindings()) {
    const bool is_import = binding.import != names::kNone;
    const std::string_view bound = is_import ? scopes.imports()[binding.import].bound_as
                                             : source.tree().node(binding.node).text();
    if (bound != name) continue;
    if (!is_import || ++bindings > 1) return std::nullopt;
  }
  if (bindings != 1 || is_spoken_of(source, name)) return std::nullopt;
  std::vector<Node> uses;
  for (const names::Reference& load : scopes.references()) {
    const Node node = source.tree().node(load.node);
    if (node.text() == name) uses.push_back(node);
  }
  return uses;
}

bool has_successor(const Site& site, std::string_view dotted) {
  return has_template(site, dotted) || !successor(site, dotted).empty();
}

bool has_call_template(const Site& site, std::string_view dotted) {
  const std::vector<CodeTemplate> all = templates_of(site.text);
  return std::any_of(all.begin(), all.end(),
                     [&](const CodeTemplate& one) { return one.is_call && one.name == dotted; });
}

Answer replace_by_successor(const Site& site, std::string_view dotted, Node use, Fix& fix,
                            std::vector<std::string>* modules) {
  if (const auto made = replace_use(site, dotted, use, fix, modules)) {
    if (!made->why_not.empty()) return by_hand(made->why_not);
    fix.edits.push_back({made->span, made->code});
    return {};
  }
  const Answer kept = keep_arguments(site, dotted, use, fix);
  if (!kept.known) return kept;
  const std::string now = successor(site, dotted);
  if (now.empty() || has_template(site, dotted))
    return by_hand("what `" + std::string(dotted) + "` does here has no known successor");
  if (now.find('.') == std::string::npos) {
    if (site.source.binds(now)) return by_hand("`" + now + "` is a name of the file's own");
    fix.edits.push_back({use.span(), now});
    return {};
  }
  Filled way = reach(site, now, fix, modules);
  if (!way.why_not.empty()) return by_hand(std::move(way.why_not));
  fix.edits.push_back({use.span(), std::move(way.code)});
  return {};
}

void take_out(const Source& source, Node statement, Fix& fix) {
  const std::uint32_t line = source.text().line_start(source.text().line_at(statement.begin()));
  std::size_t end = source.bytes().find_first_not_of(" \t", statement.end());
  if (end != std::string_view::npos && source.bytes().substr(end).starts_with("\r\n")) ++end;
  const bool is_line = stands_alone(source, statement) && end != std::string_view::npos &&
                       source.bytes()[end] == '\n' &&
                       source.bytes().find_first_not_of(" \t\f", line) == statement.begin();
  int others = 0;
  for (const Node other : statement.parent().children()) {
    if (other.named() && !other.is(Kind::comment) && other != statement) ++others;
  }
  if (is_line && (others > 0 || !statement.parent().is(Kind::block))) {
    fix.edits.push_back({{line, static_cast<std::uint32_t>(end + 1)}, ""});
  } else {
    fix.edits.push_back({statement.span(), "pass"});
  }
}

void put_in_import(const Source& source, Node statement, Node name, const std::string& text,
                   Fix& fix) {
  if (!text.empty()) return fix.edits.push_back({name.span(), text});
  std::vector<Node> names;
  for (const Node child : statement.children()) {
    if (child.field() == Field::name) names.push_back(child);
  }
  const auto at =
      std::find_if(names.begin(), names.end(), [&](Node one) { return one.span() == name.span(); });
  if (names.size() > 1 && at != names.end()) {
    const bool is_last = at + 1 == names.end();
    fix.edits.push_back(
        {is_last ? ByteSpan{(at - 1)->end(), at->end()} : ByteSpan{at->begin(), (at + 1)->begin()},
         ""});
    return;
  }
  take_out(source, statement, fix);
}

bool is_free_name(const Site& site, const std::string& name) {
  const Source& source = site.source;
  const auto& loads = source.names().scopes().references();
  const bool reads = std::any_of(loads.begin(), loads.end(), [&](const names::Reference& load) {
    return source.tree().node(load.node).text() == name;
  });
  return !reads && !source.binds(name) && site.book.lifetime("builtins." + name) == nullptr &&
         !source.names().stdlib().is_class("builtins." + name);
}

// With --both, of the module CHILD of STATEMENT: each of the names that USES take of it is imported from where it is.
//
//   import urllib2           try:
//   urllib2.urlopen(url)         from urllib.request import urlopen
//                            except ImportError:
//                                from urllib2 import urlopen
//                            urlopen(url)
static Answer taken_under_try(const Site& site, Node statement, Node child,
                              const std::vector<Node>& uses, Fix& fix) {
  std::vector<std::pair<std::string, std::string>> lines;  // by module, what is taken of it
  std::vector<std::string> names;
  for (const Node use : uses) {
    const Node attribute = use.parent();
    if (!attribute.is(Kind::attribute) || use.field() != Field::object)
      return by_hand("the module itself is used as a value");
    const std::string name(attribute.child(Field::attribute).text());
    const std::string dotted = site.finding.symbol + "." + name;
    const std::string now = successor(site, dotted);
    if (now.find('.') == std::string::npos || has_template(site, dotted) ||
        !site.book.exists(now).contains(site.wish.target))
      return by_hand("what `" + dotted + "` does here has no known successor");
    const Answer kept = keep_arguments(site, dotted, attribute, fix);
    if (!kept.known) return kept;
    fix.edits.push_back({attribute.span(), name});
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    if (!is_free_name(site, name)) return by_hand("`" + name + "` has another meaning in the file");
    names.push_back(name);
    const std::string module(above(now));
    auto line = std::find_if(lines.begin(), lines.end(),
                             [&](const auto& one) { return one.first == module; });
    if (line == lines.end()) line = lines.insert(lines.end(), {module, ""});
    const std::string last = now.substr(module.size() + 1);
    line->second += (line->second.empty() ? "" : ", ") + last + (last == name ? "" : " as " + name);
  }
  std::string text;
  std::string old = "from " + site.finding.symbol + " import ";
  for (const std::string& name : names) old += (old.ends_with(' ') ? "" : ", ") + name;
  const std::string separator =
      std::string(site.source.newline()) + std::string(site.source.indentation(statement.begin()));
  for (const auto& [module, taken] : lines)
    text += (text.empty() ? "" : separator) + "from " + module + " import " + taken;
  fix.reveals = true;
  return put_one_under_try(site, statement, child, text, old, fix);
}

Answer replaced_module(const Site& site, Node statement, Fix& fix) {
  const std::string_view was = site.finding.symbol;
  Node child;
  for (const Node one : statement.children()) {
    const Node name = one.is(Kind::aliased_import) ? one.child(Field::name) : one;
    if (one.field() == Field::name && name.text() == was) child = one;
  }
  if (!child) return by_hand("its name does not stand in the statement");
  const bool aliased = child.is(Kind::aliased_import);
  if (!aliased && was.find('.') != std::string_view::npos) return by_hand("it binds the package");
  const auto uses = uses_of(site.source, aliased ? child.child(Field::alias).text() : child.text());
  if (!uses) return by_hand("something else in the file has that name too");
  if (uses->empty()) {
    if (site.text.find("\n" + std::string(was) + ".") == std::string_view::npos)
      return by_hand("nothing here uses it");
    fix.safe = false;
    fix.risk = "nothing here uses it, but another file may take it from here";
    put_in_import(site.source, statement, child, "", fix);
    return {};
  }
  const rulebook::Lifetime* whole = site.book.lifetime(was);
  if (site.wish.both && whole != nullptr && !works_on(whole, site.versions()))
    return taken_under_try(site, statement, child, *uses, fix);
  std::vector<std::string> modules;
  for (auto use = uses->rbegin(); use != uses->rend(); ++use) {  // what stands in another one first
    const Node attribute = use->parent();
    if (!attribute.is(Kind::attribute) || use->field() != Field::object)
      return by_hand("the module itself is used as a value");
    const std::string dotted =
        std::string(was) + "." + std::string(attribute.child(Field::attribute).text());
    const rulebook::Lifetime* life = site.book.lifetime(dotted);
    if (life != nullptr && life->advice_from && !works_on(life, site.versions()))
      return by_hand("its successor is not on every version asked for");
    const Answer answer = replace_by_successor(site, dotted, attribute, fix, &modules);
    if (!answer.known) return answer;
  }
  std::string text;
  for (auto module = modules.rbegin(); module != modules.rend(); ++module) {
    if (!site.source.imports(*module)) text += (text.empty() ? "" : ", ") + *module;
  }
  put_in_import(site.source, statement, child, text, fix);
  fix.reveals = true;
  return {};
}

}  // namespace pymolt::fix
