// A walk over the statements that can be executed next. Statements that call anything end it: what is called may print.
// SPDX-License-Identifier: MIT
//
//   for row in rows:          the next print after `print row,` is itself, or the one below the loop
//       print row,
//   print "done"
#include "fix/next_print.h"

#include <string_view>
#include <vector>

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr int kMostSteps = 200;

// Whether evaluating NODE can run code of others.
bool runs_code(const Source& source, Node node) {
  for (std::size_t i = source.token_at(node.begin()); source.token(i).begin < node.end(); ++i) {
    const TokenKind kind = source.token(i).kind;
    if (kind == TokenKind::left_paren && i > 0 &&
        source.token(i - 1).end == source.token(i).begin && is_word(source.token(i - 1).kind)) {
      const std::string_view name = source.word(i - 1);
      const bool plain = name == "range" || name == "xrange" || name == "len";
      if (!plain || source.binds(name)) return true;
    }
    if (kind == TokenKind::yield_) return true;
    if (i + 1 >= source.tokens().size()) break;
  }
  return false;
}

Node first_statement(Node block) {
  Node node = block.first_child();
  while (node && (!node.named() || node.is(Kind::comment))) node = node.next_sibling();
  return node;
}

class Walk {
 public:
  Walk(const Source& source, std::string_view file) : source_(source), file_(file) {}

  NextPrint run(Node statement) {
    after(statement);
    return failed_ || (bare_ && more_) || !(bare_ || more_) ? NextPrint::unknown
           : bare_                                          ? NextPrint::bare
                                                            : NextPrint::more;
  }

 private:
  // What comes when STATEMENT is done.
  void after(Node statement) {
    if (failed_ || ++steps_ > kMostSteps) return fail();
    Node next = statement.next_sibling();
    while (next && (!next.named() || next.is(Kind::comment))) next = next.next_sibling();
    if (next && statement.parent().is_any(Kind::block, Kind::module)) return enter(next);
    const Node block = statement.parent();
    if (!block.is(Kind::block)) return fail();
    const Node holder = block.parent();
    if (holder.is(Kind::if_statement)) return after(holder);
    if (holder.is_any(Kind::elif_clause, Kind::else_clause) &&
        holder.parent().is(Kind::if_statement))
      return after(holder.parent());
    if (holder.is_any(Kind::for_statement, Kind::while_statement)) return again(holder);
    fail();
  }

  // Another round of a loop, or what follows it.
  void again(Node loop) {
    for (const Node child : loop.children()) {
      if (child.is(Kind::else_clause)) return fail();
    }
    if (loop.is(Kind::while_statement) && runs_code(source_, loop.child(Field::condition)))
      return fail();
    if (loop.is(Kind::for_statement) && runs_code(source_, loop.child(Field::right))) return fail();
    if (!was(loop)) enter(first_statement(loop.child(Field::body)));
    after(loop);
  }

  bool was(Node node) {
    for (const std::uint32_t index : entered_) {
      if (index == node.index()) return true;
    }
    entered_.push_back(node.index());
    return false;
  }

  void enter(Node statement) {
    if (!statement || failed_ || ++steps_ > kMostSteps) return fail();
    const std::size_t first = source_.token_at(statement.begin());
    if (source_.token(first).kind == TokenKind::print_) return print(first);
    if (statement.is(Kind::if_statement)) return branches(statement);
    if (statement.is_any(Kind::for_statement, Kind::while_statement)) return again(statement);
    const bool simple = statement.is_any(Kind::expression_statement, Kind::pass_statement);
    if (!simple || runs_code(source_, statement)) return fail();
    after(statement);
  }

  void branches(Node statement) {
    bool has_else = false;
    const auto branch = [&](Node holder) {
      const Node condition = holder.child(Field::condition);
      if (condition && runs_code(source_, condition)) return fail();
      const Node body = holder.child(holder.is(Kind::if_statement) || holder.is(Kind::elif_clause)
                                         ? Field::consequence
                                         : Field::body);
      enter(first_statement(body));
    };
    branch(statement);
    for (const Node child : statement.children()) {
      if (child.is_any(Kind::elif_clause, Kind::else_clause)) branch(child);
      has_else = has_else || child.is(Kind::else_clause);
    }
    if (!has_else) after(statement);
  }

  void print(std::size_t first) {
    const std::size_t end = source_.end_of_statement(first);
    if (first + 1 == end) {
      (file_.empty() ? bare_ : failed_) = true;
      return;
    }
    const bool to_file = source_.token(first + 1).kind == TokenKind::shift_right;
    const std::size_t comma = to_file ? source_.find(first + 2, end, TokenKind::comma) : end;
    const std::string_view file = to_file ? source_.piece(first + 2, comma) : std::string_view();
    if (file != file_) return fail();
    (to_file && comma == end ? bare_ : more_) = true;
  }

  void fail() { failed_ = true; }

  const Source& source_;
  std::string_view file_;
  bool more_ = false;
  bool bare_ = false;
  bool failed_ = false;
  int steps_ = 0;
  std::vector<std::uint32_t> entered_;
};

}  // namespace

NextPrint next_print(const Source& source, std::size_t first, std::size_t end) {
  std::string_view file;
  if (source.token(first + 1).kind == TokenKind::shift_right)
    file = source.piece(first + 2, source.find(first + 2, end, TokenKind::comma));
  for (const char c : file) {
    const bool plain = c == '.' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9');
    if (!plain) return NextPrint::unknown;
  }
  // `print a,; print b` in one line has no blocks between.
  if (source.token(end).kind == TokenKind::semicolon &&
      source.token(end + 1).kind != TokenKind::newline) {
    if (source.token(end + 1).kind != TokenKind::print_) return NextPrint::unknown;
  }
  return Walk(source, file).run(source.tree().innermost(source.token(first).begin).statement());
}

}  // namespace pymolt::fix
