// Recursive descent: a marker is comparisons and parentheses with `and` and `or` between them.
// SPDX-License-Identifier: MIT
#include "packaging/marker_reader.h"

#include "packaging/names.h"

namespace pymolt::packaging {

Mistake wrong_at(const Cursor& in, std::string message) {
  Mistake mistake{std::move(message)};
  mistake.line = 1;
  mistake.column = static_cast<int>(in.at) + 1;
  return mistake;
}

namespace {

// The variables of PEP 508, and the spellings from before it.
constexpr std::string_view kVariables[] = {
    "python_version",
    "python_full_version",
    "os_name",
    "os.name",
    "sys_platform",
    "sys.platform",
    "platform_release",
    "platform_system",
    "platform_version",
    "platform.version",
    "platform_machine",
    "platform.machine",
    "platform_python_implementation",
    "platform.python_implementation",
    "python_implementation",
    "implementation_name",
    "implementation_version",
    "extra",
};
constexpr std::string_view kOperators[] = {"===", "==", "~=", "!=", "<=", ">=", "<", ">"};

// Takes WORD where it is a whole word.
bool take_whole_word(Cursor& in, std::string_view word) {
  if (!in.rest().starts_with(word)) return false;
  const std::size_t end = in.at + word.size();
  if (end < in.text.size() && ends_no_word(in.text[end])) return false;
  if (in.at > 0 && ends_no_word(in.text[in.at - 1])) return false;
  in.at = end;
  return true;
}

class MarkerReader {
 public:
  explicit MarkerReader(Cursor& in) : in_(in) {}

  // Parts with `and` and `or` between them; false where something is wrong.
  bool read_parts(std::vector<Marker::Part>& parts, int depth) {
    bool or_before = false;
    do {
      Marker::Part part;
      if (!read_part(part, depth)) return false;
      part.or_before = or_before;
      parts.push_back(std::move(part));
      or_before = take_whole_word(in_, "or");
    } while (or_before || take_whole_word(in_, "and"));
    return true;
  }

  std::string problem;

 private:
  bool fail(const char* message) {
    if (problem.empty()) problem = message;
    return false;
  }

  void skip() { in_.take_while(is_blank); }

  bool read_part(Marker::Part& part, int depth) {
    skip();
    const bool good = in_.take('(') ? read_inner(part, depth) : read_comparison(part);
    skip();
    return good;
  }

  bool read_inner(Marker::Part& part, int depth) {
    if (depth >= kDeepestMarker) return fail("the marker's parentheses are nested too deep");
    if (!read_parts(part.inner, depth + 1)) return false;
    return in_.take(')') || fail("a `)` is missing in the marker");
  }

  bool read_comparison(Marker::Part& part) {
    if (!read_side(part.left)) return false;
    skip();
    if (!read_operator(part.op)) return false;
    skip();
    return read_side(part.right);
  }

  bool read_side(Marker::Side& side) {
    for (const std::string_view variable : kVariables) {
      if (!take_whole_word(in_, variable)) continue;
      side.variable = true;
      side.text = variable == "python_implementation" ? "platform_python_implementation" : variable;
      for (char& c : side.text) c = c == '.' ? '_' : c;
      return true;
    }
    const char quote = in_.peek();
    const std::size_t end =
        quote == '"' || quote == '\'' ? in_.text.find(quote, in_.at + 1) : std::string_view::npos;
    if (end == std::string_view::npos)
      return fail("a marker compares a variable such as `python_version` with a string");
    side.text = in_.text.substr(in_.at + 1, end - in_.at - 1);
    in_.at = end + 1;
    return true;
  }

  bool read_operator(std::string& op) {
    if (take_whole_word(in_, "in")) return op = "in", true;
    if (take_whole_word(in_, "not")) {
      if (!is_blank(in_.peek())) return fail("`in` is missing behind `not`");
      skip();
      if (!take_whole_word(in_, "in")) return fail("`in` is missing behind `not`");
      return op = "not in", true;
    }
    for (const std::string_view word : kOperators) {
      if (!in_.rest().starts_with(word)) continue;
      in_.at += word.size();
      return op = word, true;
    }
    return fail("a marker compares with one of <=, <, !=, ==, >=, >, ~=, ===, in, not in");
  }

  Cursor& in_;
};

}  // namespace

Result<Marker> read_marker(Cursor& in) {
  Marker marker;
  MarkerReader reader(in);
  if (!reader.read_parts(marker.parts, 0)) return wrong_at(in, reader.problem);
  // The first comparison's extra is put into the form in which extras are compared.
  Marker::Part& first = marker.parts.front();
  if (first.inner.empty()) {
    if (first.left.variable && first.left.text == "extra")
      first.right.text = canonical_name(first.right.text);
    else if (first.right.variable && first.right.text == "extra")
      first.left.text = canonical_name(first.left.text);
  }
  return marker;
}

}  // namespace pymolt::packaging
