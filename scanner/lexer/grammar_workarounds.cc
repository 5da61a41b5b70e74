// Each kind of token has at most one reason to be put differently, told by its neighbours and the brackets around it.
// SPDX-License-Identifier: MIT
#include "lexer/grammar_workarounds.h"

#include <algorithm>

#include "lexer/unicode.h"

namespace pymolt::verdict {

namespace {

using Kind = TokenKind;

bool ends_operand(Kind kind) {
  return is_word(kind) || kind == Kind::right_paren || kind == Kind::right_bracket ||
         kind == Kind::right_brace || kind == Kind::string || kind == Kind::string_close ||
         kind == Kind::number || kind == Kind::ellipsis;
}

// Whether a statement can begin behind it.
bool begins_line(Kind last) {
  return last == Kind::newline || last == Kind::indent || last == Kind::dedent ||
         last == Kind::semicolon || last == Kind::colon;
}

}  // namespace

std::optional<bool> opens_backtick(const Lexed& lexed, std::uint32_t offset) {
  const auto before = [](const Token& token, std::uint32_t at) { return token.begin < at; };
  auto token = std::lower_bound(lexed.tokens.begin(), lexed.tokens.end(), offset, before);
  if (token == lexed.tokens.begin()) return true;
  --token;
  if (token->kind == Kind::backtick) return std::nullopt;
  if (!ends_operand(token->kind)) return true;
  if (token->kind != Kind::print_ && token->kind != Kind::exec_) return false;
  return token == lexed.tokens.begin() ||
         begins_line(std::prev(token)->kind);  // a statement wants an operand
}

void Masking::run() {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (begins_statement(i)) {
      statement_ = kind(i);
      lambda_ = false;
      statement(i);
    }
    step(i);
    if (opens(kind(i))) {
      open(i);
    } else if (closes(kind(i)) && !open_.empty()) {
      open_.pop_back();
    } else if (kind(i) == Kind::newline) {
      open_.clear();
    }
  }
}

bool Masking::begins_statement(std::size_t index) const {
  return open_.empty() && begins_line(before(index));
}

Masking::Inside Masking::inside(std::size_t index) const {
  const Kind last = before(index);
  const bool definition = last == Kind::name && index >= 2 &&
                          (kind(index - 2) == Kind::def_ || kind(index - 2) == Kind::class_);
  switch (kind(index)) {
    case Kind::left_bracket:
      if (definition || (statement_ == Kind::type_ && open_.empty()))
        return Inside::type_parameters;
      return ends_operand(last) ? Inside::subscript : Inside::list;
    case Kind::left_paren:
      if (open_.empty() && (statement_ == Kind::def_ || statement_ == Kind::async_))
        return Inside::parameters;
      if (open_.empty() && statement_ == Kind::class_) return Inside::bases;
      return ends_operand(last) ? Inside::call : Inside::group;
    case Kind::field_open:
      return Inside::field;
    default:
      return Inside::braces;
  }
}

void Masking::open(std::size_t index) {
  const Inside what = inside(index);
  open_.push_back({what, index, what == Inside::field || what == Inside::bases});
}

void Masking::write(const Token& token, std::string_view what) {
  std::fill(text_.begin() + token.begin, text_.begin() + token.end, ' ');
  std::copy(what.begin(), what.end(), text_.begin() + token.begin);
}

void Masking::statement(std::size_t index) {
  if (kind(index) == Kind::lazy_ &&
      (kind(index + 1) == Kind::import_ || kind(index + 1) == Kind::from_)) {
    const bool import = kind(index + 1) == Kind::import_;
    blank(tokens_[index + 1]);
    const Token both = {tokens_[index].begin, tokens_[index + 1].end, Kind::import_};
    write(both, import ? "import" : "from");
  }
  // `exec` takes a name or a string alone; what else it is given is read as what `not` is given.
  const Kind next = kind(index + 1);
  if (kind(index) == Kind::exec_ && next != Kind::left_paren && next != Kind::equal &&
      next != Kind::dot) {
    const Kind after = kind(index + 2);
    const bool simple = (next == Kind::name || next == Kind::string) &&
                        (after == Kind::newline || after == Kind::semicolon || after == Kind::in_);
    if (!simple && next != Kind::newline) write(tokens_[index], "not");
  }
}

