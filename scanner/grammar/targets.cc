// A second look at tokens that are known to be well-formed expressions: brackets match, operands are operands.
// SPDX-License-Identifier: MIT
#include "grammar/targets.h"

#include "grammar/atoms.h"
#include "grammar/identifiers.h"
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

// A string in parts counts as brackets do.
bool opens_level(TokenKind kind) { return opens(kind) || kind == TokenKind::string_open; }
bool closes_level(TokenKind kind) { return closes(kind) || kind == TokenKind::string_close; }

constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

class TargetLook {
 public:
  TargetLook(Reader& reader, std::uint32_t first, Role role)
      : reader_(reader), at_(first), role_(role) {}

  // The targets up to END, in brackets of that kind, or in none. Says whether they are `*a` alone in parentheses,
  // which until 3.8 were a starred target themselves.
  bool list(std::uint32_t end, TokenKind bracket) {
    std::uint32_t stars = 0;
    std::uint32_t commas = 0;
    while (at_ < end) {
      if (kind() == TokenKind::star) {
        if (star()) ++stars;
        if (commas > kMostBeforeStar && stars == 1) see(Construct::many_targets_before_star, at_);
        one(end);
      } else if (one(end)) {
        ++stars;
      }
      if (at_ >= end) break;
      if (kind() != TokenKind::comma) {
        wrong(at_);
        return false;
      }
      ++commas;
      ++at_;
    }
    if (at_ == kNowhere) return false;
    if (stars > 1) see(Construct::several_stars, end - 1);
    if (stars != 1 || commas > 0 || bracket == TokenKind::left_bracket) return false;
    if (bracket == TokenKind::left_paren) return true;
    see(Construct::bare_star, end - 1);
    return false;
  }

 private:
  static constexpr std::uint32_t kMostBeforeStar = 255;

  void see(Construct construct, std::uint32_t token) {
    see_misplaced(reader_, construct, reader_.token(token).span());
  }
  [[nodiscard]] TokenKind kind() const { return reader_.token(at_).kind; }
  [[nodiscard]] TokenKind kind_at(std::uint32_t index) const { return reader_.token(index).kind; }

  void wrong(std::uint32_t index) {
    reader_.see(role_ == Role::deleted ? Construct::invalid_delete : Construct::invalid_target,
                reader_.token(index).span());
    at_ = kNowhere;  // one is enough
  }

  bool star() {
    const ByteSpan span = reader_.token(at_).span();
    reader_.retract(Construct::unpacking_in_display, span.begin);
    reader_.see(role_ == Role::deleted ? Construct::invalid_delete : Construct::starred_target,
                span);
    ++at_;
    return role_ != Role::deleted;
  }

  // Behind the bracket or string that begins at INDEX.
  [[nodiscard]] std::uint32_t behind(std::uint32_t index) const {
    int depth = 0;
    do {
      if (opens_level(kind_at(index))) ++depth;
      if (closes_level(kind_at(index))) --depth;
      ++index;
    } while (depth > 0);
    return index;
  }

  // One target; says whether it is `(*a)`.
  bool one(std::uint32_t end) {
    const std::uint32_t first = at_;
    const TokenKind atom = kind();
    const std::uint32_t next = opens_level(atom) ? behind(first) : first + 1;
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
      const bool is_star = list(next - 1, atom);
      if (is_star) take_star_back(first);
      if (at_ != kNowhere) at_ = next;
      return is_star;
    } else {
      trailed(next, end);
    }
    return false;
  }

  // The reading of the `(*a)` that begins at INDEX has said that it stands nowhere.
  void take_star_back(std::uint32_t index) {
    while (kind_at(index) == TokenKind::left_paren) ++index;
    reader_.retract(Construct::bare_star, reader_.token(index).begin);
  }

  // An operand with attributes, subscripts and calls behind it, of which the last is no call.
  void trailed(std::uint32_t next, std::uint32_t end) {
    const std::uint32_t first = at_;
    while (next < end &&
           (kind_at(next) == TokenKind::string || kind_at(next) == TokenKind::string_open)) {
      next = behind(next);
    }
    if (kind_at(first) == TokenKind::await_ && reader_.frames.inside_async_function()) {
      return wrong(first);
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

}  // namespace

void see_target(Reader& reader, const Expression& expression, Role role) {
  see_targets(reader, expression.first, expression.last, role);
}

void see_augmented_target(Reader& reader, const Expression& expression) {
  if (reader.failed()) return;
  if (!is_single(expression))
    return reader.see(Construct::invalid_augmented_target, reader.since(expression.first));
  const Token& last = reader.token(expression.last - 1);
  if (expression.form == ExpressionKind::attribute && reader.text(last) == "__debug__") {
    return reader.see(Construct::augment_debug_attribute, last.span());
  }
  see_target(reader, expression, Role::store);
}

void see_annotated_target(Reader& reader, const Expression& expression) {
  if (reader.failed()) return;
  if (!is_single(expression)) {
    return reader.see(Construct::invalid_annotation_target, reader.since(expression.first));
  }
  if (expression.behind_parens && !expression.in_parens) {
    reader.see(Construct::annotated_behind_parentheses, reader.since(expression.first));
  }
  const bool simple = expression.form == ExpressionKind::name && !expression.in_parens;
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
