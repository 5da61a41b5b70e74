// `"{}: {:d}".format(name, n)`: where an f-string says the same.
// SPDX-License-Identifier: MIT
//
//   "{0}{0}".format(next(x))   no: it would be called twice     "{}".format(*x)    no: how many are there?
//   "{a}".format(a=1, b=2)     no: b is still evaluated         template.format(x) no: who knows the template
#include <algorithm>
#include <cstddef>
#include <string>

#include "checks/check_functions.h"
#include "checks/old_formatting.h"

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

struct Argument {
  std::string_view name;  // of a keyword
  Node value;
  int uses = 0;
};

// The arguments of a call; none where they cannot be distinguished.
std::vector<Argument> arguments_of(Node list) {
  std::vector<Argument> arguments;
  for (const Node child : list.children()) {
    if (child.is_any(Kind::list_splat, Kind::dictionary_splat)) return {};
    if (!child.named() || child.is(Kind::comment)) continue;
    const bool keyword = child.is(Kind::keyword_argument);
    arguments.push_back({keyword ? child.child(Field::name).text() : std::string_view(),
                         keyword ? child.child(Field::value) : child});
  }
  return arguments;
}

// Goes over the replacement fields of a template and counts who is used. A field may stand in the format of another.
class FieldReader {
 public:
  explicit FieldReader(std::vector<Argument>& arguments) : arguments_(arguments) {}

  /// False when a field is not one an f-string could have.
  bool read(const TemplatePiece& piece) {
    text_ = piece.text;
    int depth = 0;
    for (at_ = 0; at_ < text_.size(); ++at_) {
      const char letter = text_[at_];
      if (letter == '\\' && !piece.raw && text_.substr(at_, 3) == "\\N{") {
        at_ = std::min(text_.find('}', at_), text_.size());
      } else if (depth == 0 && (letter == '{' || letter == '}') &&
                 text_.substr(at_ + 1, 1) == text_.substr(at_, 1)) {
        ++at_;
      } else if (letter == '{') {
        if (++depth > 2 || !read_name()) return false;
      } else if (letter == '}' && --depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

 private:
  // Behind `{`: the name of an argument, and what is taken of it, up to `!`, `:` or `}`.
  bool read_name() {
    const std::size_t begin = at_ + 1;
    std::size_t end = text_.find_first_of(".[!:{}", begin);
    if (end == std::string_view::npos || !use(text_.substr(begin, end - begin))) return false;
    while (end < text_.size() && (text_[end] == '.' || text_[end] == '[')) {
      end = text_[end] == '[' ? text_.find(']', end) : end;
      if (end == std::string_view::npos) return false;
      end = std::min(text_.find_first_of(".[!:{}", end + 1), text_.size());
    }
    at_ = end - 1;
    return end < text_.size() && text_[end] != '{';
  }

  bool use(std::string_view name) {
    if (name.empty()) return use(next_++);
    if (name.find_first_not_of("0123456789") == std::string_view::npos) {
      return name.size() < 3 && use(static_cast<std::size_t>(std::stoi(std::string(name))));
    }
    for (Argument& argument : arguments_) {
      if (argument.name == name) return ++argument.uses, true;
    }
    return false;
  }
  bool use(std::size_t place) {
    if (place >= arguments_.size() || !arguments_[place].name.empty()) return false;
    ++arguments_[place].uses;
    return true;
  }

  std::vector<Argument>& arguments_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;
};

// Once, or as often as one likes where asking again changes nothing.
bool is_used_well(const Argument& argument) {
  const bool constant =
      argument.value.is_any(Kind::identifier, Kind::attribute, Kind::integer, Kind::float_,
                            Kind::string, Kind::none, Kind::true_, Kind::false_);
  return argument.uses == 1 || (argument.uses > 1 && constant);
}

}  // namespace

void check_str_format(const FileView& view, Node call, const rulebook::RulePage& page,
                      Findings& findings) {
  const Node function = call.child(Field::function);
  if (!function.is(Kind::attribute) || function.child(Field::attribute).text() != "format") return;
  const Node list = call.child(Field::arguments);
  const std::vector<TemplatePiece> pieces = template_pieces(function.child(Field::object));
  if (pieces.empty() || !list.is(Kind::argument_list)) return;
  std::vector<Argument> arguments = arguments_of(list);
  FieldReader reader(arguments);
  for (const TemplatePiece& piece : pieces) {
    if (!reader.read(piece)) return;
  }
  if (arguments.empty() || !std::all_of(arguments.begin(), arguments.end(), is_used_well)) return;
  if (expression_around(call).is(Kind::binary_operator) && call.field() == Field::left) return;
  if (is_kept_old(view, call)) return;
  std::vector<Node> values;
  for (const Argument& argument : arguments) values.push_back(argument.value);
  add_old_formatting(view, page, call, values, findings);
}

}  // namespace pymolt::checks
