// Ranges of several dialects, each comparison turned into one of PEP 440: `^3.9` is `>=3.9,<4`, `~3.9` is `>=3.9,<3.10`.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <vector>

#include "base/version_range.h"
#include "inventory/stated.h"

namespace pymolt::inventory {

namespace {

constexpr std::array<std::string_view, 12> kOperators = {
    "===", "~=", "==", "!=", "<=", ">=", "<", ">", "^", "~>", "~", "="};
constexpr std::size_t kMostComparisons = 100;

struct Comparison {
  std::string_view op;       // empty: a bare version
  std::string_view version;  // `3.9.*`
};

// The comparisons of one alternative, separated by commas or blanks; nothing where something else stands there.
std::optional<std::vector<Comparison>> comparisons_in(std::string_view text) {
  std::vector<Comparison> all;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n,");
    if (begin == std::string_view::npos) return all;
    text.remove_prefix(begin);
    Comparison next;
    for (const std::string_view op : kOperators) {
      if (!text.starts_with(op)) continue;
      next.op = text.substr(0, op.size());
      break;
    }
    text.remove_prefix(next.op.size());
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    next.version = text.substr(0, text.find_first_of(" \t\r\n,<>=!~^"));
    if (next.version.empty() || all.size() == kMostComparisons) return std::nullopt;
    text.remove_prefix(next.version.size());
    all.push_back(next);
  }
}

VersionSet at_least(const Digits& d, bool above) {
  VersionSet set;
  for (const Version v : axis()) {
    const bool later = v.major() != d.major
                           ? v.major() > d.major
                           : d.minor < 0 || v.minor() > d.minor || (!above && v.minor() == d.minor);
    if (later) set |= v;
  }
  return set;
}

VersionSet series(const Digits& d) {
  VersionSet set;
  for (const Version v : axis()) {
    if (v.major() == d.major && (d.minor < 0 || v.minor() == d.minor)) set |= v;
  }
  return set;
}

// Whether something follows the minor version: `3.12.5`, but not `3.12.0` or `3.12.*`.
bool has_patch(std::string_view version, const Digits& d) {
  const std::string_view rest = version.substr(d.size, d.whole - d.size);
  return rest.find_first_of("123456789") != std::string_view::npos;
}

std::optional<VersionSet> allowed_by(const Comparison& c) {
  if (c.version == "*") return VersionSet::all();
  const auto d = digits_at(c.version);
  if (!d) return std::nullopt;
  const bool patch = has_patch(c.version, *d);
  const bool star = c.version.ends_with('*');
  if (c.op.empty() || c.op == "=" || c.op == "==" || c.op == "===") return series(*d);
  if (c.op == "^") return at_least(*d, false) & series({d->major, -1, 0, 0});
  if (c.op == "~" || c.op == "~>") return series(*d);
  if (c.op == "~=")
    return at_least(*d, false) & series({d->major, d->whole > d->size ? d->minor : -1, 0, 0});
  if (c.op == "!=") return star ? ~series(*d) : VersionSet::all();
  if (c.op == ">=") return at_least(*d, false);
  if (c.op == ">") return at_least(*d, d->minor >= 0 && star);
  const VersionSet before = ~at_least(*d, false);
  if (c.op == "<") return patch ? before | series(*d) : before;
  return d->minor < 0 ? before | version_set(d->major, 0) : before | series(*d);
}

// C written so that the target is allowed.
std::string rewritten(const Comparison& c, VersionSet allowed) {
  const std::string as_written = std::string(c.op) + std::string(c.version);
  if (c.op == "<") return "<{N}";
  if (c.op == "<=") return "<={V}";
  if (c.op == "!=") return std::string(c.op) + std::string(c.version);
  if (c.op == "~") return ">=" + std::string(c.version) + ",<{N}";
  if (c.op == "^" && allowed.contains(kNewestReleased)) return as_written;
  const bool exact =
      c.op.empty() || c.op.starts_with('=') || c.op == "^" || c.op == "~=" || c.op == "~>";
  if (!exact) return as_written;
  return std::string(c.op) + (c.version.ends_with(".*") ? "{V}.*" : "{V}");
}

// npm's `3.9 - 3.12`, which setup-python takes as well.
std::optional<Stated> read_from_to(std::string_view first, std::string_view last) {
  const auto from = digits_at(trimmed(first));
  const auto to = digits_at(trimmed(last));
  if (!from || !to || from->minor < 0 || to->minor < 0 || !is_python(*from) || !is_python(*to))
    return std::nullopt;
  const VersionSet both =
      at_least(*from, false) & (~at_least(*to, false) | version_set(to->major, to->minor));
  // Where it is of one version, another takes its place.
  const bool is_one = from->minor == to->minor && from->major == to->major;
  return Stated{both, true, is_one ? "{V}" : std::string(first) + " - {V}", {}};
}

}  // namespace

std::optional<Stated> read_range(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  if (text.empty()) return std::nullopt;
  if (const std::size_t dash = text.find(" - "); dash != std::string_view::npos)
    return read_from_to(text.substr(0, dash), text.substr(dash + 3));
  Stated stated;
  bool any = false;
  std::size_t alternatives = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++alternatives) {
    const std::size_t bars = std::min(text.find("||", begin), text.size());
    const auto comparisons = comparisons_in(text.substr(begin, bars - begin));
    begin = bars + 2;
    if (!comparisons || comparisons->empty() || alternatives == kMostComparisons)
      return std::nullopt;
    VersionSet both = VersionSet::all();
    std::string rewrite;
    const char* written = text.data();  // up to here
    for (const Comparison& c : *comparisons) {
      const auto allowed = allowed_by(c);
      if (!allowed) return std::nullopt;
      any = any || c.version != "*";
      both &= *allowed;
      const char* const place = c.op.empty() ? c.version.data() : c.op.data();
      rewrite += std::string(written, place) + rewritten(c, *allowed);
      written = c.version.data() + c.version.size();
    }
    stated.versions |= both;
    stated.rewrite = alternatives == 0 ? rewrite : std::string(text) + " || {V}";
  }
  stated.pins = any;
  if (!any) stated.rewrite.clear();
  return stated;
}

}  // namespace pymolt::inventory