void Masking::step(std::size_t index) {
  const Token& token = tokens_[index];
  switch (token.kind) {
    case Kind::name:
      letters(token);
      if (kind(index + 1) == Kind::dot && text_.compare(token.begin, 10, "__future__") == 0)
        rename(token);
      break;
    case Kind::true_:
    case Kind::false_:
    case Kind::none:
    case Kind::nonlocal_:
    case Kind::async_:
    case Kind::await_:
      word(index);
      break;
    case Kind::equal:
    case Kind::star:
    case Kind::star_star:
    case Kind::plus:
    case Kind::comma:
      operator_at(index);
      break;
    case Kind::for_:
    case Kind::in_:
    case Kind::if_:
      if (!open_.empty() && open_.back().plain_for) write(token, "or");
      break;
    case Kind::dot:
      dots(index);
      break;
    case Kind::lambda_:
      lambda_ = true;
      break;
    case Kind::left_paren:
      // `f((a)=1)`, `((a) := 1)`
      if (kind(index + 1) == Kind::name && kind(index + 2) == Kind::right_paren &&
          ((kind(index + 3) == Kind::equal && !open_.empty()) ||
           kind(index + 3) == Kind::colon_equal)) {
        blank(token);
        blank(tokens_[index + 2]);
      }
      break;
    case Kind::colon:
    case Kind::arrow:
      annotation(index);
      break;
    default:
      break;
  }
}

bool Masking::unpacks_comprehension(std::size_t brace) const {
  int depth = 0;
  for (std::size_t i = brace + 1; i < tokens_.size(); ++i) {
    if (opens(kind(i))) ++depth;
    if (closes(kind(i)) && depth-- == 0) return false;
    if (depth == 0 && kind(i) == Kind::comma) return false;
    if (depth == 0 && kind(i) == Kind::for_) return true;
  }
  return false;
}

void Masking::operator_at(std::size_t index) {
  const Token& token = tokens_[index];
  const Kind last = before(index);
  const Inside around = open_.empty() ? Inside::nothing : open_.back().inside;
  const bool first = !open_.empty() && open_.back().index + 1 == index;
  switch (token.kind) {
    case Kind::equal:
      if (around == Inside::type_parameters) write(token, "|");
      if (statement_ == Kind::type_ && open_.empty()) annotation(index);
      break;
    case Kind::star_star:
      if (around == Inside::braces && first && unpacks_comprehension(open_.back().index))
        blank(token);
      break;
    case Kind::plus:
      if (statement_ == Kind::case_ && (!ends_operand(last) || last == Kind::case_))
        write(token, "-");
      break;
    case Kind::comma:
      if (statement_ == Kind::except_ && open_.empty() && kind(index + 1) == Kind::colon)
        blank(token);
      break;
    case Kind::star: {
      if (ends_operand(last) && last != Kind::match_ && last != Kind::print_ && last != Kind::type_)
        break;
      const bool target =
          (around == Inside::group || around == Inside::list) && opens(kind(index + 1));
      const bool taken = around != Inside::nothing && around != Inside::subscript &&
                         around != Inside::field && last != Kind::colon && !target &&
                         !(first && unpacks_comprehension(open_.back().index));
      if (!taken && last != Kind::import_ && last != Kind::except_) blank(token);
      break;
    }
    default:
      break;
  }
}

