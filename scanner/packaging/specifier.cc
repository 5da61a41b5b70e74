// What each operator lets in. The text of PEP 440 decides, and where it is silent what python3-packaging does.
// SPDX-License-Identifier: MIT
#include "packaging/specifier.h"

#include <algorithm>

#include "packaging/specifier_reader.h"

namespace pymolt::packaging {

namespace {

using Op = Specifier::Op;

constexpr const char* kDigits = "0123456789";

bool numeric(std::string_view part) {
  return part.find_first_not_of(kDigits) == std::string_view::npos;
}

// Splits a version at its dots, and `4rc1` before its letter.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('.', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const std::size_t letter = std::min(part.find_first_not_of(kDigits), part.size());
    const std::size_t after = std::min(part.find_first_of(kDigits, letter), part.size());
    const std::string_view word = part.substr(letter, after - letter);
    const bool pre = word == "a" || word == "b" || word == "c" || word == "rc";
    if (letter > 0 && pre && after < part.size() && numeric(part.substr(after))) {
      parts.emplace_back(part.substr(0, letter));
      parts.emplace_back(part.substr(letter));
    } else {
      parts.emplace_back(part);
    }
    begin = end + 1;
  }
  return parts;
}

std::size_t count_numeric(const std::vector<std::string>& parts) {
  return static_cast<std::size_t>(std::find_if_not(parts.begin(), parts.end(), numeric) -
                                  parts.begin());
}

// Whether VERSION begins with PREFIX, `1.4` of `1.4.*`: `1.4rc1.post2` is read as 1 . 4 . rc1 . post2.
bool has_prefix(const PackageVersion& version, std::string_view prefix) {
  std::vector<std::string> parts = split(canonical_version(version.without_local().str()));
  const std::vector<std::string> begin = split(canonical_version(prefix, false));
  const std::size_t own = count_numeric(parts);
  const std::size_t wanted = count_numeric(begin);
  if (wanted > own)
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(own), wanted - own, "0");
  parts.resize(std::min(parts.size(), begin.size()));
  return parts == begin;
}

std::string_view without_star(std::string_view text) { return text.substr(0, text.size() - 2); }

bool equals(const Specifier& specifier, const PackageVersion& version) {
  if (specifier.wildcard) return has_prefix(version, without_star(specifier.text));
  if (specifier.version.local.empty()) return version.without_local() == specifier.version;
  return version == specifier.version;
}

// `~=1.4.2` is `>=1.4.2,==1.4.*`. The prefix is taken from the text: what is spelt `1.4-rc.1` has the prefix `1.4-rc`.
bool compatible(const Specifier& wanted, const PackageVersion& version) {
  if (version.without_local() < wanted.version) return false;
  std::string prefix;
  std::string last;
  for (const std::string& part : split(wanted.text)) {
    const auto begins = [&](const char* word) { return part.starts_with(word); };
    if (begins("dev") || begins("a") || begins("b") || begins("rc") || begins("post")) break;
    if (!last.empty()) prefix += (prefix.empty() ? "" : ".") + last;
    last = part;
  }
  return has_prefix(version, prefix);
}

bool less(const PackageVersion& version, const PackageVersion& bound) {
  if (!(version < bound)) return false;
  const bool early = !bound.is_prerelease() && version.is_prerelease();
  return !(early && version.base() == bound.base());
}

bool greater(const PackageVersion& version, const PackageVersion& bound) {
  if (!(version > bound)) return false;
  const bool late = (!bound.is_postrelease() && version.is_postrelease()) || !version.local.empty();
  return !(late && version.base() == bound.base());
}

}  // namespace

std::optional<Specifier> Specifier::parse(std::string_view text) {
  Cursor in{stripped(text)};
  std::optional<Specifier> specifier = read_specifier(in);
  if (!specifier || !in.done()) return std::nullopt;
  return specifier;
}

std::string Specifier::str() const { return std::string(spelling(op)) + text; }

bool Specifier::takes_prereleases() const {
  const bool inclusive = op != Op::not_equal && op != Op::less && op != Op::greater;
  return inclusive && version.is_prerelease();
}

bool Specifier::fits(const PackageVersion& asked) const {
  switch (op) {
    case Op::compatible:
      return compatible(*this, asked);
    case Op::equal:
      return equals(*this, asked);
    case Op::not_equal:
      return !equals(*this, asked);
    case Op::at_most:
      return asked.without_local() <= version;
    case Op::at_least:
      return asked.without_local() >= version;
    case Op::less:
      return less(asked, version);
    case Op::greater:
      return greater(asked, version);
    case Op::arbitrary:
      return asked.str() == lowered(text);
  }
  return false;
}

Result<SpecifierSet> SpecifierSet::parse(std::string_view text) {
  SpecifierSet set;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view part = stripped(text.substr(begin, end - begin));
    begin = end + 1;
    if (part.empty()) continue;
    std::optional<Specifier> specifier = Specifier::parse(part);
    if (!specifier) {
      Mistake mistake{"`" + std::string(part) + "` is no version specifier"};
      mistake.column = static_cast<int>(part.data() - text.data()) + 1;
      mistake.hint = "write `>=1.0`, `==1.4.*`, `~=2.1` …, with commas between them";
      return mistake;
    }
    set.add(std::move(*specifier));
  }
  return set;
}

void SpecifierSet::add(Specifier specifier) {
  const auto key = [](const Specifier& s) {
    return canonical_version(s.text, s.op != Op::compatible);
  };
  for (const Specifier& known : specifiers_) {
    if (known.op == specifier.op && key(known) == key(specifier)) return;
  }
  specifiers_.push_back(std::move(specifier));
}

namespace {

std::string join(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ",") + text;
  return joined;
}

std::vector<std::string> texts_of(const std::vector<Specifier>& specifiers) {
  std::vector<std::string> texts;
  for (const Specifier& specifier : specifiers) texts.push_back(specifier.str());
  return texts;
}

}  // namespace

std::string SpecifierSet::str() const {
  std::vector<std::string> texts = texts_of(specifiers_);
  std::sort(texts.begin(), texts.end());
  return join(texts);
}

std::string SpecifierSet::written() const { return join(texts_of(specifiers_)); }

bool SpecifierSet::contains(const PackageVersion& version, std::optional<bool> prereleases) const {
  const auto takes = [](const Specifier& s) { return s.takes_prereleases(); };
  const bool early =
      prereleases.value_or(std::any_of(specifiers_.begin(), specifiers_.end(), takes));
  if (version.is_prerelease() && !early) return false;
  return std::all_of(specifiers_.begin(), specifiers_.end(),
                     [&](const Specifier& s) { return s.fits(version); });
}

SpecifierSet SpecifierSet::operator&(const SpecifierSet& other) const {
  SpecifierSet both = *this;
  for (const Specifier& specifier : other.specifiers_) both.add(specifier);
  return both;
}

std::optional<std::string> SpecifierSet::pin() const {
  for (const Specifier& specifier : specifiers_) {
    const bool one =
        specifier.op == Op::arbitrary || (specifier.op == Op::equal && !specifier.wildcard);
    if (one) return specifier.text;
  }
  return std::nullopt;
}

}  // namespace pymolt::packaging
