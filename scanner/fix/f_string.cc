// Old formatting becomes an f-string, where it is asked for by name and every piece is plain to see.
// SPDX-License-Identifier: MIT
//
//   "%s: %5.1f%%" % (name, share)        f"{name}: {share:5.1f}%"
//   "{}: {!r:>8}".format(name, value)    f"{name}: {value!r:>8}"
#include <algorithm>
#include <optional>
#include <vector>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// A literal of one piece: its quote and what stands between.
struct Literal {
  std::string_view quote;
  std::string_view body;
};

std::optional<Literal> plain_literal(Node node) {
  std::string_view text = node.text();
  if (!node.is(Kind::string) || text.empty()) return std::nullopt;
  if (text[0] == 'u' || text[0] == 'U') text.remove_prefix(1);
  if (text.size() < 2 || (text[0] != '"' && text[0] != '\'')) return std::nullopt;
  const bool triple = text.size() >= 6 && text[1] == text[0] && text[2] == text[0];
  const std::size_t width = triple ? 3 : 1;
  return Literal{text.substr(0, width), text.substr(width, text.size() - 2 * width)};
}

// The expression between the braces; empty where an f-string of every version cannot hold it.
std::string held(Node value, const Literal& literal) {
  std::string text(value.text());
  if (text.find_first_of("\\#\n\r") != std::string::npos) return {};
  if (text.find(literal.quote[0]) != std::string::npos) return {};
  if (value.is_any(Kind::lambda_, Kind::conditional_expression, Kind::named_expression, Kind::yield,
                   Kind::generator_expression) ||
      text.find_first_of(":!") != std::string::npos)
    text = "(" + text + ")";
  return text.starts_with('{') ? " " + text : text;
}

bool is_number(const Site& site, Node value, bool whole) {
  const std::vector<names::Inferred> types = site.source.names().types().of(value);
  return !types.empty() && std::all_of(types.begin(), types.end(), [&](const names::Inferred& one) {
    return one.type == "builtins.int" || (!whole && one.type == "builtins.float");
  });
}

// `5.1f` of `%5.1f` as a format of {}, with `!r` before it where that is meant; nothing where {} would write otherwise.
std::optional<std::string> converted(const Site& site, std::string_view options, char kind,
                                     Node value) {
  if (options.find_first_of("*# +") != std::string_view::npos) return std::nullopt;
  const bool left = options.starts_with('-');
  if (left) options.remove_prefix(1);
  if (kind == 's' || kind == 'r') {
    if (options.starts_with('0') || options.find('-') != std::string_view::npos)
      return std::nullopt;
    std::string out = kind == 'r' ? "!r" : options.empty() ? "" : "!s";
    if (!options.empty())
      out += ":" + std::string(left || options.starts_with('.') ? "" : ">") + std::string(options);
    return out;
  }
  const bool whole = kind == 'd' || kind == 'i' || kind == 'x' || kind == 'X' || kind == 'o';
  const bool fraction = std::string_view("feEgG").find(kind) != std::string_view::npos;
  if (left || (!whole && !fraction) || !is_number(site, value, whole)) return std::nullopt;
  if (kind == 'i' || kind == 'd') return options.empty() ? "" : ":" + std::string(options) + "d";
  return ":" + std::string(options) + std::string(1, kind);
}

struct Written {
  std::string text;
  std::string why_not;
};

Written from_percent(const Site& site, const Literal& literal, const std::vector<Node>& values) {
  Written out;
  std::size_t next = 0;
  const std::string_view body = literal.body;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '{' || body[i] == '}') out.text += body[i];
    if (body[i] != '%') {
      out.text += body[i];
      continue;
    }
    const std::size_t kind = body.find_first_not_of("0123456789.-+ #*", i + 1);
    if (kind == std::string_view::npos) return {{}, "its template is not understood"};
    const std::string_view options = body.substr(i + 1, kind - i - 1);
    i = kind;
    if (body[kind] == '%') {
      out.text += '%';
      continue;
    }
    if (next == values.size()) return {{}, "its values are not plain to see"};
    const std::string value = held(values[next], literal);
    const auto format = converted(site, options, body[kind], values[next]);
    if (value.empty() || !format) return {{}, "an f-string might write a value otherwise"};
    out.text += "{" + value + *format + "}";
    ++next;
  }
  if (next != values.size()) out.why_not = "its values are not plain to see";
  return out;
}

Written from_format(const Literal& literal, const std::vector<Node>& values) {
  Written out;
  std::size_t next = 0;
  const std::string_view body = literal.body;
  for (std::size_t i = 0; i < body.size(); ++i) {
    out.text += body[i];
    if (body[i] != '{' && body[i] != '}') continue;
    if (i + 1 < body.size() && body[i + 1] == body[i]) {
      out.text += body[++i];
      continue;
    }
    const std::size_t close = body.find('}', i);
    if (body[i] == '}' || close == std::string_view::npos)
      return {{}, "its template is not understood"};
    const std::string_view field = body.substr(i + 1, close - i - 1);
    const std::size_t name = std::min(field.find_first_of("!:"), field.size());
    const std::string number(field.substr(0, name));
    if (next == values.size() || (!number.empty() && number != std::to_string(next)) ||
        field.find('{') != std::string_view::npos)
      return {{}, "its fields are not one a value, in their order"};
    const std::string value = held(values[next++], literal);
    if (value.empty()) return {{}, "an f-string of older versions cannot hold a value of it"};
    out.text += value + std::string(field.substr(name)) + "}";
    i = close;
  }
  if (next != values.size()) out.why_not = "its fields are not one a value, in their order";
  return out;
}

bool are_plain(const std::vector<Node>& values) {
  return std::none_of(values.begin(), values.end(), [](Node value) {
    return value.is_any(Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument,
                        Kind::dictionary);
  });
}

}  // namespace

Answer f_string(const Site& site, Fix& fix) {
  if (!site.wish.selected) return by_hand("only where --select asks for it");
  const Node whole = site.exact();
  const bool percent = whole.is(Kind::binary_operator);
  const Node function = whole.child(Field::function);
  const auto literal =
      plain_literal(percent ? whole.child(Field::left) : function.child(Field::object));
  if (!literal) return by_hand("its template is more than one plain literal");
  if (literal->body.find("\\N") != std::string_view::npos)
    return by_hand("its template is not understood");
  const Node right = percent ? whole.child(Field::right) : whole.child(Field::arguments);
  const bool several = !percent || right.is(Kind::tuple);
  Node single = right;
  while (single.is(Kind::parenthesized_expression)) single = single.first_named();
  const std::vector<Node> values = several ? items_of(right) : std::vector<Node>{single};
  if (!are_plain(values)) return by_hand("its values are not plain to see");
  const Written written =
      percent ? from_percent(site, *literal, values) : from_format(*literal, values);
  if (!written.why_not.empty()) return by_hand(written.why_not);
  fix.edits.push_back({whole.span(), "f" + std::string(literal->quote) + written.text +
                                         std::string(literal->quote)});
  return {};
}

}  // namespace pymolt::fix
