// 0777 10L 1_000 0x_ff 1.5e-3j 1if: digits, then what their shape means on which version.
// SPDX-License-Identifier: MIT
#include "lexer/numbers.h"

#include <algorithm>

#include "lexer/character_classes.h"

namespace pymolt::verdict {

namespace {

constexpr std::ptrdiff_t kMostDigits = 4300;  // of a decimal integer, where int() is limited

class Number {
 public:
  Number(Scan& scan, const char* at) : scan_(scan), begin_(at), at_(at) {}

  const char* read() {
    if (at_[0] == '0' && (at_[1] | 0x20) == 'x') {
      based(is_hex);
    } else if (at_[0] == '0' && (at_[1] | 0x20) == 'o') {
      based([](char c) { return c >= '0' && c <= '7'; });
    } else if (at_[0] == '0' && (at_[1] | 0x20) == 'b') {
      based([](char c) { return c == '0' || c == '1'; });
    } else {
      decimal();
    }
    if (wrong_) return invalid();
    if (underscore_) scan_.see(Construct::number_underscore, begin_, at_);
    check_end();
    return at_;
  }

 private:
  // Digits with single underscores between them; false where they are none or malformed.
  template <typename IsDigit>
  bool digits(IsDigit is) {
    if (!is(*at_)) return false;
    for (;;) {
      while (is(*at_)) ++at_;
      if (*at_ != '_') return true;
      underscore_ = true;
      ++at_;
      if (!is(*at_)) return false;
    }
  }

  template <typename IsDigit>
  void based(IsDigit is) {
    at_ += 2;
    if (*at_ == '_') {
      underscore_ = true;
      ++at_;
    }
    wrong_ = !digits(is) || is_digit(*at_);
    if (!wrong_) long_suffix();
  }

  void decimal() {
    const bool zero = *at_ == '0';
    if (*at_ != '.' && !digits(is_digit)) {
      wrong_ = true;
      return;
    }
    const char* const integer_end = at_;
    fraction();
    if (wrong_ || at_ != integer_end) return;
    if (zero && std::any_of(begin_, at_, [](char c) { return c >= '1' && c <= '9'; })) {
      octal();
    } else if (!zero && at_ - begin_ - std::count(begin_, at_, '_') > kMostDigits) {
      scan_.see(Construct::long_decimal, begin_, at_);
    }
    if (!wrong_) long_suffix();
  }

  // `.5`, `e-3`, `j`: what makes it a float or a complex number.
  void fraction() {
    if (*at_ == '.') {
      ++at_;
      if (is_digit(*at_) && !digits(is_digit)) wrong_ = true;
    }
    if ((*at_ | 0x20) == 'e' && !wrong_) {
      const char* power = at_ + 1;
      if (*power == '+' || *power == '-') ++power;
      if (is_digit(*power)) {
        at_ = power;
        if (!digits(is_digit)) wrong_ = true;
      }
    }
    if ((*at_ | 0x20) == 'j') ++at_;
  }

  // `0777`: octal on 2.7, where `08` and `0_7` are nothing.
  void octal() {
    const auto octal_digit = [](char c) { return c >= '0' && c <= '7'; };
    if (!std::all_of(begin_, at_, octal_digit)) {
      wrong_ = true;
    } else {
      scan_.see(Construct::old_octal, begin_, at_);
    }
  }

  void long_suffix() {
    if ((*at_ | 0x20) != 'l') return;
    ++at_;
    if (underscore_) {
      wrong_ = true;
    } else {
      scan_.see(Construct::long_suffix, begin_, at_);
    }
  }

  // A word right behind the number must be a keyword that can follow one.
  void check_end() {
    if (!in_word(*at_) && !is_high(*at_)) return;
    const char* end = at_;
    while (in_word(*end) || is_high(*end)) ++end;
    const std::string_view word(at_, static_cast<std::size_t>(end - at_));
    for (const std::string_view fine : {"if", "else", "and", "or", "in", "is", "not", "for"}) {
      if (word == fine) return;
    }
    for (const std::string_view once : {"as", "from", "async"}) {
      if (word != once) continue;
      scan_.see(Construct::number_before_keyword, begin_, end);
      return;
    }
    at_ = invalid();
  }

  const char* invalid() {
    while (in_word(*at_) || is_high(*at_)) ++at_;
    scan_.see(Construct::invalid_number, begin_, at_);
    return at_;
  }

  Scan& scan_;
  const char* begin_;
  const char* at_;
  bool underscore_ = false;
  bool wrong_ = false;
};

}  // namespace

const char* read_number(Scan& scan, const char* at) { return Number(scan, at).read(); }

}  // namespace pymolt::verdict
