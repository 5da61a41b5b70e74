// Names that live elsewhere on Python 3, where they are used.
// SPDX-License-Identifier: MIT
//
//   xrange(3)                 range(3)
//   reduce(f, x)              functools.reduce(f, x)           and `import functools`
//   collections.Mapping       collections.abc.Mapping          and `import collections.abc`
//   os.getcwdu()              os.getcwd()
#include "fix/import_edits.h"
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Kind;
using syntax::Node;

std::string_view above(std::string_view dotted) {
  return dotted.substr(0, std::min(dotted.rfind('.'), dotted.size()));
}
std::string_view last(std::string_view dotted) { return dotted.substr(dotted.rfind('.') + 1); }
bool is_dotted(std::string_view name) { return name.find('.') != std::string_view::npos; }

// The module of the dotted NAME: what it begins with that can be imported.
std::string_view module_of(const Site& site, std::string_view name) {
  std::string_view module = above(name);
  while (is_dotted(module) && !site.book.is_module(module)) module = above(module);
  return module;
}

Answer add_import(const Site& site, std::string_view module, Fix& fix) {
  const Source& source = site.source;
  if (source.binds(module.substr(0, module.find('.'))))
    return by_hand("the file has another use for the name of that module");
  if (source.imports(module)) return {};
  const std::uint32_t place = source.place_for_import();
  fix.edits.push_back(
      {{place, place}, "import " + std::string(module) + std::string(source.newline())});
  return {};
}

}  // namespace

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
  if (!works_on(life, site.versions()))
    return by_hand("its replacement is not on every version asked for");
  if (!site.text.empty() && said.empty()) {
    if (!site.is_unlikely(site.finding.symbol))
      return by_hand("its replacement does something else");
    fix.safe = false;
  }
  const std::string_view text = source.slice(site.span.begin, site.span.end);
  if (last(text) != last(was)) return by_hand("it is used under another name");
  if (!is_dotted(now)) {
    if (source.binds(now)) return by_hand("`" + std::string(now) + "` is a name of the file's own");
    fix.edits.push_back({site.span, std::string(now)});
    return {};
  }
  if (is_dotted(text) && above(now) == above(was)) {
    const std::uint32_t begin = site.span.end - static_cast<std::uint32_t>(last(text).size());
    fix.edits.push_back({{begin, site.span.end}, std::string(last(now))});
    return {};
  }
  if (!is_dotted(text) && !was.starts_with("builtins."))
    return by_hand("the import decides what it is");
  fix.edits.push_back({site.span, std::string(now)});
  return add_import(site, module_of(site, now), fix);
}

}  // namespace pymolt::fix