// Words that were names once, where only a name can stand.
void Masking::word(std::size_t index) {
  const Token& token = tokens_[index];
  const Kind last = before(index);
  const Kind next = kind(index + 1);
  bool name = last == Kind::def_ || last == Kind::class_ || last == Kind::dot ||
              last == Kind::import_ || last == Kind::from_ || last == Kind::as_ ||
              last == Kind::global_ || next == Kind::equal;
  if (token.kind == Kind::async_ && next == Kind::for_ && !open_.empty() && open_.back().plain_for)
    blank(token);
  if (token.kind == Kind::async_)
    name |= next != Kind::def_ && next != Kind::for_ && next != Kind::with_;
  if (token.kind == Kind::nonlocal_) name |= !begins_statement(index) || !is_word(next);
  if (token.kind == Kind::await_) {
    name |= next == Kind::comma || next == Kind::right_paren || next == Kind::newline ||
            next == Kind::colon;
  }
  const bool listed =
      (statement_ == Kind::import_ || statement_ == Kind::from_ || statement_ == Kind::global_) &&
      last == Kind::comma;
  const bool parameter = !open_.empty() && open_.back().inside == Inside::parameters &&
                         (last == Kind::comma || last == Kind::left_paren || last == Kind::star ||
                          last == Kind::star_star);
  const bool target = (last == Kind::for_ && statement_ != Kind::end) ||
                      (begins_statement(index) && next == Kind::comma);
  if (name || listed || parameter || target) rename(token);
}

// Whether the colon is one of `x: int`, `def f(x: int)`, `def f[T: int]`.
bool Masking::begins_annotation(std::size_t index) const {
  if (open_.empty())
    return is_word(statement_) && statement_ != Kind::case_ && statement_ != Kind::match_ &&
           !lambda_;
  const Inside around = open_.back().inside;
  const Kind last = before(index - 1);
  return (around == Inside::parameters || around == Inside::type_parameters) &&
         is_word(before(index)) &&
         (last == Kind::left_paren || last == Kind::left_bracket || last == Kind::comma ||
          last == Kind::star || last == Kind::star_star);
}

// `x: a[b][c]`: after a subscript in a type the grammar takes little; as a call it takes anything.
void Masking::annotation(std::size_t index) {
  if (kind(index) == Kind::colon && !begins_annotation(index)) return;
  int depth = 0;
  bool odd = false;
  std::size_t end = index + 1;
  for (; end < tokens_.size(); ++end) {
    const Kind here = kind(end);
    if (opens(here)) ++depth;
    if (closes(here) && depth-- == 0) break;
    if (here == Kind::newline) break;
    if (depth == 0 &&
        (here == Kind::equal || here == Kind::comma || (here == Kind::colon && end > index + 1)))
      break;
    odd |= depth > 0 && here == Kind::colon;
    const Kind next = kind(end + 1);
    odd |= depth == 0 && here == Kind::right_bracket && next != Kind::newline &&
           next != Kind::equal && next != Kind::comma && next != Kind::colon &&
           next != Kind::right_paren && next != Kind::bar;
  }
  const bool block = kind(end) == Kind::newline && end == index + 1;
  if (!odd || block) return;
  for (std::size_t i = index + 1; i < end; ++i) {
    if (kind(i) == Kind::left_bracket) write(tokens_[i], "(");
    if (kind(i) == Kind::right_bracket) write(tokens_[i], ")");
    if (kind(i) == Kind::colon)
      write(tokens_[i], ends_operand(before(i)) && !closes(kind(i + 1)) ? "," : " ");
  }
}

// `x[. . .]`
void Masking::dots(std::size_t index) {
  if (kind(index + 1) != Kind::dot || kind(index + 2) != Kind::dot || open_.empty()) return;
  const Token all = {tokens_[index].begin, tokens_[index + 2].end, Kind::ellipsis};
  write(all, "...");
}

// Letters newer than the grammar's Unicode.
void Masking::letters(const Token& token) {
  const std::string_view name(text_.data() + token.begin, token.end - token.begin);
  for (std::size_t at = 0; at < name.size();) {
    const Character c = character_at(name, at);
    if (c.code > 127 && !continues_identifier(c.code).contains(Version::of(3, 13))) {
      std::fill_n(text_.begin() + static_cast<std::ptrdiff_t>(token.begin + at), c.length, 'x');
    }
    at += c.length;
  }
}

}  // namespace pymolt::verdict
