// f-strings and t-strings: literal parts, replacement fields, format specifications, and the rules of 3.6 to 3.11.
// SPDX-License-Identifier: MIT
//
//   f"a{b!r:>{w}}"     literal: `a`, then a field; in its format specification: `>`, then a field, then `}`
//
// Since 3.12 a field holds any tokens. Before, an f-string was one string token cut to pieces afterwards: no quote
// of its own kind, no backslash, no `#` and no further line in a field, and fields nested at most two deep.
#include <algorithm>
#include <array>
#include <cstring>

#include "lexer/lexing.h"

namespace pymolt::verdict {

namespace {

constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> table{};
  for (const char c : {'"', '\'', '\\', '\n', '\r', '\0', '{', '}'})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || is_line_end(c); }

// 3.12 and 3.13 read escapes in the format specifications of raw f-strings too.
bool malformed_in_raw_format(const char* at) {
  const std::ptrdiff_t wanted = at[1] == 'x' ? 2 : at[1] == 'u' ? 4 : at[1] == 'U' ? 8 : 0;
  return at[1] == 'N' || std::find_if_not(at + 2, at + 2 + wanted, is_hex) != at + 2 + wanted;
}

// Behind blanks, line ends and comments.
const char* skip_blanks(const char* at) {
  for (;; ++at) {
    while (is_blank(*at)) ++at;
    if (*at != '#') return at;
    while (*at != '\0' && !is_line_end(*at)) ++at;
    if (*at == '\0') return at;
  }
}

}  // namespace

// From AT on what is literal: outside fields, or in the format specification of the innermost one.
const char* Lexing::literal(const char* at) {
  Formatted& string = formatted_.back();
  for (;;) {
    while (!kStops[static_cast<unsigned char>(*at)]) ++at;
    const bool in_format = brackets_.size() > string.brackets;
    const char c = *at;
    if (c == '\\') {
      at = escape_in_literal(at, in_format);
    } else if (c == '{') {
      if (in_format || at[1] != '{') return open_field(at);
      at += 2;
    } else if (c == '}' && in_format) {
      end_field(at);
      ++at;
    } else if (c == '}') {
      if (at[1] != '}') scan_.see(Construct::f_string_single_brace, at, at + 1);
      at += at[1] == '}' ? 2 : 1;
    } else if (closes(string.start, at)) {
      return close_formatted(at, true);
    } else if (at == scan_.end) {
      return close_formatted(at, false);
    } else if (is_line_end(c) && !string.start.triple) {
      if (!in_format) return close_formatted(at, false);
      line_in_format(at);
      at = skip_blanks(at);
    } else {
      ++at;
    }
  }
}

// A line end in the format specification of a string that is not triple: after it, 3.12 and 3.13 take nothing but
// another field or the end.
void Lexing::line_in_format(const char* at) {
  Formatted& string = formatted_.back();
  if (!string.broken_format) scan_.see(Construct::f_string_format_line, at, at + 1);
  string.broken_format = true;
  if (last_kind() == TokenKind::field_close)
    scan_.see(Construct::f_string_format_line_after_field, at, at + 1);
  const char* const next = skip_blanks(at);
  if (*next != '{' && *next != '}') scan_.see(Construct::f_string_unclosed_field, at, next);
}

// A backslash before a brace leaves the brace what it is.
const char* Lexing::escape_in_literal(const char* at, bool in_format) {
  const Prefix& prefix = formatted_.back().start.prefix;
  if (at[1] == '{' || at[1] == '}') {
    if (!prefix.raw) scan_.out.invalid_escapes.push_back(scan_.span(at, at + 2));
    return at + 1;
  }
  if (prefix.raw && in_format && malformed_in_raw_format(at)) {
    scan_.see(Construct::f_string_raw_format, at, at + 2);
  }
  return read_escape(scan_, prefix, at);
}

