// Operators and calls of methods that became other operators or functions.
// SPDX-License-Identifier: MIT
#include <vector>

#include "fix/code_template.h"
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool is_operand_end(TokenKind kind) {
  return is_word(kind) || kind == TokenKind::number || kind == TokenKind::string ||
         kind == TokenKind::string_close || kind == TokenKind::right_paren ||
         kind == TokenKind::right_bracket || kind == TokenKind::right_brace;
}

// The backtick that closes the one at INDEX, in which others may be nested.
std::size_t closing_backtick(const Source& source, std::size_t index) {
  int open = 1;
  for (std::size_t i = index + 1; i + 1 < source.tokens().size(); ++i) {
    if (source.token(i).kind == TokenKind::newline) break;
    if (source.token(i).kind != TokenKind::backtick) continue;
    const TokenKind before = source.token(i - 1).kind;
    const bool closes = is_operand_end(before) || (before == TokenKind::backtick && i - 1 != index);
    open += closes ? -1 : 1;
    if (open == 0) return i;
  }
  return index;
}

bool glues(const Source& source, std::uint32_t offset) {
  if (offset == 0) return false;
  const char c = source.bytes()[offset - 1];
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c & 0x80) != 0;
}

// The call whose method the finding names.
Node method_call(const Site& site) {
  const Node call = site.around(Kind::call);
  return call && call.child(Field::function).is(Kind::attribute) ? call : Node();
}

std::vector<Node> arguments_of(Node call) {
  std::vector<Node> arguments;
  for (const Node argument : call.child(Field::arguments).children()) {
    if (argument.named() && !argument.is(Kind::comment)) arguments.push_back(argument);
  }
  return arguments;
}

// Whether the expression can stand beside `in` as it is.
bool binds_tighter_than_in(Node node) {
  return !node.is_any(Kind::comparison_operator, Kind::not_operator, Kind::boolean_operator,
                      Kind::conditional_expression, Kind::lambda_, Kind::generator_expression,
                      Kind::named_expression, Kind::yield) &&
         !node.is_any(Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument);
}

// Whether a comparison can stand where CALL stands without parentheses.
bool takes_comparison(Node call) {
  return call.parent().is_any(Kind::if_statement, Kind::elif_clause, Kind::while_statement,
                              Kind::return_statement, Kind::expression_statement,
                              Kind::boolean_operator, Kind::argument_list,
                              Kind::parenthesized_expression, Kind::assignment, Kind::if_clause) ||
         call.parent().is_any(Kind::assert_statement, Kind::keyword_argument,
                              Kind::conditional_expression, Kind::lambda_, Kind::list, Kind::tuple,
                              Kind::dictionary, Kind::pair, Kind::print_statement);
}

}  // namespace

// `x`      repr(x)
Answer repr_call(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const std::size_t open = site.token;
  if (source.token(open).kind != TokenKind::backtick) return by_hand("no backtick stands here");
  const std::size_t close = closing_backtick(source, open);
  if (close == open) return by_hand("the closing backtick was not found");
  if (source.binds("repr")) fix.safe = false;
  const bool tuple = source.find(open + 1, close, TokenKind::comma) != close;
  const std::string blank = glues(source, source.token(open).begin) ? " " : "";
  fix.edits.push_back({source.token(open).span(), blank + (tuple ? "repr((" : "repr(")});
  fix.edits.push_back({source.token(close).span(), tuple ? "))" : ")"});
  return {};
}

// a <> b      a != b
Answer not_equal(const Site& site, Fix& fix) {
  if (site.source.slice(site.span.begin, site.span.begin + 2) != "<>")
    return by_hand("no `<>` stands here");
  fix.edits.push_back({{site.span.begin, site.span.begin + 2}, "!="});
  return {};
}

// Whether ONE and OTHER are known to be of two types on some of VERSIONS, neither of them None: True equals 1, and 1.0 does,
// without being it.
static bool are_of_two_types(const Site& site, Node one, Node other) {
  const names::Types& types = site.source.names().types();
  const VersionSet asked = site.wish.target | site.wish.from;
  for (const names::Inferred& a : types.all_of(one)) {
    for (const names::Inferred& b : types.all_of(other)) {
      if (!(a.on & b.on).intersects(asked) || a.is_none() || b.is_none()) continue;
      if (!a.type.empty() && !b.type.empty() && a.type != b.type) return true;
    }
  }
  return false;
}

// x is 3      x == 3
Answer compare_equal(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const Node comparison = site.around(Kind::comparison_operator);
  if (!comparison) return by_hand("no comparison was found here");
  const std::size_t end = source.token_at(comparison.end());
  const std::size_t is = source.find(source.token_at(comparison.begin()), end, TokenKind::is_);
  if (is == end || source.find(is + 1, end, TokenKind::is_) != end)
    return by_hand("it compares more than once");
  const bool isnt = source.token(is + 1).kind == TokenKind::not_;
  const std::size_t last = isnt ? is + 1 : is;
  fix.edits.push_back({{source.token(is).begin, source.token(last).end}, isnt ? "!=" : "=="});
  const std::vector<Node> sides = items_of(comparison);
  if (sides.size() != 2 || are_of_two_types(site, sides[0], sides[1])) {
    fix.safe = false;
    fix.risk = "values of two types can be equal, as True and 1 are";
  }
  return {};
}

