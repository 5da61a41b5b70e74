// `a, b=1, /, c, *d, e=2, **f`: one pass with a few flags, and a look for names given twice.
// SPDX-License-Identifier: MIT
#include "grammar/parameters.h"

#include <vector>

#include "grammar/expressions.h"
#include "grammar/identifiers.h"
#include "grammar/placement_rules.h"

namespace pymolt::verdict {

namespace {

class Parameters {
 public:
  Parameters(Reader& reader, TokenKind close) : reader_(reader), close_(close) {}

  void read() {
    const std::uint32_t first = reader_.index();
    while (!reader_.at(close_)) {
      one();
      if (!reader_.at(TokenKind::comma)) break;
      comma_ = reader_.token().span();
      reader_.skip();
      if (reader_.at(close_)) see_trailing_comma();
    }
    if (!reader_.at(close_)) return reader_.fail();
    if (bare_star_) reader_.see(Construct::parameter_order, reader_.since(first));
    see_repeated_names(reader_, names_, Construct::duplicate_parameter, Named::variables);
    if (names_.size() > kMostParameters)
      reader_.see(Construct::many_parameters, reader_.since(first));
  }

 private:
  static constexpr std::size_t kMostParameters = 255;  // until 3.6

  void one() {
    if (double_) reader_.see_here(Construct::parameter_order);
    switch (reader_.kind()) {
      case TokenKind::star:
        return star();
      case TokenKind::star_star:
        reader_.skip();
        bare_star_check();
        name(TokenKind::star_star);
        double_ = true;
        return;
      case TokenKind::slash:
        return slash();
      case TokenKind::left_paren:
        return tuple();
      default:
        plain();
    }
  }

  void star() {
    if (star_) reader_.see_here(Construct::parameter_order);
    star_ = true;
    reader_.skip();
    if (is_word(reader_.kind())) return name(TokenKind::star);
    bare_star_ = true;  // until a parameter follows
    reader_.see(Construct::keyword_only_parameters, reader_.token(reader_.index() - 1).span());
  }

  void slash() {
    reader_.see_here(Construct::positional_only_parameters);
    if (slash_ || star_ || names_.empty()) reader_.see_here(Construct::parameter_order);
    slash_ = true;
    reader_.skip();
  }

  void plain() {
    if (star_ && !keyword_only_ && !bare_star_) {
      reader_.see_here(Construct::keyword_only_parameters);
      keyword_only_ = true;
    }
    const ByteSpan span = reader_.token().span();
    name(TokenKind::name);
    default_value(span);
    bare_star_ = false;
  }

  // `**k` right behind a bare `*`.
  void bare_star_check() {
    if (bare_star_) reader_.see_here(Construct::parameter_order);
    bare_star_ = false;
  }

  void name(TokenKind prefix) {
    names_.push_back(reader_.index());
    read_bound_word(reader_, Role::parameter);
    if (close_ == TokenKind::colon || !reader_.at(TokenKind::colon)) return;
    reader_.see_here(Construct::function_annotation);
    reader_.skip();
    if (prefix == TokenKind::star && reader_.at(TokenKind::star)) {
      reader_.see_here(Construct::unpacking_in_annotation);
      reader_.skip();
      return read_annotation(reader_, Annotated::star);
    }
    read_annotation(reader_, Annotated::function);
  }

  void default_value(ByteSpan span) {
    if (reader_.accept(TokenKind::equal)) {
      default_ = true;
      read_default();
    } else if (default_ && !star_) {
      reader_.see(Construct::parameter_order, span);
    }
  }

  // Defaults are evaluated outside the scope of type parameters.
  void read_default() {
    if (reader_.frames.top().kind != ScopeKind::type_scope) {
      read_expression(reader_);
      return;
    }
    const ScopeFrame frame = reader_.frames.step_out();
    read_expression(reader_);
    reader_.frames.step_in(frame);
  }

  // 2.7: `(a, (b, c))=d`.
  void tuple() {
    const std::uint32_t first = reader_.index();
    const bool is_tuple = read_tuple();
    reader_.see(Construct::tuple_parameters, reader_.since(first));
    if (star_) reader_.see(Construct::parameter_order, reader_.since(first));
    if (reader_.at(TokenKind::equal) && !is_tuple) reader_.fail(Construct::parameter_order);
    default_value(reader_.token(first).span());
  }

  // Says whether it is more than a name in parentheses.
  bool read_tuple() {
    const Reader::Deeper deeper(reader_);
    bool is_tuple = false;
    reader_.skip();
    do {
      if (reader_.at(TokenKind::left_paren)) {
        is_tuple = read_tuple() || is_tuple;
      } else if (is_tuple && reader_.at(TokenKind::right_paren)) {
        break;
      } else {
        names_.push_back(reader_.index());
        read_bound_word(reader_, Role::parameter);
      }
      is_tuple = is_tuple || reader_.at(TokenKind::comma);
    } while (reader_.accept(TokenKind::comma));
    reader_.expect(TokenKind::right_paren);
    return is_tuple;
  }

  void see_trailing_comma() {
    if (star_ || double_) reader_.see(Construct::trailing_comma_after_star_parameter, comma_);
  }

  Reader& reader_;
  TokenKind close_;
  bool star_ = false;
  bool bare_star_ = false;
  bool keyword_only_ = false;
  bool double_ = false;
  bool slash_ = false;
  bool default_ = false;
  ByteSpan comma_;
  std::vector<std::uint32_t> names_;
};

}  // namespace

void read_parameters(Reader& reader, TokenKind close) {
  if (reader.at(close)) return;
  Parameters(reader, close).read();
}

void read_annotation(Reader& reader, Annotated what) {
  const InFrame frame(reader, ScopeKind::annotation);
  reader.frames.top().of_variable = what == Annotated::variable || what == Annotated::place;
  reader.frames.top().is_text = reader.annotations_are_text;
  reader.frames.top().of_place = what == Annotated::place;
  Scope scope{ScopeKind::annotation};
  scope.first = reader.index();
  (void)(what == Annotated::star ? read_operand(reader) : read_expression(reader));
  scope.last = reader.index();
  reader.scopes.add(scope);
}

}  // namespace pymolt::verdict
