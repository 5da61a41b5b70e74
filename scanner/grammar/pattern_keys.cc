// Numbers are equal by value (`1`, `1.0`, `0x1`, `True`), strings by their text.
// SPDX-License-Identifier: MIT
#include "grammar/pattern_keys.h"

#include <cstdlib>
#include <string_view>
#include <utility>

#include "grammar/identifiers.h"

namespace pymolt::verdict {

namespace {

bool is_imaginary(std::string_view digits) { return digits.back() == 'j' || digits.back() == 'J'; }

// The value of a number without its sign and `j`.
double value(std::string_view digits) {
  std::string plain;
  for (const char c : digits) {
    if (c != '_' && c != 'j' && c != 'J') plain += c;
  }
  if (plain.size() > 2 && plain[0] == '0') {
    const char base = static_cast<char>(plain[1] | 0x20);
    if (base == 'o') return static_cast<double>(std::strtoull(plain.c_str() + 2, nullptr, 8));
    if (base == 'b') return static_cast<double>(std::strtoull(plain.c_str() + 2, nullptr, 2));
  }
  return std::strtod(plain.c_str(), nullptr);  // knows `0x`
}

// One signed number; its value, and whether it is imaginary.
double read_number(Reader& reader, bool& imaginary) {
  double sign = 1;
  if (reader.at(TokenKind::plus)) {
    reader.see_here(Construct::plus_in_pattern);
    reader.skip();
  } else if (reader.accept(TokenKind::minus)) {
    sign = -1;
  }
  if (!reader.at(TokenKind::number)) {
    reader.fail(Construct::invalid_pattern);
    return 0;
  }
  const std::string_view digits = reader.text(reader.token());
  imaginary = is_imaginary(digits);
  reader.skip();
  return sign * value(digits);
}

// `1+2j`: a real number, then an imaginary one.
std::string read_number_pattern(Reader& reader) {
  bool imaginary = false;
  const double first = read_number(reader, imaginary);
  double real = imaginary ? 0 : first;
  double imaginary_part = imaginary ? first : 0;
  if (reader.at(TokenKind::plus) || reader.at(TokenKind::minus)) {
    if (imaginary) reader.fail(Construct::invalid_pattern);
    const double sign = reader.at(TokenKind::minus) ? -1 : 1;
    if (reader.failed()) return {};
    reader.skip();
    if (!reader.at(TokenKind::number) || !is_imaginary(reader.text(reader.token()))) {
      reader.fail(Construct::invalid_pattern);
      return {};
    }
    imaginary_part = sign * read_number(reader, imaginary);
  }
  // `-0.0` is the same key as `0`: the sum of both is a zero without a sign.
  return "#" + std::to_string(real + 0.0) + "," + std::to_string(imaginary_part + 0.0);
}

// The texts between the quotes, one behind the other, and whether they are bytes.
std::string read_string_pattern(Reader& reader) {
  std::string text;
  bool bytes = false;
  while (reader.at(TokenKind::string)) {
    std::string_view literal = reader.text(reader.token());
    const std::size_t quote = literal.find_first_of("'\"");
    bytes = literal.substr(0, quote).find_first_of("bB") != std::string_view::npos;
    literal.remove_prefix(quote);
    const std::size_t width =
        literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0] ? 3 : 1;
    if (literal.size() >= 2 * width) text += literal.substr(width, literal.size() - 2 * width);
    reader.skip();
  }
  if (reader.at(TokenKind::string_open)) reader.fail(Construct::invalid_pattern);
  return (bytes ? "b" : "s") + text;
}

}  // namespace

std::string read_literal_pattern(Reader& reader) {
  switch (reader.kind()) {
    case TokenKind::string:
      return read_string_pattern(reader);
    case TokenKind::none:
      reader.skip();
      return "None";
    case TokenKind::true_:
    case TokenKind::false_: {
      const bool is_true = reader.at(TokenKind::true_);
      reader.skip();
      return "#" + std::to_string(is_true ? 1.0 : 0.0) + "," + std::to_string(0.0);
    }
    default:
      return read_number_pattern(reader);
  }
}

void read_value_pattern(Reader& reader) {
  read_loaded_word(reader);
  while (reader.accept(TokenKind::dot)) read_free_word(reader);
}

void PatternKeys::read() {
  const std::uint32_t first = reader_.index();
  if (is_word(reader_.kind()) && reader_.kind() != TokenKind::none &&
      reader_.kind() != TokenKind::true_ && reader_.kind() != TokenKind::false_) {
    if (reader_.next_kind() != TokenKind::dot) return reader_.fail(Construct::invalid_pattern);
    return read_value_pattern(reader_);
  }
  std::string literal = read_literal_pattern(reader_);
  if (reader_.failed()) return;
  if (!met_.insert(std::move(literal)).second) {
    reader_.see(Construct::repeated_pattern_key, reader_.since(first));
  }
}

}  // namespace pymolt::verdict