// limit > 3      limit is not None and limit > 3
// limit < 3      limit is None or limit < 3
Answer none_first(const Site& site, Fix& fix) {
  const Node comparison = site.exact();
  const std::vector<Node> sides = items_of(comparison);
  if (!comparison.is(Kind::comparison_operator) || sides.size() != 2)
    return by_hand("no comparison of two was found here");
  const std::string_view between = site.source.slice(sides[0].end(), sides[1].begin());
  const auto may_be_none = [](Node side) { return side.is_any(Kind::identifier, Kind::attribute); };
  const bool on_left = may_be_none(sides[0]) && !may_be_none(sides[1]);
  if (!on_left && (!may_be_none(sides[1]) || may_be_none(sides[0])))
    return by_hand("which side may be None is not plain to see");
  const std::string name(sides[on_left ? 0 : 1].text());
  const bool is_above = (between.find('>') != std::string_view::npos) == on_left;
  const Node other = sides[on_left ? 1 : 0];
  if (other.is(Kind::none)) {
    if (!is_above || between.find('=') != std::string_view::npos)
      return by_hand("it is the same for every value");
    fix.edits.push_back({comparison.span(), name + " is not None"});
    return {};
  }
  const bool stands_free = comparison.parent().is_any(
      Kind::if_statement, Kind::elif_clause, Kind::while_statement, Kind::return_statement,
      Kind::parenthesized_expression, Kind::assignment);
  fix.edits.push_back(
      {{comparison.begin(), comparison.begin()},
       (stands_free ? "" : "(") + name + (is_above ? " is not None and " : " is None or ")});
  if (!stands_free) fix.edits.push_back({{comparison.end(), comparison.end()}, ")"});
  return {};
}

// not table.has_key(key)      key not in table
Answer in_operator(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const Node call = method_call(site);
  const std::vector<Node> arguments = call ? arguments_of(call) : std::vector<Node>();
  if (arguments.size() != 1 || arguments[0].is_any(Kind::keyword_argument, Kind::list_splat))
    return by_hand("it is not called with one key");
  const Node table = call.child(Field::function).child(Field::object);
  std::string key(arguments[0].text());
  if (!binds_tighter_than_in(arguments[0])) key = "(" + key + ")";
  if (source.slice(call.begin(), call.end()).find('#') != std::string_view::npos)
    return by_hand("a comment stands in it");
  const bool in_brackets = table.text().find('\n') != std::string_view::npos;
  if (in_brackets) return by_hand("it goes over several lines");
  const Node parent = call.parent();
  const bool negated = parent.is(Kind::not_operator);
  const Node whole = negated ? parent : call;
  std::string text = key + (negated ? " not in " : " in ") + std::string(table.text());
  if (!takes_comparison(whole)) text = "(" + text + ")";
  if (glues(source, whole.begin())) text = " " + text;
  fix.edits.push_back({whole.span(), text});
  return {};
}

// take = rows.next      take = rows.__next__
static Answer next_method(const Site& site, Node taken, Fix& fix) {
  if (!site.wish.both) {
    fix.edits.push_back({taken.child(Field::attribute).span(), "__next__"});
    return {};
  }
  Filled filled =
      fill(site, "functools.partial(next, @object)", {{"object", taken.child(Field::object)}}, fix);
  if (!filled.why_not.empty()) return by_hand(std::move(filled.why_not));
  fix.edits.push_back({taken.span(), std::move(filled.code)});
  return {};
}

// rows.next()      next(rows)
Answer next_function(const Site& site, Fix& fix) {
  const Node taken = site.around(Kind::attribute);
  if (taken && (taken.field() != Field::function || !taken.parent().is(Kind::call)))
    return next_method(site, taken, fix);
  const Node call = method_call(site);
  if (!call || !arguments_of(call).empty()) return by_hand("it is no call without arguments");
  const Node object = call.child(Field::function).child(Field::object);
  if (site.source.binds("next")) return by_hand("`next` is a name of the file's own");
  fix.edits.push_back({{call.begin(), call.begin()}, "next("});
  fix.edits.push_back({{object.end(), call.end()}, ")"});
  return {};
}

// for k in table.iteritems():      for k in table.items():      elsewhere iter(table.items())
Answer dict_method(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const std::string_view word = source.word(site.token);
  if (word == "has_key") return in_operator(site, fix);
  const bool iterates = word.starts_with("iter");
  if (!iterates && !word.starts_with("view")) return by_hand("the method is not known");
  const Node call = method_call(site);
  if (!call) return by_hand("the method is not called here");
  if (!iterates && site.wish.both) return by_hand("2.7 gives a list for it, not a view");
  const Node parent = call.parent();
  const bool looped =
      parent.is_any(Kind::for_statement, Kind::for_in_clause) && call.field() == Field::right;
  // What takes all of them at once does not mind a view.
  const Node caller =
      parent.is(Kind::argument_list) ? parent.parent().child(Field::function) : Node();
  const bool taken = caller && !site.said_of(caller.text()).empty() && !source.binds(caller.text());
  fix.edits.push_back({source.token(site.token).span(), std::string(word.substr(4))});
  if (!iterates || looped || taken) return {};
  fix.edits.push_back({{call.begin(), call.begin()}, "iter("});
  fix.edits.push_back({{call.end(), call.end()}, ")"});
  return {};
}

}  // namespace pymolt::fix
