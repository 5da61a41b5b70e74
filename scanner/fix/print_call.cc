// `print` statements become calls: all of a file at once, as the future import that some need is for the whole file.
// SPDX-License-Identifier: MIT
//
//   print "a", b            print("a", b)
//   print >>f, x            print(x, file=f)
//   print x,                print(x, end=" ")      the same output only where another print is what comes next
//   print                   print()
//   print ("a", b)          print(("a", b))        on 2.7 that is a tuple
#include <algorithm>

#include "fix/next_print.h"
#include "fix/print_order.h"
#include "fix/rewriters.h"
#include "names/constants.h"

namespace pymolt::fix {

namespace {

struct Printed {
  std::string call;
  bool exact = true;     // writes the very same
  bool ordered = true;   // in the same order as what it calls
  bool function = true;  // 2.7 reads it otherwise without the future import
};

// After text that ends in a newline or tab, 2.7 puts no blank.
bool ends_in_newline(std::string_view literal) {
  const std::string_view prefix = literal.substr(0, literal.find_first_of("\"'"));
  if (prefix.find_first_of("rR") != std::string_view::npos) return false;
  while (literal.ends_with('"') || literal.ends_with('\'')) literal.remove_suffix(1);
  return literal.ends_with("\\n") || literal.ends_with("\\t") || literal.ends_with("\\r") ||
         literal.ends_with('\n');
}

// The node whose text the tokens from FIRST up to END are; no node where there is none.
syntax::Node node_of(const Source& source, std::size_t first, std::size_t end) {
  syntax::Node node = source.tree().innermost(source.token(first).begin);
  while (node && node.end() < source.token(end - 1).end) node = node.parent();
  const ByteSpan span = {source.token(first).begin, source.token(end - 1).end};
  return node && node.span() == span ? node : syntax::Node();
}

// Whether 2.7 puts no blank behind a text that what is printed is known to be, also by a name: one that ends in white space
// other than a blank.
bool is_known_to_end_line(const Source& source, std::size_t first, std::size_t end) {
  const syntax::Node node = node_of(source, first, end);
  if (!node) return false;
  const std::vector<names::ConstantText> texts = names::Constants(source.names().types()).of(node);
  return std::any_of(texts.begin(), texts.end(), [](const names::ConstantText& one) {
    return !one.text.empty() && one.on.contains(Version::of(2, 7)) &&
           std::string_view("\t\n\v\f\r").find(one.text.back()) != std::string_view::npos;
  });
}

// Whether the text, perhaps formatted (`"…\n" % x`), surely ends in a newline.
bool surely_ends_line(const Source& source, std::size_t first, std::size_t end) {
  if (source.token(first).kind != TokenKind::string || !ends_in_newline(source.word(first)))
    return false;
  return end == first + 1 || source.token(first + 1).kind == TokenKind::percent;
}

// Whether a text with that literal ends in something that 2.7 puts a blank behind.
bool ends_in_letter(std::string_view literal) {
  const std::string_view whole = literal;
  while (literal.ends_with('"') || literal.ends_with('\'')) literal.remove_suffix(1);
  if (literal.empty() || literal.size() + 3 < whole.size() || ends_in_newline(whole)) return false;
  const char last = literal.back();
  const bool conversion = last == 's' || last == 'r' || last == 'c' || last == ')';
  return static_cast<unsigned char>(last) < 0x80 && last != '\v' && last != '\f' && !conversion;
}

// Whether what is printed surely does not end in a newline or a tab: numbers, collections, texts in sight.
bool surely_ends_in_text(const Source& source, std::size_t first, std::size_t end) {
  if (source.token(first).kind == TokenKind::string) {
    const bool formatted = end > first + 1 && source.token(first + 1).kind == TokenKind::percent;
    std::string_view word = source.word(first);
    if (end == first + 1)
      return !ends_in_newline(word) && (ends_in_letter(word) || word.size() > 2);
    return formatted && ends_in_letter(word);
  }
  const syntax::Node node = node_of(source, first, end);
  if (!node) return false;
  const names::Types& types = source.names().types();
  const std::vector<names::Inferred> found = types.all_of(node);
  return !found.empty() && std::all_of(found.begin(), found.end(), [&](const names::Inferred& one) {
    if (one.type == "builtins.str" && one.origin != names::kNone) {
      const syntax::Node made = source.tree().node(one.origin);
      return made.is(syntax::Kind::string) && made.text().size() > 2 &&
             !ends_in_newline(made.text());
    }
    return one.type == "builtins.int" || one.type == "builtins.float" ||
           one.type == "builtins.bool" || one.type == "builtins.list" ||
           one.type == "builtins.dict" || one.type == "builtins.tuple" || one.is_none();
  });
}

std::string parenthesized(const Source& source, std::size_t first, std::size_t end) {
  return std::string(source.piece(first, end));
}

Printed written(const Source& source, const PrintingFunctions& printing, std::size_t first,
                std::size_t end) {
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
    const auto [begin, behind] = pieces[i];
    if (surely_ends_line(source, begin, behind) || is_known_to_end_line(source, begin, behind))
      printed.exact = false;
  }
  for (std::size_t i = 1; i < pieces.size(); ++i)
    printed.ordered = printed.ordered && !printing.called(pieces[i].first, pieces[i].second);
  if (pieces.size() == 1 &&
      source.find(pieces[0].first, pieces[0].second, TokenKind::for_) != pieces[0].second) {
    arguments = "(" + arguments + ")";
  }
  if (continues) {
    const auto [last, last_end] = pieces.back();
    const NextPrint next = next_print(source, first, end);
    const bool ends_line = surely_ends_line(source, last, last_end) || next == NextPrint::bare;
    add(ends_line ? "end=\"\"" : "end=\" \"");
    const bool blank_follows =
        next == NextPrint::more && surely_ends_in_text(source, last, last_end);
    if (!ends_line && !blank_follows) printed.exact = false;
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

// `print (yield x)`: the parentheses are the expression's, which a call's argument needs as well.
bool prints_yield(const Source& source, std::size_t index) {
  return source.token(index + 2).kind == TokenKind::yield_;
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

struct Rewritten {
  bool exact = true;
  bool ordered = true;
  bool needs_function = false;
};

// Every print of the file; those that Python 3 understands only where ALL are meant.
Rewritten rewrite_all(const Source& source, bool all, Fix& fix) {
  Rewritten rewritten;
  const PrintingFunctions printing(source);
  for (std::size_t i = 0; i + 1 < source.tokens().size(); ++i) {
    if (!is_statement(source, i)) continue;
    const std::size_t end = source.end_of_statement(i);
    if (is_call(source, i, end)) {
      if (prints_yield(source, i) || (all && prints_tuple(source, i, end)))
        add(source, i, end, "print(" + std::string(source.piece(i + 1, end)) + ")", fix);
    } else if (source.token(i + 1).kind != TokenKind::equal &&
               source.token(i + 1).kind != TokenKind::dot) {
      const Printed printed = written(source, printing, i, end);
      add(source, i, end, printed.call, fix);
      rewritten.exact = rewritten.exact && printed.exact;
      rewritten.ordered = rewritten.ordered && printed.ordered;
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
  // All at once: a file whose prints are half statements, half calls means something else on every version.
  Fix plain = fix;
  const bool from_2 = site.wish.from.contains(Version::of(2, 7));
  const Rewritten some = rewrite_all(source, !site.wish.both && from_2, plain);
  if (site.wish.both && some.needs_function) {
    const Rewritten every = rewrite_all(source, true, fix);
    fix.safe = fix.safe && every.exact && every.ordered;
    const std::uint32_t place = source.place_for_future();
    fix.edits.push_back(
        {{place, place}, "from __future__ import print_function" + std::string(source.newline())});
  } else {
    fix.safe = fix.safe && some.exact && some.ordered;
    fix.edits = plain.edits;
  }
  if (!some.ordered) fix.risk = "2.7 writes each part before it works out the next, which prints";
  if (!some.exact)
    fix.risk =
        "behind a comma 2.7 writes its blank only when the next print comes, and none behind a "
        "newline";
  fix.bond = "print_function";
  return {};
}

}  // namespace pymolt::fix
