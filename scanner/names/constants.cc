// Every text is built with all that its parts may be, up to a bound; beyond it, a part is unknown.
// SPDX-License-Identifier: MIT
#include "names/constants.h"

#include <algorithm>

#include "names/arguments.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

using List = std::vector<ConstantText>;

constexpr int kDeepestOrigin = 6;  // values made of values made elsewhere
constexpr int kDeepest = 10;
constexpr int kMostWork = 2000;
constexpr std::size_t kMostTexts = 64;
constexpr std::size_t kLongest = 20000;

List unknown() { return {ConstantText{std::string(kUnknownPart)}}; }

bool is_text(std::string_view type) {
  return type.empty() || type == "builtins.str" || type == "builtins.unicode" ||
         type == "builtins.bytes";
}

// Every text of A followed by every text of B.
List product(const List& a, const List& b) {
  if (a.size() * b.size() > kMostTexts)
    return product(a.size() > b.size() ? unknown() : a, a.size() > b.size() ? b : unknown());
  List out;
  for (const ConstantText& one : a) {
    for (const ConstantText& other : b) {
      const VersionSet on = one.on & other.on;
      if (on.empty() || one.text.size() + other.text.size() > kLongest) continue;
      out.push_back({one.text + other.text, on, std::min(one.confidence, other.confidence)});
    }
  }
  return out.empty() ? unknown() : out;
}

void append_utf8(std::uint32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// The number that starts in TEXT at AT, of at most MOST digits to BASE; moves AT behind it.
std::uint32_t number_in(std::string_view text, std::size_t& at, int most, int base) {
  std::uint32_t number = 0;
  for (int i = 0; i < most && at < text.size(); ++i, ++at) {
    const char c = text[at];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : 99;
    if (digit >= base) break;
    number = number * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
  }
  return number;
}

// What TEXT, the inside of a literal that is not raw, stands for.
std::string unescaped(std::string_view text) {
  constexpr std::string_view kLetters = "abfnrtv\\'\"";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\'\"";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at++];
      continue;
    }
    const char letter = text[at + 1];
    const std::size_t place = kLetters.find(letter);
    at += 2;
    if (letter == '\n') continue;
    if (place != std::string_view::npos) {
      out += kMeanings[place];
    } else if (letter == 'x') {
      append_utf8(number_in(text, at, 2, 16), out);
    } else if (letter == 'u') {
      append_utf8(number_in(text, at, 4, 16), out);
    } else if (letter >= '0' && letter <= '7') {
      append_utf8(number_in(text, --at, 3, 8), out);
    } else {
      out += '\\';
      out += letter;
    }
  }
  return out;
}

// TEXT without the blanks at its ends.
std::string stripped(std::string_view text, bool front, bool back) {
  constexpr std::string_view kBlanks = " \t\n\r\f\v";
  if (front) text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  if (back) text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
  return std::string(text);
}

std::string without_doubled_braces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    const bool doubled =
        (text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i];
    if (doubled) ++i;
  }
  return out;
}

}  // namespace

std::vector<ConstantText> Constants::of(Node expression) const {
  work_ = 0;
  return fold(expression, 0);
}

List Constants::fold(Node expression, int depth) const {
  if (depth > kDeepest || ++work_ > kMostWork) return unknown();
  List out;
  for (const Inferred& one : types_.all_of(expression)) {
    if (one.is_none()) continue;
    const Node made = one.origin == kNone ? Node() : expression.tree().node(one.origin);
    const bool computed =
        made.is_any(Kind::binary_operator, Kind::augmented_assignment) && !is_text(one.type);
    const Node origin = computed ? Node() : made;
    for (ConstantText& text : origin ? made_by(origin, depth + 1) : unknown()) {
      text.on &= one.on;
      text.confidence = std::min(text.confidence, one.confidence);
      const auto is_it = [&](const ConstantText& other) { return other.text == text.text; };
      const auto same = std::find_if(out.begin(), out.end(), is_it);
      if (same != out.end()) {
        same->on |= text.on;
      } else if (!text.on.empty()) {
        out.push_back(std::move(text));
      }
      if (out.size() > kMostTexts) return unknown();
    }
  }
  return out.empty() ? unknown() : out;
}

