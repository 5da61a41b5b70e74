// Indentation: the stack of levels, and what is wrong with it, on the versions that count columns alike.
// SPDX-License-Identifier: MIT
//
// All versions count alike until a file does something odd: a line that begins with a backslash (read in three ways:
// up to 3.8, on 3.9, since 3.10) or a comment that sets the tab size (obeyed by 2.7). Then there is one layout for
// each way. The layout of the newest version makes the tokens; the others only say what is wrong.
#ifndef PYMOLT_LEXER_INDENTATION_H_
#define PYMOLT_LEXER_INDENTATION_H_

#include <vector>

#include "lexer/lexer_state.h"

namespace pymolt::verdict {

/// How far a line is indented: with tabs of eight columns (or what 2.7 was told), and with tabs of one.
struct Column {
  int wide = 0;
  int narrow = 0;
};

class Layout {
 public:
  VersionSet within = VersionSet::all();
  int tab = 8;
  bool makes_tokens = true;

  /// A logical line begins at TOKEN, in COLUMN; BLOCK says that the line before it ended with a colon.
  void line(Scan& scan, Column column, bool block, const char* token);
  /// The text ends.
  void finish(Scan& scan, bool block);

  [[nodiscard]] int column() const { return levels_.back().column.wide; }
  [[nodiscard]] std::size_t depth() const { return levels_.size() - 1; }

 private:
  struct Level {
    Column column;
    bool real;  // made an indent token
  };
  void see(Scan& scan, Construct construct, const char* token) const {
    scan.see(construct, token, token, within);
  }
  void deeper(Scan& scan, Column column, bool block, const char* token);
  void back_to(Scan& scan, Column column, const char* token);

  std::vector<Level> levels_ = {{{0, 0}, false}};
};

/// The column of TOKEN, whose line begins at BEGIN, with tabs of TAB columns.
[[nodiscard]] Column column_of(const char* begin, const char* token, int tab);

/// The tab size that a comment asks 2.7 for; 0 for none.
[[nodiscard]] int tab_size_in(std::string_view comment);

}  // namespace pymolt::verdict

#endif  // PYMOLT_LEXER_INDENTATION_H_
