// Modules that were renamed: the import changes, and the name that it binds stays.
// SPDX-License-Identifier: MIT
//
//   import httplib, os              import http.client as httplib, os
//   from httplib import HTTPSConnection
//                                   from http.client import HTTPSConnection
//
// With --both, where the new name is not everywhere, the old one stays beside it:
//
//   try:
//       import http.client as httplib
//   except ImportError:
//       import httplib
#include "fix/import_edits.h"

#include <algorithm>
#include <map>
#include <vector>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// One name of a `from` import, as it is written.
struct Taken {
  std::string_view name;
  std::string_view text;  // with its `as`
};

std::vector<Taken> names_of(Node statement) {
  std::vector<Taken> names;
  for (const Node child : statement.children()) {
    if (child.field() != Field::name) continue;
    names.push_back(
        {child.is(Kind::aliased_import) ? child.child(Field::name).text() : child.text(),
         child.text()});
  }
  return names;
}

bool has_comment(Node statement) { return statement.text().find('#') != std::string_view::npos; }

// Where each name goes; empty where one has no known place.
std::map<std::string, std::string> new_modules(const Site& site, std::string_view module,
                                               const std::vector<Taken>& names, bool& everywhere,
                                               Fix& fix) {
  std::map<std::string, std::string> places;
  for (const Taken& taken : names) {
    const std::string dotted = std::string(module) + "." + std::string(taken.name);
    const rulebook::Lifetime* life = site.book.lifetime(dotted);
    const std::string_view now = advised_name(life);
    const std::size_t dot = now.rfind('.');
    const bool listed = site.text.empty() || site.finding.subject == Subject::module ||
                        !site.said_of(dotted).empty();
    if (!listed && !site.is_unlikely(dotted)) continue;
    if (dot == std::string_view::npos || now.substr(dot + 1) != taken.name) continue;
    places[std::string(taken.name)] = now.substr(0, dot);
    fix.safe = fix.safe && listed;
    everywhere = everywhere && works_on(life, site.versions());
  }
  return places;
}

// The statement, written anew: each module's names in a line of its own.
std::string written_anew(const Source& source, Node statement, std::string_view module,
                         const std::vector<Taken>& names,
                         const std::map<std::string, std::string>& places) {
  std::vector<std::pair<std::string, std::string>> lines;  // by module, what is taken
  for (const Taken& taken : names) {
    const auto place = places.find(std::string(taken.name));
    const std::string from = place == places.end() ? std::string(module) : place->second;
    auto line =
        std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.first == from; });
    if (line == lines.end()) line = lines.insert(lines.end(), {from, ""});
    line->second += (line->second.empty() ? "" : ", ") + std::string(taken.text);
  }
  const std::string separator =
      std::string(source.newline()) + std::string(source.indentation(statement.begin()));
  std::string text;
  for (const auto& [from, what] : lines)
    text += (text.empty() ? "" : separator) + "from " + from + " import " + what;
  return text;
}

}  // namespace

bool stands_alone(const Source& source, Node statement) {
  const std::size_t first = source.token_at(statement.begin());
  const TokenKind before = first == 0 ? TokenKind::newline : source.token(first - 1).kind;
  const bool begins =
      before == TokenKind::newline || before == TokenKind::indent || before == TokenKind::dedent;
  const TokenKind after = source.token(source.end_of_statement(first)).kind;
  return begins && (after == TokenKind::newline || after == TokenKind::end);
}

// Puts TEXT under `try` in the place of STATEMENT, and WAS under its `except ImportError`.
static Answer put_under_try(const Site& site, Node statement, const std::string& text,
                            const std::string& was, Fix& fix) {
  const Source& source = site.source;
  if (!stands_alone(source, statement) || was.find('\n') != std::string::npos)
    return by_hand("it needs a line of its own for try and except");
  if (statement.parent().is(Kind::block) && statement.parent().parent().is(Kind::try_statement))
    return by_hand("a try stands around it already");
  const std::string newline(source.newline());
  const std::string indentation(source.indentation(statement.begin()));
  const std::string step = indentation.find('\t') == std::string::npos ? "    " : "\t";
  std::string inner = text;
  for (std::size_t at = inner.find(newline); at != std::string::npos;
       at = inner.find(newline, at + 1))
    inner.insert(at + newline.size() + indentation.size(), step);
  fix.edits.push_back({statement.span(), "try:" + newline + indentation + step + inner + newline +
                                             indentation + "except ImportError:" + newline +
                                             indentation + step + was});
  return {};
}

