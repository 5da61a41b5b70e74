// Methods and attributes with another name on Python 3.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

}  // namespace

std::string_view advised_name(const rulebook::Lifetime* life) {
  constexpr std::string_view kBuiltIn = "the built-in ";
  if (life == nullptr) return {};
  std::string_view advice = life->advice;
  if (advice.starts_with(kBuiltIn)) advice.remove_prefix(kBuiltIn.size());
  const std::size_t end = std::min(
      advice.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_."),
      advice.size());
  return end == advice.size() || advice.substr(end).starts_with(" (") ? advice.substr(0, end)
                                                                      : std::string_view();
}

bool works_on(const rulebook::Lifetime* life, VersionSet versions) {
  return life != nullptr && life->advice_from &&
         VersionSet::from(*life->advice_from).contains(versions);
}

// self.assertEquals(a, b)      self.assertEqual(a, b)
Answer renamed_method(const Site& site, Fix& fix) {
  const rulebook::Lifetime* life = site.book.lifetime(site.finding.symbol);
  const std::string_view now =
      works_on(life, site.versions()) ? advised_name(life) : std::string_view();
  const std::size_t dot = site.finding.symbol.rfind('.');
  if (!site.text.empty() && site.said_of(site.finding.symbol).empty())
    return by_hand("its replacement is called otherwise, or does something else");
  if (now.empty() || now.substr(0, now.rfind('.') + 1) !=
                         std::string_view(site.finding.symbol).substr(0, dot + 1)) {
    return by_hand(
        "its replacement is no method of the same class, or not on every version asked for");
  }
  std::size_t index = site.token;
  const std::string_view was = std::string_view(site.finding.symbol).substr(dot + 1);
  while (index < site.source.tokens().size() && site.source.token(index).begin < site.span.end &&
         site.source.word(index) != was)
    ++index;
  if (site.source.word(index) != was) return by_hand("the method's name does not stand here");
  fix.edits.push_back(
      {site.source.token(index).span(), std::string(now.substr(now.rfind('.') + 1))});
  return {};
}

// def __nonzero__(self): …      def __bool__(self): …
//                               __nonzero__ = __bool__      (with --both)
Answer method_alias(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::size_t index = site.token;
  if (source.token(index).kind == TokenKind::def_) ++index;
  const std::string_view now = site.said_of(source.word(index));
  Node definition = site.around(Kind::function_definition);
  if (now.empty() || !definition) return by_hand("no definition of a method begins here");
  const std::string was(source.word(index));
  fix.edits.push_back({source.token(index).span(), std::string(now)});
  // What calls the method by its old name, or must run on 2.7, finds it under that as well.
  if (definition.parent().is(Kind::decorated_definition)) definition = definition.parent();
  std::size_t last = source.token_at(definition.end());
  while (last > 0 && source.token(last).kind != TokenKind::newline) --last;
  std::uint32_t at = source.token(last).begin;
  const std::string_view rest = source.bytes().substr(at);
  at += static_cast<std::uint32_t>(std::min(
      rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1, rest.size()));
  if (at < definition.begin() || (at == source.bytes().size() && !source.bytes().ends_with('\n'))) {
    return by_hand("the file does not end with a newline");
  }
  const std::string indentation(source.indentation(definition.begin()));
  fix.edits.push_back(
      {{at, at}, indentation + was + " = " + std::string(now) + std::string(source.newline())});
  return {};
}

// f.func_name      f.__name__
Answer other_attribute(const Site& site, Fix& fix) {
  std::size_t index = site.token;
  while (site.source.token(index).begin < site.span.end &&
         site.said_of(site.source.word(index)).empty())
    ++index;
  const std::string_view now = site.said_of(site.source.word(index));
  if (now.empty() || site.source.token(index).begin >= site.span.end)
    return by_hand("the attribute is not known");
  fix.edits.push_back({site.source.token(index).span(), std::string(now)});
  return {};
}

}  // namespace pymolt::fix
