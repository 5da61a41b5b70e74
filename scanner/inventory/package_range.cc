// A range is alternatives of parts that all hold; a part is an operator and a version.
// SPDX-License-Identifier: MIT
#include "inventory/package_range.h"

#include <algorithm>
#include <vector>

#include "packaging/characters.h"
#include "packaging/specifier.h"

namespace pymolt::inventory {

namespace {

using packaging::PackageVersion;
using packaging::Specifier;
using packaging::SpecifierSet;
using packaging::stripped;

// The first version of PARTS numbers that is past VERSION: `2` after 1.2.3 for one part, `1.3` for two.
std::string next_of(const PackageVersion& version, std::size_t parts) {
  PackageVersion next = version.base();
  next.release.resize(std::min(parts, next.release.size()));
  next.release.back() = next.release.back().next();
  return next.str();
}

std::optional<std::string> caret(std::string_view text) {
  const auto version = PackageVersion::parse(text);
  if (!version) return std::nullopt;
  std::size_t parts = 1;
  while (parts < version->release.size() && version->release[parts - 1].is_zero()) ++parts;
  return ">=" + version->str() + ",<" + next_of(*version, parts);
}

std::optional<std::string> tilde(std::string_view text) {
  const auto version = PackageVersion::parse(text);
  if (!version) return std::nullopt;
  return ">=" + version->str() + ",<" +
         next_of(*version, std::min<std::size_t>(2, version->release.size()));
}

std::optional<std::string> with_operator(std::string_view op, std::string_view text) {
  const std::string whole = std::string(op) + std::string(text);
  const auto specifier = Specifier::parse(whole);
  if (!specifier) return std::nullopt;
  return specifier->str();
}

std::optional<std::string> poetry_part(std::string_view text) {
  if (text.empty() || text == "*") return "";
  if (text.starts_with("~=")) return with_operator("", text);
  if (text.front() == '^') return caret(stripped(text.substr(1)));
  if (text.front() == '~') return tilde(stripped(text.substr(1)));
  if (packaging::is_digit(text.front()) || text.front() == 'v') return with_operator("==", text);
  if (text.front() == '=' && !text.starts_with("==")) return with_operator("=", text);
  // `>=1.*` and its like name a lower version.
  if ((text.front() == '>' || text.front() == '<') && text.ends_with(".*")) text.remove_suffix(2);
  return with_operator("", text);
}

std::optional<std::string> conda_part(std::string_view text) {
  if (text.empty() || text == "*") return "";
  if (text.starts_with("~=") || text.starts_with("==") || text.starts_with("!="))
    return with_operator("", text);
  if (text.front() == '>' || text.front() == '<') {
    if (text.ends_with(".*")) text.remove_suffix(2);
    return with_operator("", text);
  }
  const bool fuzzy = text.front() == '=';
  if (fuzzy) text.remove_prefix(1);
  const bool starred = text.ends_with('*');
  while (text.ends_with('*') || text.ends_with('.')) text.remove_suffix(1);
  const auto version = PackageVersion::parse(text);
  if (!version) return std::nullopt;
  // `=1.26` is any 1.26; a version of three parts is one, as people mean it.
  return "==" + version->str() + (starred || (fuzzy && version->release.size() < 3) ? ".*" : "");
}

std::vector<std::string_view> split(std::string_view text, std::string_view signs) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(signs, begin), text.size());
    if (const std::string_view part = stripped(text.substr(begin, end - begin)); !part.empty())
      parts.push_back(part);
    begin = end + 1;
  }
  return parts;
}

// Parts with commas or blanks between them; an operator may stand apart from its version.
template <typename Part>
std::optional<std::string> conjunction(std::string_view text, Part part) {
  std::string joined;
  std::string op;
  for (const std::string_view word : split(text, ", \t\n")) {
    if (word.find_first_not_of("<>=!~^") == std::string_view::npos) {
      op = word;
      continue;
    }
    const std::string whole = op + std::string(word);
    op.clear();
    const auto one = part(whole);
    if (!one) return std::nullopt;
    if (!one->empty()) joined += (joined.empty() ? "" : ",") + *one;
  }
  return op.empty() ? std::optional(joined) : std::nullopt;
}

// The lowest lower and the highest upper bound of RANGES.
std::string hull(const std::vector<SpecifierSet>& ranges) {
  std::optional<Specifier> low;
  std::optional<Specifier> high;
  bool open_below = false;
  bool open_above = false;
  for (const SpecifierSet& range : ranges) {
    bool has_low = false;
    bool has_high = false;
    for (Specifier one : range.specifiers()) {
      using Op = Specifier::Op;
      const bool exact = one.op == Op::equal && !one.wildcard;
      if (exact || one.op == Op::at_least || one.op == Op::greater || one.wildcard ||
          one.op == Op::compatible) {
        has_low = true;
        if (!low || one.version < low->version) low = one;
        if (low->op != Op::greater) low = Specifier::parse(">=" + low->version.str());
      }
      if (exact || one.op == Op::at_most || one.op == Op::less || one.wildcard ||
          one.op == Op::compatible) {
        has_high = true;
        Specifier bound = exact ? *Specifier::parse("<=" + one.version.str()) : one;
        if (one.wildcard)
          bound = *Specifier::parse("<" + next_of(one.version, one.version.release.size()));
        if (one.op == Op::compatible)
          bound = *Specifier::parse("<" + next_of(one.version, one.version.release.size() - 1));
        if (!high || high->version < bound.version ||
            (high->version == bound.version && bound.op == Op::at_most))
          high = bound;
      }
    }
    open_below = open_below || !has_low;
    open_above = open_above || !has_high;
  }
  std::string text;
  if (low && !open_below) text = low->str();
  if (high && !open_above) text += (text.empty() ? "" : ",") + high->str();
  return text;
}

template <typename Part>
std::optional<std::string> alternatives(std::string_view text, Part part) {
  std::vector<SpecifierSet> ranges;
  std::string last;
  for (const std::string_view one : split(text, "|")) {
    const auto converted = conjunction(one, part);
    if (!converted) return std::nullopt;
    auto set = SpecifierSet::parse(*converted);
    if (!set) return std::nullopt;
    ranges.push_back(set.take());
    last = *converted;
  }
  return ranges.size() < 2 ? last : hull(ranges);
}

}  // namespace

std::optional<std::string> from_poetry(std::string_view text) {
  return alternatives(text, poetry_part);
}

std::optional<std::string> from_conda(std::string_view text) {
  text = stripped(text);
  // A build behind the version, with `=` or a blank between them, makes it that one version.
  const std::size_t lead = text.find_first_not_of("=");
  const std::size_t build = lead == std::string_view::npos ? lead : text.find_first_of("= ", lead);
  const bool plain = !text.empty() && text.find_first_of("<>!~,|") == std::string_view::npos;
  if (plain && build != std::string_view::npos) {
    const std::string_view version = text.substr(lead, build - lead);
    const auto parsed = PackageVersion::parse(version);
    if (parsed) return "==" + parsed->str();
    text = version;
  }
  return alternatives(text, conda_part);
}

}  // namespace pymolt::inventory
