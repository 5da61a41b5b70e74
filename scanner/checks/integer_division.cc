// `len(rows) / 2`: a whole number on Python 2, a fraction on Python 3.
// SPDX-License-Identifier: MIT
//
// Most divisions have nothing to fear: one operand is a float, or nobody knows. Reported is only what is known
// to divide two whole numbers, and what is known to be wanted whole: a part of a slice, an argument of `range`.
// A file that says `from __future__ import division` means the fraction. Who rounds down at once, `int(a / b)`,
// is fine.
#include <string>
#include <string_view>

#include "checks/rows.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

enum class Number : std::uint8_t { unknown, whole, real };

bool is_division(Node node) {
  return (node.is(Kind::binary_operator) && node.child(Field::operator_).is(Kind::tok_SLASH)) ||
         (node.is(Kind::augmented_assignment) &&
          node.child(Field::operator_).is(Kind::tok_SLASH_EQ));
}

bool is_one_of(std::string_view word, std::string_view words) {
  const std::string list = ' ' + std::string(words) + ' ';
  return !word.empty() && list.find(' ' + std::string(word) + ' ') != std::string::npos;
}

// Works out what kind of number an expression is, through plain local names.
class Numbers {
 public:
  explicit Numbers(const names::Resolver& resolver) : resolver_(resolver) {}

  [[nodiscard]] std::string called(Node node) const {
    return node.is(Kind::call) ? resolver_.dotted(node.child(Field::function)) : std::string();
  }

  [[nodiscard]] Number of(Node node, int depth = 0) const {
    if (depth > kDeep) return Number::unknown;
    switch (node.kind()) {
      case Kind::parenthesized_expression:
        return of(node.first_named(), depth + 1);
      case Kind::unary_operator:
        return of(node.child(Field::argument), depth + 1);
      case Kind::integer:
        return node.text().ends_with('j') || node.text().ends_with('J') ? Number::real
                                                                        : Number::whole;
      case Kind::float_:
        return Number::real;
      case Kind::call:
        return of_call(node);
      case Kind::binary_operator:
        return of_operation(node, depth);
      case Kind::identifier:
        return of_name(node, depth);
      default:
        return Number::unknown;
    }
  }

 private:
  static constexpr int kDeep = 8;

  [[nodiscard]] Number of_call(Node node) const {
    const std::string function = called(node);
    if (is_one_of(function, "builtins.len builtins.int builtins.long builtins.ord builtins.hash"))
      return Number::whole;
    if (is_one_of(function, "builtins.float time.time") || function.starts_with("math."))
      return Number::real;
    return Number::unknown;
  }

  [[nodiscard]] Number of_operation(Node node, int depth) const {
    const Node sign = node.child(Field::operator_);
    const bool plain = sign.is_any(Kind::tok_PLUS, Kind::tok_DASH, Kind::tok_STAR, Kind::tok_SLASH,
                                   Kind::tok_SLASH_SLASH, Kind::tok_PERCENT);
    const Number left = plain ? of(node.child(Field::left), depth + 1) : Number::unknown;
    const Number right = plain ? of(node.child(Field::right), depth + 1) : Number::unknown;
    if (left == Number::real || right == Number::real) return Number::real;
    return left == Number::whole && right == Number::whole ? Number::whole : Number::unknown;
  }

  // A name is a whole number when everything it may mean here is.
  [[nodiscard]] Number of_name(Node node, int depth) const {
    const auto meanings = resolver_.meanings(node);
    if (meanings.empty()) return Number::unknown;
    Number all = Number::whole;
    for (const names::Meaning& meaning : meanings) {
      if (meaning.is_known() || meaning.binding == names::kNone) return Number::unknown;
      const names::Binding& binding = resolver_.scopes().binding(meaning.binding);
      const Number one = of_binding(node.tree().node(binding.node), binding.kind, depth);
      if (one == Number::unknown) return one;
      if (one == Number::real) all = Number::real;
    }
    return all;
  }

