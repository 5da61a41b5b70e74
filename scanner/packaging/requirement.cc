// Name, extras, then a URL or specifiers, then a marker; between them blanks are free.
// SPDX-License-Identifier: MIT
#include "packaging/requirement.h"

#include "packaging/marker_reader.h"
#include "packaging/specifier_reader.h"

namespace pymolt::packaging {

namespace {

// A name: letters, digits and `._-`, a letter or digit (or `_`) at its end. Empty where there is none.
std::string_view read_name(Cursor& in) {
  const std::size_t begin = in.at;
  if (!is_word(in.peek()) || (begin > 0 && ends_no_word(in.text[begin - 1]))) return {};
  std::size_t end = begin;
  while (end < in.text.size() && (is_word(in.text[end]) || in.text[end] == '_' ||
                                  in.text[end] == '.' || in.text[end] == '-'))
    ++end;
  // It ends where a word does.
  const auto edge = [&](std::size_t at) {
    const bool before = ends_no_word(in.text[at - 1]);
    return before != (at < in.text.size() && ends_no_word(in.text[at]));
  };
  while (end > begin && !edge(end)) --end;
  in.at = end;
  return in.text.substr(begin, end - begin);
}

void skip(Cursor& in) { in.take_while(is_blank); }

std::optional<Mistake> read_extras(Cursor& in, std::vector<std::string>& extras) {
  if (!in.take('[')) return std::nullopt;
  skip(in);
  std::string_view name = read_name(in);
  while (!name.empty()) {
    extras.emplace_back(name);
    skip(in);
    if (!in.take(',')) break;
    skip(in);
    name = read_name(in);
    if (name.empty()) return wrong_at(in, "an extra's name is missing behind `,`");
  }
  skip(in);
  if (!in.take(']'))
    return wrong_at(in, "extras stand between `[` and `]`, with commas between them");
  return std::nullopt;
}

constexpr bool is_scheme(char c) { return is_word(c) || c == '+' || c == '-' || c == '.'; }

// `scheme://host…`; of files `file://…`.
bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text.front())) return false;
  for (const char c : text.substr(0, colon)) {
    if (!is_scheme(c)) return false;
  }
  const std::string_view rest = text.substr(colon + 1);
  if (lowered(text.substr(0, colon)) == "file") return text.starts_with("file://");
  return rest.size() > 2 && rest.starts_with("//") && rest.find_first_of("/?#", 2) != 2;
}

std::optional<Mistake> read_url(Cursor& in, std::string& url) {
  skip(in);
  const Cursor begin = in;
  url = in.take_while([](char c) { return !is_blank(c); });
  if (!is_url(url)) return wrong_at(begin, "`@` is followed by a URL");
  return std::nullopt;
}

std::optional<Mistake> read_specifiers(Cursor& in, SpecifierSet& set) {
  const bool enclosed = in.take('(');
  skip(in);
  const std::size_t begin = in.at;
  std::string text;
  while (!in.done()) {
    const std::size_t at = in.at;
    if (!read_specifier(in)) break;
    text += in.text.substr(at, in.at - at);
    skip(in);
    if (!in.take(',')) break;
    text += ',';
    skip(in);
  }
  skip(in);
  if (enclosed && !in.take(')')) return wrong_at(in, "a `)` is missing behind the version");
  Result<SpecifierSet> parsed = SpecifierSet::parse(text);
  if (!parsed) return wrong_at(Cursor{in.text, begin}, parsed.mistake().message);
  set = parsed.take();
  return std::nullopt;
}

std::optional<Mistake> read_details(Cursor& in, Requirement& requirement) {
  const bool url = in.take('@');
  if (auto mistake =
          url ? read_url(in, requirement.url) : read_specifiers(in, requirement.specifier))
    return mistake;
  const bool apart = is_blank(in.peek());
  skip(in);
  if (at_end(in)) return std::nullopt;
  if (url && !apart) return wrong_at(in, "blanks are missing behind the URL");
  if (!in.take(';')) return wrong_at(in, "expected a version, `;` and a marker, or the end");
  Result<Marker> marker = read_marker(in);
  if (!marker) return marker.mistake();
  requirement.marker = marker.take();
  skip(in);
  if (!at_end(in)) return wrong_at(in, "expected the end, or `and` or `or`");
  return std::nullopt;
}

}  // namespace

Result<Requirement> Requirement::parse(std::string_view text) {
  Cursor in{text};
  Requirement requirement;
  skip(in);
  requirement.name = read_name(in);
  if (requirement.name.empty()) return wrong_at(in, "a requirement begins with a package's name");
  skip(in);
  if (auto mistake = read_extras(in, requirement.extras)) return *mistake;
  skip(in);
  if (auto mistake = read_details(in, requirement)) return *mistake;
  return requirement;
}

}  // namespace pymolt::packaging