// A join of what a join made may lead back to itself: `x = sep.join(x)`.
List Constants::made_by(Node origin, int depth) const {
  if (depth > kDeepestOrigin) return unknown();
  if (origin.is(Kind::string)) return literal(origin, depth);
  if (origin.is_any(Kind::integer, Kind::float_)) return {ConstantText{std::string(origin.text())}};
  if (origin.is(Kind::concatenated_string)) {
    List out = {ConstantText{}};
    for (const Node part : origin.children()) {
      if (part.is(Kind::string)) out = product(out, literal(part, depth));
    }
    return out;
  }
  if (origin.is(Kind::binary_operator)) {
    const Node op = origin.child(Field::operator_);
    const Node right = origin.child(Field::right);
    if (op.is(Kind::tok_PLUS))
      return product(fold(origin.child(Field::left), depth), fold(right, depth));
    if (op.is(Kind::tok_PERCENT))
      return filled(fold(origin.child(Field::left), depth), right, depth);
  }
  const bool extends =
      origin.is(Kind::augmented_assignment) && origin.child(Field::operator_).is(Kind::tok_PLUS_EQ);
  if (extends)
    return product(fold(origin.child(Field::left), depth), fold(origin.child(Field::right), depth));
  return origin.is(Kind::call) ? call(origin, depth) : unknown();
}

List Constants::literal(Node string, int depth) const {
  const std::string_view prefix = string.child(Kind::string_start).text();
  const bool raw = prefix.find_first_of("rR") != std::string_view::npos;
  const bool format = prefix.find_first_of("fF") != std::string_view::npos;
  List out = {ConstantText{}};
  for (const Node part : string.children()) {
    if (part.is(Kind::string_content)) {
      if (part.text().size() > kLongest) return unknown();
      std::string text = raw ? std::string(part.text()) : unescaped(part.text());
      if (format) text = without_doubled_braces(text);
      out = product(out, {ConstantText{std::move(text)}});
    } else if (part.is(Kind::interpolation)) {
      const bool plain =
          !part.child(Field::format_specifier) && !part.child(Kind::format_specifier);
      out = product(out, plain ? fold(part.first_named(), depth) : unknown());
    }
  }
  return out;
}

List Constants::call(Node node, int depth) const {
  const Node function = node.child(Field::function);
  if (!function.is(Kind::attribute)) {
    const std::string dotted = types_.resolver().dotted(function);
    const bool same = dotted == "builtins.str" || dotted == "builtins.unicode";
    return same && argument(node, 0) ? fold(argument(node, 0), depth) : unknown();
  }
  const std::string_view word = function.child(Field::attribute).text();
  const Node object = function.child(Field::object);
  if (word == "join" && argument(node, 0))
    return joined(fold(object, depth), argument(node, 0), depth);
  if (word == "format") return formatted(fold(object, depth), node, depth);
  if (word == "encode" || word == "decode") return fold(object, depth);
  const bool bare = !argument(node, 0);
  const bool strips = word == "strip" || word == "lstrip" || word == "rstrip";
  if (!bare || (!strips && word != "lower" && word != "upper")) return unknown();
  List out = fold(object, depth);
  for (ConstantText& text : out) {
    if (strips) {
      text.text = stripped(text.text, word != "rstrip", word != "lstrip");
    } else if (text.text.find(kUnknownPart) == std::string::npos) {
      std::transform(text.text.begin(), text.text.end(), text.text.begin(), [&](char c) {
        return word == "lower" && c >= 'A' && c <= 'Z'   ? static_cast<char>(c - 'A' + 'a')
               : word == "upper" && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A')
                                                         : c;
      });
    }
  }
  return out;
}

