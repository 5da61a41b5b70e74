// The letters of a word of up to eight bytes are a number; a multiplier found at compile time spreads the words that
// mean something over a table without collisions.
// SPDX-License-Identifier: MIT
#include "lexer/keywords.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace pymolt::verdict {

namespace {

struct KeywordRow {
  std::string_view letters;
  TokenKind kind;
};

constexpr KeywordRow kWords[] = {{"print", TokenKind::print_},
                                 {"exec", TokenKind::exec_},
                                 {"async", TokenKind::async_},
                                 {"await", TokenKind::await_},
                                 {"nonlocal", TokenKind::nonlocal_},
                                 {"True", TokenKind::true_},
                                 {"False", TokenKind::false_},
                                 {"None", TokenKind::none},
                                 {"lazy", TokenKind::lazy_},
                                 {"type", TokenKind::type_},
                                 {"match", TokenKind::match_},
                                 {"case", TokenKind::case_},
                                 {"and", TokenKind::and_},
                                 {"as", TokenKind::as_},
                                 {"assert", TokenKind::assert_},
                                 {"break", TokenKind::break_},
                                 {"class", TokenKind::class_},
                                 {"continue", TokenKind::continue_},
                                 {"def", TokenKind::def_},
                                 {"del", TokenKind::del_},
                                 {"elif", TokenKind::elif_},
                                 {"else", TokenKind::else_},
                                 {"except", TokenKind::except_},
                                 {"finally", TokenKind::finally_},
                                 {"for", TokenKind::for_},
                                 {"from", TokenKind::from_},
                                 {"global", TokenKind::global_},
                                 {"if", TokenKind::if_},
                                 {"import", TokenKind::import_},
                                 {"in", TokenKind::in_},
                                 {"is", TokenKind::is_},
                                 {"lambda", TokenKind::lambda_},
                                 {"not", TokenKind::not_},
                                 {"or", TokenKind::or_},
                                 {"pass", TokenKind::pass_},
                                 {"raise", TokenKind::raise_},
                                 {"return", TokenKind::return_},
                                 {"try", TokenKind::try_},
                                 {"while", TokenKind::while_},
                                 {"with", TokenKind::with_},
                                 {"yield", TokenKind::yield_}};

constexpr std::uint64_t number_of(std::string_view letters) {
  std::uint64_t number = 0;
  for (std::size_t i = letters.size(); i-- > 0;) {
    number = number << 8 | static_cast<unsigned char>(letters[i]);
  }
  return number;
}

constexpr std::size_t slot(std::uint64_t number, std::uint64_t factor) {
  return static_cast<std::size_t>(number * factor >> 56);
}

constexpr bool spreads(std::uint64_t factor) {
  std::array<bool, 256> taken{};
  for (const KeywordRow& word : kWords) {
    bool& there = taken[slot(number_of(word.letters), factor)];
    if (there) return false;
    there = true;
  }
  return true;
}

constexpr std::uint64_t find_factor() {
  std::uint64_t factor = 0x9E3779B97F4A7C15ULL;
  while (!spreads(factor)) factor = factor * 6364136223846793005ULL + 1442695040888963407ULL;
  return factor | 0;
}

constexpr std::uint64_t kFactor = find_factor();

struct Table {
  std::array<std::uint64_t, 256> numbers{};
  std::array<TokenKind, 256> kinds{};
};

constexpr Table make_table() {
  Table table;
  for (const KeywordRow& word : kWords) {
    const std::size_t at = slot(number_of(word.letters), kFactor);
    table.numbers[at] = number_of(word.letters);
    table.kinds[at] = word.kind;
  }
  return table;
}

constexpr Table kTable = make_table();

}  // namespace

TokenKind word_kind(const char* begin, std::size_t length, const char* end) {
  if (length > 8 || length < 2) return TokenKind::name;
  std::uint64_t number = 0;
  if (end - begin >= 8) {
    std::memcpy(&number, begin, 8);
    number &= ~0ULL >> (8 * (8 - length));
  } else {
    number = number_of({begin, length});
  }
  const std::size_t at = slot(number, kFactor);
  return kTable.numbers[at] == number ? kTable.kinds[at] : TokenKind::name;
}

}  // namespace pymolt::verdict
