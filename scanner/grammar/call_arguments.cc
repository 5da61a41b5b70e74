// What may follow what: positional, `*a`, `k=v`, `**k`, and a generator that goes without parentheses when alone.
// SPDX-License-Identifier: MIT
//
//   f(a, *b, c=d)      every version
//   f(*a, b)           3.5+   an argument behind an unpacking
//   f(**a, *b)         never
//   f(x for x in y)    every version; `f(x for x in y, *z)` until 3.4, `f(x for x in y,)` until 3.6
#include "grammar/call_arguments.h"

#include <vector>

#include "grammar/comprehensions.h"
#include "grammar/expressions.h"
#include "grammar/identifiers.h"

namespace pymolt::verdict {

namespace {

constexpr int kMostArguments = 255;  // until 3.6

class Arguments {
 public:
  Arguments(Reader& reader, bool of_class) : reader_(reader), of_class_(of_class) {}

  void read() {
    const std::uint32_t open = reader_.index();
    has_for_ = reader_.holds_comprehension(open);
    reader_.skip();
    while (!reader_.at(TokenKind::right_paren)) {
      one();
      ++count_;
      if (!reader_.at(TokenKind::comma)) break;
      comma_ = reader_.token().span();
      reader_.skip();
      ends_in_comma_ = reader_.at(TokenKind::right_paren);
    }
    if (!reader_.expect(TokenKind::right_paren)) return;
    if (generators_ > 0) see_generators();
    if (ends_in_comma_ && (stars_ > 0 || doubles_ > 0)) {
      reader_.see(Construct::trailing_comma_after_unpacking, comma_);
    }
    if (count_ > kMostArguments) see_many(reader_.since(open));
    if (of_class_ && (stars_ > 0 || doubles_ > 0 || !keywords_.empty())) {
      reader_.see(Construct::class_keywords, reader_.since(open));
    }
    see_repeated_names(reader_, keywords_, Construct::repeated_keyword);
  }

 private:
  void one() {
    const TokenKind kind = reader_.kind();
    if (kind == TokenKind::star) return star();
    if (kind == TokenKind::star_star) return double_star();
    if (is_word(kind) && reader_.next_kind() == TokenKind::equal) {
      return keyword(reader_.index(), [this] { read_keyword_word(reader_); });
    }
    positional();
  }

  void star() {
    if (doubles_ > 0) reader_.see_here(Construct::argument_order);
    if (stars_ > 0) reader_.see_here(Construct::several_unpackings_in_call);
    reader_.skip();
    ++stars_;
    if (has_for_ && for_before_comma()) {
      reader_.see_here(Construct::unpacking_in_comprehension);
      --stars_;
      return generator();
    }
    read_expression(reader_);
  }

  void double_star() {
    if (doubles_ > 0) reader_.see_here(Construct::several_unpackings_in_call);
    reader_.skip();
    ++doubles_;
    read_expression(reader_);
  }

  template <typename Read>
  void keyword(std::uint32_t name, Read read_name) {
    if (doubles_ > 0) reader_.see_here(Construct::several_unpackings_in_call);
    read_name();
    keywords_.push_back(name);
    if (reader_.expect(TokenKind::equal)) read_expression(reader_);
  }

  void positional() {
    const std::uint32_t first = reader_.index();
    if (has_for_ && for_before_comma()) {
      if (doubles_ > 0 || !keywords_.empty()) reader_.see_here(Construct::argument_order);
      return generator();
    }
    const ByteSpan span = reader_.token().span();
    const Expression argument = read_named(reader_);
    allow_star(reader_, argument);
    if (reader_.at(TokenKind::equal) && argument.form == ExpressionKind::name &&
        argument.in_parens) {
      reader_.see(Construct::parenthesized_keyword, span);
      return keyword(first, [] {});
    }
    if (doubles_ > 0 || !keywords_.empty()) {
      reader_.see(Construct::argument_order, span);
    } else if (stars_ > 0) {
      reader_.see(Construct::several_unpackings_in_call, span);
    }
  }

  void generator() {
    const std::uint32_t first = reader_.index();
    ++generators_;
    {
      Comprehension comprehension(reader_, ScopeKind::generator, true);
      comprehension.read_element();
      comprehension.read_clauses();
    }
    generator_ = reader_.since(first);
  }

  // Whether the argument that begins here has the `for`: its comma is not before it.
  [[nodiscard]] bool for_before_comma() const {
    int depth = 0;
    int lambdas = 0;  // whose parameters are being passed
    for (std::uint32_t i = reader_.index();; ++i) {
      switch (reader_.token(i).kind) {
        case TokenKind::left_paren:
        case TokenKind::left_bracket:
        case TokenKind::left_brace:
        case TokenKind::field_open:
          ++depth;
          break;
        case TokenKind::right_paren:
        case TokenKind::right_bracket:
        case TokenKind::right_brace:
        case TokenKind::field_close:
          if (--depth < 0) return false;
          break;
        case TokenKind::lambda_:
          if (depth == 0) ++lambdas;
          break;
        case TokenKind::colon:
          if (depth == 0 && lambdas > 0) --lambdas;
          break;
        case TokenKind::comma:
          if (depth == 0 && lambdas == 0) return false;
          break;
        case TokenKind::for_:
          if (depth == 0) return true;
          break;
        case TokenKind::newline:
        case TokenKind::end:
          return false;
        default:
          break;
      }
    }
  }

  // How many there may be: 2.7 does not count bases, and until 3.4 what is unpacked does not count.
  void see_many(ByteSpan span) {
    if (of_class_) return reader_.see(Construct::many_bases, span);
    reader_.see(count_ - stars_ - doubles_ > kMostArguments
                    ? Construct::many_arguments
                    : Construct::many_arguments_with_unpacking,
                span);
  }

  void see_generators() {
    if (of_class_) reader_.see(Construct::generator_as_base, generator_);
    if (count_ == 1 && ends_in_comma_) {
      reader_.see(Construct::generator_before_comma, generator_);
    } else if (count_ - stars_ - doubles_ > 1) {
      reader_.see(Construct::bare_generator_argument, generator_);
    } else if (count_ > 1) {
      reader_.see(Construct::generator_beside_unpacking, generator_);
    }
  }

  Reader& reader_;
  bool of_class_;
  bool has_for_ = false;
  bool ends_in_comma_ = false;
  int count_ = 0;
  int stars_ = 0;
  int doubles_ = 0;
  int generators_ = 0;
  ByteSpan generator_;
  ByteSpan comma_;
  std::vector<std::uint32_t> keywords_;  // the tokens of their names
};

}  // namespace

void read_call(Reader& reader) {
  const Reader::Deeper deeper(reader);
  Arguments(reader, false).read();
}

void read_bases(Reader& reader) {
  const Reader::Deeper deeper(reader);
  Arguments(reader, true).read();
}

}  // namespace pymolt::verdict
