// Numbers and texts that Python 3 writes otherwise.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool is_word_byte(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c & 0x80) != 0;
}

struct PrefixedLiteral {
  std::string_view prefix;
  std::string_view quote;  // one or three
  std::string_view body;
};

PrefixedLiteral take_apart(std::string_view word) {
  PrefixedLiteral literal;
  literal.prefix = word.substr(0, std::min(word.find_first_of("'\""), word.size()));
  word.remove_prefix(literal.prefix.size());
  const bool triple = word.size() >= 6 && word[0] == word[1] && word[1] == word[2];
  literal.quote = word.substr(0, triple ? 3 : 1);
  literal.body = word.substr(literal.quote.size(),
                             word.size() - std::min(word.size(), 2 * literal.quote.size()));
  return literal;
}

// A raw literal's body for `u"…"`: backslashes doubled, but those of the escapes that `ur` reads.
std::string cooked(const PrefixedLiteral& raw) {
  std::string body;
  std::size_t run = 0;
  for (std::size_t i = 0; i < raw.body.size(); ++i) {
    if (raw.body[i] != '\\') {
      if (run % 2 == 1 && raw.quote.size() == 1 && raw.body[i] == raw.quote[0]) body += '\\';
      run = 0;
      body += raw.body[i];
      continue;
    }
    ++run;
    const char next = i + 1 < raw.body.size() ? raw.body[i + 1] : ' ';
    const bool reads = run % 2 == 1 && (next == 'u' || next == 'U');
    body += reads ? "\\" : "\\\\";
  }
  return body;
}

bool reads_escapes(std::string_view body) {
  return body.find("\\u") != std::string_view::npos || body.find("\\U") != std::string_view::npos;
}

// Whether CALL shows the value as the page's fence says: `repr`, or `str: in a list`.
bool is_showing_call(const Site& site, Node call, bool is_in_list) {
  const Node function = call.child(Field::function);
  const std::string_view said = function ? site.said_of(function.text()) : std::string_view();
  return !said.empty() && (is_in_list || said == function.text()) &&
         !site.source.binds(function.text());
}

// Whether the text before `%` may show its values as they are written in code.
bool formats_repr(Node operation, Node value, bool is_in_list) {
  const Node format = operation.child(Field::left);
  return operation.child(Field::operator_).text() == "%" && value.field() == Field::right &&
         format.is_any(Kind::string, Kind::concatenated_string) &&
         (is_in_list || format.text().find('r') != std::string_view::npos);
}

// Whether an odd number of backticks stands before the token at INDEX in its statement.
bool stands_in_backticks(const Source& source, std::size_t index) {
  bool is_open = false;
  for (std::size_t i = index; i-- > 0;) {
    const TokenKind kind = source.token(i).kind;
    if (kind == TokenKind::newline || kind == TokenKind::semicolon) break;
    is_open = is_open != (kind == TokenKind::backtick);
  }
  return is_open;
}

// Whether what shows a value as it is written in code, or tells its type, is given NUMBER: through what is computed from
// it, a list, or a name.
bool is_shown(const Site& site, Node number, int depth = 0) {
  const auto is_read_and_shown = [&](std::string_view name) {
    const auto& loads = site.source.names().scopes().references();
    return depth < 5 && std::any_of(loads.begin(), loads.end(), [&](const names::Reference& load) {
             const Node read = site.source.tree().node(load.node);
             return read.text() == name && is_shown(site, read, depth + 1);
           });
  };
  bool is_in_list = false;
  Node node = number;
  for (Node up = node.parent(); up && up != node; node = up, up = node.parent()) {
    if (up.is(Kind::binary_operator) && formats_repr(up, node, is_in_list)) return true;
    if (up.is_any(Kind::list, Kind::set, Kind::dictionary) ||
        (up.is(Kind::tuple) && !up.parent().is(Kind::binary_operator)))
      is_in_list = true;
    if (up.is(Kind::argument_list)) return is_showing_call(site, up.parent(), is_in_list);
    if (up.is(Kind::print_statement)) return is_in_list;
    if (up.is(Kind::assignment) && up.child(Field::left).is(Kind::identifier))
      return is_read_and_shown(up.child(Field::left).text());
    if (!up.is_any(Kind::binary_operator, Kind::unary_operator, Kind::parenthesized_expression,
                   Kind::conditional_expression, Kind::list, Kind::set) &&
        !up.is_any(Kind::dictionary, Kind::pair, Kind::tuple))
      return false;
  }
  return false;
}

}  // namespace

