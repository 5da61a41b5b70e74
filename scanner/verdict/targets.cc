// A second look at tokens that are known to be well-formed expressions: brackets match, operands are operands.
// SPDX-License-Identifier: MIT
#include "verdict/targets.h"

#include "verdict/atoms.h"
#include "verdict/context.h"
#include "verdict/words.h"

namespace pymolt::verdict {

namespace {

bool opens(TokenKind kind) {
  return kind == TokenKind::left_paren || kind == TokenKind::left_bracket ||
         kind == TokenKind::left_brace || kind == TokenKind::string_open ||
         kind == TokenKind::field_open;
}

bool closes(TokenKind kind) {
  return kind == TokenKind::right_paren || kind == TokenKind::right_bracket ||
         kind == TokenKind::right_brace || kind == TokenKind::string_close ||
         kind == TokenKind::field_close;
}

constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

class TargetLook {
 public:
  TargetLook(Reader& reader, std::uint32_t first, Role role)
      : reader_(reader), at_(first), role_(role) {}

  // The targets up to END, in brackets of that kind, or in none.
  void list(std::uint32_t end, TokenKind bracket) {
    int stars = 0;
    int commas = 0;
    while (at_ < end) {
      if (kind() == TokenKind::star && star()) ++stars;
      one(end);
      if (at_ >= end) break;
      if (kind() != TokenKind::comma) return wrong(at_);
      ++commas;
      ++at_;
    }
    if (stars > 1) see_misplaced(reader_, Construct::several_stars, reader_.token(end - 1).span());
    if (stars == 1 && commas == 0 && bracket != TokenKind::left_bracket) {
      see_misplaced(reader_, Construct::bare_star, reader_.token(end - 1).span());
    }
  }

 private:
  [[nodiscard]] TokenKind kind() const { return reader_.token(at_).kind; }
  [[nodiscard]] TokenKind kind_at(std::uint32_t index) const { return reader_.token(index).kind; }

  void wrong(std::uint32_t index) {
    reader_.see(role_ == Role::deleted ? Construct::invalid_delete : Construct::invalid_target,
                reader_.token(index).span());
    at_ = kNowhere;  // one is enough
  }

  bool star() {
    const ByteSpan span = reader_.token(at_).span();
    reader_.unsee(Construct::unpacking_in_display, span.begin);
    reader_.see(role_ == Role::deleted ? Construct::invalid_delete : Construct::starred_target,
                span);
    ++at_;
    return role_ != Role::deleted;
  }

  // Behind the bracket or string that begins at INDEX.
  [[nodiscard]] std::uint32_t behind(std::uint32_t index) const {
    int depth = 0;
    do {
      if (opens(kind_at(index))) ++depth;
      if (closes(kind_at(index))) --depth;
      ++index;
    } while (depth > 0);
    return index;
  }

  void one(std::uint32_t end) {
    const std::uint32_t first = at_;
    const TokenKind atom = kind();
    const std::uint32_t next = opens(atom) ? behind(first) : first + 1;
    const bool alone = next == end || kind_at(next) == TokenKind::comma;
    if (alone && is_word(atom)) {
      see_bound_word(reader_, first, role_);
      at_ = next;
    } else if (alone && (atom == TokenKind::left_paren || atom == TokenKind::left_bracket)) {
      if (next == first + 2 && atom == TokenKind::left_paren) {
        reader_.see(Construct::empty_tuple_target,
                    {reader_.token(first).begin, reader_.token(next - 1).end});
      }
      ++at_;
      list(next - 1, atom);
      if (at_ != kNowhere) at_ = next;
    } else {
      trailed(next, end);
    }
  }

  // An operand with attributes, subscripts and calls behind it, of which the last is no call.
  void trailed(std::uint32_t next, std::uint32_t end) {
    const std::uint32_t first = at_;
    while (next < end &&
           (kind_at(next) == TokenKind::string || kind_at(next) == TokenKind::string_open)) {
      next = behind(next);
    }
    std::uint32_t last = first;
    while (next < end && kind_at(next) != TokenKind::comma) {
      last = next;
      if (kind_at(next) == TokenKind::dot) {
        next += 2;
      } else if (kind_at(next) == TokenKind::left_bracket ||
                 kind_at(next) == TokenKind::left_paren) {
        next = behind(next);
      } else {
        return wrong(next);
      }
    }
    if (last == first || kind_at(last) == TokenKind::left_paren) return wrong(first);
    if (kind_at(last) == TokenKind::dot) see_bound_attribute(reader_, last + 1, role_);
    at_ = next;
  }

  Reader& reader_;
  std::uint32_t at_;
  Role role_;
};

void see_targets(Reader& reader, std::uint32_t first, std::uint32_t last, Role role) {
  if (reader.failed() || first == last) return;
  TargetLook(reader, first, role).list(last, TokenKind::end);
}

bool is_single(const Expression& expression) {
  return expression.form == Form::name || expression.form == Form::attribute ||
         expression.form == Form::subscript;
}

}  // namespace

void see_target(Reader& reader, const Expression& expression, Role role) {
  see_targets(reader, expression.first, expression.last, role);
}

void see_augmented_target(Reader& reader, const Expression& expression) {
  if (reader.failed()) return;
  if (!is_single(expression))
    return reader.see(Construct::invalid_augmented_target, reader.since(expression.first));
  const Token& last = reader.token(expression.last - 1);
  if (expression.form == Form::attribute && reader.text(last) == "__debug__") {
    return reader.see(Construct::augment_debug_attribute, last.span());
  }
  see_target(reader, expression, Role::store);
}

void see_annotated_target(Reader& reader, const Expression& expression) {
  if (reader.failed()) return;
  if (!is_single(expression)) {
    return reader.see(Construct::invalid_annotation_target, reader.since(expression.first));
  }
  const bool simple = expression.form == Form::name && !expression.in_parens;
  see_target(reader, expression, simple ? Role::annotated : Role::store);
}

void read_targets(Reader& reader, Role role) {
  const std::uint32_t first = reader.index();
  do {
    if (reader.accept(TokenKind::star)) {
      read_operand(reader);
    } else if (starts_expression(reader.kind())) {
      read_operand(reader);
    } else {
      if (reader.index() == first) reader.fail();
      break;
    }
  } while (reader.accept(TokenKind::comma));
  see_targets(reader, first, reader.index(), role);
}

void read_as_target(Reader& reader) {
  const Expression target = read_operand(reader);
  see_target(reader, target, Role::store);
}

}  // namespace pymolt::verdict
