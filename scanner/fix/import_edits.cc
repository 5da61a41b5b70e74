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
//
// The old one comes first where 2.7 has the new one as well, and it is something else there.
#include "fix/import_edits.h"

#include <algorithm>
#include <map>
#include <vector>

#include "fix/code_template.h"
#include "fix/import_uses.h"
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

// What becomes of one name of the statement.
struct Fate {
  std::string module;         // to take it from; empty: it is not imported any longer
  std::string text;           // with its `as`
  std::string beside = {};    // a statement that gives the name its value,
  bool only_without = false;  // on versions that do not have the old one
};

std::string bound_name(const Taken& taken) {
  const std::size_t as = taken.text.rfind(" as ");
  return std::string(as == std::string_view::npos ? taken.name : taken.text.substr(as + 4));
}

// A use of what the statement takes, which says it otherwise from now on.
struct Use {
  Node node;
  std::string_view taken;  // as it stands in the statement
  std::string dotted;
  std::string builtin;  // what it becomes; empty: its successor
};

// A name that is a built-in now, or that each use says otherwise: the uses change, and the import goes.
bool find_uses(const Site& site, const std::string& dotted, std::string_view now,
               const Taken& taken, bool works, Fate& fate, std::vector<Use>& found) {
  const std::string bound = bound_name(taken);
  const bool is_builtin = !now.empty() && now.find('.') == std::string_view::npos;
  if (!works) {  // with --both: `from itertools import izip`, else `izip = zip`
    if (!is_builtin || site.source.binds(now)) return false;
    fate = {"", std::string(taken.text), bound + " = " + std::string(now), true};
    return true;
  }
  const auto uses = uses_of(site.source, bound);
  if (!uses) return false;
  if (uses->empty()) {  // others may take it from here
    if (!is_builtin || site.source.binds(now)) return false;
    fate = {"", "", bound + " = " + std::string(now)};
    return true;
  }
  const bool has_one = has_successor(site, dotted);
  if (!has_one && (!is_builtin || site.source.binds(now))) return false;
  for (const Node use : *uses)
    found.push_back({use, taken.text, dotted, has_one ? std::string() : std::string(now)});
  fate = {};
  return true;
}

// Changes all of USES; what the statement takes for one that cannot be changed, otherwise.
std::string_view replace_uses(const Site& site, std::vector<Use> uses, Fix& fix) {
  std::sort(uses.begin(), uses.end(), [](const Use& one, const Use& other) {
    return one.node.begin() > other.node.begin();  // what stands in another one first
  });
  for (const Use& use : uses) {
    if (!use.builtin.empty()) {
      fix.edits.push_back({use.node.span(), use.builtin});
    } else if (!replace_by_successor(site, use.dotted, use.node, fix, nullptr).known) {
      return use.taken;
    }
  }
  return {};
}

// What becomes of TAKEN; false where that is not known.
bool settle(const Site& site, std::string_view module, const Taken& taken, bool& everywhere,
            Fate& fate, std::vector<Use>& uses, Fix& fix) {
  const std::string dotted = std::string(module) + "." + std::string(taken.name);
  const rulebook::Lifetime* life = site.book.lifetime(dotted);
  const std::string_view said = site.said_of(dotted);
  const bool whole = !site.said_of(std::string(module) + ".*").empty();
  const bool listed = site.text.empty() || whole || !said.empty() || has_successor(site, dotted);
  if (!listed && !site.is_unlikely(dotted)) return false;
  const bool works = works_on(life, site.versions());
  if (has_call_template(site, dotted)) {
    return find_uses(site, dotted, {}, taken, works || life == nullptr, fate, uses);
  }
  std::string now(said.empty() || said == dotted ? advised_name(life) : said);
  if (now.empty() && whole) now = successor(site, dotted);
  if (now.empty() && !has_successor(site, dotted)) return false;
  const std::size_t dot = now.rfind('.');
  const bool is_dotted_name =
      dot != std::string::npos && now.find_first_of(" (") == std::string::npos;
  if (!is_dotted_name || (site.book.is_module(now) && !site.book.is_module(dotted))) {
    if (!find_uses(site, dotted, now, taken, works || (life == nullptr && !site.wish.both), fate,
                   uses))
      return false;
  } else {
    // Its calls stay, but for keywords with other names.
    for (const Node use : uses_of(site.source, bound_name(taken)).value_or(std::vector<Node>())) {
      if (!keep_arguments(site, dotted, use, fix).known) return false;
    }
    const std::string last = now.substr(dot + 1);
    fate.module = now.substr(0, dot);
    fate.text = last == taken.name ? std::string(taken.text) : last + " as " + bound_name(taken);
    everywhere = everywhere && works;
  }
  fix.safe = fix.safe && listed;
  return true;
}

