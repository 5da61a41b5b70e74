// Names that live elsewhere on Python 3, where they are used.
// SPDX-License-Identifier: MIT
//
//   xrange(3)                 range(3)
//   reduce(f, x)              functools.reduce(f, x)           and `import functools`
//   collections.Mapping       collections.abc.Mapping          and `import collections.abc`
//   os.getcwdu()              os.getcwd()
#include <algorithm>

#include "fix/code_template.h"
#include "fix/import_edits.h"
#include "fix/import_uses.h"
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Kind;
using syntax::Node;

std::string_view above(std::string_view dotted) {
  return dotted.substr(0, std::min(dotted.rfind('.'), dotted.size()));
}
std::string_view last(std::string_view dotted) {
  const std::string_view word = dotted.substr(dotted.rfind('.') + 1);
  return word.substr(std::min(word.find_first_not_of(" \t\\\r\n"), word.size()));
}
bool is_dotted(std::string_view name) { return name.find('.') != std::string_view::npos; }

// With --both, of a built-in: the old name, which stays where it is used, is made of the new one where it is missing.
//
//   try:
//       unicode
//   except NameError:
//       unicode = str
Answer keep_builtin(const Site& site, std::string_view name, std::string_view now, Fix& fix) {
  const Source& source = site.source;
  const std::string was(name);
  if (source.binds(was)) return by_hand("`" + was + "` is a name of the file's own");
  std::string made = was + " = " + std::string(now);
  if (is_dotted(now)) {
    made = "from " + std::string(above(now)) + " import " + std::string(last(now));
    if (last(now) != name) made += " as " + was;
  } else if (source.binds(now)) {
    return by_hand("`" + std::string(now) + "` is a name of the file's own");
  }
  const std::string newline(source.newline());
  const std::uint32_t place = source.place_for_import();
  fix.edits.push_back({{place, place},
                       "try:" + newline + "    " + was + newline + "except NameError:" + newline +
                           "    " + made + newline});
  return {};
}

// With --both, of a name of a module that is called otherwise on the target: it is taken from where it is.
//
//   urllib.quote(x)      quote(x)      and    try:
//                                                 from urllib.parse import quote
//                                             except ImportError:
//                                                 from urllib import quote
Answer take_from_either(const Site& site, std::string_view was, std::string_view now, Fix& fix) {
  const Source& source = site.source;
  const std::string name(last(was));
  if (!site.book.exists(was).contains(site.wish.from))
    return by_hand("on the versions of --from it is called otherwise");
  if (!is_free_name(site, name)) return by_hand("`" + name + "` has another meaning in the file");
  const std::string old = "from " + std::string(above(was)) + " import " + name;
  std::string made = name + " = " + std::string(now);
  if (is_dotted(now)) {
    made = "from " + std::string(above(now)) + " import " + std::string(last(now));
    if (last(now) != name) made += " as " + name;
  }
  // What --from has as well means something else there.
  const bool old_first = !is_dotted(now) || site.book.exists(now).intersects(site.wish.from);
  const std::string newline(source.newline());
  const std::uint32_t place = source.place_for_import();
  fix.edits.push_back({{place, place},
                       "try:" + newline + "    " + (old_first ? old : made) + newline +
                           "except ImportError:" + newline + "    " + (old_first ? made : old) +
                           newline});
  fix.edits.push_back({site.span, name});
  return {};
}

}  // namespace

bool is_renamed_builtin(const Site& site) {
  const rulebook::Lifetime* life = site.book.lifetime(site.finding.symbol);
  return site.wish.both && site.finding.symbol.starts_with("builtins.") &&
         !advised_name(life).empty() && works_on(life, site.wish.target) &&
         !works_on(life, site.versions());
}

Answer moved_name(const Site& site, Fix& fix) {
  const Source& source = site.source;
  if (const Node statement = site.around(Kind::import_from_statement)) {
    const Answer answer = moved_from_import(site, statement, fix);
    return answer;
  }
  const std::string_view was = site.finding.symbol;
  const rulebook::Lifetime* life = site.book.lifetime(was);
  const std::string_view said = site.said_of(was);
  const std::string_view now = said.empty() || said == was ? advised_name(life) : said;
  if (now.empty()) return by_hand("its replacement is no plain name");
  const bool is_package = life != nullptr && life->package != nullptr;
  const bool stays = is_renamed_builtin(site);
  const bool is_on_both = works_on(life, site.versions());
  if (!is_package && !stays && !is_on_both && !(site.wish.both && works_on(life, site.wish.target)))
    return by_hand("its replacement is not on every version asked for");
  const bool whole = !site.said_of(std::string(above(was)) + ".*").empty();
  if (!site.text.empty() && said.empty() && !whole) {
    if (!site.is_unlikely(site.finding.symbol))
      return by_hand("its replacement does something else");
    const Node use = site.exact();
    const bool is_base = use && use.parent().is(Kind::argument_list) &&
                         use.parent().parent().is(Kind::class_definition);
    if (!is_base || site.said_of(std::string(was) + " as a base").empty()) fix.safe = false;
  }
  Node use = site.exact();
  if (use.field() == syntax::Field::attribute) use = use.parent();
  const Answer kept = use ? keep_arguments(site, was, use, fix) : Answer();
  if (!kept.known) return kept;
  const std::string_view text = source.slice(site.span.begin, site.span.end);
  if (last(text) != last(was)) return by_hand("it is used under another name");
  if (stays) return keep_builtin(site, text, now, fix);
  if (!is_package && !is_on_both && is_dotted(text) && is_dotted(was))
    return take_from_either(site, was, now, fix);
  if (!is_package && !is_on_both) return by_hand("the import decides what it is");
  if (!is_dotted(now)) {
    if (source.binds(now)) return by_hand("`" + std::string(now) + "` is a name of the file's own");
    fix.edits.push_back({site.span, std::string(now)});
    return {};
  }
  const bool beside = above(now) == above(was);
  if (is_dotted(text) &&
      (beside || (is_package && now.starts_with(std::string(above(was)) + ".")))) {
    const std::uint32_t begin = site.span.end - static_cast<std::uint32_t>(last(text).size());
    fix.edits.push_back({{begin, site.span.end}, std::string(now.substr(above(was).size() + 1))});
    return {};
  }
  if (!is_dotted(text) && !was.starts_with("builtins."))
    return by_hand("the import decides what it is");
  Filled way = reach(site, now, fix);
  if (!way.why_not.empty()) return by_hand(std::move(way.why_not));
  fix.edits.push_back({site.span, std::move(way.code)});
  return {};
}

}  // namespace pymolt::fix
