// `"%s: %d" % (name, n)`: old formatting, where an f-string says the same.
// SPDX-License-Identifier: MIT
//
//   "%s has %(n)d" % x     no: both kinds        "%.3d" % x    no: f-strings know no precision for ints
//   "%s %s" % pair         no: what is in it?    "%c" % x      no: a number or a letter
//   "%s" % x               yes                   "%(n)d" % locals()    yes: f"{n}"
//
// Not reported at all: numbers (`7 % x`), bytes (f-strings make no bytes), templates in a variable or a call
// (`_("%s") % x`: what is translated must stay a literal), and what checks/old_formatting.h keeps as it is.
#include <algorithm>
#include <cstddef>
#include <optional>

#include "checks/check_functions.h"
#include "checks/old_formatting.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

struct Conversions {
  std::size_t values = 0;  // taken by position
  std::vector<std::string_view> keys;
};

// Reads `%` conversions off a text from its first letter on.
class ConversionReader {
 public:
  explicit ConversionReader(std::string_view text) : text_(text) {}

  /// False when there is one that no f-string can express.
  bool read(Conversions& found) {
    while ((at_ = text_.find('%', at_)) != std::string_view::npos) {
      ++at_;
      if (!read_one(found)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip(std::string_view letters) {
    while (at_ < text_.size() && letters.find(text_[at_]) != std::string_view::npos) ++at_;
  }
  // A width or precision: digits, or `*`, which takes a value.
  void read_number(Conversions& found) {
    if (here() != '*') return skip("0123456789");
    ++at_;
    ++found.values;
  }

  bool read_one(Conversions& found) {
    if (here() == '%') return ++at_, true;
    std::string_view key;
    const bool keyed = here() == '(';
    if (keyed) {
      const std::size_t end = text_.find(')', at_);
      if (end == std::string_view::npos) return false;
      key = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
    }
    skip("#0- +");
    read_number(found);
    const bool precise = here() == '.';
    if (precise) {
      ++at_;
      read_number(found);
    }
    skip("hlL");
    const char kind = here();
    const bool whole = std::string_view("diuoxX").find(kind) != std::string_view::npos;
    if (kind == '\0' ||
        (!whole && std::string_view("sraeEfFgG").find(kind) == std::string_view::npos))
      return false;
    if (whole && precise) return false;
    ++at_;
    if (keyed) {
      found.keys.push_back(key);
    } else {
      ++found.values;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view key_of(Node pair) {
  const std::vector<TemplatePiece> pieces = template_pieces(pair.child(Field::key));
  return pieces.size() == 1 ? pieces.front().text : std::string_view();
}

bool is_splat(Node node) {
  return node.is_any(Kind::list_splat, Kind::dictionary_splat, Kind::parenthesized_list_splat);
}

// The values of a dictionary that KEYS name; nothing where one is not plain to see.
std::optional<std::vector<Node>> values_of(Node dictionary,
                                           const std::vector<std::string_view>& keys) {
  std::vector<std::string_view> known;
  std::vector<Node> values;
  for (const Node child : dictionary.children()) {
    if (is_splat(child)) return std::nullopt;
    if (!child.is(Kind::pair)) continue;
    known.push_back(key_of(child));
    values.push_back(child.child(Field::value));
  }
  const auto is_known = [&](std::string_view key) {
    return std::find(known.begin(), known.end(), key) != known.end();
  };
  if (!std::all_of(keys.begin(), keys.end(), is_known)) return std::nullopt;
  return values;
}

bool is_namespace(const FileView& view, Node node) {
  if (!node.is(Kind::call) || node.child(Field::arguments).text() != "()") return false;
  const std::string dotted = view.names.resolver().dotted(node.child(Field::function));
  return dotted == "builtins.locals" || dotted == "builtins.vars" || dotted == "builtins.globals";
}

std::optional<std::vector<Node>> keyed_values(const FileView& view, Node right,
                                              const Conversions& found) {
  if (right.is(Kind::dictionary)) return values_of(right, found.keys);
  const bool plain = right.is_any(Kind::identifier, Kind::attribute) || is_namespace(view, right);
  return plain ? std::optional(std::vector<Node>()) : std::nullopt;
}

std::optional<std::vector<Node>> placed_values(Node right, const Conversions& found) {
  if (!right.is(Kind::tuple)) {
    const bool unclear =
        is_splat(right) || right.is_any(Kind::generator_expression, Kind::dictionary);
    return found.values == 1 && !unclear ? std::optional(std::vector<Node>{right}) : std::nullopt;
  }
  std::vector<Node> values;
  for (const Node child : right.children()) {
    if (is_splat(child)) return std::nullopt;
    if (child.named() && !child.is(Kind::comment)) values.push_back(child);
  }
  return values.size() == found.values ? std::optional(values) : std::nullopt;
}

}  // namespace

void check_percent_format(const FileView& view, Node node, const rulebook::RulePage& page,
                          Findings& findings) {
  if (!node.child(Field::operator_).is(Kind::tok_PERCENT)) return;
  Conversions found;
  for (const TemplatePiece& piece : template_pieces(node.child(Field::left))) {
    if (!ConversionReader(piece.text).read(found)) return;
  }
  if ((found.values == 0) == found.keys.empty()) return;
  const Node right = without_parentheses(node.child(Field::right));
  const auto values =
      found.keys.empty() ? placed_values(right, found) : keyed_values(view, right, found);
  if (values && !is_kept_old(view, node)) add_old_formatting(view, page, node, *values, findings);
}

}  // namespace pymolt::checks
