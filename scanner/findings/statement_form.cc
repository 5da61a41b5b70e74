// Climbs from the place to its statement as long as the words are few, then writes the words down.
// SPDX-License-Identifier: MIT
#include "findings/statement_form.h"

#include <array>
#include <cctype>

namespace pymolt::checks {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::size_t kLongest =
    200;                         // bytes of a form; a larger statement is not looked at as a whole
constexpr int kMostNodes = 400;  // of a statement: brackets leave no words, and may be very many
constexpr std::size_t kMostClimbed = 64;     // from the place upwards
constexpr std::size_t kLongestToken = 1000;  // what is beyond is not looked at

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Words one after the other, with a blank only where two would run into each other.
class StatementText {
 public:
  [[nodiscard]] bool is_long() const { return text_.size() > kLongest; }
  void give_up() { text_.assign(kLongest + 1, '?'); }
  [[nodiscard]] std::string take() { return std::move(text_); }

  void add(Node leaf) {
    const std::string_view text = leaf.text().substr(0, kLongestToken);
    switch (leaf.kind()) {
      case Kind::tok_LPAREN:
      case Kind::tok_RPAREN:
      case Kind::tok_COMMA:
      case Kind::tok_SEMI:
        return;
      case Kind::string_start:
        return add_word(opening(text));
      case Kind::string_content:
        return add_content(text);
      case Kind::string_end:
        text_ += '"';
        return;
      case Kind::integer:
      case Kind::float_: {
        std::string number(text);
        for (char& c : number) c = lower(c);
        return add_word(number);
      }
      default:
        return add_word(text);
    }
  }

 private:
  // `r"` of `R'''`: the prefix without what says nothing.
  static std::string opening(std::string_view text) {
    std::string prefix;
    for (const char c : text) {
      if (is_word(c) && lower(c) != 'u') prefix += lower(c);
    }
    return prefix + '"';
  }

  // Formatters indent docstrings anew and take escapes off quotes.
  void add_content(std::string_view text) {
    bool blank = false;
    const std::size_t begin = text_.size();
    for (std::size_t i = 0; i < text.size() && !is_long(); ++i) {
      const bool quote_next = i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\'');
      if (text[i] == '\\' && quote_next) continue;
      if (!is_blank(text[i])) {
        if (blank && text_.size() > begin) text_ += ' ';
        text_ += text[i];
      }
      blank = is_blank(text[i]);
    }
  }

  void add_word(std::string_view word) {
    if (!text_.empty() && !word.empty() && is_word(text_.back()) && is_word(word.front()))
      text_ += ' ';
    for (std::size_t i = 0; i < word.size() && !is_long(); ++i) {
      if (!is_blank(word[i])) text_ += word[i];
    }
  }

  std::string text_;
};

bool is_clause(Kind kind) {
  switch (kind) {
    case Kind::elif_clause:
    case Kind::else_clause:
    case Kind::except_clause:
    case Kind::finally_clause:
    case Kind::case_clause:
      return true;
    default:
      return false;
  }
}

bool is_import(Node node) {
  return node.is_any(Kind::import_statement, Kind::import_from_statement,
                     Kind::future_import_statement);
}

// Whether the words of NODE, which is below WHOLE, are left out: a body, a clause of its own, another imported name.
bool is_passed_over(Node node, Node whole, std::uint32_t place) {
  if (node.is_any(Kind::block, Kind::comment, Kind::line_continuation)) return true;
  if (is_clause(node.kind()) && node != whole) return true;
  return node.field() == Field::name && is_import(node.parent()) &&
         (place < node.begin() || place >= node.end());
}

StatementText form_of(Node whole, std::uint32_t place) {
  StatementText form;
  const std::uint32_t end = whole.data().next;
  int nodes = 0;
  for (std::uint32_t i = whole.index(); i < end && !form.is_long();) {
    const Node node = whole.tree().node(i);
    const bool over = is_passed_over(node, whole, place);
    const bool leaf = node.is(Kind::string_content) || !node.first_child();
    if (!over && leaf) form.add(node);
    i = over || leaf ? node.data().next : i + 1;
    if (++nodes > kMostNodes) form.give_up();
  }
  return form;
}

bool is_statement(Node node) {
  if (is_clause(node.kind()) || node.is(Kind::decorator)) return true;
  const Node parent = node.parent();
  return !parent ||
         parent.is_any(Kind::block, Kind::module, Kind::decorated_definition, Kind::error);
}

// Not longer than a form may be, and not in the middle of a character.
std::string cut(std::string text) {
  if (text.size() <= kLongest) return text;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

std::string normal_form(Node node) {
  const std::uint32_t place = node.begin();
  std::array<Node, kMostClimbed + 1> around = {node};
  std::size_t climbed = 0;
  while (climbed < kMostClimbed && !is_statement(around[climbed])) {
    around[climbed + 1] = around[climbed].parent();
    ++climbed;
  }
  // What is around is never shorter: the largest that is short enough lies between one that is and one that is not.
  StatementText whole = form_of(around[climbed], place);
  if (climbed > 0 && !whole.is_long()) return cut(whole.take());
  std::size_t fits = 0;
  for (std::size_t is_long = climbed; is_long > fits + 1;) {
    const std::size_t middle = fits + (is_long - fits) / 2;
    (form_of(around[middle], place).is_long() ? is_long : fits) = middle;
  }
  if (fits > 0) return cut(form_of(around[fits], place).take());
  StatementText smallest;
  smallest.add(node);
  return cut(smallest.take());
}

}  // namespace pymolt::checks
