// An operator, then what that operator takes: only `==` and `!=` know wildcards and local parts, `===` knows no grammar.
// SPDX-License-Identifier: MIT
#include "packaging/specifier_reader.h"

#include <utility>

#include "packaging/version_reader.h"

namespace pymolt::packaging {

namespace {

using Op = Specifier::Op;

constexpr std::pair<std::string_view, Op> kSpecifierOperators[] = {
    {"===", Op::arbitrary}, {"~=", Op::compatible}, {"==", Op::equal}, {"!=", Op::not_equal},
    {"<=", Op::at_most},    {">=", Op::at_least},   {"<", Op::less},   {">", Op::greater},
};

std::optional<Op> read_operator(Cursor& in) {
  for (const auto& [word, op] : kSpecifierOperators) {
    if (in.rest().starts_with(word)) {
      in.at += word.size();
      return op;
    }
  }
  return std::nullopt;
}

bool read_arbitrary(Cursor& in, Specifier& specifier) {
  const std::string_view text =
      in.take_while([](char c) { return !is_space(c) && c != ';' && c != ')'; });
  specifier.text = text;
  if (auto version = PackageVersion::parse(text)) specifier.version = std::move(*version);
  return true;
}

bool read_rest(Cursor& in, Specifier& specifier) {
  const std::size_t begin = in.at;
  in.take_word("v");
  auto version = read_release(in);
  if (!version || (specifier.op == Op::compatible && version->release.size() < 2)) return false;
  specifier.version = std::move(*version);
  const bool equality = specifier.op == Op::equal || specifier.op == Op::not_equal;
  if (equality && in.rest().starts_with(".*")) {
    in.at += 2;
    specifier.wildcard = true;
  } else {
    read_suffixes(in, specifier.version);
    const std::size_t local = in.at;
    if (equality && !read_local(in, specifier.version.local)) {
      in.at = local;
      specifier.version.local.clear();
    }
  }
  specifier.text = in.text.substr(begin, in.at - begin);
  return true;
}

}  // namespace

std::optional<Specifier> read_specifier(Cursor& in) {
  const std::size_t begin = in.at;
  if (const auto op = read_operator(in)) {
    Specifier specifier;
    specifier.op = *op;
    in.take_while(is_space);
    if (*op == Op::arbitrary ? read_arbitrary(in, specifier) : read_rest(in, specifier))
      return specifier;
  }
  in.at = begin;
  return std::nullopt;
}

std::string_view spelling(Specifier::Op op) {
  for (const auto& [word, known] : kSpecifierOperators) {
    if (known == op) return word;
  }
  return "";
}

}  // namespace pymolt::packaging