// The fate of each name as it is written; those that stay have none.
std::map<std::string, Fate> fates_of(const Site& site, std::string_view module,
                                     std::vector<Taken> names, bool& everywhere, Fix& fix) {
  const Fix first = fix;
  while (true) {
    std::map<std::string, Fate> fates;
    std::vector<Use> uses;
    for (const Taken& taken : names) {
      Fate fate;
      const Fix was = fix;
      const std::size_t known = uses.size();
      if (settle(site, module, taken, everywhere, fate, uses, fix)) {
        fates[std::string(taken.text)] = std::move(fate);
      } else {
        fix = was;
        uses.resize(known);
      }
    }
    const std::string_view failed = replace_uses(site, std::move(uses), fix);
    if (failed.empty()) return fates;
    // Without the one that a use keeps; each round there is one less.
    std::erase_if(names, [&](const Taken& taken) { return taken.text == failed; });
    fix = first;
    everywhere = true;
  }
}

// The statement, written anew: each module's names in a line of its own. Empty where nothing is imported any longer.
std::string written_anew(const Source& source, Node statement, std::string_view module,
                         const std::vector<Taken>& names,
                         const std::map<std::string, Fate>& fates) {
  std::vector<std::pair<std::string, std::string>> lines;  // by module, what is taken
  std::string beside;
  const std::string separator =
      std::string(source.newline()) + std::string(source.indentation(statement.begin()));
  for (const Taken& taken : names) {
    const auto found = fates.find(std::string(taken.text));
    const Fate fate =
        found == fates.end() ? Fate{std::string(module), std::string(taken.text)} : found->second;
    if (!fate.beside.empty()) beside += separator + fate.beside;
    if (fate.module.empty()) continue;
    auto line = std::find_if(lines.begin(), lines.end(),
                             [&](const auto& l) { return l.first == fate.module; });
    if (line == lines.end()) line = lines.insert(lines.end(), {fate.module, ""});
    line->second += (line->second.empty() ? "" : ", ") + fate.text;
  }
  std::string text;
  for (const auto& [from, what] : lines)
    text += (text.empty() ? "" : separator) + "from " + from + " import " + what;
  return text.empty() && !beside.empty() ? beside.substr(separator.size()) : text + beside;
}

// Whether the fence says of MODULE's NAME that it did not move with the others: `UserDict.DictMixin: by hand`.
bool stayed_behind(const Site& site, std::string_view module, std::string_view name) {
  return site.said_of(std::string(module) + "." + std::string(name)) == "by hand";
}

// Whether one such is used of the module that is called BOUND.
bool uses_what_stayed(const Site& site, std::string_view module, std::string_view bound) {
  const Source& source = site.source;
  for (std::size_t i = 0; i + 2 < source.tokens().size(); ++i) {
    if (source.token(i + 1).kind == TokenKind::dot && source.word(i) == bound &&
        stayed_behind(site, module, source.word(i + 2)))
      return true;
  }
  return false;
}

