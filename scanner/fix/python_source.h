// One reading of a file's text for those who rewrite it: its tokens, its tree, its names.
// SPDX-License-Identifier: MIT
//
// Rewriters go by tokens where they can: those of a `print` statement are right on every version, also where the tree
// has an ERROR node. Everything that is handed out lives as long as the source, which stays where it was made.
#ifndef PYMOLT_FIX_PYTHON_SOURCE_H_
#define PYMOLT_FIX_PYTHON_SOURCE_H_

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "lexer/lexer.h"
#include "names/file_names.h"
#include "scan/scan_file.h"

namespace pymolt::fix {

using verdict::Token;
using verdict::TokenKind;

class Source {
 public:
  /// TEXT is what decode() gave of the file, and stands for its bytes as UTF-8.
  Source(std::string text, const scan::ScanContext& context, scan::ScanScratch& bench);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  [[nodiscard]] const Text& text() const { return text_; }
  [[nodiscard]] std::string_view bytes() const { return text_.bytes(); }
  [[nodiscard]] const syntax::Tree& tree() const { return tree_; }
  [[nodiscard]] const names::FileNames& names() const { return *names_; }
  [[nodiscard]] const std::vector<Token>& tokens() const { return lexed_.tokens; }

  /// The token that begins at or after OFFSET: its index. The last token where there is none.
  [[nodiscard]] std::size_t token_at(std::uint32_t offset) const;
  [[nodiscard]] const Token& token(std::size_t index) const {
    return lexed_.tokens[std::min(index, lexed_.tokens.size() - 1)];
  }
  [[nodiscard]] std::string_view word(std::size_t index) const {
    return text_.slice(token(index).span());
  }
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return text_.slice({begin, end});
  }
  /// The token after the small statement that holds the token at INDEX: its `;`, newline or end.
  [[nodiscard]] std::size_t end_of_statement(std::size_t index) const;
  /// The first token of KIND from INDEX up to END that stands in no bracket and no lambda's parameters; END if none.
  [[nodiscard]] std::size_t find(std::size_t index, std::size_t end, TokenKind kind) const;
  /// What stands between commas, from INDEX to END, as pairs of token indices; a last empty piece is a trailing comma.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> split(std::size_t index,
                                                                       std::size_t end) const;
  /// The text of the tokens from FIRST up to END.
  [[nodiscard]] std::string_view piece(std::size_t first, std::size_t end) const;
  /// The closing bracket of the opening one at INDEX; the last token where it is not closed.
  [[nodiscard]] std::size_t closing(std::size_t index) const;
  /// How the file ends its lines.
  [[nodiscard]] std::string_view newline() const { return newline_; }
  /// Whether something in the file binds NAME, but for `import NAME…`.
  [[nodiscard]] bool binds(std::string_view name) const { return bound_.contains(name); }
  /// Whether the file has `import MODULE` at its top level.
  [[nodiscard]] bool imports(std::string_view module) const;
  /// Where a line `from __future__ import …` goes: below the docstring, above everything else.
  [[nodiscard]] std::uint32_t place_for_future() const;
  /// Where a new import goes: below those of __future__.
  [[nodiscard]] std::uint32_t place_for_import() const;
  [[nodiscard]] bool has_future(std::string_view feature) const {
    return futures_.contains(feature);
  }
  /// The blanks that the line of OFFSET begins with.
  [[nodiscard]] std::string_view indentation(std::uint32_t offset) const;

 private:
  [[nodiscard]] std::uint32_t after(std::size_t end) const;
  void gather_bound();
  void gather_futures();
  Source(syntax::Decoded decoded, const scan::ScanContext& context, scan::ScanScratch& bench);
  verdict::Lexed lexed_;
  Text text_;
  syntax::Tree tree_;
  std::unique_ptr<names::FileNames> names_;
  std::string_view newline_;
  std::set<std::string_view> bound_;    // what binds() answers for
  std::set<std::string_view> futures_;  // and has_future()
};

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_PYTHON_SOURCE_H_
