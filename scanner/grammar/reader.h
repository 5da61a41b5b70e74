// Walks over the tokens of a file and keeps what the productions of the grammar tell it: the heart of the verdict.
// SPDX-License-Identifier: MIT
//
// The grammar is read by descent, one room-mate a kind of thing: expressions.h, displays.h, arguments.h,
// parameters.h, targets.h, statements.h, compounds.h, patterns.h … Each production takes a `Reader`, moves it over
// the tokens it is made of, and says what it met (`see`) or that nothing on any version reads like this (`fail`).
//
//     print "a", `b`          see print-statement        see backticks
//     def f(x, (y, z)): pass  see tuple-parameters
//     x = = 1                 fail: one `invalid`, then reading goes on with the next line
//
// One reading serves all versions. Where the same bytes are two programs (`print (a), b`), they are read twice, each
// time `within` the versions that read them so. Recursion is bounded: brackets, blocks and lambdas may be nested as
// deep as `kDeepest`, which no version compiles; what is deeper is given up and said to be unknown.
#ifndef PYMOLT_GRAMMAR_READER_H_
#define PYMOLT_GRAMMAR_READER_H_

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/compile_scopes.h"
#include "grammar/scope_stack.h"
#include "lexer/token.h"
#include "rulebook/constructs.h"

namespace pymolt::verdict {

/// Whether a future import may follow: only future imports and one string have been met.
struct Futures {
  bool allowed = true;
  bool last_is_one = false;     // the statement that was just read
  bool string_met = false;      // the docstring, or a string between future imports
  bool string_between = false;  // the latter
  bool relative_met =
      false;  // one from `.__future__`, which older versions took for a future import
};

class Reader {
 public:
  static constexpr int kDeepest = 450;

  /// All is borrowed; diagnostics are added to SEEN. The last token must be `end`.
  Reader(std::string_view text, std::span<const Token> tokens, const Constructs& constructs,
         std::vector<Diagnostic>& seen);

  // The cursor. After a failure it stands on an `end` until `recover`, so that every loop comes to its end.
  [[nodiscard]] TokenKind kind() const { return at_->kind; }
  [[nodiscard]] TokenKind next_kind() const {
    return at_->kind == TokenKind::end ? TokenKind::end : at_[1].kind;
  }
  [[nodiscard]] const Token& token() const { return *at_; }
  [[nodiscard]] const Token& token(std::uint32_t index) const { return tokens_[index]; }
  /// The place of the current token in the row.
  [[nodiscard]] std::uint32_t index() const {
    return static_cast<std::uint32_t>((failed_ ? failed_at_ : at_) - tokens_.data());
  }
  [[nodiscard]] std::string_view text(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  /// A name as Python 3 compares it: NFKC. Valid as long as the reader.
  [[nodiscard]] std::string_view name(std::uint32_t token);
  /// Keeps TEXT as long as the reader.
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  [[nodiscard]] bool at(TokenKind kind) const { return at_->kind == kind; }
  void go_to(std::uint32_t index) { at_ = tokens_.data() + index; }
  /// Steps over the current token, which must not be `end`.
  void skip() { ++at_; }
  bool accept(TokenKind kind) {
    if (at_->kind != kind) return false;
    ++at_;
    return true;
  }
  /// The same, failing where it is not there.
  bool expect(TokenKind kind) {
    if (accept(kind)) return true;
    fail();
    return false;
  }
  /// The bytes from the token at FIRST to the last one read.
  [[nodiscard]] ByteSpan since(std::uint32_t first) const;

  // What was met.
  void see(Construct construct, ByteSpan span) { seen_.push_back({construct, span, within_}); }
  void see(Construct construct, ByteSpan span, VersionSet versions) {
    seen_.push_back({construct, span, within_ & versions});
  }
  void see_here(Construct construct) { see(construct, at_->span()); }
  /// Takes back that CONSTRUCT was met at the token that begins at BEGIN.
  void retract(Construct construct, std::uint32_t begin);
  /// No version reads the current token here.
  void fail(Construct construct = Construct::invalid);
  [[nodiscard]] bool failed() const { return failed_; }
  /// After a failure: on to the end of the logical line.
  void recover();

  /// The versions that the current reading speaks of.
  [[nodiscard]] VersionSet within() const { return within_; }

  /// The versions that compile CONSTRUCT.
  [[nodiscard]] VersionSet on(Construct construct) const { return constructs_.on(construct); }

  /// Reads with READ, speaking only of VERSIONS, from here; says whether that went well. A reading that failed leaves
  /// no trace, and the cursor is back where it was.
  template <typename Read>
  bool try_region(VersionSet versions, Read read);

  // What is around.
  ScopeStack frames;
  Scopes scopes;
  Futures futures;
  bool print_is_name = false;         // `from __future__ import print_function` was met
  bool annotations_are_text = false;  // … `annotations`
  bool barry = false;                 // … `barry_as_FLUFL`
  int fields = 0;                     // replacement fields around the place

  /// Whether the bracket that the token at INDEX opens holds a comprehension.
  [[nodiscard]] bool holds_comprehension(std::uint32_t index) const {
    return scopes.role(index) == Role::comprehension_bracket;
  }

  /// One level deeper while it lives; reading is given up where it is too deep.
  class Deeper {
   public:
    explicit Deeper(Reader& reader) : reader_(reader) {
      if (++reader_.depth_ > kDeepest) reader_.give_up();
    }
    ~Deeper() { --reader_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Reader& reader_;
  };
  [[nodiscard]] bool gave_up() const { return gave_up_; }

 private:
  void give_up();
  void mark_comprehensions();

  std::string_view text_;
  std::span<const Token> tokens_;
  const Constructs& constructs_;
  std::vector<Diagnostic>& seen_;
  const Token* at_;
  const Token* failed_at_ = nullptr;
  bool failed_ = false;
  bool gave_up_ = false;
  std::deque<std::string> kept_;
  int depth_ = 0;
  VersionSet within_ = VersionSet::all();
};

template <typename Read>
bool Reader::try_region(VersionSet versions, Read read) {
  if (failed_) return false;
  const Token* const start = at_;
  const std::size_t seen = seen_.size();
  const VersionSet outside = within_;
  const std::size_t scopes_before = scopes.size();
  const ScopeStack::StackPosition frames_before = frames.mark();
  within_ = within_ & versions;
  read();
  within_ = outside;
  if (!failed_) return true;
  failed_ = false;
  at_ = start;
  seen_.resize(seen);
  scopes.shrink(scopes_before);
  frames.back_to(frames_before);
  return false;
}

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_READER_H_