Answer put_statement(const Site& site, Node statement, const std::string& text, bool everywhere,
                     Fix& fix) {
  const Source& source = site.source;
  const std::string was(statement.text());
  if (everywhere || !site.wish.both) {
    if (text.find('\n') != std::string::npos && !stands_alone(source, statement))
      return by_hand("it shares its line with another statement");
    fix.edits.push_back({statement.span(), text});
    return {};
  }
  return put_under_try(site, statement, text, was, fix);
}

Answer moved_from_import(const Site& site, Node statement, Fix& fix) {
  const Source& source = site.source;
  const Node module = statement.child(Field::module_name);
  const std::vector<Taken> names = names_of(statement);
  if (!module.is(Kind::dotted_name)) return by_hand("the module is none of the standard library");
  const std::string_view whole = site.said_of(module.text());
  const rulebook::Lifetime* life = site.book.lifetime(module.text());
  if (site.finding.subject == Subject::module && !whole.empty()) {
    const std::string_view now = whole == module.text() ? advised_name(life) : whole;
    if (now.empty()) return by_hand("its replacement is no module");
    if (site.wish.both && whole != module.text() &&
        site.book.exists(now).intersects(site.wish.from))
      return by_hand("2.7 has both, and they differ there");
    std::string text(statement.text());
    return put_statement(
        site, statement,
        text.replace(module.begin() - statement.begin(), module.text().size(), now),
        works_on(life, site.versions()) && whole == module.text(), fix);
  }
  bool everywhere = true;
  const auto places = new_modules(site, module.text(), names, everywhere, fix);
  if (places.empty()) return by_hand("no successor of the same name is known");
  if (site.finding.subject == Subject::module && places.size() != names.size())
    return by_hand("not every name that it takes has a known place");
  if (has_comment(statement)) return by_hand("a comment stands in it");
  return put_statement(site, statement,
                       written_anew(source, statement, module.text(), names, places), everywhere,
                       fix);
}

// With --both, of `import a, b`: the other modules in a line of their own, then this one under try.
Answer beside_old(const Site& site, Node statement, Node module, const std::string& text,
                  Fix& fix) {
  std::string others;
  for (const Node child : statement.children()) {
    if (child.field() == Field::name && child != module)
      others += (others.empty() ? "import " : ", ") + std::string(child.text());
  }
  const Answer answer =
      put_under_try(site, statement, text, "import " + std::string(module.text()), fix);
  const std::string separator =
      std::string(site.source.newline()) + std::string(site.source.indentation(statement.begin()));
  if (answer.known && !others.empty()) fix.edits.back().text.insert(0, others + separator);
  return answer;
}

Answer moved_module(const Site& site, Fix& fix) {
  fix.reveals = true;
  if (const Node from = site.around(Kind::import_from_statement))
    return moved_from_import(site, from, fix);
  const Node statement = site.around(Kind::import_statement);
  if (!statement) return by_hand("no import statement was found here");
  const std::string_view was = site.finding.symbol;
  const rulebook::Lifetime* life = site.book.lifetime(was);
  const std::string_view said = site.said_of(was);
  if (said.empty()) return by_hand("its replacement does not do the same under another name");
  const std::string_view now = said == was ? advised_name(life) : said;
  if (now.empty()) return by_hand("its replacement is no module");
  if (site.wish.both && said != was && site.book.exists(now).intersects(site.wish.from))
    return by_hand("2.7 has both, and they differ there");
  std::string text(statement.text());
  const bool everywhere = works_on(life, site.versions()) && said == was;
  for (const Node child : statement.children()) {
    const bool aliased = child.is(Kind::aliased_import);
    const Node name = aliased ? child.child(Field::name) : child;
    if (!name.is(Kind::dotted_name) || name.text() != was) continue;
    if (was.find('.') != std::string_view::npos && !aliased) return by_hand("it binds the package");
    const std::string one = "import " + std::string(now) + " as " +
                            std::string(aliased ? child.child(Field::alias).text() : was);
    if (site.wish.both && !everywhere) return beside_old(site, statement, child, one, fix);
    text.replace(name.begin() - statement.begin(), was.size(),
                 std::string(now) + (aliased ? "" : " as " + std::string(was)));
    return put_statement(site, statement, text, everywhere, fix);
  }
  return by_hand("its name does not stand in the statement");
}

}  // namespace pymolt::fix
