// A string is read in leaps: to the next quote, backslash or line end, whatever comes first.
// SPDX-License-Identifier: MIT
#include "lexer/strings.h"

#include <algorithm>
#include <array>

#include "lexer/character_classes.h"
#include "lexer/unicode.h"

namespace pymolt::verdict {

namespace {

constexpr std::array<bool, 256> kStringStops = [] {
  std::array<bool, 256> table{};
  for (const char c : {'"', '\'', '\\', '\n', '\r', '\0'})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

char lower(char c) { return static_cast<char>(c | 0x20); }

// The prefix a version reads; not `known` for letters that none does.
Prefix prefix_of(const char* begin, const char* at) {
  Prefix prefix;
  const auto length = at - begin;
  for (const char* c = begin; c != at; ++c) {
    prefix.raw |= lower(*c) == 'r';
    prefix.bytes |= lower(*c) == 'b';
    prefix.unicode |= lower(*c) == 'u';
    prefix.formatted |= lower(*c) == 'f';
    prefix.templated |= lower(*c) == 't';
  }
  const int kinds = prefix.bytes + prefix.unicode + prefix.formatted + prefix.templated;
  prefix.known = length == kinds + (prefix.raw ? 1 : 0) && kinds <= 1;
  if (prefix.unicode && prefix.raw && lower(*begin) == 'r') prefix.known = false;  // `ru`
  return prefix;
}

void see_prefix(Scan& scan, const Prefix& prefix, const char* begin, const char* at) {
  if (begin == at) return;
  if (!prefix.known) {
    scan.see(Construct::invalid_string_prefix, begin, at);
  } else if (prefix.unicode) {
    scan.see(prefix.raw ? Construct::ur_string : Construct::u_string, begin, at);
  } else if (prefix.formatted) {
    scan.see(Construct::f_string, begin, at);
  } else if (prefix.templated) {
    scan.see(Construct::t_string, begin, at);
  } else if (prefix.bytes && prefix.raw && lower(*begin) == 'r') {
    scan.see(Construct::rb_string, begin, at);
  }
}

int hex_digits(const char* at, int most) {
  int count = 0;
  while (count < most && is_hex(at[count])) ++count;
  return count;
}

bool beyond_unicode(const char* digits) {
  return digits[0] != '0' || digits[1] != '0' ||
         (digits[2] != '0' && std::string_view(digits + 2, 2) != "10");
}

// D800 to DFFF.
bool is_surrogate(const char* digits) { return lower(digits[0]) == 'd' && (digits[1] >= '8'); }

// An escape that only text has (`\u`, `\U`, `\N`) is wrong on VERSIONS, were the string text there.
void see_in_text(Scan& scan, const Prefix& prefix, Construct construct, const char* from,
                 const char* to, VersionSet versions = VersionSet::all()) {
  if (prefix.unicode) {
    scan.see(construct, from, to, versions);
    return;
  }
  if (versions.intersects(VersionSet::python3())) {
    scan.see(construct, from, to, versions & VersionSet::python3());
  }
  if (versions.contains(Version::of(2, 7))) {
    scan.if_unicode_literals.push_back({construct, scan.span(from, to), VersionSet::python2()});
  }
}

// `\u12` and `\U00110000`; `at` is the backslash.
const char* numbered(Scan& scan, const Prefix& prefix, const char* at) {
  const int wanted = at[1] == 'u' ? 4 : 8;
  const int there = hex_digits(at + 2, wanted);
  const char* const end = at + 2 + there;
  if (there < wanted || (wanted == 8 && beyond_unicode(at + 2))) {
    see_in_text(scan, prefix, Construct::malformed_escape, at, end);
  } else if (is_surrogate(end - 4) && (wanted == 4 || std::string_view(at + 2, 4) == "0000")) {
    scan.surrogates.push_back(scan.span(at, end));
  }
  return end;
}

// `\N{EN DASH}`.
const char* named(Scan& scan, const Prefix& prefix, const char* at) {
  const char* end = at + 2;
  while (end != scan.end && *end != '}' && *end != '"' && *end != '\'' && !is_line_end(*end)) ++end;
  if (at[2] != '{' || *end != '}' || end == at + 3) {
    see_in_text(scan, prefix, Construct::malformed_escape, at, at + 2);
    return at + 2;
  }
  const std::string_view name(at + 3, static_cast<std::size_t>(end - at - 3));
  const VersionSet unknown = ~knows_character_name(name);
  if (!unknown.empty()) {
    see_in_text(scan, prefix, Construct::unknown_character_name, at, end + 1, unknown);
  }
  return end + 1;
}

// A backslash in a raw string: text of 2.7 reads `\u` there all the same.
const char* raw_escape(Scan& scan, const Prefix& prefix, const char* at) {
  if ((at[1] != 'u' && at[1] != 'U') || prefix.bytes || prefix.has_fields()) return at + 2;
  const int wanted = at[1] == 'u' ? 4 : 8;
  const int there = hex_digits(at + 2, wanted);
  if (there == wanted && !(wanted == 8 && beyond_unicode(at + 2))) return at + 2;
  const Diagnostic wrong = {Construct::malformed_escape, scan.span(at, at + 2 + there),
                            VersionSet::python2()};
  (prefix.unicode ? scan.out.diagnostics : scan.if_unicode_literals).push_back(wrong);
  return at + 2;
}

bool has_high(const char* from, const char* to) { return std::any_of(from, to, is_high); }

}  // namespace

bool can_be_prefix(const char* begin, const char* at) {
  if (at - begin > 3) return false;
  return std::all_of(begin, at,
                     [](char c) { return std::string_view("rbuft").find(lower(c)) < 5; });
}

StringStart open_string(Scan& scan, const char* begin, const char* at) {
  StringStart start;
  start.begin = begin;
  start.prefix = prefix_of(begin, at);
  start.quote = *at;
  start.triple = at[1] == *at && at[2] == *at;
  start.body = at + (start.triple ? 3 : 1);
  see_prefix(scan, start.prefix, begin, at);
  return start;
}

const char* read_escape(Scan& scan, const Prefix& prefix, const char* at) {
  const char c = at[1];
  if (c == '\r') return at + (at[2] == '\n' ? 3 : 2);
  if (at + 1 == scan.end) return scan.end;
  if (prefix.raw) return raw_escape(scan, prefix, at);
  switch (c) {
    case '\n':
    case '\\':
    case '\'':
    case '"':
    case 'a':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
    case 'v':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
      return at + 2;
    case 'x': {
      const int there = hex_digits(at + 2, 2);
      if (there < 2) scan.see(Construct::malformed_escape, at, at + 2 + there);
      return at + 2 + there;
    }
    case 'u':
    case 'U':
      if (!prefix.bytes) return numbered(scan, prefix, at);
      break;
    case 'N':
      if (!prefix.bytes) return named(scan, prefix, at);
      break;
    default:
      break;
  }
  scan.out.invalid_escapes.push_back(scan.span(at, at + 2));
  return at + 2;
}

bool has_high_bytes(std::string_view token) {
  if (has_high(token.data(), token.data() + token.size())) return true;
  const std::size_t quote = token.find_first_of("'\"");
  if (token.substr(0, quote).find_first_of("rR") != std::string_view::npos) return false;
  for (std::size_t at = token.find('\\'); at < token.size() - 2; at = token.find('\\', at + 2)) {
    const char* const c = token.data() + at + 1;
    if (c[0] == 'x' && c[1] >= '8') return true;
    int value = 0;
    for (int i = 0; i < 3 && c[i] >= '0' && c[i] <= '7'; ++i) value = value * 8 + (c[i] - '0');
    if ((value & 0x80) != 0) return true;
  }
  return false;
}

const char* read_string(Scan& scan, const StringStart& start) {
  const char* at = start.body;
  for (;;) {
    while (!kStringStops[static_cast<unsigned char>(*at)]) ++at;
    if (*at == '\\') {
      at = read_escape(scan, start.prefix, at);
    } else if (closes(start, at)) {
      at += start.triple ? 3 : 1;
      break;
    } else if (at == scan.end || (is_line_end(*at) && !start.triple)) {
      scan.see(Construct::unterminated_string, start.begin, at);
      break;
    } else {
      ++at;
    }
  }
  if (start.prefix.bytes && has_high(start.body, at)) {
    scan.see(Construct::non_ascii_bytes, start.begin, at);
  }
  return at;
}

}  // namespace pymolt::verdict