  [[nodiscard]] Number of_binding(Node identifier, names::BindingKind kind, int depth) const {
    if (kind == names::BindingKind::assign) {
      const Node value = resolver_.assigned(identifier);
      return value ? of(value, depth + 1) : Number::unknown;
    }
    const Node loop = identifier.parent();
    if (kind == names::BindingKind::loop && loop.is(Kind::for_statement) &&
        identifier.field() == Field::left) {
      return is_one_of(called(loop.child(Field::right)), "builtins.range builtins.xrange")
                 ? Number::whole
                 : Number::unknown;
    }
    return Number::unknown;
  }

  const names::Resolver& resolver_;
};

// `10 / 2`: the same on every version but for its type.
bool is_exact(Node left, Node right) {
  if (right.text() == "1") return true;
  if (!left.is(Kind::integer) || !right.is(Kind::integer)) return false;
  const std::string a(left.text()), b(right.text());
  if (a.size() > 9 || b.size() > 9 || a.find_first_not_of("0123456789") != std::string::npos ||
      b.find_first_not_of("0123456789") != std::string::npos) {
    return false;
  }
  const int divisor = std::stoi(b);
  return divisor == 0 || std::stoi(a) % divisor == 0;
}

class IntegerDivision {
 public:
  IntegerDivision(const FileView& view, const rulebook::RulePage& page, Findings& findings)
      : view_(view), page_(page), findings_(findings), numbers_(view.names.resolver()) {}

  void look_at(Node node) const {
    const Node left = node.child(Field::left);
    const Node right = node.child(Field::right);
    const Number dividend = numbers_.of(left);
    const Number divisor = numbers_.of(right);
    if (dividend == Number::real || divisor == Number::real) return;
    const bool sure = dividend == Number::whole && divisor == Number::whole;
    const bool likely = !sure && divisor == Number::whole && is_wanted_whole(node);
    if ((!sure && !likely) || is_exact(left, right) || is_rounded_down(node)) return;
    Draft draft = draft_of(page_, node.span(), view_.names.guards().alive(node.index()));
    draft.confidence = sure ? Confidence::sure : Confidence::likely;
    findings_.add(draft);
  }

 private:
  static Node around(Node node) {
    Node outer = node.parent();
    while (outer.is(Kind::parenthesized_expression)) outer = outer.parent();
    return outer;
  }

  [[nodiscard]] bool is_wanted_whole(Node node) const {
    const Node outer = around(node);
    if (outer.is(Kind::slice)) return true;
    return outer.is(Kind::argument_list) &&
           is_one_of(numbers_.called(outer.parent()), "builtins.range builtins.xrange");
  }

  [[nodiscard]] bool is_rounded_down(Node node) const {
    const Node outer = around(node);
    return outer.is(Kind::argument_list) &&
           is_one_of(numbers_.called(outer.parent()),
                     "builtins.int builtins.long math.floor math.trunc");
  }

  const FileView& view_;
  const rulebook::RulePage& page_;
  Findings& findings_;
  Numbers numbers_;
};

}  // namespace

bool has_future(const syntax::Tree& tree, std::string_view feature) {
  for (const Node statement : tree.root().children()) {
    if (!statement.is(Kind::future_import_statement)) continue;
    for (const Node name : statement.children()) {
      const std::string_view text = name.text();
      if (text.substr(0, text.find(' ')) == feature) return true;
    }
  }
  return false;
}

void check_integer_division(const FileView& view, const rulebook::RulePage& page,
                            Findings& findings) {
  const std::vector<syntax::NodeData>& nodes = view.tree.nodes();
  bool asked = false;
  const IntegerDivision division(view, page, findings);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const bool candidate =
        nodes[i].kind == Kind::binary_operator || nodes[i].kind == Kind::augmented_assignment;
    if (!candidate || !is_division(view.tree.node(i))) continue;
    if (!asked && has_future(view.tree, "division")) return;
    asked = true;
    division.look_at(view.tree.node(i));
  }
}

}  // namespace pymolt::checks