// 0777L      0o777
Answer plain_number(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::string_view digits = source.word(site.token);
  if (source.token(site.token).kind != TokenKind::number)
    return by_hand("no number was found here");
  std::string plain(digits);
  if (plain.ends_with('l') || plain.ends_with('L')) plain.pop_back();
  const bool old_octal =
      plain.size() > 1 && plain[0] == '0' &&
      std::all_of(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '7'; });
  if (old_octal) {
    const std::size_t first = std::min(plain.find_first_not_of('0'), plain.size());
    plain = first == plain.size() ? "0" : "0o" + plain.substr(first);
  }
  if (plain == digits) return by_hand("the number stays as it is");
  const std::uint32_t end = source.token(site.token).end;
  if (end < source.bytes().size() && is_word_byte(source.bytes()[end])) plain += ' ';
  fix.edits.push_back({source.token(site.token).span(), plain});
  const Node number = source.tree().innermost(site.span.begin);
  if (plain.size() != digits.size() && digits.find_first_of("lL") != std::string_view::npos &&
      (is_shown(site, number) || stands_in_backticks(source, site.token))) {
    fix.safe = false;
    fix.risk = "2.7 shows the suffix where it is used";
  }
  return {};
}

// ur"\d"      r"\d", or u"\\d" where it must stay unicode on 2.7 or holds an escape that `ur` reads
Answer plain_text(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::size_t index = site.token;
  const std::string_view word = source.word(index);
  if (source.token(index).kind != TokenKind::string) return by_hand("no string was found here");
  const PrefixedLiteral raw = take_apart(word);
  const std::string quote(raw.quote);
  if (!site.wish.both && !reads_escapes(raw.body)) {
    fix.edits.push_back({source.token(index).span(), "r" + quote + std::string(raw.body) + quote});
    return {};
  }
  if (raw.body.find("\\\n") != std::string_view::npos ||
      raw.body.find("\\\r") != std::string_view::npos) {
    return by_hand("a backslash ends a line of it");
  }
  fix.edits.push_back({source.token(index).span(), "u" + quote + cooked(raw) + quote});
  return {};
}

// "\d"      "\\d"
Answer double_backslash(const Site& site, Fix& fix) {
  if (!site.text.empty() && site.said_of(site.finding.symbol).empty()) return by_hand("");
  if (site.source.slice(site.span.begin, site.span.begin + 1) != "\\")
    return by_hand("no backslash stands here");
  fix.edits.push_back({{site.span.begin, site.span.begin}, "\\"});
  return {};
}

// 1if x      1 if x
Answer blank_between(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::size_t index = site.token;
  if (source.token(index).kind != TokenKind::number) return by_hand("no number was found here");
  if (source.token(index + 1).begin != source.token(index).end)
    return by_hand("a blank is there already");
  fix.edits.push_back({{source.token(index).end, source.token(index).end}, " "});
  return {};
}

// open(path, "rU")      open(path, "r")
Answer mode_without_u(const Site& site, Fix& fix) {
  const Source& source = site.source;
  if (source.token(site.token).kind != TokenKind::string) return by_hand("the mode is no literal");
  const PrefixedLiteral mode = take_apart(source.word(site.token));
  std::string plain;
  for (const char c : mode.body) plain += c == 'U' ? "" : std::string(1, c);
  if (plain == mode.body || plain.find('\\') != std::string::npos)
    return by_hand("the mode is no literal");
  if (plain.find('r') == std::string::npos) plain.insert(0, "r");
  if (site.wish.both)
    return by_hand(
        "without the letter, 2.7 keeps the line ends; io.open(path) does the same on both");
  fix.edits.push_back(
      {source.token(site.token).span(),
       std::string(mode.prefix) + std::string(mode.quote) + plain + std::string(mode.quote)});
  return {};
}

}  // namespace pymolt::fix
