// Words, numbers and strings: what begins with a letter, a digit or a quote.
// SPDX-License-Identifier: MIT
#include <cstring>

#include "lexer/keywords.h"
#include "lexer/lexing.h"
#include "lexer/numbers.h"
#include "lexer/unicode.h"

namespace pymolt::verdict {

namespace {

// What strings that stand side by side are made of.
constexpr unsigned char kText = 1;
constexpr unsigned char kBytes = 2;
constexpr unsigned char kTemplate = 4;
constexpr unsigned char kUnicode = 8;  // `u''`, besides kText

unsigned char kind_of(const Prefix& prefix) {
  return prefix.bytes       ? kBytes
         : prefix.templated ? kTemplate
         : prefix.unicode   ? kText | kUnicode
                            : kText;
}

bool is_constant(std::string_view name) {
  return name == "True" || name == "False" || name == "None";
}

}  // namespace

const char* Lexing::word(const char* at) {
  const char* const begin = at;
  do ++at;
  while (in_word(*at));
  if (is_high(*at)) return high_word(begin, at);
  if ((*at == '"' || *at == '\'') && can_be_prefix(begin, at)) return string(begin, at);
  const TokenKind kind = word_kind(begin, static_cast<std::size_t>(at - begin), scan_.end);
  if (future_ || (at - begin == 10 && last_kind() == TokenKind::from_)) future_name(begin, at);
  if (at - begin == 16 && passes_for_future() && std::string_view(begin, at) == "unicode_literals")
    unicode_literals_ = true;
  scan_.add(kind, begin, at);
  if (!formatted_.empty()) field_word(kind);
  return at;
}

// A word with bytes above 127, ASCII up to AT.
const char* Lexing::high_word(const char* begin, const char* at) {
  const std::string_view text(begin, static_cast<std::size_t>(scan_.end - begin));
  VersionSet versions = VersionSet::python3();
  bool high = false;
  for (;;) {
    if (in_word(*at)) {
      ++at;
      continue;
    }
    if (!is_high(*at)) break;
    const Character c = character_at(text, static_cast<std::size_t>(at - begin));
    const VersionSet known = at == begin ? starts_identifier(c.code) : continues_identifier(c.code);
    if (known.empty()) break;
    versions &= known;
    at += c.length;
    high = true;
  }
  if (at == begin) return wrong(at, character_at(text, 0).length, Construct::invalid_character);
  if (!high) {  // an ASCII word, and a character after it that belongs to nothing
    scan_.add(word_kind(begin, static_cast<std::size_t>(at - begin), scan_.end), begin, at);
    return at;
  }
  scan_.see(Construct::non_ascii_identifier, begin, at);
  if (versions != VersionSet::python3()) {
    scan_.see(Construct::new_identifier_character, begin, at, VersionSet::python3() - versions);
  }
  if (is_constant(normalised({begin, static_cast<std::size_t>(at - begin)}))) {
    scan_.see(Construct::disguised_constant, begin, at);
  }
  scan_.add(TokenKind::name, begin, at);
  return at;
}

// A word that is in the field of an f-string, outside of any other bracket.
void Lexing::field_word(TokenKind kind) {
  if (!in_field()) return;
  Bracket& field = brackets_.back();
  if (kind == TokenKind::lambda_) field.lambda = true;
  if (kind != TokenKind::for_ || field.generator) return;
  field.generator = true;
  scan_.see(Construct::f_string_bare_generator, field.at, field.at + 1);
}

// A word of `from __future__ import …`.
void Lexing::future_name(const char* begin, const char* end) {
  const std::string_view name(begin, static_cast<std::size_t>(end - begin));
  if (name == "__future__") future_ = true;
  if (future_ && name == "unicode_literals") unicode_literals_ = true;
}

// Of a module with a dot, `from a.b import unicode_literals`, 2.7 does not ask whether it is `__future__`.
bool Lexing::passes_for_future() const {
  const std::vector<Token>& tokens = scan_.out.tokens;
  return tokens.size() > statement_ + 3 && tokens[statement_].kind == TokenKind::from_ &&
         tokens[statement_ + 1].kind != TokenKind::dot &&
         tokens[statement_ + 2].kind == TokenKind::dot;
}

const char* Lexing::number(const char* at) {
  const char* const end = read_number(scan_, at);
  scan_.add(TokenKind::number, at, end);
  return end;
}

const char* Lexing::string(const char* begin, const char* quote) {
  const StringStart start = open_string(scan_, begin, quote);
  if (start.prefix.has_fields()) {
    open_formatted(start);
    return literal(start.body);
  }
  const unsigned char kinds = kinds_before();
  const char* const end = read_string(scan_, start);
  scan_.add(TokenKind::string, begin, end);
  join(kinds | kind_of(start.prefix), begin, end);
  if (kinds != 0 && (unicode_literals_ || ((kinds | kind_of(start.prefix)) & kUnicode) != 0))
    check_mixture();
  if (next_undecodable_ < end) undecodable_in_string(end, start.prefix);
  return end;
}

// Of the strings that stand right before the next token.
unsigned char Lexing::kinds_before() const {
  return scan_.out.tokens.size() == run_tokens_ ? run_kinds_ : static_cast<unsigned char>(0);
}

// The last token ends a string; KINDS are those of its run with its own.
void Lexing::join(unsigned char kinds, const char* begin, const char* end) {
  run_kinds_ = kinds;
  run_tokens_ = scan_.out.tokens.size();
  if ((kinds & kTemplate) != 0 && kinds != kTemplate) {
    scan_.see(Construct::template_beside_string, begin, end);
  } else if ((kinds & kText) != 0 && (kinds & kBytes) != 0) {
    scan_.see(Construct::bytes_beside_text, begin, end);
  }
}

// 2.7 joins text and bytes by reading the bytes as ASCII.
void Lexing::check_mixture() {
  const std::vector<Token>& tokens = scan_.out.tokens;
  bool text = false;
  const Token* high = nullptr;
  for (std::size_t i = tokens.size(); i > 0 && tokens[i - 1].kind == TokenKind::string; --i) {
    const Token& token = tokens[i - 1];
    const std::string_view written(scan_.begin + token.begin, token.end - token.begin);
    const std::string_view prefix = written.substr(0, written.find_first_of("'\""));
    const bool bytes = prefix.find_first_of("bB") != std::string_view::npos;
    if (prefix.find_first_of("uU") != std::string_view::npos || (unicode_literals_ && !bytes)) {
      text = true;
    } else if (has_high_bytes(written)) {
      high = &token;
    }
  }
  if (text && high != nullptr) {
    scan_.out.diagnostics.push_back(
        {Construct::unicode_beside_bytes, high->span(), VersionSet::all()});
  }
}

void Lexing::open_formatted(const StringStart& start) {
  const auto kinds = static_cast<unsigned char>(kinds_before() | kind_of(start.prefix));
  scan_.add(TokenKind::string_open, start.begin, start.body);
  // Up to 3.11 an f-string is a string like any other, which ends at the first of its quotes.
  const char* end = start.body;
  while (end != scan_.end && !closes(start, end) && (start.triple || !is_line_end(*end))) {
    if (*end == '\\' && end + 1 != scan_.end) {
      end = is_line_end(end[1]) ? after_line_end(end + 1) : end + 2;
    } else {
      ++end;
    }
  }
  formatted_.push_back({start, brackets_.size(), closes(start, end) ? end : nullptr, false, kinds});
  if (formatted_.size() == 150) {
    scan_.see(Construct::too_deep_nesting, start.begin, start.body,
              VersionSet::from(Version::of(3, 12)));
  }
}

const char* Lexing::wrong(const char* at, std::size_t length, Construct construct) {
  const char* const end = at + length;
  if (next_undecodable_ <= at) {
    Prefix text;
    text.unicode = true;
    undecodable_in_string(end, text);
  } else {
    scan_.see(construct, at, end);
  }
  scan_.add(TokenKind::wrong, at, end);
  return end;
}

void Lexing::next_undecodable() {
  ++undecodable_;
  const bool more = undecodable_ < source_.undecodable.size();
  next_undecodable_ = more ? scan_.begin + source_.undecodable[undecodable_] : scan_.end + 1;
}

// The versions that read the text as UTF-8.
VersionSet Lexing::as_utf8() const {
  const VersionSet heeding = VersionSet::between(Version::of(3, 0), Version::of(3, 2));
  return source_.late_cookie ? ~heeding : VersionSet::all();
}

void Lexing::undecodable_in_comment(const char* end) {
  for (; next_undecodable_ < end; next_undecodable()) {
    scan_.see(Construct::undecodable_comment, next_undecodable_, next_undecodable_ + 3, as_utf8());
  }
}

void Lexing::undecodable_in_string(const char* end, const Prefix& prefix) {
  for (; next_undecodable_ < end; next_undecodable()) {
    const Diagnostic seen = {Construct::undecodable_bytes,
                             scan_.span(next_undecodable_, next_undecodable_ + 3),
                             prefix.unicode ? as_utf8() : as_utf8() & VersionSet::python3()};
    scan_.out.diagnostics.push_back(seen);
    if (!prefix.unicode && !prefix.bytes) {
      scan_.if_unicode_literals.push_back({seen.construct, seen.span, VersionSet::python2()});
    }
  }
}

}  // namespace pymolt::verdict