// The f-string ends at AT, with its quote if it is WHOLE.
const char* Lexing::close_formatted(const char* at, bool whole) {
  const Formatted string = formatted_.back();
  const StringStart& start = string.start;
  formatted_.pop_back();
  if (brackets_.size() > string.brackets) {
    scan_.see(Construct::f_string_unclosed_field, brackets_.back().at, brackets_.back().at + 1);
    brackets_.resize(string.brackets);
  }
  const char* const end = whole ? at + (start.triple ? 3 : 1) : at;
  if (!whole) scan_.see(Construct::unterminated_string, start.begin, at);
  if (whole && start.prefix.formatted && string.plain_end != at) {
    if (string.plain_end != nullptr) {
      scan_.see(Construct::f_string_nested_quotes, start.begin, end);
    } else if (!string.broken_format) {
      scan_.see(Construct::f_string_field_lines, start.begin, end);
    }
  }
  scan_.add(TokenKind::string_close, at, end);
  join(string.kinds, start.begin, end);
  if (next_undecodable_ < end) undecodable_in_string(end, start.prefix);
  return end;
}

const char* Lexing::open_field(const char* at) {
  Bracket field;
  field.at = at;
  field.open = '{';
  field.field = true;
  scan_.add(TokenKind::field_open, at, at + 1);
  field.first_token = scan_.out.tokens.size();
  brackets_.push_back(field);
  check_nesting(false);
  const std::size_t depth = brackets_.size() - formatted_.back().brackets;
  if (depth == 3 && formatted_.back().start.prefix.formatted) {
    scan_.see(Construct::f_string_nested_format, at, at + 1);
  }
  if (depth == 4) scan_.see(Construct::f_string_too_deep, at, at + 1);
  return at + 1;
}

// The expression of the field ends at AT, where `}`, `!`, `=` or `:` stands.
void Lexing::end_expression(Bracket& field, const char* at) {
  if (field.expression_end != nullptr) return;
  field.expression_end = at;
  if (scan_.out.tokens.size() == field.first_token) {
    scan_.see(Construct::f_string_empty_field, field.at, at + 1);
  }
  const auto length = static_cast<std::size_t>(at - field.at);
  if (formatted_.back().start.prefix.formatted && std::memchr(field.at, '\\', length) != nullptr) {
    scan_.see(Construct::f_string_backslash, field.at, at);
  }
}

void Lexing::end_field(const char* at) {
  end_expression(brackets_.back(), at);
  brackets_.pop_back();
  close_outermost(at);
  scan_.add(TokenKind::field_close, at, at + 1);
}

const char* Lexing::close_field(const char* at) {
  end_field(at);
  return literal(at + 1);
}

const char* Lexing::format_open(const char* at) {
  Bracket& field = brackets_.back();
  end_expression(field, at);
  if (field.lambda) scan_.see(Construct::f_string_lambda, field.at, at);
  field.in_format = true;
  scan_.add(TokenKind::format_open, at, at + 1);
  if (at[1] == '=') scan_.out.mask.spec_equals.push_back(scan_.offset(at + 1));
  return literal(at + 1);
}

// `!r`, the letter right behind.
const char* Lexing::conversion(const char* at) {
  end_expression(brackets_.back(), at);
  const char* end = at + 1;
  while (in_word(*end) || is_high(*end)) ++end;
  const std::string_view name(at + 1, static_cast<std::size_t>(end - at - 1));
  const char* const next = skip_blanks(end);
  const bool known = name == "r" || name == "s" || name == "a";
  if (!known || (*next != '}' && *next != ':')) {
    scan_.see(Construct::f_string_conversion, at, end);
  } else if (next != end && formatted_.back().start.prefix.formatted) {
    scan_.see(Construct::f_string_blank_after_conversion, at, next);
  }
  scan_.add(TokenKind::conversion, at, end);
  return end;
}

// `{x=}`.
const char* Lexing::field_equal(const char* at) {
  end_expression(brackets_.back(), at);
  const char* const next = skip_blanks(at + 1);
  if (*next == '}' || *next == ':' || (*next == '!' && next[1] != '=')) {
    const std::size_t depth = brackets_.size() - formatted_.back().brackets;
    if (depth > 2) scan_.see(Construct::f_string_deep_debug, at, at + 1);
    if (formatted_.back().start.prefix.formatted) {
      scan_.see(depth > 1 ? Construct::f_string_nested_debug : Construct::f_string_debug, at,
                at + 1);
    }
  } else {
    scan_.see(Construct::f_string_assignment, at, at + 1);
  }
  scan_.add(TokenKind::equal, at, at + 1);
  return at + 1;
}

}  // namespace pymolt::verdict