// Whether --from has a module of the name NOW that is not what the old one is there: of io and StringIO it has both, and its
// dbm is none of anydbm. There the old one is tried first. ADVISED: what is known of the old module's life says that NOW is
// what it became.
bool differs_on_old(const Site& site, std::string_view now, bool advised) {
  if (!site.wish.both || !site.book.exists(now).intersects(site.wish.from)) return false;
  return !advised || !works_on(site.book.lifetime(site.finding.symbol), site.versions());
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

// With --both: the old statement under `try`, and where that fails, the names made of what took their place.
static Answer put_old_under_try(const Site& site, Node statement, const std::vector<Taken>& names,
                                const std::map<std::string, Fate>& fates, Fix& fix) {
  const Source& source = site.source;
  if (!stands_alone(source, statement))
    return by_hand("it needs a line of its own for try and except");
  if (statement.parent().is(Kind::block) && statement.parent().parent().is(Kind::try_statement))
    return by_hand("a try stands around it already");
  const std::string module(statement.child(Field::module_name).text());
  const std::string newline =
      std::string(source.newline()) + std::string(source.indentation(statement.begin()));
  const std::string step = newline.find('\t') == std::string::npos ? "    " : "\t";
  std::string kept;
  std::string old;
  std::string made;
  for (const Taken& taken : names) {
    const auto fate = fates.find(std::string(taken.text));
    if (fate != fates.end() && !fate->second.only_without)
      return by_hand("names of several kinds stand in it");
    std::string& list = fate == fates.end() ? kept : old;
    list += (list.empty() ? "" : ", ") + std::string(taken.text);
    if (fate != fates.end()) made += newline + step + fate->second.beside;
  }
  const std::string from = "from " + module + " import ";
  fix.edits.push_back({statement.span(), (kept.empty() ? "" : from + kept + newline) +
                                             "try:" + newline + step + from + old + newline +
                                             "except ImportError:" + made});
  return {};
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
    if (std::any_of(names.begin(), names.end(), [&](const Taken& taken) {
          return stayed_behind(site, module.text(), taken.name);
        }))
      return by_hand("not every name that it takes has a known place");
    fix.reveals = true;
    std::string text(statement.text());
    if (differs_on_old(site, now, whole == module.text())) {
      const std::string was = text;
      text.replace(module.begin() - statement.begin(), module.text().size(), now);
      return put_under_try(site, statement, was, text, fix);
    }
    return put_statement(
        site, statement,
        text.replace(module.begin() - statement.begin(), module.text().size(), now),
        works_on(life, site.versions()) && whole == module.text(), fix);
  }
  bool everywhere = true;
  const auto fates = fates_of(site, module.text(), names, everywhere, fix);
  if (fates.empty()) return by_hand("no successor of the same name is known");
  if (site.finding.subject == Subject::module && fates.size() != names.size())
    return by_hand("not every name that it takes has a known place");
  if (has_comment(statement)) return by_hand("a comment stands in it");
  fix.reveals = site.finding.subject == Subject::module;
  const bool falls_back = std::any_of(fates.begin(), fates.end(),
                                      [](const auto& fate) { return fate.second.only_without; });
  const std::string text = written_anew(source, statement, module.text(), names, fates);
  if (falls_back) return put_old_under_try(site, statement, names, fates, fix);
  if (text.empty()) {
    take_out(source, statement, fix);
    return {};
  }
  return put_statement(site, statement, text, everywhere, fix);
}

Answer put_one_under_try(const Site& site, Node statement, Node module, const std::string& text,
                         const std::string& otherwise, Fix& fix) {
  std::string others;
  for (const Node child : statement.children()) {
    if (child.field() == Field::name && child != module)
      others += (others.empty() ? "import " : ", ") + std::string(child.text());
  }
  const Answer answer = put_under_try(site, statement, text, otherwise, fix);
  const std::string separator =
      std::string(site.source.newline()) + std::string(site.source.indentation(statement.begin()));
  if (answer.known && !others.empty()) fix.edits.back().text.insert(0, others + separator);
  return answer;
}

Answer moved_module(const Site& site, Fix& fix) {
  if (const Node from = site.around(Kind::import_from_statement))
    return moved_from_import(site, from, fix);
  const Node statement = site.around(Kind::import_statement);
  if (!statement) return by_hand("no import statement was found here");
  const std::string_view was = site.finding.symbol;
  const rulebook::Lifetime* life = site.book.lifetime(was);
  const std::string_view said = site.said_of(was);
  if (said.empty()) return replaced_module(site, statement, fix);
  const std::string_view now = said == was ? advised_name(life) : said;
  if (now.empty()) return by_hand("its replacement is no module");
  fix.reveals = true;
  std::string text(statement.text());
  const bool everywhere = works_on(life, site.versions()) && said == was;
  for (const Node child : statement.children()) {
    const bool aliased = child.is(Kind::aliased_import);
    const Node name = aliased ? child.child(Field::name) : child;
    if (!name.is(Kind::dotted_name) || name.text() != was) continue;
    if (uses_what_stayed(site, was, aliased ? child.child(Field::alias).text() : was))
      return by_hand("not every name that is used of it has a known place");
    if (was.find('.') != std::string_view::npos && !aliased) return by_hand("it binds the package");
    const std::string one = "import " + std::string(now) + " as " +
                            std::string(aliased ? child.child(Field::alias).text() : was);
    if (site.wish.both && !everywhere) {
      const bool old_first = differs_on_old(site, now, said == was);
      const std::string old = "import " + std::string(child.text());
      return put_one_under_try(site, statement, child, old_first ? old : one, old_first ? one : old,
                               fix);
    }
    text.replace(name.begin() - statement.begin(), was.size(),
                 std::string(now) + (aliased ? "" : " as " + std::string(was)));
    return put_statement(site, statement, text, everywhere, fix);
  }
  return by_hand("its name does not stand in the statement");
}

}  // namespace pymolt::fix
