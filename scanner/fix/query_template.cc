// Pages whose fence is templates: over what their query captured, or over what a name of the library became.
// SPDX-License-Identifier: MIT
#include <optional>

#include "fix/code_template.h"
#include "fix/rewriters.h"
#include "syntax/query.h"

namespace pymolt::fix {

namespace {

using syntax::Node;

// The names of a template's own captures: `here` and what its code speaks of.
std::vector<std::string_view> captures_in(const std::vector<CodeTemplate>& templates) {
  std::vector<std::string_view> names = {"here"};
  for (const CodeTemplate& one : templates) {
    if (one.name.starts_with('@')) names.push_back(one.name.substr(1));
    for (std::string_view rest = one.code; !rest.empty();) {
      const std::size_t at = rest.find('@');
      if (at == std::string_view::npos) break;
      rest.remove_prefix(at + 1);
      names.push_back(rest.substr(
          0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")));
    }
  }
  return names;
}

// What the page's query captures where it finds what the site is about.
Holes captured(const Site& site, const std::vector<CodeTemplate>& templates) {
  Holes holes;
  if (const Node here = site.exact()) holes["here"] = here;
  if (site.page == nullptr || site.page->query.empty()) return holes;
  const Result<syntax::Query> query =
      syntax::Query::compile(site.page->query, site.page->is_built_in);
  if (!query) return holes;
  const std::vector<std::string_view> names = captures_in(templates);
  syntax::QueryRoom room;
  const auto means = [](Node, const syntax::Predicate&, syntax::Certainty&) { return true; };
  bool done = false;
  const auto found = [&](const syntax::Match& match) {
    if (done || match.node("here").span() != site.span) return;
    for (const std::string_view name : names) {
      if (const Node node = match.node(name)) holes[name] = node;
    }
    done = true;
  };
  for (Node node = site.source.tree().innermost(site.span.begin); node && !done;
       node = node.parent()) {
    (void)query->matches(node, VersionSet::all(), means, room, found);
  }
  return holes;
}

// Adds the edit that makes CODE of NODE: what stands around the node in it is put around, so that the node's own text, with
// its comments, stays as it is.
Answer put(const Site& site, const CodeTemplate& line, Node node, const Holes& holes, Fix& fix) {
  const std::string own = "@" + std::string(line.name.substr(1));
  const std::size_t at = line.code.find(own);
  const bool around =
      at != std::string_view::npos && line.code.find(own, at + 1) == std::string_view::npos;
  if (!around) {
    Filled filled = fill(site, line.code, holes, fix);
    if (!filled.why_not.empty()) return by_hand(std::move(filled.why_not));
    fix.edits.push_back({node.span(), std::move(filled.code)});
    return {};
  }
  Filled before = fill(site, line.code.substr(0, at), holes, fix);
  Filled behind = fill(site, line.code.substr(at + own.size()), holes, fix);
  if (!before.why_not.empty()) return by_hand(std::move(before.why_not));
  if (!behind.why_not.empty()) return by_hand(std::move(behind.why_not));
  if (!before.code.empty())
    fix.edits.push_back({{node.begin(), node.begin()}, std::move(before.code)});
  if (!behind.code.empty()) fix.edits.push_back({{node.end(), node.end()}, std::move(behind.code)});
  return {};
}

bool is_plain_name(std::string_view code) {
  const bool is_number = !code.empty() && code[0] >= '0' && code[0] <= '9';
  return !is_number && code.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") ==
                           std::string_view::npos;
}

}  // namespace

Answer by_query_template(const Site& site, Fix& fix) {
  const std::vector<CodeTemplate> templates = templates_of(site.text);
  const Holes holes = captured(site, templates);
  if (site.finding.python2_only && site.put.has(site.span.begin))
    return by_hand("what stood there before meant something else");
  if (site.wish.both && !site.said_of("not both").empty())
    return by_hand("it would not do the same on the versions of --from");
  for (const CodeTemplate& line : templates) {
    if (!line.name.starts_with('@')) continue;
    const auto found = holes.find(line.name.substr(1));
    if (found == holes.end()) continue;  // of another of the query's patterns
    fix.safe = fix.safe && !line.is_doubtful;
    const Answer answer = put(site, line, found->second, holes, fix);
    if (!answer.known) return answer;
  }
  return fix.edits.empty() ? by_hand("the page has no template for it") : Answer();
}

// Whether the new name can take the place of NAME wherever the file uses it; FIX is not safe where it may differ.
static bool means_the_same(const Site& site, std::string_view name, Fix& fix) {
  constexpr int kMostUses = 200;
  int uses = 0;
  for (const names::Reference& load : site.source.names().scopes().references()) {
    const Node node = site.source.tree().node(load.node);
    if (node.text() != name) continue;
    Fix tried;
    const auto made = replace_use(site, site.finding.symbol, node, tried);
    if (!made || !made->why_not.empty() || ++uses > kMostUses) return false;
    fix.safe = fix.safe && tried.safe;
  }
  return true;
}

std::optional<Answer> by_name_template(const Site& site, Fix& fix) {
  const std::string_view symbol = site.finding.symbol;
  bool has_one = false;
  for (const CodeTemplate& line : templates_of(site.text))
    has_one = has_one || (line.name == symbol && (line.is_call || !is_plain_name(line.code)));
  if (!has_one) return std::nullopt;
  Node use = site.exact();
  if (use.is(syntax::Kind::identifier) && use.field() == syntax::Field::attribute)
    use = use.parent();
  if (!use || !use.is_any(syntax::Kind::identifier, syntax::Kind::attribute) ||
      site.around(syntax::Kind::import_from_statement))
    return std::nullopt;
  if (is_renamed_builtin(site)) {
    if (!means_the_same(site, use.text(), fix))
      return by_hand("it is called in another way than is known");
    return std::nullopt;
  }
  const rulebook::Lifetime* life = site.book.lifetime(symbol);
  if (life != nullptr && life->advice_from && !works_on(life, site.versions()))
    return by_hand("its successor is not on every version asked for");
  const auto made = replace_use(site, symbol, use, fix);
  if (!made) return by_hand("it is called in another way than is known");
  if (!made->why_not.empty()) return by_hand(made->why_not);
  fix.edits.push_back({made->span, made->code});
  return Answer();
}

}  // namespace pymolt::fix
