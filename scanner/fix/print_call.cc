// `print` statements become calls: all of a file at once, as the future import that some need is for the whole file.
// SPDX-License-Identifier: MIT
//
//   print "a", b            print("a", b)
//   print >>f, x            print(x, file=f)
//   print x,                print(x, end=" ")      the same output only where another print follows at once
//   print                   print()
//   print ("a", b)          print(("a", b))        on 2.7 that is a tuple
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

struct Printed {
  std::string call;
  bool exact = true;     // writes the very same
  bool function = true;  // 2.7 reads it otherwise without the future import
};

// Whether the piece is one string literal, and the blank character that it ends with, or 0.
bool is_text(const Source& source, std::size_t first, std::size_t end) {
  return end == first + 1 && source.token(first).kind == TokenKind::string;
}

// After text that ends in a newline or tab, 2.7 puts no blank.
bool ends_in_newline(std::string_view literal) {
  while (literal.ends_with('"') || literal.ends_with('\'')) literal.remove_suffix(1);
  return literal.ends_with("\\n") || literal.ends_with("\\t") || literal.ends_with("\\r") ||
         literal.ends_with('\n');
}

// Whether the text, perhaps formatted (`"…\n" % x`), surely ends in a newline.
bool surely_ends_line(const Source& source, std::size_t first, std::size_t end) {
  if (source.token(first).kind != TokenKind::string || !ends_in_newline(source.word(first)))
    return false;
  return end == first + 1 || source.token(first + 1).kind == TokenKind::percent;
}

// Whether what follows the statement at once prints something to the same place, so that the blank is written there too.
bool is_followed_by_print(const Source& source, std::size_t end, bool to_file) {
  std::size_t next = end + 1;
  if (to_file || source.token(end).kind == TokenKind::end ||
      source.token(next).kind != TokenKind::print_)
    return false;
  const TokenKind after = source.token(next + 1).kind;
  return after != TokenKind::newline && after != TokenKind::semicolon &&
         after != TokenKind::shift_right && after != TokenKind::end;
}

std::string parenthesized(const Source& source, std::size_t first, std::size_t end) {
  return std::string(source.piece(first, end));
}

Printed written(const Source& source, std::size_t first, std::size_t end) {
  Printed printed;
  std::string file;
  std::size_t at = first + 1;
  if (source.token(at).kind == TokenKind::shift_right) {
    const std::size_t comma = source.find(at + 1, end, TokenKind::comma);
    file = parenthesized(source, at + 1, comma);
    at = comma == end ? end : comma + 1;
  }
  auto pieces = source.split(at, end);
  const bool continues = !pieces.empty() && pieces.back().first == pieces.back().second;
  if (continues) pieces.pop_back();
  std::string arguments(pieces.empty() ? std::string_view()
                                       : source.piece(pieces.front().first, pieces.back().second));
  const auto add = [&](const std::string& argument) {
    arguments += (arguments.empty() ? "" : ", ") + argument;
  };
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (surely_ends_line(source, pieces[i].first, pieces[i].second)) printed.exact = false;
  }
  if (pieces.size() == 1 &&
      source.find(pieces[0].first, pieces[0].second, TokenKind::for_) != pieces[0].second) {
    arguments = "(" + arguments + ")";
  }
  if (continues) {
    const auto [last, last_end] = pieces.back();
    const bool ends_line = surely_ends_line(source, last, last_end);
    add(ends_line ? "end=\"\"" : "end=\" \"");
    const bool plain = is_text(source, last, last_end);
    if (!ends_line && !(plain && is_followed_by_print(source, end, !file.empty())))
      printed.exact = false;
  }
  if (!file.empty()) add("file=" + file);
  printed.function = pieces.size() != 1 || continues || !file.empty();
  printed.call = "print(" + arguments + ")";
  return printed;
}

// Whether the `print` at INDEX begins a statement that is none of Python 3's calls.
bool is_statement(const Source& source, std::size_t index) {
  if (source.token(index).kind != TokenKind::print_) return false;
  const TokenKind before = index == 0 ? TokenKind::newline : source.token(index - 1).kind;
  return before == TokenKind::newline || before == TokenKind::semicolon ||
         before == TokenKind::indent || before == TokenKind::dedent || before == TokenKind::colon ||
         index == 0;
}

