// A line's column is compared with the top of the stack: the same, deeper, or back to one below.
// SPDX-License-Identifier: MIT
#include "lexer/indentation.h"

#include <algorithm>
#include <charconv>

namespace pymolt::verdict {

namespace {

constexpr std::size_t kDeepest = 99;

}  // namespace

void Layout::line(Scan& scan, Column column, bool block, const char* token) {
  const Column top = levels_.back().column;
  if (column.wide > top.wide) {
    deeper(scan, column, block, token);
    return;
  }
  if (block) see(scan, Construct::missing_block, token);
  if (column.wide < top.wide) back_to(scan, column, token);
  if (column.wide == levels_.back().column.wide && column.narrow != levels_.back().column.narrow) {
    see(scan, Construct::inconsistent_tabs, token);
  }
}

void Layout::deeper(Scan& scan, Column column, bool block, const char* token) {
  if (column.narrow <= levels_.back().column.narrow) see(scan, Construct::inconsistent_tabs, token);
  if (!block) see(scan, Construct::unexpected_indent, token);
  levels_.push_back({column, block});
  if (depth() == kDeepest + 1) see(scan, Construct::too_deep_indentation, token);
  if (block && makes_tokens) scan.add(TokenKind::indent, token, token);
}

void Layout::back_to(Scan& scan, Column column, const char* token) {
  while (levels_.back().column.wide > column.wide) {
    if (levels_.back().real && makes_tokens) scan.add(TokenKind::dedent, token, token);
    levels_.pop_back();
  }
  if (levels_.back().column.wide != column.wide) {
    see(scan, Construct::unmatched_dedent, token);
    levels_.push_back({column, false});
  }
}

void Layout::finish(Scan& scan, bool block) {
  if (block) see(scan, Construct::missing_block, scan.end);
  back_to(scan, {0, 0}, scan.end);
}

Column column_of(const char* begin, const char* token, int tab) {
  Column column;
  for (const char* c = begin; c != token; ++c) {
    if (*c == '\t') {
      column.wide = (column.wide / tab + 1) * tab;
      ++column.narrow;
    } else if (*c == ' ') {
      ++column.wide;
      ++column.narrow;
    } else {
      column = {};  // form feed
    }
  }
  return column;
}

int tab_size_in(std::string_view comment) {
  comment = comment.substr(0, 79);  // as much as 2.7 looks at
  int size = 0;
  for (const std::string_view word : {"tab-width:", ":tabstop=", ":ts=", "set tabsize="}) {
    std::size_t at = comment.find(word);
    if (at == std::string_view::npos) continue;
    at = std::min(comment.find_first_not_of(" \t\f\v", at + word.size()), comment.size());
    int asked = 0;
    std::from_chars(comment.data() + at, comment.data() + comment.size(), asked);
    if (asked >= 1 && asked <= 40) size = asked;
  }
  return size;
}

}  // namespace pymolt::verdict