// All that PARTS hold, one after the other.
List Constants::joined(const List& separators, Node parts, int depth) const {
  List out = {ConstantText{}};
  bool first = true;
  for (const Inferred& one : types_.element(parts)) {
    if (one.is_none()) continue;
    const Node origin = one.origin == kNone ? Node() : parts.tree().node(one.origin);
    for (const ConstantText& part : origin ? made_by(origin, depth + 1) : unknown()) {
      if (!first) out = product(out, separators);
      first = false;
      out = product(out, {part});
    }
  }
  return first ? unknown() : out;
}

// The texts that the item of VALUES at PLACE may be: of a tuple, written there or elsewhere, or VALUES itself.
List Constants::item(Node values, int place, int depth) const {
  List out;
  for (const Inferred& one : types_.all_of(values)) {
    const Node origin = one.origin == kNone ? Node() : values.tree().node(one.origin);
    const Node value =
        origin.is_any(Kind::tuple, Kind::expression_list) ? nth_item(origin, place) : Node();
    if (value) {
      for (ConstantText& text : fold(value, depth)) out.push_back(std::move(text));
    } else if (one.type == "builtins.tuple") {
      out.push_back(unknown()[0]);
    } else {
      return place == 0 ? fold(values, depth) : unknown();
    }
  }
  return out.empty() || out.size() > kMostTexts ? unknown() : out;
}

// `pattern % values`: what `%s` and `%(name)s` stand for.
List Constants::filled(const List& patterns, Node values, int depth) const {
  List out;
  for (const ConstantText& pattern : patterns) {
    List text = {ConstantText{{}, pattern.on, pattern.confidence}};
    const std::string_view rest = pattern.text;
    int count = 0;
    for (std::size_t at = 0; at < rest.size();) {
      const std::size_t sign = rest.find('%', at);
      text = product(text, {ConstantText{std::string(rest.substr(at, sign - at))}});
      if (sign == std::string_view::npos || sign + 1 >= rest.size()) break;
      std::size_t end = sign + 1;
      std::string_view key;
      if (rest[end] == '(') {
        const std::size_t close = std::min(rest.find(')', end), rest.size() - 1);
        key = rest.substr(end + 1, close - end - 1);
        end = close + 1;
      }
      end = std::min(rest.find_first_not_of("#0123456789.+- ", end), rest.size() - 1);
      const bool is_text = rest[end] == 's';
      at = end + 1;
      if (rest[end] == '%') {
        text = product(text, {ConstantText{"%"}});
      } else if (!is_text || !key.empty()) {
        text = product(text, unknown());
      } else {
        text = product(text, item(values, count++, depth + 1));
      }
    }
    out.insert(out.end(), text.begin(), text.end());
  }
  return out.empty() || out.size() > kMostTexts ? unknown() : out;
}

// `pattern.format(…)`: what `{}`, `{0}` and `{name}` stand for.
List Constants::formatted(const List& patterns, Node call, int depth) const {
  List out;
  for (const ConstantText& pattern : patterns) {
    List text = {ConstantText{{}, pattern.on, pattern.confidence}};
    const std::string& rest = pattern.text;
    int count = 0;
    for (std::size_t at = 0; at < rest.size();) {
      const std::size_t brace = std::min(rest.find_first_of("{}", at), rest.size());
      text = product(text, {ConstantText{rest.substr(at, brace - at)}});
      if (brace == rest.size()) break;
      if (brace + 1 < rest.size() && rest[brace + 1] == rest[brace]) {
        text = product(text, {ConstantText{rest.substr(brace, 1)}});
        at = brace + 2;
        continue;
      }
      const std::size_t close = std::min(rest.find('}', brace), rest.size() - 1);
      const std::string name = rest.substr(brace + 1, close - brace - 1);
      const bool by_place =
          name.find_first_not_of("0123456789") == std::string::npos && name.size() < 3;
      const Node value =
          by_place ? argument(call, name.empty() ? count++ : std::stoi(name)) : keyword(call, name);
      text = product(text, value ? fold(value, depth + 1) : unknown());
      at = close + 1;
    }
    out.insert(out.end(), text.begin(), text.end());
  }
  return out.empty() || out.size() > kMostTexts ? unknown() : out;
}

}  // namespace pymolt::names