// A statement that is nothing but `print (…)`, and how many things stand in the parentheses.
bool is_call(const Source& source, std::size_t index, std::size_t end) {
  return source.token(index + 1).kind == TokenKind::left_paren &&
         source.closing(index + 1) + 1 == end;
}

// `print ("a", 1)`, which on 2.7 writes a tuple, and `print ()`.
bool prints_tuple(const Source& source, std::size_t index, std::size_t end) {
  const std::size_t close = end - 1;
  const auto pieces = source.split(index + 2, close);
  return pieces.size() != 1 && source.find(index + 2, close, TokenKind::for_) == close;
}

void add(const Source& source, std::size_t index, std::size_t end, const std::string& call,
         Fix& fix) {
  fix.edits.push_back({{source.token(index).begin, source.token(end - 1).end}, call});
}

// Tuples that a file for 2.7 alone prints stay tuples.
void keep_tuples(const Source& source, Fix& fix) {
  for (std::size_t i = 0; i + 1 < source.tokens().size(); ++i) {
    if (!is_statement(source, i)) continue;
    const std::size_t end = source.end_of_statement(i);
    if (is_call(source, i, end) && prints_tuple(source, i, end)) {
      const std::uint32_t open = source.token(i + 1).begin;
      const std::uint32_t close = source.token(end - 1).end;
      fix.edits.push_back({{open, open}, "("});
      fix.edits.push_back({{close, close}, ")"});
    }
    i = end;
  }
}

struct Rewritten {
  bool exact = true;
  bool needs_function = false;
};

// Every print of the file; those that Python 3 understands only where ALL are meant.
Rewritten rewrite_all(const Source& source, bool all, Fix& fix) {
  Rewritten rewritten;
  for (std::size_t i = 0; i + 1 < source.tokens().size(); ++i) {
    if (!is_statement(source, i)) continue;
    const std::size_t end = source.end_of_statement(i);
    if (is_call(source, i, end)) {
      if (all && prints_tuple(source, i, end))
        add(source, i, end, "print(" + std::string(source.piece(i + 1, end)) + ")", fix);
    } else if (source.token(i + 1).kind != TokenKind::equal &&
               source.token(i + 1).kind != TokenKind::dot) {
      const Printed printed = written(source, i, end);
      add(source, i, end, printed.call, fix);
      rewritten.exact = rewritten.exact && printed.exact;
      rewritten.needs_function = rewritten.needs_function || printed.function;
    }
    i = end;
  }
  return rewritten;
}

}  // namespace

Answer print_call(const Site& site, Fix& fix) {
  const Source& source = site.source;
  if (source.has_future("print_function"))
    return by_hand("the file takes print as a function already");
  if (source.token(site.token).kind != TokenKind::print_)
    return by_hand("no statement begins with this print");
  const std::size_t end = source.end_of_statement(site.token);
  if (!site.wish.both) {
    if (is_call(source, site.token, end)) {
      add(source, site.token, end, "print(" + std::string(source.piece(site.token + 1, end)) + ")",
          fix);
      return {};
    }
    const Printed printed = written(source, site.token, end);
    add(source, site.token, end, printed.call, fix);
    if (site.wish.from.contains(Version::of(2, 7))) keep_tuples(source, fix);
    fix.safe = fix.safe && printed.exact;
    return {};
  }
  Fix plain = fix;
  const Rewritten some = rewrite_all(source, false, plain);
  if (some.needs_function) {
    const Rewritten every = rewrite_all(source, true, fix);
    fix.safe = fix.safe && every.exact;
    const std::uint32_t place = source.place_for_future();
    fix.edits.push_back(
        {{place, place}, "from __future__ import print_function" + std::string(source.newline())});
  } else {
    fix.safe = fix.safe && some.exact;
    fix.edits = plain.edits;
  }
  fix.bond = "print_function";
  return {};
}

}  // namespace pymolt::fix
